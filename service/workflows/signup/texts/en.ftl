command-signup = signup
about-signup = Open a sign-up
signup-menu = ＋ New sign-up
signup-running = 🙋 { $title }
signup-help = · /signup opens a sign-up for volunteering, a visit or a seminar: places, a waiting list, check-in and hours

signup-new = 🙋 New sign-up
signup-title = 🙋 { $title }

signup-ask-title = What is it called? Just type it.
signup-ask-about = What will happen, where, and what should people know? Write a few sentences.
signup-ask-starts-at = When does it begin? Tap a time, or type one such as “Saturday 9:00” or “5 Dec 14:00”.
signup-ask-closes-at = When does the sign-up close? Tap a time, or type one.
signup-field-title = Change the title
signup-field-about = Change the details
signup-field-starts-at = Change the start
signup-field-closes-at = Change the deadline
signup-option-minutes = Length: { $value } min
signup-option-places = Places: { $value ->
    [0] unlimited
   *[other] { $value }
}

signup-facts = Begins: { $starts }
    Length: { $hours } h · Places: { $places ->
        [0] unlimited
       *[other] { $places }
    }
    Sign up by: { $closes }
signup-panel = { $phase ->
    [open] Sign-up is open:
    [closed] Sign-up is closed:
   *[other] This is over:
} { $taken }{ $most ->
    [0] { "" }
   *[other] {" "}of { $most }
} taken, { $waiting } waiting.

signup-button-join = 🙋 Sign up
signup-button-leave = I can't come
signup-button-accept = ✔ I'll come
signup-button-pass = No, thanks
signup-button-here = ✔ I'm here
signup-button-progress = Who is coming
signup-button-done = ✔ Confirm attendance
signup-button-done-yes = Yes, confirm
signup-button-export = Export the list
signup-button-certificate = 📄 Get my certificate

signup-seat = { $status ->
    [in] You're signed up. It begins { $starts }; you can check in here.
    [waiting] All places are taken. You are number { $place } on the waiting list and will be told when a place is free.
    [offered] A place is being kept for you: please answer in the message above.
    [passed] All right, the place goes to the next person.
    [left] All right, you are no longer signed up.
    [came] You have checked in.
   *[none] You haven't signed up. It begins { $starts }.
}
signup-offered = A place is free, and it's yours if you want it. Please answer by { $until }; after that it goes to the next person.
signup-lapsed = There was no answer, so the place kept for you went to the next person.
signup-reminder = Reminder: the activity you signed up for begins { $starts }.
signup-check-in = It begins { $starts }. Please check in when you arrive.
signup-here = Checked in at { $at }.
signup-certificate-offered = It's over. Thank you for coming! You can get your certificate here.
signup-certificate-here = Here is your certificate.
signup-certificate-title = Certificate of service
signup-certificate = This certifies that { $name } of { $unit } took part in “{ $title }” on { $day } and served { $hours } hours.
signup-people = { $status ->
    [came] Checked in
    [in] Signed up
    [waiting] Waiting
    [offered] Offered a place
    [passed] Passed on a place
   *[other] Left
}: { $names }
signup-is = { $status ->
    [came] checked in
    [in] signed up
    [waiting] waiting
    [offered] offered a place
    [passed] passed on a place
   *[other] left
}
signup-confirm-done = { $n ->
    [0] Confirm the list? Nobody checked in. It can't be changed after that.
    [one] Confirm the list? One person checked in and will be told about the certificate. It can't be changed after that.
   *[other] Confirm the list? { $n } people checked in and will be told about their certificates. It can't be changed after that.
}
signup-exported = The list is attached.
signup-sheet = People
signup-column-status = Status
signup-column-hours = Hours

signup-full = The waiting list is full as well.
signup-no-place = You aren't signed up, or you have left already.
signup-offer-over = This place has gone to the next person.
signup-not-the-time = It begins { $starts }. You can check in from half an hour before until it ends.
signup-did-not-come = There is no check-in of yours, so there is no certificate. Please ask the organizer if that is wrong.

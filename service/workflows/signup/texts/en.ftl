command-signup = signup|sign-up|volunteering
about-signup = Open a sign-up
signup-menu = ＋ New sign-up
signup-running = 🙋 { $title }
signup-help = · Type “signup” to open a sign-up for volunteering, a visit or a seminar: places, a waiting list, check-in and hours

signup-new = 🙋 New sign-up
signup-title = 🙋 { $title }

signup-ask-title = What is it called? Just type it.
signup-ask-about = What will happen, where, and what should people know? Write a few sentences.
signup-ask-starts-at = When does it begin? Tap a time, or type one such as “Saturday 9:00” or “5 Dec 14:00”.
signup-ask-closes-at = When does the sign-up close? Tap a time, or type one.
signup-ask-minutes = How long does it take? Tap a length, or type one such as “90 min”.
signup-ask-places = How many places are there? Tap a number, or type one such as “12 people”.
signup-field-title = Change the title
signup-field-about = Change the details
signup-field-starts-at = Change the start
signup-field-closes-at = Change the deadline
signup-field-minutes = Change the length
signup-field-places = Change the places
signup-option-minutes = { $value } min
signup-option-places = { $value ->
    [0] No limit
    [one] One place
   *[other] { $value } places
}

signup-invitation = Begins: { $starts }
    Length: { $hours } h · Places: { $places ->
        [0] no limit
       *[other] { $places }
    }
    Sign up by: { $closes }

    { $about }
signup-panel = { $phase ->
    [open] Sign-up is open:
    [closed] Sign-up is closed:
    [over] It's over. Please check the list:
   *[done] The list is confirmed:
} { $places ->
    [0] { $taken } signed up.
   *[other] { $taken } of { $places } places taken, { $waiting } waiting.
}
signup-reminder = Reminder: the activity you signed up for begins { $starts }.

signup-button-join = 🙋 Sign up
signup-button-leave = I can't come
signup-button-accept = ✔ I'll come
signup-button-pass = Not this time
signup-button-here = ✔ I'm here
signup-button-out = Check out
signup-button-code = 🔢 Read out the code
signup-button-note = Correct who has come
signup-button-void = Void a certificate
signup-button-year = Export the year's hours
signup-option-by = Check-in and check-out: { $value ->
    [code] with a code read out there
   *[tap] with a tap
}
signup-button-done = ✔ Confirm the list
signup-button-done-yes = Yes, confirm
signup-button-certificate = 📄 Get my certificate

signup-own = { $status ->
    [due] It begins { $starts }. Please check in when you arrive.
    [in] You're signed up. It begins { $starts }; half an hour before, you'll be asked to check in.
    [waiting] All places are taken. You are number { $place } on the waiting list and will be told when a place is free.
    [offered] A place is free, and it's yours if you want it. Please answer by { $until }; after that it goes to the next person.
    [passed] This place has gone to the next person.
    [left] All right, you are no longer signed up.
    [came] You've checked in. Thank you for coming! Please check out when you leave; otherwise your hours count to the end.
    [counted] You were checked in; your hours count to the end: { $served ->
        [one] one hour
       *[other] { $served } hours
    } of service. Thank you!
    [out] You've checked out: { $served ->
        [one] one hour
       *[other] { $served } hours
    } of service. Thank you!
    [void] Your hours of this activity were made void.
   *[none] You haven't signed up. It begins { $starts }.
}
signup-thanks = It's over. Thank you for coming! You can get your certificate here.
signup-certificate-here = Here is your certificate, number { $number }.
signup-certificate-number = Certificate number: { $number }{ $known ->
    [1] . Look it up at { $address }
   *[0] .
}
signup-ask-void = Whose hours don't hold? Tap the name to make them void.
signup-confirm-annul = Make the hours and the certificate of { $name } void? The record stays, they will be told, and it can't be undone.
signup-button-annul-yes = Yes, make it void
signup-annulled = Made void: { $name }.
signup-voided = Your hours and your certificate of this activity were made void. Please ask its organizer if you have questions.
signup-ask-note = Who has come without a phone? Tap the name to check them in. Who is checked in (✔) but has not come? Tap the name to take it back. They will be told.
signup-taken-back = Your organizer has taken back your check-in. Please ask them if you have questions.
signup-clash = Note that you have something else at that time:
    { $what }
signup-out-early = It hasn't begun yet. Please check out when you leave.
signup-year = Volunteering { $year }: { $hours ->
    [one] one hour
   *[other] { $hours } hours
} ({ $n ->
    [one] once
   *[other] { $n } times
}).
signup-year-title = Hours of service { $year }
signup-column-times = Times
signup-certificate-title = Certificate of service
signup-certificate = This certifies that { $name } of { $unit } took part in “{ $title }” on { $day } and served { $hours ->
    [one] one hour
   *[other] { $hours } hours
}.
signup-status = { $status ->
    [came] checked in
    [void] checked in, hours void
    [in] signed up
    [waiting] waiting
    [offered] offered a place
    [passed] passed on a place
   *[left] left
}
signup-confirm-done = { $n ->
    [0] Confirm the list? Nobody checked in. It can't be changed after that.
    [one] Confirm the list? One person checked in and will be told about the certificate. It can't be changed after that.
   *[other] Confirm the list? { $n } people checked in and will be told about their certificates. It can't be changed after that.
}
signup-column-hours = Hours

signup-untitled = Untitled sign-up ({ $day })
signup-todo = { $status ->
    [offered] a place is kept for you
   *[over] confirm who came
}

signup-option-talks = Talks: { $value ->
    [true] topics and papers are collected
   *[other] none
}
signup-seminar = Once signed up, you can hand in the topic of a talk, and a paper.
signup-button-topic = 🎤 My talk
signup-button-papers = Collect the papers
signup-ask-topic = What will you talk about? Just type it. Send your paper or slides here too, now or later; a newer file takes the place of the old one.
signup-own-talk = Your talk: { $topic } ({ $paper ->
    [0] paper not handed in yet
   *[other] paper handed in
})
signup-no-papers = Files aren't collected here. Once signed up, tap “My talk” first.
signup-no-paper-yet = Nobody has handed in a paper yet.
signup-papers-here = { $n ->
    [one] Here is the only paper so far.
   *[other] Here are all { $n } papers.
}
signup-file-papers = Papers
signup-talks = Talks ({ $n }; papers: { $papers }):
signup-talk = { $n }. { $name }: { $topic }{ $paper ->
    [0] {""}
   *[other] {" "}📎
}
signup-column-topic = Topic

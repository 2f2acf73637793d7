command-discussion = discussion|discuss
about-discussion = Open a discussion
discussion-title = { $genre ->
    [diary] 📔 { $title }
    [story] 📖 { $title }
    [works] 🖼 { $title }
   *[discussion] 💬 { $title }
}
discussion-new = { $genre ->
    [diary] 📔 New call for diary entries
    [story] 📖 New call for stories
    [works] 🖼 New call for works
   *[discussion] 💬 New discussion
}
discussion-digest-title = { $genre ->
    [discussion] 💬 Digest: { $title }
   *[other] 🖼 Collected: { $title }
}

discussion-button-publish = ✔ Publish
discussion-button-title = Change the topic
discussion-button-prompt = Change the prompt
discussion-button-deadline = Change the deadline
discussion-button-length = Minimum length: { $n ->
    [0] none
   *[other] { $n }
}
discussion-button-drop = Drop it
discussion-button-drop-yes = Yes, drop it
discussion-button-keep = Back
discussion-button-edit = Change
discussion-button-progress = Progress
discussion-button-close = Close now
discussion-button-close-yes = Yes, close it now
discussion-button-cancel = Cancel the discussion
discussion-button-cancel-yes = Yes, cancel it
discussion-button-own = My contributions
discussion-button-speak = Speak here
discussion-button-leave = Not now
discussion-button-again = Say something more
discussion-button-take-back = Take this back
discussion-button-undo = Take back no. { $n }

discussion-ask-title = { $genre ->
    [diary] What is the title of this call for diary entries? Just type it.
    [story] What is the title of this call for stories? Just type it.
    [works] What is the title of this call for works? Just type it.
   *[discussion] What is the topic? Just type it. Or collect diary entries, stories or works instead.
}
discussion-ask-prompt = { $genre ->
    [discussion] Type the prompt for everybody, such as: what have you learned from this, and what will you do?
   *[other] Type what you are asking for, such as: write about somebody near you; you may add a picture.
}
discussion-ask-deadline = When shall it close? Tap how long it stays open, or type a time such as “tonight 21:00” or “Friday 18:00”.
discussion-lasts = { $minutes ->
    [30] 30 minutes
    [60] One hour
    [1440] One day
    [4320] 3 days
    [10080] One week
   *[other] { $minutes } minutes
}
discussion-preview =
    Preview (only you see this)
    Opens: { $opens }
    Closes: { $closes }
discussion-at-once = as soon as you publish it
discussion-at-least = Each contribution needs at least { $n } characters.
discussion-scheduled = Scheduled: it opens in the room { $opens } and closes { $closes }.
discussion-running = { $genre ->
    [discussion] The discussion is open until { $closes }.
   *[other] Entries are taken until { $closes }.
}
discussion-progress = { $spoke } of { $members } have spoken, { $said ->
    [one] one contribution
   *[other] { $said } contributions
} so far; it closes { $closes }.
discussion-spoke = Have spoken: { $names }
discussion-silent = Silent: { $names }
discussion-confirm-drop = Drop this discussion? Nobody has been told of it; you can undo this for 10 minutes.
discussion-confirm-close = Close the discussion “{ $title }” now? Nothing later is collected, and { $voted ->
    [1] the voting opens at once and everybody is told (the room, { $n ->
        [one] one member
       *[other] { $n } members
    }).
   *[0] the digest goes to the room at once ({ $n ->
        [one] one member
       *[other] { $n } members
    }).
} This can't be undone.
discussion-confirm-cancel = { $phase ->
    [open] Cancel the discussion “{ $title }”? The room ({ $n ->
        [one] one member
       *[other] { $n } members
    }) is told, and there will be no digest of what has been said. This can't be undone.
   *[other] Cancel the discussion “{ $title }”? Nobody has been told of it yet; you can undo this for 10 minutes.
}
discussion-reach = Told: the room and { $n ->
    [one] one member
   *[other] { $n } members
}, { $at_once ->
    [1] as soon as you publish it; it can't be called back.
   *[0] when it opens; until then you can change or cancel it, afterwards it can't be called back.
}
discussion-button-undone = Undo (within 10 minutes)
discussion-undone = Undone; all is as it was:
discussion-undo-late = It can't be undone any more: more than 10 minutes have passed.
discussion-undo-over = This was undone already, or something else has happened since, so it can't be undone. Please look at the newest message.
discussion-undo-opened = The time it was to open at has passed, so it can't be brought back. Please schedule it anew.
discussion-dropped = Dropped; nothing was announced.
discussion-missed = The discussion “{ $title }” could not begin in time: its deadline had passed when its turn came. Nothing was announced.
discussion-room-missing = The discussion “{ $title }” could not be posted in the branch's room. Please check that OrgLife is still in it; members can still speak in private.
discussion-over = { $phase ->
    [cancelled] The discussion is cancelled.
   *[closed] The discussion is over; the digest is in the room.
}

discussion-how = Open until { $closes }.
    { $genre ->
        [discussion] Reply to this message to take part; you may change your words until then.
       *[other] Reply to this message, or send your entry in private; you may change it until then.
    }
discussion-opened = { $genre ->
    [discussion] There is a new discussion in your branch's room, open until { $closes }.
   *[other] Your branch is collecting; entries are taken until { $closes }.
}
discussion-how-private = Reply to its message in the room, or tap the button to speak here.
discussion-until = Open until { $closes }.
discussion-reminder = You have not taken part in the discussion “{ $title }” yet. It closes { $closes }.
discussion-speak = { $genre ->
    [discussion] The discussion “{ $title }”: type what you want to say. Your next message (text or file) is collected.
   *[other] “{ $title }”: send your entry. Your next message (text, picture or file) is collected.
}
discussion-speak-where = After the close it appears with your name in the digest in the room.
discussion-left = All right, not now.
discussion-received = Collected for the discussion “{ $title }” ({ $n } so far). Until the close you may edit or delete your message, and the collection follows.
discussion-edited = Collected as you have changed it.
discussion-withdrawn = Taken back; it will not appear in the digest.
discussion-yours = { $n ->
    [0] You have not said anything yet.
    [one] You have said one thing:
   *[other] You have said { $n } things:
}
discussion-own = No. { $n }: { $words }

discussion-late = The discussion “{ $title }” closed { $closed }; this was not collected.
discussion-late-edit = The discussion “{ $title }” closed { $closed }; the change no longer counts, what you said before stands.
discussion-late-withdrawal = The discussion “{ $title }” closed { $closed } and its digest is out, so this can't be taken back any more. Please ask your secretary if need be.
discussion-early = The discussion “{ $title }” has not begun yet.
discussion-was-cancelled = The discussion “{ $title }” was cancelled.
discussion-closed-room = The discussion closed { $closed }.
discussion-too-short = This was not collected: the discussion “{ $title }” asks for at least { $n } characters, and this has { $has }. Please send a fuller message anew (editing this one will not be noticed).
discussion-too-long = This was not collected: at most { $most } characters are, and this has { $has }. Please shorten it, or send it as a file.
discussion-too-many = At most { $most } contributions of one person are collected; this one was not.
discussion-empty = There are no words in this, so it was not collected.
discussion-edit-unfit = { $n ->
    [0] The changed text must not be empty or longer than { $most } characters; what you said before stands.
   *[other] The changed text needs { $n } to { $most } characters; what you said before stands.
}
discussion-not-collected = This message was not collected, so changing it has no effect. To take part, please send a new one.
discussion-gone = That one is taken back already.

discussion-bad-title = Please use 1 to { $most } characters for the topic.
discussion-bad-prompt = Please use 1 to { $most } characters for the prompt.
discussion-no-time = I did not understand that time. Try: 19:30, tomorrow 19:30, 12-05 19:30, in 2 hours.
discussion-bad-time = It must close later than now and than its opening, within { $days } days.
discussion-in-the-past = The deadline has passed; please change it first.
discussion-incomplete = The topic, the prompt or the deadline is missing.
discussion-invalid = The discussion is not set up right: { $problem }
discussion-not-allowed = You may not manage discussions.
discussion-not-invited = This discussion is not for your branch; what you say is not collected.
discussion-unexpected = That can't be done just now; please look at the latest message.

discussion-counts = { $took_part } of { $members } took part, { $said ->
    [one] one contribution
   *[other] { $said } contributions
}.
discussion-said-by = { $name }:
discussion-more-said = (and { $n } more)
discussion-more-people = { $n ->
    [one] One more person
   *[other] { $n } more people
} spoke; the full digest is with the secretary.
discussion-nobody = The discussion is over; nobody spoke (0 of { $members }).
discussion-closed = { $genre ->
    [discussion] The discussion is over: { $took_part } of { $members } took part. The digest is in the room; the full record is attached.
   *[other] The collecting is over: { $took_part } of { $members } sent something. The result is in the room; the full record is attached.
}
discussion-report-title = { $genre ->
    [discussion] Digest: { $title }
   *[other] Collected: { $title }
}
discussion-report-times = Opened: { $opens }; closed: { $closes }
discussion-report-who = { $name } ({ $of })
discussion-report-part = Participation
discussion-said-at = { $at }
discussion-said-and-edited-at = { $at } (as edited)
discussion-column-name = Name
discussion-column-branch = Branch
discussion-column-said = Contributions
discussion-column-first = First spoke

command-diary = diary
about-diary = Call for diary entries
command-story = story|stories
about-story = Call for stories
command-works = works|collect
about-works = Call for works
discussion-genre = { $genre ->
    [diary] Collect diary entries
    [story] Collect stories
    [works] Collect works
   *[discussion] Discuss instead
}
discussion-button-material = + Materials
discussion-button-clear = Remove the materials
discussion-button-options = More settings
discussion-button-reminders = Reminders
discussion-button-comments-at = When commenting begins
discussion-button-jury = Name a jury
discussion-button-tonight = Remind me tonight
discussion-button-comment = Comment on this
discussion-button-another = Show me another
discussion-button-like = 👍 Like
discussion-button-undo-yes = Yes, take it back
discussion-button-pick = Pick replies
discussion-button-previous = Previous page
discussion-button-next = Next page
discussion-button-files = Send the record again
discussion-button-report = Report to the unit above
discussion-button-report-yes = Yes, report it
discussion-button-review = Review
discussion-button-approve = ✔ Approve
discussion-button-return = Return with a word
discussion-button-ballot = Vote
discussion-button-rejudge = Points of no. { $n } again
discussion-button-count = End the voting
discussion-button-count-yes = Yes, count now
discussion-ask-material = Send what shall be read along: a link or a file. You may send several; tap “Back” when you are done.
discussion-enough-materials = There are { $most } materials at most; this one was not added.
discussion-file-too-large = This file is too large; { $most } MB at most. You may send a link instead.
discussion-bad-material = Please send a file, or a link or text of at most { $most } characters.
discussion-options = More settings (tap to change):
discussion-set-required = { $required ->
    [true] Taking part: everybody
   *[false] Taking part: whoever likes
}
discussion-set-comments = { $comments ->
    [none] Comments on others: none
    [free] Comments on others: whoever likes
   *[required] Comments on others: one at least
}
discussion-set-comment-length = Length of comments: { $n ->
    [0] any
   *[other] { $n } or more
}
discussion-set-anonymous = { $on ->
    [true] Without names: yes
   *[false] Without names: no
}
discussion-set-grace = Late replies: { $hours ->
    [0] none
    [one] for one hour, marked late
   *[other] for { $hours } hours, marked late
}
discussion-set-votes = Vote: { $n ->
    [0] none
    [one] one vote each
   *[other] { $n } votes each
}
discussion-set-voters = { $voters ->
    [voting] Who votes: voting members
   *[all] Who votes: everybody
}
discussion-round-begins = Commenting begins { $at }.
discussion-ask-reminders = When shall those who have not taken part be reminded? Tap, or type a time such as “tomorrow 20:00”.
discussion-enough-reminders = There are { $most } reminders at most.
discussion-days-before = { $n ->
    [one] a day before
   *[other] { $n } days before
}
discussion-hours-before = { $n ->
    [one] an hour before
   *[other] { $n } hours before
}
discussion-minutes-before = { $n ->
    [one] a minute before
   *[other] { $n } minutes before
}
discussion-reminders = Reminders:
discussion-no-reminders = No reminders.
discussion-ask-comments-at = When shall commenting begin? Type a time before the close, such as “tomorrow 12:00”.
discussion-bad-round = Commenting must begin after the opening and before the close.
discussion-ask-jury = Who judges? Type the names of the jury, with commas between them.
discussion-bad-jury = These jurors are not known: { $names }. Please type names of the roster, { $most } at most.
discussion-jury-told = { $n ->
    [one] One juror gives points.
   *[other] { $n } jurors give points.
}
discussion-votes-told = { $voters ->
    [voting] After the close the voting members have
   *[all] After the close everybody has
} { $n ->
    [one] one vote.
   *[other] { $n } votes.
}
discussion-second-told = { $required ->
    [required] From { $begins } on, comment on at least one other person's contribution.
   *[free] From { $begins } on, you may comment on what others have said.
}
discussion-second-told-halfway = { $required ->
    [required] From half-time on, comment on at least one other person's contribution.
   *[free] From half-time on, you may comment on what others have said.
}
discussion-grace-told = { $minutes ->
    [one] For one more minute after the close, replies are taken and marked late.
   *[other] For { $minutes } minutes after the close, replies are taken and marked late.
}
discussion-anonymous-told = Without names: please speak in private; the digest shows no names, and not even the secretary sees who wrote what.
discussion-reviewed-told = Entries are shown once they are approved; words, pictures and files are welcome.
discussion-comment-at-least = Each comment needs at least { $n } characters.
discussion-voting = The voting is open until { $until }.
discussion-confirm-count = End the voting on “{ $title }” now? Nobody can vote any more, and the result goes to the room at once ({ $n ->
    [one] one member
   *[other] { $n } members
}). This can't be undone.
discussion-names-later = Who has taken part is shown once { $n } people have spoken.
discussion-commented = { $n } of { $members } have commented.
discussion-not-commented = Have not commented: { $names }
discussion-how-in-private = Open until { $closes }.
    Please tap the button in your private chat to speak; do not reply here.
discussion-how-nameless = Tap the button below to speak here, without your name.
discussion-round-in-room = Time to comment, until { $closes }. Reply to what somebody else has said, here or in private.
discussion-round-in-private = Time to comment, until { $closes }. Please comment on what others have said in your private chat, without your name.
discussion-to-comment = Please comment on this contribution (until { $closes }):
discussion-comment-now = Type your comment; your next message is collected.
discussion-reminder-comment = You have not commented in the discussion “{ $title }” yet. It closes { $closes }.
discussion-nothing-yet = There is nothing to look at yet.
discussion-liked = Liked; tap once more to take it back.
discussion-unliked = You have taken your like back.
discussion-own-like = You can't like what you said yourself.
discussion-speak-where-nameless = After the close it appears in the digest without your name; nobody can see that you wrote it.
discussion-speak-where-reviewed = Once it is approved it is shown with your name.
discussion-received-late = Collected for “{ $title }” ({ $n } so far), marked late.
discussion-received-nameless = Collected for the discussion “{ $title }” without your name ({ $n } so far). Until the close you may edit or delete your message, and the collection follows.
discussion-received-for-review = Your entry for “{ $title }” has arrived ({ $n } so far); you will hear once it is reviewed. Until the close you may edit your message, and the entry follows.
discussion-confirm-undo = Take back no. { $n }? It will not be collected any more, and can't be had back; you would have to say it anew.
discussion-in-private-only = This discussion is without names, so your reply in the room was not collected (everybody can see that it is yours; better delete it). Please tap the button in your private chat to speak.
discussion-texts-only = A discussion without names takes texts only; a file may give away who made it, so it was not collected.
discussion-comment-too-short = This comment was not collected: comments in the discussion “{ $title }” need at least { $n } characters, and this has { $has }. Please send a fuller one.
discussion-review-state = { $state ->
    [approved] (approved)
    [returned] (returned: { $word })
   *[waiting] (to be reviewed)
}
discussion-spoken-already = You have taken part already; there is nothing to remind you of.
discussion-too-soon = It closes so soon that a reminder would come too late.
discussion-will-remind = All right, you will be reminded { $at }, unless you speak before that.
discussion-to-review = { $name } has sent an entry to be reviewed.
discussion-review = { $name }, { $at } ({ $n ->
    [one] one entry
   *[other] { $n } entries
} to review; an approval goes to the author at once and can't be called back)
discussion-nothing-to-review = There is nothing to review.
discussion-ask-word = Type a word to the author: why it is returned, and what to change. It is sent at once and can't be called back.
discussion-bad-word = Please use 1 to { $most } characters.
discussion-reviewed-already = This one is reviewed already, or was taken back.
discussion-approved = Your entry for “{ $title }” is approved:
discussion-returned = Your entry for “{ $title }” was returned: { $word }
    Please edit your message, or send a new one.
discussion-done-approved = Approved.
discussion-done-returned = Returned; the author has your word.
discussion-unreviewed = { $n ->
    [one] One entry was not reviewed, and is not shown.
   *[other] { $n } entries were not reviewed, and are not shown.
}
discussion-vote-opens = The voting is open: { $n ->
    [one] one entry
   *[other] { $n } entries
}, { $votes ->
    [one] one vote
   *[other] { $votes } votes
} each, until { $until }. Please vote in your private chat.
discussion-jury-opens = The jury is judging { $n ->
    [one] one entry
   *[other] { $n } entries
} until { $until }.
discussion-vote-call = Please vote: { $n ->
    [one] one entry
   *[other] { $n } entries
}, { $votes ->
    [one] one vote
   *[other] { $votes } votes
} each, until { $until }. All of them are on the page in your branch's room.
discussion-jury-call = Please judge { $n ->
    [one] one entry
   *[other] { $n } entries
}, 1 to 10 points each, until { $until }. All of them are on the page in the branch's room.
discussion-ballot = { $left ->
    [one] One vote left.
   *[other] { $left } votes left.
} Tap a number to vote, and again to take it back; until { $until }.
discussion-candidate = { $number }. { $name }: { $headline }
discussion-judge = No. { $number } of { $n }; how many points (1 to 10)?
discussion-judged = { $number }. { $name }: { $points }
discussion-all-judged = All done; you may change them until { $until }.
discussion-jury-only = This is judged by a jury.
discussion-no-vote = You have no vote in this.
discussion-own-vote = You can't vote for yourself.
discussion-votes-used = { $n ->
    [one] Your vote is given; take it back first.
   *[other] Your { $n } votes are given; take one back first.
}
discussion-collected = { $n ->
    [one] One entry
   *[other] { $n } entries
} from { $people ->
    [one] one person
   *[other] { $people } people
}. Open the attached page to see them.
discussion-votes-cast = Result ({ $n ->
    [one] one person
   *[other] { $n } people
} voted or judged):
discussion-ranked = { $place }. { $name }: { $headline } ({ $n } { $jury ->
    [true] { $n ->
        [one] point
       *[other] points
    }
   *[false] { $n ->
        [one] vote
       *[other] votes
    }
})
discussion-exhibit = No. { $place } · { $n } { $jury ->
    [true] { $n ->
        [one] point
       *[other] points
    }
   *[false] { $n ->
        [one] vote
       *[other] votes
    }
}
discussion-branch = { $name }: { $counts }
discussion-picked = Picked:
discussion-nameless = Without names, and in no order:
discussion-numbered = Contribution { $n }
discussion-comment-on = On { $name }:
discussion-marked-late = (late)
discussion-marked-picked = ★ picked
discussion-likes = 👍 { $n }
discussion-version = Before ({ $at }):
discussion-version-withdrawn = Taken back { $at }:
discussion-pick = Tap a number to pick it, and again to undo; what is picked comes first in the digest.
discussion-enough-picked = At most { $most } can be picked.
discussion-confirm-report = Report the digest and the record to { $names }? It can't be called back.
discussion-nobody-above = There is nobody in the unit above who could receive it.
discussion-reported = The record of { $unit }, reported by { $by }: { $took_part } of { $members } took part, { $said ->
    [one] one contribution
   *[other] { $said } contributions
}.
discussion-report-sent = Reported to { $names }.
discussion-column-comments = Comments
discussion-column-part = Took part
discussion-column-place = Place
discussion-column-entry = Entry
discussion-column-votes = { $jury ->
    [true] Points
   *[false] Votes
}
discussion-took-part = { $yes ->
    [true] yes
   *[false] no
}
discussion-button-more = More actions…
discussion-no-template = It has no topic yet, so there is nothing to keep or to try.
discussion-button-page = Gallery page
discussion-button-renew = New link (ends the old one)
discussion-button-unpublish = Make it private again
discussion-button-page-again = Make it public again
discussion-page-open = The gallery page is public. Whoever has the link can open it, without an account: the title, what was asked for, the approved works with their authors' names, and the result once it is out. What is not approved, was returned or taken back is not on it. It stays until you tap “Make it private again”.
discussion-page-link-follows = The link is in the next message, ready to be passed on. Please send it only to those it is meant for.
discussion-page-link-lost = The link was sent to you once, and we keep none. If you can't find it, take a new one.
discussion-page-inside = Note: for now this link opens { $reach ->
    [machine] only on the machine that runs the service
   *[network] only within the same local network
}. To let everybody open it, ask whoever runs the service to set web.base_url to its public address (such as https://org.example) and restart; then take a new link.
discussion-page-closed = The gallery page is private again, and its link leads nowhere. Pictures and files that were downloaded can't be called back.
discussion-confirm-take-off = Take this work off the gallery page and out of the record? It can't be put back. The digest, the files and the votes that were told already stay as they are.
discussion-button-take-off-yes = Yes, take it off
discussion-taken-off = Taken off; the gallery page does not show it any more.

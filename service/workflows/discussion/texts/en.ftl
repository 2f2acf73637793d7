command-discussion = discussion|discuss
discussion-title = 💬 { $title }
discussion-new = 💬 New discussion
discussion-digest-title = 💬 Digest: { $title }

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
discussion-button-speak = Speak here
discussion-button-leave = Not now
discussion-button-again = Say something more
discussion-button-take-back = Take this back
discussion-button-undo = Take back no. { $n }

discussion-ask-title = What is the topic? Just type it.
discussion-ask-prompt = Type the prompt for everybody, such as: what have you learned from this, and what will you do?
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
discussion-running = The discussion is open until { $closes }.
discussion-progress = { $spoke } of { $members } have spoken, { $said ->
    [one] one contribution
   *[other] { $said } contributions
} so far; it closes { $closes }.
discussion-spoke = Have spoken: { $names }
discussion-silent = Silent: { $names }
discussion-confirm-drop = Drop this discussion? What you have filled in will be lost.
discussion-confirm-close = Close the discussion “{ $title }” now? Nothing later is collected, and the digest goes to the room at once.
discussion-confirm-cancel = Cancel the discussion “{ $title }”? There will be no digest of what has been said.
discussion-dropped = Dropped; nothing was announced.
discussion-missed = The discussion “{ $title }” could not begin in time: its deadline had passed when its turn came. Nothing was announced.
discussion-room-missing = The discussion “{ $title }” could not be posted in the branch's room. Please check that OrgLife is still in it; members can still speak in private.
discussion-over = { $phase ->
    [cancelled] The discussion is cancelled.
   *[closed] The discussion is over; the digest is in the room.
}

discussion-how =
    Open until { $closes }.
    Reply to this message to take part; you may change your words until then.
discussion-opened = There is a new discussion in your branch's room, open until { $closes }.
discussion-how-private = Reply to its message in the room, or tap the button to speak here.
discussion-until = Open until { $closes }.
discussion-reminder =
    You have not taken part in the discussion “{ $title }” yet. It closes { $closes }.
    Reply to its message in the room, or tap the button to speak here.
discussion-speak = The discussion “{ $title }”: type what you want to say. Your next message (text or file) is collected.
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
discussion-closed = The discussion is over: { $took_part } of { $members } took part. The digest is in the room; the full record is attached.
discussion-report-title = Digest: { $title }
discussion-report-times = Opened: { $opens }; closed: { $closes }
discussion-report-who = { $name } ({ $of })
discussion-report-part = Participation
discussion-said-at = { $at }
discussion-said-and-edited-at = { $at } (as edited)
discussion-column-name = Name
discussion-column-branch = Branch
discussion-column-said = Contributions
discussion-column-first = First spoke

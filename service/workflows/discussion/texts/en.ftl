command-discussion = discussion|discuss
about-discussion = Start a discussion
discussion-menu = ＋ New discussion
discussion-running = 💬 { $title }
discussion-help = · Type “discussion” to start a discussion: contributions are collected into a record
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

discussion-button-title = Edit topic
discussion-button-prompt = Edit prompt
discussion-button-deadline = Change deadline
discussion-button-length = Minimum length: { $n ->
    [0] none
   *[other] { $n }
}
discussion-button-drop = Discard
discussion-button-drop-yes = Yes, discard it
discussion-button-progress = Progress
discussion-button-close = Close now
discussion-button-close-yes = Yes, close it now
discussion-button-cancel = { $genre ->
    [discussion] Cancel discussion
   *[other] Cancel call for entries
}
discussion-button-cancel-yes = Yes, cancel it
discussion-button-own = My contributions
discussion-button-speak = { $genre ->
    [discussion] Contribute here
   *[other] Send an entry here
}
discussion-button-have-my-say = { $genre ->
    [discussion] Have my say
   *[other] Send an entry
}
discussion-button-leave = Not now
discussion-button-again = Add another
discussion-button-take-back = Withdraw this
discussion-button-undo = Withdraw no. { $n }

discussion-ask-title = { $genre ->
    [diary] What is the title of this call for diary entries? Type it.
    [story] What is the title of this call for stories? Type it.
    [works] What is the title of this call for works? Type it.
   *[discussion] What is the topic? Type it. Or collect diary entries, stories or works instead.
}
discussion-ask-prompt = { $genre ->
    [discussion] Type a prompt for everyone, such as: What have you learned from this, and what will you do?
   *[other] Describe what you are asking for, such as: Write about someone near you. You can add a picture.
}
discussion-button-opens = Change the start
discussion-ask-opens = When should it start? Tap a time, or type one such as “tomorrow 8pm” or “Friday 18:00”. You can name the end as well: “tomorrow 8pm to 9pm”.
discussion-opens-in = { $minutes ->
    [60] In an hour
   *[other] In { $minutes } minutes
}
discussion-ask-deadline = When should it close? Tap how long it stays open, or type a time such as “tonight 21:00” or “Friday 18:00”.
discussion-preview =
    Preview (only you can see this)
    Opens: { $opens }
    Closes: { $closes }
discussion-at-once = as soon as you publish it
discussion-at-least = Each contribution needs at least { $n } characters.
discussion-scheduled = Scheduled: it opens in the room { $opens } and closes { $closes }.
discussion-open-until = { $genre ->
    [discussion] The discussion is open until { $closes }.
   *[other] Entries are accepted until { $closes }.
}
discussion-progress = { $spoke } of { $members } have taken part, { $said ->
    [one] 1 contribution
   *[other] { $said } contributions
} so far. Closes { $closes }.
discussion-status = { $status ->
    [spoke] replied
    [commented] commented
    [done] replied and commented
   *[silent] no reply
}
discussion-spoke = Taken part: { $names }
discussion-silent = Not yet: { $names }
discussion-confirm-drop = Discard this draft? No one has been notified yet. You can undo this for 10 minutes.
discussion-confirm-close = Close “{ $title }” now? Later contributions won't be collected, and { $voted ->
    [1] voting opens immediately and everyone is notified (the room, { $n ->
        [one] 1 member
       *[other] { $n } members
    }).
   *[0] the digest is posted in the room immediately ({ $n ->
        [one] 1 member
       *[other] { $n } members
    }).
} This can't be undone.
discussion-confirm-cancel = { $phase ->
    [open] Cancel “{ $title }”? The room ({ $n ->
        [one] 1 member
       *[other] { $n } members
    }) will be notified, and there will be no digest of the contributions so far. This can't be undone.
   *[other] Cancel “{ $title }”? No one has been notified yet. You can undo this for 10 minutes.
}
discussion-reach = Will notify: the room and { $n ->
    [one] 1 member
   *[other] { $n } members
}, { $at_once ->
    [1] as soon as you publish it. This can't be undone.
   *[0] when it opens. You can change or cancel it until then, but not afterwards.
}
discussion-dropped = Discarded. Nothing was announced.
discussion-missed = “{ $title }” couldn't start: its deadline had already passed. Nothing was announced.
discussion-room-missing = “{ $title }” couldn't be posted in the { -unit }'s room. Check that OrgLife is still in it. Members can still contribute in private.
discussion-unposted = The digest of “{ $title }” did not reach the { -unit }'s room. Check that OrgLife is in it and may write there, then post it again.
discussion-button-post = Post the digest again
discussion-over = { $phase ->
    [cancelled] The discussion was cancelled.
   *[closed] The discussion is over. The digest goes to the room; if it can't be posted, I'll tell you here.
}

discussion-how = Open until { $closes }.
    { $genre ->
        [discussion] Reply to this message to take part. You can edit your reply until then.
       *[other] Reply to this message, or send your entry in private. You can edit it until then.
    }
discussion-opened = { $genre ->
    [discussion] There is a new discussion in your { -unit }'s room, open until { $closes }.
   *[other] Your { -unit } is collecting entries until { $closes }.
}
discussion-how-private = Reply to its message in the room, or tap the button to contribute here.
discussion-until = Open until { $closes }.
discussion-reminder = You haven't taken part in “{ $title }” yet. It closes { $closes }.
discussion-speak = { $genre ->
    [discussion] Discussion “{ $title }”: type your contribution. Your next message (text or file) will be collected.
   *[other] “{ $title }”: send your entry. Your next message (text, picture or file) will be collected.
}
discussion-speak-where = It will appear with your name in the digest posted in the room after the close.
discussion-left = OK, not now.
discussion-received = Collected for “{ $title }” ({ $n } so far). If you edit or delete your message before the close, your contribution is updated.
discussion-edited = Your contribution was updated.
discussion-withdrawn = Withdrawn. It won't appear in the digest.
discussion-yours = { $n ->
    [0] You haven't contributed anything yet.
    [one] You have 1 contribution:
   *[other] You have { $n } contributions:
}
discussion-own = No. { $n }: { $words }

discussion-late = “{ $title }” closed { $closed }, so this was not collected.
discussion-late-edit = “{ $title }” closed { $closed }, so your edit doesn't count. Your earlier version stands.
discussion-late-withdrawal = “{ $title }” closed { $closed } and its digest has been sent, so this can't be withdrawn. Contact your { -leader } if necessary.
discussion-early = “{ $title }” hasn't started yet.
discussion-was-cancelled = “{ $title }” was cancelled.
discussion-closed-room = Closed { $closed }.
discussion-too-short = Not collected: contributions to “{ $title }” need at least { $n } characters, and this has { $has }. Send a longer message (editing this one has no effect).
discussion-too-long = Not collected: contributions can have up to { $most } characters, and this has { $has }. Shorten it, or send it as a file.
discussion-too-many = Not collected: each person can have up to { $most } contributions.
discussion-forwarded = Not collected: this is a forwarded message. To contribute it as your own, copy it and send it yourself.
discussion-empty = Not collected: this contains no text.
discussion-edit-unfit = { $n ->
    [0] The edited text must not be empty or longer than { $most } characters. Your earlier version stands.
   *[other] The edited text must have { $n } to { $most } characters. Your earlier version stands.
}
discussion-not-collected = This message was not collected, so editing it has no effect. Send a new one to take part.
discussion-gone = That one has already been withdrawn.

discussion-invalid = The discussion is set up incorrectly: { $problem }
discussion-not-invited = This is not for your { -unit }, so your message is not collected.

discussion-counts = { $took_part } of { $members } took part, { $said ->
    [one] 1 contribution
   *[other] { $said } contributions
}.
discussion-said-by = { $name }:
discussion-more-said = (and { $n } more)
discussion-more-people = { $n ->
    [one] 1 more person
   *[other] { $n } more people
} contributed. The { -leader } has the full digest.
discussion-nobody = The discussion is over. No one took part (0 of { $members }).
discussion-closed = { $genre ->
    [discussion] The discussion is over: { $took_part } of { $members } took part. The digest goes to the room; the full record is attached.
   *[other] The collection is closed: { $took_part } of { $members } sent something. The result goes to the room; the full record is attached.
}
discussion-report-title = { $genre ->
    [discussion] Digest: { $title }
   *[other] Collected: { $title }
}
discussion-file-record = { $genre ->
    [discussion] discussion record
   *[other] record of works
}
discussion-file-page = gallery
discussion-report-who = { $name } ({ $of })
discussion-report-part = Participation
discussion-said-at = { $at }
discussion-said-and-edited-at = { $at } (edited)
discussion-column-said = Contributions
discussion-column-first = First contribution

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
   *[discussion] Hold a discussion instead
}
discussion-button-material = ＋ Materials
discussion-button-clear = Remove materials
discussion-button-comments-at = Comments open at
discussion-button-jury = Choose a jury
discussion-button-tonight = Remind me tonight
discussion-button-comment = Comment on this
discussion-button-another = Show another
discussion-button-like = 👍 Like
discussion-button-undo-yes = Yes, withdraw it
discussion-button-pick = Feature replies
discussion-button-files = Resend the record
discussion-button-report = Report to the unit above
discussion-button-report-yes = Yes, report it
discussion-button-review = Review
discussion-button-approve = ✔ Approve
discussion-button-return = Return with a note
discussion-button-ballot = Vote
discussion-button-rejudge = Change the score of no. { $n }
discussion-button-count = End voting
discussion-button-count-yes = Yes, count now
discussion-ask-material = Send reading material: a link or a file. You can send several. Tap “Back” when you're done.
discussion-enough-materials = Not added: there can be up to { $most } materials.
discussion-file-too-large = This file is too large: the limit is { $most } MB. You can send a link instead.
discussion-bad-material = Send a file, or a link or text of up to { $most } characters.
discussion-option-required = { $value ->
    [true] Participation: required
   *[false] Participation: optional
}
discussion-option-comments = { $value ->
    [none] Comments on others: none
    [free] Comments on others: optional
   *[required] Comments on others: at least one
}
discussion-option-comment-length = Comment length: { $value ->
    [0] any
   *[other] { $value } or more
}
discussion-option-anonymous = { $value ->
    [true] Anonymous: yes
   *[false] Anonymous: no
}
discussion-option-grace = Late replies: { $value ->
    [0] not accepted
    [one] accepted for 1 hour, marked late
   *[other] accepted for { $value } hours, marked late
}
discussion-option-votes = Voting: { $value ->
    [0] none
    [one] 1 vote each
   *[other] { $value } votes each
}
discussion-option-voters = { $value ->
    [voting] Who can vote: voting members
   *[all] Who can vote: everyone
}
discussion-round-begins = Comments open { $at }.
discussion-ask-comments-at = When should comments open? Type a time before the close, such as “tomorrow 12:00”.
discussion-ask-jury = Who is on the jury? Type the names, separated by commas.
discussion-bad-jury = These names are not in the roster: { $names }. Type up to { $most } names from the roster.
discussion-jury-told = { $n ->
    [one] 1 juror gives scores.
   *[other] { $n } jurors give scores.
}
discussion-votes-told = { $voters ->
    [voting] After the close, each voting member has
   *[all] After the close, everyone has
} { $n ->
    [one] 1 vote.
   *[other] { $n } votes.
}
discussion-second-told = { $required ->
    [required] From { $begins }, comment on at least one other person's contribution.
   *[free] From { $begins }, you can comment on others' contributions.
}
discussion-second-told-halfway = { $required ->
    [required] From the halfway point, comment on at least one other person's contribution.
   *[free] From the halfway point, you can comment on others' contributions.
}
discussion-grace-told = { $minutes ->
    [one] Replies are accepted for 1 minute after the close and marked late.
   *[other] Replies are accepted for { $minutes } minutes after the close and marked late.
}
discussion-anonymous-told = Anonymous: contribute in private. The digest shows no names, and not even the { -leader } can see who wrote what.
discussion-reviewed-told = Entries are shown once approved. You can send text, pictures or files.
discussion-comment-at-least = Each comment needs at least { $n } characters.
discussion-voting = Voting is open until { $until }.
discussion-confirm-count = End voting on “{ $title }” now? No one will be able to vote any more, and the result is posted in the room immediately ({ $n ->
    [one] 1 member
   *[other] { $n } members
}). This can't be undone.
discussion-names-later = Names are shown once { $n } people have taken part.
discussion-commented = { $n } of { $members } have commented.
discussion-not-commented = No comment yet: { $names }
discussion-how-in-private = Open until { $closes }.
    Tap the button in your private chat to contribute. Don't reply here.
discussion-how-nameless = Tap the button below to contribute here anonymously.
discussion-round-in-room = Comments are open until { $closes }. Reply to someone else's contribution, here or in private.
discussion-round-in-private = Comments are open until { $closes }. Comment on others' contributions anonymously in your private chat.
discussion-to-comment = Comment on this contribution (until { $closes }):
discussion-comment-now = Type your comment. Your next message will be collected.
discussion-reminder-comment = You haven't commented in “{ $title }” yet. It closes { $closes }.
discussion-nothing-yet = There are no contributions to show yet.
discussion-liked = Liked. Tap again to remove your like.
discussion-unliked = Like removed.
discussion-own-like = You can't like your own contribution.
discussion-speak-where-nameless = It will appear in the digest after the close without your name. No one can see that you wrote it.
discussion-speak-where-reviewed = It will be shown with your name once approved.
discussion-received-late = Collected for “{ $title }” ({ $n } so far), marked late.
discussion-received-nameless = Collected anonymously for “{ $title }” ({ $n } so far). If you edit or delete your message before the close, your contribution is updated.
discussion-received-for-review = Received your entry for “{ $title }” ({ $n } so far). You'll be notified once it has been reviewed. If you edit your message before the close, your entry is updated.
discussion-confirm-undo = Withdraw no. { $n }? It will no longer be collected. This can't be undone; you would have to send it again.
discussion-in-private-only = This discussion is anonymous, so your reply in the room was not collected (everyone can see it's yours; we suggest deleting it). Tap the button in your private chat to contribute.
discussion-texts-only = Not collected: an anonymous discussion accepts text only, because a file can reveal its author.
discussion-comment-too-short = Not collected: comments in “{ $title }” need at least { $n } characters, and this has { $has }. Send a longer one.
discussion-review-state = { $state ->
    [approved] (approved)
    [returned] (returned: { $word })
   *[waiting] (awaiting review)
}
discussion-spoken-already = You have already taken part, so you don't need a reminder.
discussion-too-soon = It closes too soon for a reminder.
discussion-will-remind = OK, I'll remind you { $at } unless you take part before then.
discussion-to-review = { $name } sent an entry for review.
discussion-review = { $name }, { $at } ({ $n ->
    [one] 1 entry
   *[other] { $n } entries
} to review; approving notifies the author immediately and can't be undone)
discussion-nothing-to-review = There is nothing to review.
discussion-ask-word = Type a note to the author: why the entry is returned, and what to change. It is sent immediately and can't be undone.
discussion-reviewed-already = This entry has already been reviewed or withdrawn.
discussion-approved = Your entry for “{ $title }” was approved:
discussion-returned = Your entry for “{ $title }” was returned: { $word }
    Edit your message, or send a new one.
discussion-done-approved = Approved.
discussion-done-returned = Returned. Your note was sent to the author.
discussion-unreviewed = { $n ->
    [one] 1 entry was not reviewed and is not shown.
   *[other] { $n } entries were not reviewed and are not shown.
}
discussion-vote-opens = Voting is open: { $n ->
    [one] 1 entry
   *[other] { $n } entries
}, { $votes ->
    [one] 1 vote
   *[other] { $votes } votes
} each, until { $until }. Vote in your private chat.
discussion-jury-opens = The jury is scoring { $n ->
    [one] 1 entry
   *[other] { $n } entries
} until { $until }.
discussion-vote-call = Please vote: { $n ->
    [one] 1 entry
   *[other] { $n } entries
}, { $votes ->
    [one] 1 vote
   *[other] { $votes } votes
} each, until { $until }. All entries are on the page in your { -unit }'s room.
discussion-jury-call = Please score { $n ->
    [one] 1 entry
   *[other] { $n } entries
}, 1 to 10 points each, until { $until }. All entries are on the page in the { -unit }'s room.
discussion-ballot = { $left ->
    [one] 1 vote left.
   *[other] { $left } votes left.
} Tap a number to vote; tap it again to remove your vote. Open until { $until }.
discussion-candidate = { $number }. { $name }: { $headline }
discussion-judge = No. { $number } of { $n }: how many points (1 to 10)?
discussion-judged = { $number }. { $name }: { $points }
discussion-all-judged = All done. You can change scores until { $until }.
discussion-jury-only = A jury is scoring this.
discussion-no-vote = You can't vote here.
discussion-own-vote = You can't vote for yourself.
discussion-votes-used = { $n ->
    [one] You have used your vote. Remove it first.
   *[other] You have used your { $n } votes. Remove one first.
}
discussion-collected = { $n ->
    [one] 1 entry
   *[other] { $n } entries
} from { $people ->
    [one] 1 person
   *[other] { $people } people
}. Open the attached page to see them.
discussion-votes-cast = Result ({ $n ->
    [one] 1 person
   *[other] { $n } people
} voted or scored):
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
discussion-picked = Featured:
discussion-nameless = Anonymous, in no particular order:
discussion-numbered = Contribution { $n }
discussion-comment-on = On { $name }:
discussion-marked-late = (late)
discussion-marked-picked = ★ featured
discussion-likes = 👍 { $n }
discussion-version = Earlier version ({ $at }):
discussion-version-withdrawn = Withdrawn { $at }:
discussion-pick = Tap a number to feature it; tap again to undo. Featured contributions come first in the digest.
discussion-enough-picked = You can feature at most { $most }.
discussion-confirm-report = Report the digest and the record to { $names }? This can't be undone.
discussion-nobody-above = There is no one in the unit above to receive it.
discussion-reported = Record of { $unit }, reported by { $by }: { $took_part } of { $members } took part, { $said ->
    [one] 1 contribution
   *[other] { $said } contributions
}.
discussion-report-sent = Reported to { $names }.
discussion-column-comments = Comments
discussion-column-part = Took part
discussion-column-place = Rank
discussion-column-entry = Entry
discussion-column-votes = { $jury ->
    [true] Points
   *[false] Votes
}
discussion-took-part = { $yes ->
    [true] yes
   *[false] no
}
discussion-no-template = This has no topic yet, so it can't be saved as a template or tried out.
discussion-button-page = Public gallery page
discussion-button-page-yes = Yes, make it public
discussion-button-renew = New link (replaces the old one)
discussion-button-unpublish = Make private
discussion-button-page-again = Make public again
discussion-page-ask = Make the gallery page public? Anyone with the link can open it without signing in, and sees the topic, the prompt, approved works and their authors' names (only of those who agree; I'll ask them), and the ranking once there is one. You can make it private again at any time; pictures and files that were downloaded can't be taken back.
discussion-page-open = The gallery page is public. Anyone with the link can open it without an account and see the title, the prompt, the approved works with the names of authors who agreed, and the result once it is out. Works that are not approved, returned or withdrawn are not shown. The page stays up until you tap “Make private”.
discussion-page-link-follows = The link is in the next message, ready to forward. Send it only to the people it is meant for.
discussion-page-link-lost = The link was sent to you once and is not stored. If you can't find it, create a new one.
discussion-page-inside = Note: for now this link opens { $reach ->
    [machine] only on the machine that runs the service
   *[network] only within the same local network
}. To open it to everyone, ask the administrator to set web.base_url to the service's public address (such as https://org.example) and restart it; then create a new link.
discussion-page-closed = The gallery page is private again, and its link no longer works. Pictures and files that people have already downloaded can't be recalled.
discussion-confirm-take-off = Remove this work from the gallery page and the record? This can't be undone. Digests, files and vote counts already sent stay as they are.
discussion-button-take-off-yes = Yes, remove it
discussion-taken-off = Removed. The gallery page no longer shows it.

discussion-untitled = Untitled discussion ({ $day })
discussion-menu-works = ＋ Collect works
discussion-menu-diary = ＋ Collect diary entries
discussion-menu-story = ＋ Collect stories
discussion-todo-speak = nothing said yet
discussion-todo-comment = no comment yet
discussion-todo-revise = returned to you
discussion-todo-vote = not voted yet
discussion-todo-judge = give your points
discussion-todo-review = { $n } to review

discussion-ask-plan-prompt = What should people be asked each time?
discussion-ask-plan-minutes = How long is it open each time? Tap, or write, such as “2 days”.
discussion-field-plan-prompt = Prompt: { $value }
discussion-field-plan-minutes = Open for: { $value }
discussion-mine = { $n ->
    [one] { $n } contribution
   *[other] { $n } contributions
}
discussion-exhibit-unsigned = Unsigned
discussion-page-sign = The gallery page of “{ $title }” is public now: anyone with the link can see it, and your work is on it. Should it bear your name? It doesn't until you agree; you can change this under “my data”, and take your work down yourself.

# Brought to a meeting

discussion-button-points = Sum up the views
discussion-button-bring = Bring to a meeting
discussion-button-announce = 📢 Tell the outcome
discussion-ask-points = Put what people said into a few points: one a line, at most { $most }. The meeting reads them.
discussion-bad-points = Write 1 to { $most } points, one a line, each of at most { $long } characters.
discussion-points-kept = Summed up:
discussion-points = What people said:
discussion-ask-meeting = To which meeting? It goes on its agenda, and you hear the outcome once it is closed.
discussion-to-meeting = { $title }{ $dated ->
        [0] {""}
       *[other] { " " }({ $day })
    }
discussion-drafted-meeting = the meeting that is being prepared
discussion-new-meeting = ＋ Another meeting
discussion-no-meetings = You can't call meetings, or the rules have none. Pass it on to somebody who can.
discussion-is-brought = It is on the agenda of the { $meeting } already.
discussion-agenda = { $what ->
        [taken] It is on the agenda of the { $named ->
            [0] meeting
           *[other] { $meeting }
        }. You'll hear the outcome once it is closed.
        [refused] It wasn't taken: the agenda of that meeting can't be changed any more. Bring it to another one.
       *[dropped] That meeting was called off, so this is still open. Bring it to another one.
    }
discussion-decided = { $n ->
        [0] The { $meeting } ({ $day }) discussed it and decided nothing.
       *[other] The { $meeting } ({ $day }) decided:
    }
discussion-voted = { $how ->
        [passed] Vote: passed.
        [failed] Vote: not passed.
       *[put_off] Vote: put off.
    }
discussion-why = Why: { $why }
discussion-ask-why = The meeting has an outcome. Why was it decided so? A sentence or two is told along with it; or just tap “Tell the outcome”: it goes to the room, and to each who took part.
discussion-announced = They have been told.

discussion-archived = Without names, { $n ->
    [one] 1 person
   *[other] { $n } people
} took part. What was said is not archived.

command-vote = vote|ballot|election
about-vote = Hold a vote, an election or a straw poll
vote-menu = ＋ New vote
vote-running = 🗳 { $title }
vote-untitled = Untitled vote ({ $day })
vote-help = · Type “vote” to hold a vote, an election, an assessment or a straw poll: the rule decides the outcome

vote-new = 🗳 New vote
vote-title = 🗳 { $title }

vote-ask-title = What is voted on? Just type it, such as “Buy a projector”.
vote-ask-profile = By which rule? Tap one, or type its name.
vote-ask-options = What are the options? One on each line, 2 to 10 of them.
vote-ask-seats = How many seats are there? Tap a number, or type one.
vote-ask-candidates = Type the names, with commas or line breaks between them. The ballot lists Chinese names by the strokes of the family name, others by the alphabet.
vote-ask-closes-at = When does the vote close? Tap a time, or type one.
vote-ask-tellers = Which two people count? Type their names. Each counts alone and types the count once; only two that agree are taken.
vote-ask-monitors = Who watches the count? Type the names. A candidate can't watch or count.
vote-field-title = Change the matter
vote-field-profile = Change the rule
vote-field-options = Change the options
vote-field-seats = Change the seats
vote-field-candidates = Change the names
vote-field-closes-at = Change the close
vote-field-tellers = Change the tellers
vote-field-monitors = Change the monitors
vote-option-seats = { $value }
vote-everybody = Everybody with a vote ({ $n })

vote-no-rule = There is no such rule. Please tap one, or type its whole name.
vote-bad-options = Please type 2 to 10 options, one on each line, with { $most } characters at most.
vote-unknown-name = These names are not known, or more than one person has them: { $names }. Please type full names, as they stand in the list of members.
vote-few-candidates = For { $seats } seats there must be at least { $least } candidates. Please add some.
vote-counts-itself = A candidate can't watch or count: { $names }. Please name others.
vote-two-tellers = There must be exactly two tellers.
vote-few-monitors = There must be at least { $n } monitors.
vote-nobody = Nobody on the roll has a vote, so it can't begin.
vote-few-entitled = Only { $n } people have a vote, fewer than { $least }: the result of a vote by tap would tell who chose what. Please use ballot papers.

vote-rule = Rule: { $rule }{ $paper ->
    [0] { $tap ->
        [0] {""}
       *[other] , secret, by tap
    }
   *[other] , on paper
}
vote-should = Should attend (with a vote): { $n }{ $out ->
    [0] {""}
   *[other] {" "}({ $out } more are left out under the rules)
}
vote-quorum = Valid with at least { $n } present
vote-needed = { $kind ->
    [election] Elected with at least { $n } yes votes
   *[other] Passes with at least { $n } yes votes
}
vote-share = { $kind ->
    [election] Elected
   *[other] Passes
} with { $above ->
    [0] at least
   *[other] more than
} { $num }/{ $den } of those present who have a vote
vote-advisory = { $kind ->
    [assessment] The grades are a basis for those who decide; they decide nothing themselves
   *[other] This only asks for opinions and decides nothing
}
vote-present = { $n } with a vote are present
vote-seats = Seats: { $n }
vote-matters = { $kind ->
    [assessment] To be graded: { $names }
   *[other] Candidates: { $names }
}
vote-options = Options: { $options }
vote-tellers = Tellers: { $names }
vote-monitors = Monitors: { $names }
vote-closes = Closes { $at }

vote-choice = { $choice ->
    [yes] Yes
    [no] No
    [abstain] Abstain
   *[other] { $choice }
}
vote-button-begin = ✔ Begin the vote
vote-button-exclude = Leave somebody out…
vote-button-paper = { $paper ->
    [0] Use ballot papers
   *[other] Vote by tap
}
vote-button-room = { $room ->
    [0] Ask in the room
   *[other] Ask each in private
}
vote-room-closed = This vote is closed.
vote-button-ballot = 🗳 Vote
vote-button-withdraw = Take my vote back
vote-button-progress = Votes so far
vote-button-close = ✔ Close and count
vote-button-close-yes = Yes, close it
vote-button-written = Record written opinions
vote-button-print = 🖨 Roll, papers, counting sheet
vote-button-count = ✏ Type the count
vote-button-record = 📄 Result and recount file
vote-button-again = Another round
vote-button-again-yes = Yes, another round
vote-button-reduce = Fewer seats
vote-button-finish = No further round
vote-button-finish-yes = Yes, end it here
vote-button-all-in = Count everybody again

vote-ask-ground = On what ground is somebody left out of those who should attend?
vote-no-grounds = The rules have no ground for this vote. Where a meeting has named the roll, change it there.
vote-need = { $need ->
    [own_request] ☑ They have asked for it themselves
    [superior_consent] ☑ The superior organization has agreed
   *[meeting_resolution] ☑ The meeting has agreed
}
vote-ask-left-out = Ground: { $ground }{ $months ->
    [0] {""}
   *[other] {" "}({ $months } months or more)
}.
    Type the names once all of this has been done; by typing them you say so, and that is recorded.
vote-why-not = { $why ->
    [standing] no vote
    [left] left in the meantime, and is not counted this time
   *[other] not on the roll of this vote
}

vote-announced = { $paper ->
    [0] { $room ->
        [0] The vote is open. Please vote in your private chat with me.
       *[other] The vote is open. Please vote here, by name, or in your private chat with me.
    }
   *[other] The vote is open. Please get your ballot paper at the meeting.
}
vote-own = Your vote: { $choice }
vote-cast-now = Please choose:
vote-cast-again = You can change it until the close:
vote-reminder = You haven't voted yet.
vote-no-vote = You have no vote here: { $why }.
vote-on-paper = This vote is on paper. Please get your ballot paper at the meeting.
vote-not-there = You aren't on the list of those present. Check in at the meeting first; then you can vote.
vote-filed-already = You have filed your opinion in writing, so there is nothing more to do.
vote-once = In this vote a ballot can't be changed.

vote-who-sees = Secret: who has voted is recorded, not what, and nobody sees a ballot before the close. But your tap passes the chat platform, so the platform and its administrator could see it; and while the vote runs, so could whoever holds this server's data together with its keys. Please tap rather than type.
vote-mark-matter = { $at } of { $n }: { $name }
vote-mark-limit = No more than { $n } yes; with more the whole ballot is invalid, as on paper.
vote-mark-other = { $at } of { $n }: Somebody else? Each no lets you name one other person; an abstention doesn't. Yes votes and names together may not exceed { $seats }. { $offers ->
    [0] Type a name, or tap “Nobody else”.
   *[other] Tap a name, or “Nobody else”.
} For somebody who isn't on the list, type “write-in NAME”. Typing lets whoever can read the database know that you named somebody (not whom), so please tap if you can.
vote-button-nobody = Nobody else
vote-name-unclear = I can't tell whom you mean, and nothing was recorded. Please tap a button; where people share a name, type it as on the button. For somebody who isn't on the list, type “write-in NAME”. To say anything else, please vote first.
vote-marked = Your ballot is filled in. { $again ->
    [0] Once it's cast you can't change it or take it back.
   *[other] Once it's cast you can change it only with your change code, until the close.
} { $n ->
    [1] Your choice isn't
   *[other] Your { $n } choices aren't
} shown again here.
vote-mark-unclear = That isn't one of the choices, and nothing was recorded. Please tap a button, or write: { $choices }. To say anything else, please vote first.
vote-words-wait = Your ballot hasn't been cast yet, so what you just wrote was not recorded. Please tap “Cast my ballot”, then send it again.
vote-mark-kept = { $n ->
    [0] What you tapped belongs to another question, and wasn't recorded.
   *[other] What you chose before hasn't changed. To change it, tap “Start over”.
}
vote-button-put = ✔ Cast my ballot
vote-button-restart = Start over
vote-cast = ✅ Your ballot has been cast.
    Code: { $code }
    Please note it down: after the close you can look it up in the list of codes and see that your ballot is among those counted. The code says nothing about your choice, and isn't shown here again.
vote-cast-change = Change code: { $code }
    To change your ballot before the close, tap “Vote” and send me this code. You alone have it, so please show it to nobody. If you lose it, the ballot can't be changed and still counts.
vote-cast-already = You have voted. What you chose can't be looked at. { $again ->
    [0] In this vote a secret ballot can't be changed once it's cast.
   *[other] To change it before the close, send me the change code that you got with it.
}
vote-change-unknown = { $again ->
    [0] In this vote a secret ballot can't be changed once it's cast.
   *[other] That isn't the change code of your ballot, which hasn't changed. The code has 16 letters and digits and stands in the same message as the other code.
}
vote-changing = Please choose again. Until you cast it anew, your earlier ballot counts.
vote-changed = ✅ Your ballot has been changed; the earlier one doesn't count any more. Both codes stay as they were.
vote-button-unchanged = Leave it as it is
vote-unchanged = Your ballot hasn't changed.
vote-few-so-far = ⚠ Fewer than { $n } ballots aren't opened, for the result would tell who chose what.
vote-too-few = Only { $n } ballots were cast, fewer than { $least }: the result would tell who chose what. So they were not opened, and are gone. Please vote again on paper.
vote-key-gone = The key of this vote is gone (as after a restore from a backup), so the ballots can't be opened and the vote is void. Please vote again.
vote-left-after = { $name } has left, but had voted before. A secret ballot can't be found again: it still counts, and so does the number who should attend.
vote-ballots = Ballots cast: { $returned }; valid: { $valid }; invalid: { $invalid }
vote-unanimous = ⚠ On something everybody chose the same, so everybody's choice is known. No way of voting can avoid that.
vote-button-codes = 🔎 List of codes
vote-codes = { $n ->
    [one] The code of the one ballot
   *[other] The codes of the { $n } ballots
} in the count, in alphabetical order. If yours is among them, your ballot is in the urn. A code says nothing about a choice.
vote-no-codes = This vote has no codes.

vote-live = Votes: { $n } · present: { $present } · in writing: { $written }
vote-count = { $choice } { $n }
vote-silent = Not yet ({ $n }): { $names }
vote-confirm-close = Close the vote and tell the result? Nobody can vote or change their vote after that.

    { $live }
vote-left = { $name } has left: they should not attend any more, and their vote doesn't count.
vote-cancelled = This vote was called off. Nothing was counted.
vote-over = This vote is closed.

vote-none-written = This vote takes no opinions in writing.
vote-ask-written = Who has filed an opinion? A name and the opinion ({ $choices }) on each line, such as “Li Hua yes”. It must have been filed before the meeting; it counts as a vote, not as presence.
vote-written-wrong = No opinion in writing can be recorded for these, who are present or have no vote: { $names }. Please check and type it again.

vote-for-tellers = Please count the ballots. Once they are in, each of the two counts alone and types the count; only two that agree are taken.
vote-counting = { $first ->
    [0] Waiting for both tellers' counts.
   *[other] One teller has counted; waiting for the other.
}
vote-ask-count = Type three numbers: papers given out, returned, invalid; { $several ->
    [0] then the votes: { $choices }. Such as “12 12 0 10 1 1”.
   *[other] then a line for each person in this order, with: { $choices }.
}
vote-count-of = Line { $at }: { $name }
vote-ask-write-ins = Where others were named, add a line: “write-in NAME NUMBER”.
vote-bad-count = There should be { $wanted } numbers; you typed { $n }. Please check and type them all at once.
vote-too-many-papers = { $n } papers given out, but only { $people } people may have one. Please count again.
vote-more-invalid = { $invalid } invalid papers are more than the { $returned } that came back. Please count again.
vote-sum = { $named ->
    [0] The votes add up to { $sum }, but { $valid } papers are valid. Please count again.
   *[other] { $name }: the votes add up to { $sum }, but { $valid } papers are valid. Please count again.
}
vote-no-write-ins = Nobody else can be named in this election. Please count such papers as invalid.
vote-write-ins-without-no = Others were named { $n } times, but there are only { $no } no votes, and it takes one to name somebody else. Please count again.
vote-too-many-marks = Yes votes and others named come to { $n }; there can be { $most } at most, since no paper may name more than there are seats. Please count again.
vote-counted-first = Noted. Once the other teller has typed the same, the result is told.
vote-counted-once = You have typed your count. Please wait for the other teller.
vote-count-waits = One teller has counted; waiting for the other.
vote-counts-differ = The two counts differ, and neither was taken. Please count again, each alone, and type it once more.
vote-tellers-only = Only the two tellers type the count; the chair can't do it for them.

vote-outcome = { $outcome ->
    [passed] { $kind ->
        [election] ✅ Valid election, all seats filled
       *[other] ✅ Passed
    }
    [failed] { $kind ->
        [election] Election over, seats left empty: { $vacant }
       *[other] ❌ Not passed
    }
    [put_off] { $kind ->
        [election] Seats still empty: { $vacant }. Another round is needed
       *[other] ⏸ Put off: exactly half agree
    }
    [no_quorum] ❌ Not valid: too few are present
    [void] ❌ Void: more ballots came back than were given out; vote again
   *[advisory] { $kind ->
        [assessment] The grades are in
       *[other] The poll is over; it decides nothing
    }
}
vote-there = Should attend: { $should }; present: { $present }{ $needed ->
    [0] {""}
   *[other] {" "}(needed: { $needed })
}
vote-papers = Papers given out: { $given }; returned: { $returned }; valid: { $valid }; invalid: { $invalid }
vote-written-count = { $n } of the votes were filed in writing; they count as votes, not as presence
vote-line = { $name }: { $counts }{ $known ->
    [0] {""}
   *[other] {" "}→ { $stands }
}
vote-elected = Elected: { $names }
vote-stands = { $how ->
    [elected] elected
    [tied] tied
   *[failed] not elected
}
vote-named = { $choice }: { $names }
vote-half = { $extend ->
    [0] Explain and vote again, or vote at the next meeting.
   *[other] Explain and vote again, or resolve to extend the probation, or find out and vote at the next meeting.
}
vote-above-cap = ⚠ { $n } more than the rules have it got the best grade. Please mind that when you decide.
vote-told-each = Each has been told their own result.
vote-your-grade = How you were graded (told only to you and to who leads this):
vote-again = Another round: { $runoff ->
    [0] { $seats } to be elected by more than half.
   *[other] { $seats } of those who were tied; more votes win.
} { $paper ->
    [0] Please vote in your chat with me.
   *[other] Please get a new ballot paper.
}
vote-confirm-again = Another round for { $seats }? { $runoff ->
    [0] Candidates
   *[other] Those who were tied
}: { $names }.
vote-ask-reduce = To give up { $vacant } seats more than half of those with a vote must agree, at least { $n }. How many agree? Type a number.
vote-not-reduced = The seats stay: between { $n } and { $should } must agree.
vote-confirm-finish = End it with { $vacant } empty seats? This can't be undone.

vote-papers-here = Roll, ballot papers and counting sheet are attached, ready to print.
vote-record-here = The result and the recount file are attached.
vote-recount-page = To count it yourself, open { $page } in a browser and put the recount file in; it isn't uploaded.
vote-file-roll = Roll
vote-file-ballots = Ballot papers
vote-file-sheet = Counting sheet
vote-file-result = Result
vote-file-recount = Recount
vote-column-number = No.
vote-column-name = Name
vote-column-matter = Matter
vote-column-no-vote = Why not counted
vote-column-sign = Signature
vote-column-given = Given out
vote-column-returned = Returned
vote-column-invalid = Invalid
vote-paper-other = Somebody else:
vote-paper-how = { $kind ->
    [election] One mark behind each name. No more than { $seats } yes, or the whole paper is invalid. { $write ->
        [0] {""}
       *[other] Who votes no may name one other person in the empty rows; who abstains may not.
    }
    [assessment] One grade for each person.
   *[other] One mark only; more make the paper invalid, and an empty one abstains.
}
vote-sheet-signed = Tellers ({ $tellers }): ____________  Monitors ({ $monitors }): ____________
vote-round = Round { $at }
vote-book = Edition of the rules: { $book }

vote-todo = { $status ->
    [count] type the count
    [round] decide on another round
   *[none] vote
}
vote-status = { $status ->
    [none] Not voted
    [voted] Voted (round 1)
    [voted2] Voted (round 2)
    [voted3] Voted (round 3)
   *[other] Voted
}
vote-took-part = Voted

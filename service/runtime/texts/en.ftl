system-set-aside = Your message couldn't be processed. It was saved, and the administrator will look into it. You can try again.
system-file-set-aside = This file couldn't be processed. The problem was recorded, and the administrator will look into it. You can send it again in another format.
system-question-left = OK, I've dismissed the question. Nothing was changed. Type “menu” to open it again.
system-question-waits = { $asked ->
    [0] I'm still waiting for an answer to my last question. Just answer it, or choose “Cancel”.
   *[other] I'm still waiting for an answer: “{ $asked }” Just answer it, or choose “Cancel”.
}
small-talk = ok|okay|k|yes|no|yep|yeah|sure|got it|noted|thanks|thank you|thx|great|nice|cool|agreed|+1|hi|hello|hi all|good morning|good evening|good night|bye|lol|haha
system-outdated = Things have moved on: see the newest message below.
system-button-cancel = Cancel
system-too-much = { $what ->
    [files] You have asked for too many files this hour (at most { $n }). Please try again a little later.
    [invitations] You have made too many invitations this hour (at most { $n }). Please try again a little later.
   *[begun] You have begun too many activities this hour (at most { $n }). Please try again a little later.
}
system-nameless = That was sent anonymously or as a channel, so I can't tell who you are, and nothing was done. Please turn off “Remain anonymous” in your administrator rights, or write as yourself, and send it again.
system-file-missing = 📎 { $name } (this file couldn't be downloaded; ask the sender for it)
system-late = (Late: due { $at })
code-wanted = Hello! Type the invitation code your { -leader } gave you, so that I know who you are.
code-in-room = An invitation code was written here, where everyone can read it, so it no longer works. Send codes to me in private only; ask your { -leader } for a new one.
code-refused = This code can't be used. Ask your { -leader } for a new one. After several wrong codes, wait ten minutes.
bind-in-a-room = Send { $slash }bind in your { -unit }'s room to set it as the { -unit }'s room.
bind-not-allowed = You don't have permission to set the { -unit }'s room.
bind-done = This is now the room of “{ $unit }”.
link-platform = { $account ->
    [telegram] Telegram
    [matrix] Matrix
    [webchat] Web chat
   *[other] { $account }
}
link-code =
    Your code: { $code }
    Open a chat with me on the other platform and type it there. It works once, within { $minutes } minutes. Don't share it.
link-open = { $platform }: { $link }
office-link = 📊 Your link to the dashboard: it works once, within { $minutes } minutes. Open it on the device you want to read on, and don't share it:
office-entered = 📊 Signed in at the dashboard{ $way ->
    [passkey] {" "}with a passkey
    [oidc] {" "}with your organization's account
   *[link] {""}
}: { $device } (network { $near }), { $at }. Not you?
office-way = { $way ->
    [code] One-time codes
    [oidc] Your organization's account
   *[passkey] The passkey “{ $name }”
}
office-way-added = 🔑 A new way into the dashboard: { $what }. Added on { $device } (network { $near }), { $at }. Not you?
office-way-not-me = Not me, remove it
office-way-removed = 🔑 A way into the dashboard was removed: { $what } ({ $device }, { $at }). If it wasn't you, type “dashboard”, see what is left, and tell your administrator.
office-codes-guessed = 🔑 Five wrong one-time codes were typed at the dashboard ({ $device }, network { $near }), by somebody who had your link. The next can be tried in { $minutes } minutes. If it wasn't you, tell your administrator.
office-ways-dropped = 🔑 Your administrator has removed your passkeys, one-time codes and connected account at the dashboard and your API tokens, and signed you out. Type “dashboard” for a link, and set up a new passkey.
office-not-me = Not me, sign it out
office-report-title = { $unit }: { $every ->
    [month] monthly report
   *[week] weekly report
}
office-report-kind = { $every ->
    [month] monthly report
   *[week] weekly report
}
office-report =
    { $every ->
        [month] This month
       *[week] This week
    }, what is due in { $unit } and below:
    of { $units } units { $late } have something late, { $due } something open, { $met } everything met.
office-report-unit = · { $unit }: { $late } late, { $due } open
office-chart-units = { $n } units, by their duties
office-chart-behind = Late and open duties of units
office-report-stop = Stop these reports
office-kind = { $kind ->
    [meeting] meeting
    [quiz] quiz
    [discussion] discussion
    [vote] vote
    [talk] talks
    [signup] sign-up
    [study] study
    [report] members' reports
    [procedure] procedure
    [workplan] work plan
    [pulse] pulse
    [dues] dues
    [duties] noted duty
    [matter] important matter
    [procedure] procedure
    [pulse] pulse
    [report] members' reports
    [request] request
    [study] study
    [workplan] work plan
   *[other] { $kind }
}
office-period = { $period ->
    [month] each month
    [quarter] each quarter
    [half_year] each half-year
    [term] each term
    [year] each year
    [term_of_office] each term of office
   *[other] { $period }
}
office-status = { $status ->
    [met] met
    [due] open
    [late] late
    [missed] not held last time
   *[unknown] not known
}
office-running = { $state ->
    [running] going on
    [cancelled] cancelled
   *[over] over
}
office-columns = { $list ->
    [activities] Unit|Title|Kind|Date|State|Took part
    [duties] Unit|Duty|From|Until|State
    [procedures] Unit|Case|Stage|Waits for|Since|Until
    [behind] Unit|Late|Open|Met|Of
   *[members] Name|Post|Standing|Group
}
office-sheet = { $unit } · { $list ->
    [activities] activities
    [duties] duties
    [procedures] procedures
    [behind] units that are behind
   *[members] members
} · { $at }
link-device = Your { $platform } was just opened on a new device: { $device }. If this wasn't you, open the “Devices” page, sign that device out, and tell your { -leader }.
office-moved-on = This has just changed; somebody else may have dealt with it. Please look how it stands now.
office-words-missing = Please write your words first, then press the button.
office-words-too-long = { $most } characters at most.
api-tokens = { $n ->
    [0] No API token yet. With one, another system reads the figures that you see on the dashboard, and no names.
    [one] Your API token:
   *[other] Your API tokens ({ $n }):
} A new one is good for { $days } days.
api-token = No. { $n }: { $scopes }; until { $until }; last used: { $used }
api-never = never
api-scope = { $scope ->
    [units] units
    [duties] duties
    [activities] activities
   *[results] results
}
api-button-all = ＋ New token: everything
api-button-figures = ＋ New token: units and duties only
api-button-end = End no. { $n }
api-token-made = 🔑 Your new API token; it is shown only this once. Store it in the system that uses it and don't forward it. If it is no longer needed, or others know it, type “tokens” and end it. What there is to read: { $url }/api/v1/openapi.json
api-token-ended = Token no. { $n } has ended.
api-token-gone = Token no. { $n } had ended already.
link-again =
    Somebody used your old invitation link to get back into { $platform }.
    If it was you: type the sign-in code { $code } on that device, or open the link below on it. It works once, within { $minutes } minutes.
    If not, ignore this message, and don't share it with anyone.
link-wanted = The invitation link of { $name } ({ $unit }) was used or has expired. They ask for a new one to get back into { $platform }. Once you know that it is really them, tap the button and pass the new link on.
link-wanted-button = Make a new link
link-to-pass-on = A new invitation for { $name }: { $code } (works once, within { $days } days). Pass it on to them alone:
link-notice = You have just linked { $platform }. If this wasn't you, type “unlink” now to undo it, and tell your { -leader }.
link-unlinked-here = This chat is no longer linked and will receive no more messages. To link it again, type a code.
link-already = This chat is already linked to you. Type the code in your chat on the other platform.
link-conflict = This chat is already linked to a member, so no other code can be used here. Nothing was changed.
chat-joined = I've joined the room. Send { $slash }bind in it to set it as your { -unit }'s room.
chat-damaged = The weekly check found that { $files } is damaged. Please have the administrator run “orglife doctor” on the server today: it says how to put a backup back. Until then everything goes on as well as it can.
chat-outage = { $platform } was out of reach for { $minutes } minutes and is back; what waited goes out in its order.{ $missed ->
    [0] {""}
    [one] {" "}One message was out of date and is not sent.
   *[other] {" "}{ $missed } messages were out of date and are not sent.
}
chat-opened = The room of “{ $unit }” works again. Messages are delivered as usual.
chat-limited =
    I can write in the room of “{ $unit }”, but { $lacks ->
        [files] not send files
        [polls] not send polls
       *[both] send neither files nor polls
    }.
    Ask its administrators to allow it, or to make me an administrator. What can't be sent waits until then.
chat-moved = The room of “{ $unit }” has a new id (for example, because it became a supergroup). I've updated it; you don't need to do anything.
chat-lacks-out =
    I can't reach the room of “{ $unit }”: I was removed from it, or the room (or topic) no longer exists.
    Add me again and messages resume by themselves. If there is a new room, send { $slash }bind in it.
chat-lacks-text =
    I don't have permission to write in the room of “{ $unit }”.
    Ask its administrators to allow sending messages, or to make me an administrator. Messages waiting to be sent will follow.
chat-lacks-files =
    I don't have permission to send files in the room of “{ $unit }”.
    Ask its administrators to allow sending files, or to make me an administrator. Messages waiting to be sent will follow.
chat-lacks-polls =
    I don't have permission to send polls in the room of “{ $unit }”.
    Ask its administrators to allow sending polls, or to make me an administrator. Messages waiting to be sent will follow.
chat-lacks-topic =
    The topic of “{ $unit }” is closed, so I can't write in it.
    Ask the administrators to reopen it, or to make me an administrator who can manage topics. Messages waiting to be sent will follow.
chat-unreached = { $n ->
        [one] Private messages can't reach { $names }, who may have blocked me, left the chat or deleted the account.
       *[other] Private messages can't reach { $names }, who may have blocked me, left the chat or deleted their accounts.
    } { $starts ->
        [1] Ask them to open the chat with the bot and tap “Start”; messages then resume by themselves.
       *[0] Ask them to open a private chat with me again and write something; messages then resume by themselves.
    }
link-continued = Continued on { $platform }. To continue here, type “menu”.
link-room-left = Your { -unit } has moved to its new room on { $platform }. Nothing new will be posted here. If you haven't linked a chat there yet, use the invitation code from your { -leader }.
runtime-calendar = My talks (OrgLife)
about-bind = Set this room (or topic) as your { -unit }'s room
template-missing = There is no template named { $name }; it may have been deleted or renamed.
template-none = Activities of this kind have no templates.
gallery-about = { $unit }{ $n ->
    [0] {""}
    [one] {" "}· 1 work
   *[other] {" "}· { $n } works
}
gallery-download = Download
gallery-closed = This link doesn't work, or its page is no longer public.
gallery-away = Temporarily unavailable; please try again later
gallery-gone = The original is no longer available
gallery-unreadable = Can't be shown; reload to download the file
rehearsal-stand-in = Test participant
rehearsal-to-leader = [Dry run]
rehearsal-to-member = [Dry run · to a member]
rehearsal-to-room = [Dry run · in the room]
rehearsal-button-end = End dry run
rehearsal-none = Activities of this kind can't have a dry run.
rehearsal-not-yours = That is someone else's dry run.
member-news = The roster has changed ({ $unit }):
member-has-left = · left: { $names }
member-has-moved = · moved away: { $names }
member-has-came = · moved here: { $names }
member-has-returned = · came back: { $names }
member-going-on = { $n ->
    [one] This is still going on; please see whether it needs another arrangement:
   *[other] These are still going on; please see whether they need another arrangement:
}
member-code =
    Invitation code for { $name }: { $code }
    It works once, for { $days } days. Pass it on to them: they send it to OrgLife in a chat, or open a link:
abroad-ask =
    🔏 Your separate consent is needed to continue here
    The servers of { $platform } are abroad and run by { $recipient }. If you agree, your name, answers, contributions and talk times pass through them, for your { -unit }'s activities only; health, whereabouts and notes on talks are never sent here. To exercise rights against them, turn to them; you can stop at any time under “settings → Unlink”.
    Saying no keeps you from nothing: use the web chat or another platform.
abroad-button-yes = I agree, continue here
abroad-button-no = I don't agree
abroad-refused = OK. Nothing more will be sent here. Please use the web chat or another platform; if you change your mind, just write here.
abroad-not-here = 🔒 This is not sent to a platform whose servers are abroad. Please look at it in the web chat or on another platform.

certificate-good = ✔ This certificate is valid
certificate-void = ✘ This certificate is void
certificate-none = There is no such certificate
certificate-check = Please check the number: some digits, a hyphen, and ten letters and digits.
certificate-says = Number { $number }, issued by { $unit }: { $day }, { $hours ->
    [one] one hour
   *[other] { $hours } hours
} of service. No name is shown here; please compare this with the paper.

archive-title = { $unit }: { $name } { $year }
archive-handbook = handbook
archive-file = archive of { $year }
archive-section = { NUMBER($n) }. { $name }
archive-rest = Other
archive-nothing = Nothing on record this year.
archive-members = Members
archive-members-count = { $n ->
    [one] 1 person
   *[other] { $n } people
}.
archive-column = { $what ->
    [name] Name
    [group] Group
    [post] Post
   *[standing] Standing
}
screen-answered = Answered: { $n } of { $of }
screen-left = seconds left
screen-join = Join here
screen-right = Right answer
screen-over = This screen has ended
screen-over-how = Open a new link in the chat, with the button “Big screen” on the card.

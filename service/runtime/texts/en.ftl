system-set-aside = That message could not be handled. It is kept and recorded, and the administrator will look at it. You may try again.
system-file-set-aside = This file could not be handled; it is noted, and the administrator will look at it. You may send it again in another format.
system-question-left = All right, the question is put aside, and nothing was changed. Type “menu” to open it again.
system-file-missing = 📎 { $name } (this file could not be fetched; please ask whoever sent it)
code-wanted = Hello! Please type the invitation code your secretary gave you, so that I know who you are.
code-refused = This code can't be used. Please ask your secretary for a new one; after several wrong ones, wait ten minutes.
bind-in-a-room = Send /bind in the branch's room to make it the room of your branch.
bind-not-allowed = You may not set the branch's room.
bind-done = This is now the room of “{ $unit }”.
link-platform = { $account ->
    [telegram] Telegram
    [matrix] Matrix
    [webchat] Web chat
   *[other] { $account }
}
link-code =
    Your code: { $code }
    Open a chat with me on the other platform and type it there. It works once, within { $minutes } minutes; don't pass it on.
link-open = { $platform }: { $link }
link-notice = You have just linked { $platform }. If that was not you, type “unlink” at once to undo it, and tell your secretary.
link-unlinked-here = This chat is not linked any more, and nothing else will come here. To link it again, type a code.
link-already = This chat is linked to you already. Type the code in your chat on the other platform.
link-conflict = This chat belongs to a member already, so no other code can be used here. Nothing was changed.
place-joined = I am in the room now. Send /bind there to make it the room of your branch.
place-opened = The room of “{ $unit }” works again; messages reach it as usual.
place-moved = The room of “{ $unit }” got a new id (it became a supergroup, for instance). I have followed; there is nothing to do.
place-lacks-out =
    Nothing reaches the room of “{ $unit }”: I was removed from it, or the room (or topic) is gone.
    Add me again and it works by itself; if there is a new room, send /bind in it.
place-lacks-text =
    I may not write in the room of “{ $unit }”.
    Ask its administrators to allow sending messages, or to make me an administrator; what could not be sent follows by itself.
place-lacks-files =
    I may not send files in the room of “{ $unit }”.
    Ask its administrators to allow sending files, or to make me an administrator; what could not be sent follows by itself.
place-lacks-polls =
    I may not send polls in the room of “{ $unit }”.
    Ask its administrators to allow sending polls, or to make me an administrator; what could not be sent follows by itself.
place-lacks-topic =
    The topic of “{ $unit }” is closed, so I can't write in it.
    Ask the administrators to open it, or to make me an administrator who may manage topics; what could not be sent follows by itself.
place-unreached = { $n ->
        [one] Private messages can't reach { $names }, who may have blocked the bot or deleted the account. Ask them to open the chat with the bot and tap “Start”; it then works by itself.
       *[other] Private messages can't reach { $names }, who may have blocked the bot or deleted their accounts. Ask them to open the chat with the bot and tap “Start”; it then works by itself.
    }
link-continued = Continued on { $platform }. To go on here, type “menu”.
link-room-left = Your branch has moved to its new room on { $platform }; nothing new will be posted here. If you have not linked a chat there yet, use the invitation code from your secretary.
runtime-calendar = My talks (OrgLife)
about-bind = Make this room (or topic) the room of your branch
template-missing = There is no template { $name }; it may have been deleted or renamed.
template-none = Activities of this kind have no templates.
gallery-about = { $unit } · { $n ->
    [one] one work
   *[other] { $n } works
}
gallery-download = Download
gallery-closed = This link leads nowhere, or its gallery is no longer public.
gallery-away = Out of reach just now; please look again later
gallery-gone = The original is no longer to be had
gallery-unreadable = Can't be shown; reload to download the file
rehearsal-stand-in = Rehearsal member
rehearsal-to-leader = [Rehearsal]
rehearsal-to-member = [Rehearsal · to a member]
rehearsal-to-room = [Rehearsal · in the room]
rehearsal-button-end = End the rehearsal
rehearsal-none = Activities of this kind can't be rehearsed.
rehearsal-not-yours = That is somebody else's rehearsal.

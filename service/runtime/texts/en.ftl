system-set-aside = That message could not be handled. It is kept and recorded, and the administrator will look at it. You may try again.
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

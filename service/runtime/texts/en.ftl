system-set-aside = That message could not be handled. It is kept and recorded, and the administrator will look at it. You may try again.
code-wanted = Hello! Please type the invitation code your secretary gave you, so that I know who you are.
code-refused = This code can't be used. Please ask your secretary for a new one; after several wrong ones, wait ten minutes.
bind-in-a-room = Send /bind in the branch's room to make it the room of your branch.
bind-not-allowed = You may not set the branch's room.
bind-done = This is now the room of “{ $unit }”.

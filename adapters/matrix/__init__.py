"""Matrix, through the client-server API. Found through the entry-point group `orglife.adapters`.

    [adapters.matrix]
    kind = "matrix"
    # The homeserver's own address.
    homeserver = "https://matrix.example.org"
    # An account of its own for OrgLife, by its whole name.
    user = "@orglife:example.org"
    # How to sign in: the password …
    password = "…"
    # … or an access token and the session that it belongs to …
    access_token = ""
    device_id = ""
    # … or the token of a single sign-on, which is good once; the session is kept. Each of the three
    # can also be the content of a file: password_file, access_token_file, login_token_file.
    login_token = ""
    # What the session is called in a list of sessions.
    device_name = "OrgLife"
    # Whose invitations are followed, into their own chat with OrgLife and into rooms: patterns such
    # as "@li:example.org", "*:example.org", "*". "{own}" is the homeserver of the account.
    direct_invites = ["*"]
    room_invites = ["*:{own}"]
    # Who can read in encrypted rooms: all sessions of a room's people, or only verified ones.
    trust = "all"
    # Whether numbers to tap are put under choices. Each is an event, which some homeservers ration.
    reactions = true
    # A proxy: http://host:port or socks5://user:password@host:port; empty: none.
    proxy = ""

The session and the keys are stored in `data_dir/matrix-<account>/`. Whoever has that folder can
read what OrgLife reads; back it up with the database.

A chat goes by the id of a room, or of a user: then it means their direct chat, which is created
if necessary.
"""

from adapters.matrix.adapter import Matrix, build

__all__ = ["Matrix", "build"]

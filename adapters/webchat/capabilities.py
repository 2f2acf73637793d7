"""What the web chat can do, and its limits."""

from service.core.capabilities import Capabilities

CAPABILITIES = Capabilities(
    buttons=True,
    edits=True,
    erases=True,
    marks=True,
    files=True,
    replies=True,
    overhears=True,
    deletions=True,
    idempotent=True,
    text_length=20_000,
)

LARGEST_TEXT = 100 * 1024  # bytes of UTF-8 in one message of a person
LARGEST_ACT = 1024 * 1024  # bytes of one request; JSON may write a byte as six
LONGEST_NAME = 40  # characters of a display name
LONGEST_FILE_NAME = 200  # characters

POSTS_PER_SECOND = 20.0  # of one person, and as many at once
JOINS_PER_SECOND = 1.0  # from one address
JOINS_AT_ONCE = 30  # a branch meets in one room, behind one address

SIGN_IN_SECONDS = 24 * 3600  # how long a sign-in link works
SESSION_SECONDS = 90 * 24 * 3600  # how long a browser stays signed in
FORM_SECONDS = 3600  # how long an opened join form may wait
ACT_MEMORY_SECONDS = 30 * 24 * 3600  # how long a repeated act is recognized

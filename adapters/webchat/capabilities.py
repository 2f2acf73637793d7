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
UPLOADS_PER_DAY = 200 * 1024 * 1024  # bytes of one person, and as many at once
LONGEST_FILE_NAME = 200  # characters

POSTS_PER_SECOND = 20.0  # of one person, and as many at once
WRONG_CODES_PER_SECOND = 1 / 30  # from one address, so that codes can't be guessed
WRONG_CODES_AT_ONCE = 20  # several people at one address may mistype

STREAMS = 5  # of one person; a further one closes the oldest
STREAMS_IN_ALL = 2000  # each holds a connection and a file descriptor
STREAM_PAUSE_MS = 60_000  # until a browser whose stream was closed for another one comes back

SESSION_SECONDS = 90 * 24 * 3600  # how long a browser that is not used stays signed in
SESSION_TOUCH_SECONDS = 600  # how exactly it is known when a browser was used last
ANOTHER_MINUTES = 10  # how long the code for another device works
ADMITTED_SECONDS = 120  # how long sending the same form again is the same entry
ACT_MEMORY_SECONDS = 30 * 24 * 3600  # how long a repeated act is recognized

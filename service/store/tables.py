"""The tables, the same on SQLite and PostgreSQL; those of the pages for offices are
`office_tables`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    false,
    literal,
    text,
)

from service.store.schema import Id as _Id
from service.store.schema import Instant, metadata
from service.store.schema import partial as _partial

# Facts about the database as a whole: `roster_version`.
meta = Table(
    "meta",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

units = Table(
    "units",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("parent", _Id, index=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("language", String(16), nullable=False),
    Column("timezone", String(64), nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("unit", _Id, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("language", String(16), nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("group", Text, nullable=False),
    Column("contact", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("channel", String(64)),  # account for reminders
    Column("chosen", String(64)),  # fields the person chose: `channel,…`
    Column("reminders", String(128)),  # seconds before a talk: `3600,600`
    Column("circumstances", Text),  # how and where the person is: sealed text as JSON
    Column("post", Text),  # what the role is called here: `纪检委员`
    Column("agreed", Text),  # what they agreed to, with its version: `notice 1,sensitive 1`
)

# What people were shown, agreed to and withdrew, and when; what holds now stands in `people`.
consents = Table(
    "consents",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("person", _Id, nullable=False, index=True),
    Column("subject", String(80), nullable=False),  # see `core.privacy`
    Column("act", String(16), nullable=False),  # shown, seen, agreed, withdrawn
    Column("version", String(24), nullable=False),
    Column("hash", String(64), nullable=False),  # of the words, which stand in `notices`
    Column("account", String(64)),
    Column("at", Instant, nullable=False),
)

# Whose data was to be erased, and up to when; `chats_at`: when that was done on our own platforms.
erasures = Table(
    "erasures",
    metadata,
    Column("person", _Id, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("chats_at", Instant),
)

# The words that people were shown or asked, each once.
notices = Table(
    "notices",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("words", Text, nullable=False),
    Column("at", Instant, nullable=False),  # when they were first shown
)

# A person's identity on one platform; `chat` is their private chat there.
identities = Table(
    "identities",
    metadata,
    Column("account", String(64), primary_key=True),
    Column("user", String(255), primary_key=True),
    Column("person", _Id, nullable=False, index=True),
    Column("chat", String(255), nullable=False),
    Column("gone", Boolean, nullable=False),  # the platform says it can't be written to
    Column("linked_at", Instant, nullable=False),
)
Index("identities_chat", identities.c.account, identities.c.chat)

rooms = Table(
    "rooms",
    metadata,
    Column("account", String(64), primary_key=True),
    Column("chat", String(255), primary_key=True),
    Column("unit", _Id, nullable=False, index=True),
    Column("gone", Boolean, nullable=False),
    Column("lacks", String(16), nullable=False, server_default=text("''")),  # a missing right
    Column("left_at", Instant),  # its unit has moved to another account
)

# Branches that move from one account to another; members follow by linking a new chat.
moves = Table(
    "moves",
    metadata,
    Column("unit", _Id, primary_key=True, autoincrement=False),
    Column("source", String(64), nullable=False),
    Column("target", String(64), nullable=False),
    Column("begun_at", Instant, nullable=False),
)

# One-time codes, by their hash only. `kind`: "invite" from an administrator, "link" for oneself.
codes = Table(
    "codes",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("kind", String(8), nullable=False, server_default="invite"),
    Column("person", _Id, nullable=False, index=True),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
)

banks = Table(
    "banks",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("unit", _Id, nullable=False),
    Column("name", Text, nullable=False),
    UniqueConstraint("unit", "name"),
)

# Every version of every question of a bank; `key` is the question's id, `current` its newest.
questions = Table(
    "questions",
    metadata,
    Column("bank", _Id, primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("retired", Boolean, nullable=False),
    Column("written_at", Instant, nullable=False),
    Column("content", Text, nullable=False),
)

# Secret links to calendars, by their hash only; one per person.
feeds = Table(
    "feeds",
    metadata,
    Column("person", _Id, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False, unique=True),
)

# Secret links to pages of activities, by their hash only; one per activity.
pages = Table(
    "pages",
    metadata,
    Column("activity", _Id, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False, unique=True),
)

# Scaled pictures of pages, made again whenever they are missing. `file`: a hash of where
# the original is; `content` is empty for what can't be read as a picture.
scaled = Table(
    "scaled",
    metadata,
    Column("activity", _Id, primary_key=True, autoincrement=False),
    Column("file", String(64), primary_key=True),
    Column("size", String(8), primary_key=True),  # small, large
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# Files that people sent, until they are read.
readings = Table(
    "readings",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("activity", _Id, nullable=False),
    Column("person", _Id, nullable=False),
    Column("account", String(64), nullable=False),
    Column("file", Text, nullable=False),  # how the adapter finds the file again
    Column("name", Text, nullable=False),
)

# Templates: `state` as that of an activity, without people.
templates = Table(
    "templates",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("unit", _Id, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("name", Text, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("by", _Id),
    Column("at", Instant, nullable=False),
    UniqueConstraint("unit", "name"),
)

# Pictures of questions, each once: `name` is the hash of the content and its extension.
pictures = Table(
    "pictures",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

LONGEST_WAIT = 64  # characters of `waits_for`

# Raw updates; `raw` is emptied once handled, the key stays to drop repetitions.
inbox = Table(
    "inbox",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("account", String(64), nullable=False),
    Column("update", String(255), nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("raw", Text, nullable=False),
    Column("sealed", Boolean, nullable=False),
    Column("handled_at", Instant),
    Column("error", Text),
    # What it names that is not known yet: a poll, or `chat …` with a message in that chat.
    Column("waits_for", String(LONGEST_WAIT)),
    # Of several processes one at a time handles a shard; a single one handles all alike.
    Column("shard", Integer, nullable=False, server_default=text("0")),
    UniqueConstraint("account", "update"),
)
_partial("inbox_waiting", inbox.c.id, where=inbox.c.handled_at.is_(None))

activities = Table(
    "activities",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("unit", _Id, nullable=False),
    Column("phase", String(32), nullable=False),
    Column("title", Text, nullable=False),
    Column("finished", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("rehearsed_by", _Id),  # the person who tries out …
    Column("rehearsed_from", _Id),  # … this activity; both are null for real ones
)
ENDED = "ended"
"""The phase of a finished sandbox: an empty row, as if it did not exist, because its id must never
mean another activity under an old button."""
Index("activities_running", activities.c.unit, activities.c.finished)
Index("activities_begun", activities.c.unit, activities.c.created_at)
Index("activities_newest", activities.c.created_at, activities.c.id)

entries = Table(
    "entries",
    metadata,
    Column("activity", _Id, primary_key=True),
    Column("person", _Id, primary_key=True),
    Column("status", String(32), nullable=False),
    Column("score", Integer, nullable=False),
    Column("out_of", Integer, nullable=False),
    Column("at", Instant),
    Column("schema", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
)

Index("entries_own", entries.c.person, entries.c.at)

# The urns of secret votes that run: `key` names a file outside of the database.
urns = Table(
    "urns",
    metadata,
    Column("activity", _Id, primary_key=True, autoincrement=False),
    Column("key", String(32), nullable=False),
)

# What lies in the urns: a sealed envelope (`matter` -1) while the vote runs, a slip afterwards.
# Their order is that of a random handle; no number tells in which they came.
ballots = Table(
    "ballots",
    metadata,
    Column("activity", _Id, primary_key=True, autoincrement=False),
    Column("round", Integer, primary_key=True, autoincrement=False),
    Column("matter", Integer, primary_key=True, autoincrement=False),
    Column("handle", String(32), primary_key=True),
    Column("content", Text, nullable=False),
    sqlite_with_rowid=False,
)

# By which voters find that their ballot was counted; linked to nothing.
ballot_codes = Table(
    "ballot_codes",
    metadata,
    Column("activity", _Id, primary_key=True, autoincrement=False),
    Column("round", Integer, primary_key=True, autoincrement=False),
    Column("code", String(16), primary_key=True),
    sqlite_with_rowid=False,
)

# Append-only: every accepted event and what it did.
journal = Table(
    "journal",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("action", String(64), nullable=False),
    Column("activity", _Id, nullable=False),
    Column("about", _Id),
    Column("actor", _Id),
    Column("account", String(64)),
    Column("chat", String(255)),
    Column("message", String(255)),  # the person's message, so that edits find their way
    Column("event", Text, nullable=False),
    Column("sealed", Boolean, nullable=False),
)
_partial("journal_message", journal.c.chat, journal.c.message, where=journal.c.message.is_not(None))
Index("journal_activity", journal.c.activity)

# `state`: waiting, sending, sent, dead, skipped, superseded; held (deferred, see
# `runtime.outbound.notification_policy`), gathered (sent in a digest).
outbox = Table(
    "outbox",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("state", String(16), nullable=False),
    Column("kind", String(8), nullable=False),  # send, edit, amend, erase, mark, bulk
    Column("priority", Integer, nullable=False),  # 0 reply, 1 normal, 2 bulk
    Column("account", String(64), nullable=False),
    Column("chat", String(255), nullable=False),
    Column("not_before", Instant),
    Column("attempts", Integer, nullable=False),
    Column("parts", Integer, nullable=False, server_default="0"),  # parts that were sent
    Column("activity", _Id),
    Column("about", _Id),  # whose entry answers concern
    Column("person", _Id),  # the reader, in a private chat
    Column("key", String(64), nullable=False),
    Column("target", String(255)),  # remote id to erase or mark
    Column("offers", Boolean, nullable=False),  # has choices or an open prompt
    Column("prompt", String(32), nullable=False),
    Column("on_unknown", String(8), nullable=False),
    Column("payload", Text, nullable=False),
    Column("sealed", Boolean, nullable=False),
    Column("audience", Text),  # of a bulk row: units, statuses, position
    Column("due_at", Instant),
    Column(
        "time_sensitive", Boolean, nullable=False, server_default=false()
    ),  # deferred for quiet hours only
    Column("until", Instant),  # if deferred, it is of no use after this
    Column("unless", String(64)),  # … nor if the entry has one of these statuses: `a,b`
    Column("gathered", String(64)),  # the key of the digest that contains it
    Column("created_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("remote", String(255)),
    Column("poll", String(64)),  # the platform's id of its poll
    Column("error", Text),
    Column("tried", Text),  # chats it could not reach: [[account, chat, reason], …]
)


def written(value: Any) -> ColumnElement[Any]:
    """A literal in the statement: a database uses a partial index only if the statement itself
    shows that its rows suffice."""
    return literal(value, literal_execute=True)


WAITING = outbox.c.state == written("waiting")
OPEN = outbox.c.state.in_([written("waiting"), written("sending")])
HELD = outbox.c.state == written("held")
LATER = and_(
    outbox.c.state.in_([written("waiting"), written("held")]), outbox.c.not_before.is_not(None)
)
UNASKED = and_(outbox.c.priority > written(0), outbox.c.person.is_not(None))
_partial("outbox_turn", outbox.c.account, outbox.c.priority, outbox.c.id, where=OPEN)
_partial("outbox_lane", outbox.c.account, outbox.c.chat, outbox.c.id, where=OPEN)
_partial("outbox_later", outbox.c.not_before, where=LATER)
_partial("outbox_held", outbox.c.person, where=HELD)
_partial("outbox_unasked", outbox.c.person, where=UNASKED)
Index("outbox_key", outbox.c.chat, outbox.c.key, outbox.c.activity)
_partial("outbox_remote", outbox.c.chat, outbox.c.remote, where=outbox.c.remote.is_not(None))
_partial("outbox_poll", outbox.c.poll, where=outbox.c.poll.is_not(None))
_partial("inbox_waits_for", inbox.c.waits_for, where=inbox.c.waits_for.is_not(None))
_partial("outbox_offers", outbox.c.chat, outbox.c.id, where=outbox.c.offers)

_partial("outbox_gathered", outbox.c.gathered, where=outbox.c.gathered.is_not(None))

timers = Table(
    "timers",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("due_at", Instant, nullable=False, index=True),
    Column("activity", _Id, nullable=False),
    Column("person", _Id, nullable=False),  # 0: the activity's own
    Column("name", String(80), nullable=False),
    Column("revision", Integer, nullable=False),
    UniqueConstraint("activity", "person", "name"),
)

claims = Table(
    "claims",
    metadata,
    Column("key", String(128), primary_key=True),
    Column("activity", _Id, nullable=False),
)

# Those of several processes that have ever been there. `url`: where the others reach its pages.
processes = Table(
    "processes",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("host", Text, nullable=False),
    Column("pid", _Id, nullable=False),
    Column("url", Text, nullable=False),
    Column("gone", Boolean, nullable=False),
)

# What one of several processes does for all. `fence` grows with each that takes it over.
leases = Table(
    "leases",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("owner", _Id),
    Column("fence", _Id, nullable=False),
)

# What a process has changed of people and rooms, for the others to read anew. `people`: their ids
# as JSON; null: everything.
news = Table(
    "news",
    metadata,
    Column("id", _Id, primary_key=True),
    Column("process", _Id, nullable=False),
    Column("at", Instant, nullable=False),
    Column("people", Text),
)

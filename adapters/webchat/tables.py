"""The web chat's own tables. Times are milliseconds since 1970-01-01 UTC."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

SCHEMA_VERSION = 2  # kept as SQLite's user_version

metadata = MetaData()

users = Table(
    "users",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("language", String, nullable=False),
    Column("created_at", Integer, nullable=False),
)

# Browsers that are signed in. What has ended stays for a while, so that it stays ended.
sessions = Table(
    "sessions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hash", String, nullable=False, unique=True),  # of the cookie
    Column("user", ForeignKey("users.id"), nullable=False, index=True),
    Column("device", String, nullable=False),  # such as "Chrome · Android"
    Column("created_at", Integer, nullable=False),
    Column("used_at", Integer, nullable=False),
    Column("ended_at", Integer),
    sqlite_autoincrement=True,
)

# Ids of people who had several: their addresses and acts are those of the one that is left.
aliases = Table(
    "aliases",
    metadata,
    Column("former", String, primary_key=True),
    Column("user", ForeignKey("users.id"), nullable=False, index=True),
)

rooms = Table(
    "rooms",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("kind", String, nullable=False),  # private | room
)

room_members = Table(
    "room_members",
    metadata,
    Column("room", ForeignKey("rooms.id"), primary_key=True),
    Column("user", ForeignKey("users.id"), primary_key=True, index=True),
    Column("read_up_to", Integer, nullable=False, server_default="0"),  # a message id
)

messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("room", ForeignKey("rooms.id"), nullable=False),
    Column("sender", ForeignKey("users.id")),  # null: OrgLife
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("buttons", Text, nullable=False),  # rows of {id, label} as JSON; empty: none
    Column("marks", Text, nullable=False, server_default=""),  # in the body, as JSON; empty: none
    Column("sealed", Boolean, nullable=False),  # title, body, buttons and marks are
    Column("reply_to", ForeignKey("messages.id")),
    Column("key", String, nullable=False, unique=True),  # the same for every attempt to send it
    Column("created_at", Integer, nullable=False),
    Column("edited_at", Integer),
    Column("deleted_at", Integer),
    Column("deleted_why", String),  # withdrawn | sealed | removed; null: not known
    Column("marked", Boolean, nullable=False, server_default="0"),
    # Increases with every change of any message: one number says what a reader has seen.
    Column("changed", Integer, nullable=False, unique=True),
    Index("messages_of_room", "room", "id"),
    sqlite_autoincrement=True,
)

files = Table(
    "files",
    metadata,
    Column("id", String, primary_key=True),
    Column("message", ForeignKey("messages.id"), nullable=False, index=True),
    Column("name", String, nullable=False),  # sealed with the content
    Column("mime", String, nullable=False),
    Column("size", Integer, nullable=False),  # bytes, as sent
    Column("content", LargeBinary, nullable=False),
    Column("sealed", Boolean, nullable=False),
)

acts = Table(
    "acts",
    metadata,
    Column("key", String, primary_key=True),  # the update's id
    Column("number", Integer, nullable=False, unique=True),  # the order of arrival
    Column("message", String, nullable=False),  # what it made or is about
    Column("raw", Text, nullable=False),  # emptied once carried
    Column("sealed", Boolean, nullable=False),
    Column("carried", Boolean, nullable=False),  # the inbox has it
    Column("at", Integer, nullable=False),
    Index("acts_waiting", "carried", "number"),
)

facts = Table(
    "facts",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)

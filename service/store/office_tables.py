"""The tables of the pages for offices and of what reads them by HTTP: who is signed in and how,
the figures that are kept, tokens of the API, webhooks."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Integer, String, Table, Text

from service.store.schema import Id, Instant, metadata

# Links with which somebody signs in at the pages for offices, by their hash only.
office_links = Table(
    "office_links",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("person", Id, nullable=False, index=True),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
)

# Browsers that are signed in at these pages, by the hash of their token. `role`, `unit`: the
# person's at that moment; with others the session has ended.
office_sessions = Table(
    "office_sessions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("person", Id, nullable=False, index=True),
    Column("role", Text, nullable=False),
    Column("unit", Id, nullable=False),
    Column("device", Text, nullable=False),  # such as "Chrome · Android"
    Column("near", String(64), nullable=False),  # part of the address it came from
    Column("way", String(8), nullable=False, server_default="link"),  # link | passkey | oidc
    Column("factors", Integer, nullable=False, server_default="1"),  # shown in it: 1 or 2
    Column("created_at", Instant, nullable=False),  # or when a second factor was shown
    Column("used_at", Instant, nullable=False),
    Column("ended_at", Instant),
)

# Whoever has signed in there. `handle`: what passkeys know the person by; `since`: when they came
# first; `code`: the secret of their one-time codes, sealed; `code_since`: when it came into use;
# `code_step`: the time of the code that was used last; `tries`: wrong ones since then.
office_people = Table(
    "office_people",
    metadata,
    Column("person", Id, primary_key=True, autoincrement=False),
    Column("handle", String(43), nullable=False, unique=True),
    Column("since", Instant, nullable=False),
    Column("code", Text),
    Column("code_since", Instant),
    Column("code_step", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("tried_at", Instant),
)

# Passkeys; the credential's id and public key in base64url.
office_passkeys = Table(
    "office_passkeys",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person", Id, nullable=False, index=True),
    Column("credential", Text, nullable=False, unique=True),
    Column("public_key", Text, nullable=False),
    Column("uses", BigInteger, nullable=False),  # how many, as it says itself
    Column("name", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("used_at", Instant),
)

# Who somebody is at the organization's own sign-in (OpenID Connect).
office_subjects = Table(
    "office_subjects",
    metadata,
    Column("issuer", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("person", Id, nullable=False, index=True),
    Column("created_at", Instant, nullable=False),
    Column("used_at", Instant),
)

# Attempts to come in that are under way, by the hash of what the browser holds; good once.
office_attempts = Table(
    "office_attempts",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("expires_at", Instant, nullable=False, index=True),
)

# What was held: an activity, or how many parts of it, as one kind in one month. `kind`: as
# `Counted` has it, or the kind of the activity where nothing prescribes it.
office_held = Table(
    "office_held",
    metadata,
    Column("activity", Id, primary_key=True, autoincrement=False),
    Column("kind", String(64), primary_key=True),
    Column("month", String(7), primary_key=True),  # `2026-03`, on the clock of the unit
    Column("unit", Id, nullable=False, index=True),
    Column("n", Integer, nullable=False),
    Column("at", Instant, nullable=False),  # the last of them
)

# How each unit stands to each of its duties, as `core.due` has it.
office_duties = Table(
    "office_duties",
    metadata,
    Column("unit", Id, primary_key=True, autoincrement=False),
    Column("duty", String(64), primary_key=True),
    Column("since", String(10), primary_key=True),  # the first day of the period
    Column("group", Text, primary_key=True),
    Column("until", String(10), nullable=False),
    Column("status", String(8), nullable=False),
)

# Who wants the figures of their unit sent into their chat, how often, and when next.
office_reports = Table(
    "office_reports",
    metadata,
    Column("person", Id, primary_key=True, autoincrement=False),
    Column("every", String(8), nullable=False),  # week, month
    Column("next_at", Instant, nullable=False, index=True),
)

# Who has looked at which page of a unit, or taken which file along, how often in some seconds.
office_reads = Table(
    "office_reads",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Instant, nullable=False, index=True),
    Column("person", Id, nullable=False),
    Column("unit", Id, nullable=False, index=True),
    Column("page", String(24), nullable=False),
    Column("file", Text, nullable=False),  # "": it was looked at
    Column("n", Integer, nullable=False),
)

# Keys to the API, by their hash only. Each reads what its person may, of these scopes.
api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", Id, primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("person", Id, nullable=False, index=True),
    Column("scopes", Text, nullable=False),  # with a space between them
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    Column("ended_at", Instant),
)

# Who is told by HTTP of activities that close. `line`: up to which line of the journal.
webhooks = Table(
    "webhooks",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person", Id, nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("secret", Text, nullable=False),  # sealed
    Column("line", Id, nullable=False),
    Column("created_at", Instant, nullable=False),
)

# What they are told, once for each activity. `due_at`: when it is tried next; None: never again.
# `status`: that of the last answer; 0: none came.
webhook_sends = Table(
    "webhook_sends",
    metadata,
    Column("webhook", Id, primary_key=True, autoincrement=False),
    Column("activity", Id, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("due_at", Instant, index=True),
    Column("attempts", Integer, nullable=False),
    Column("status", Integer, nullable=False),
)

# Figures kept for the pages, `whole`: of a unit and everything below it; else of the unit alone.
# `month`: "" for how things stand now. `kind`: see `store.rollups`.
rollups = Table(
    "rollups",
    metadata,
    Column("unit", Id, primary_key=True, autoincrement=False),
    Column("whole", Boolean, primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("kind", String(80), primary_key=True),
    Column("n", Integer, nullable=False),
    Column("met", Integer, nullable=False),
    Column("due", Integer, nullable=False),
    Column("late", Integer, nullable=False),
    Column("last_at", Instant),
)

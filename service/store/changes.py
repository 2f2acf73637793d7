"""What one transaction writes, gathered row by row and flushed statement by statement."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any, Literal

Row = dict[str, Any]

Kind = Literal["send", "edit", "amend", "erase", "mark", "bulk"]
Priority = Literal["reply", "normal", "bulk"]
PRIORITIES: dict[Priority, int] = {"reply": 0, "normal": 1, "bulk": 2}


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One thing to deliver to a chat of an account.

    `payload`: the rendered message as JSON, sealed where `sealed`. `about`: whose entry answers to
    it concern; `person`: the reader of a private chat. `target`: the remote id that it is about.
    `offers`: has choices, or asks for free text, by the token `prompt`. `audience`: who reads a
    bulk row. `time_sensitive`: of a message held back, waits for quiet hours only; `until`: it
    would be of no use after this; `unless`: nor when the entry has one of these statuses, `a,b`.
    """

    kind: Kind
    account: str
    chat: str
    created_at: datetime
    payload: str = ""
    priority: Priority = "normal"
    activity: int | None = None
    about: int | None = None
    person: int | None = None
    key: str = ""
    target: str | None = None
    offers: bool = False
    prompt: str = ""
    on_unknown: Literal["resend", "skip"] = "resend"
    sealed: bool = False
    audience: str | None = None
    not_before: datetime | None = None
    due_at: datetime | None = None
    time_sensitive: bool = False
    until: datetime | None = None
    unless: str | None = None
    state: Literal["waiting", "held", "dead"] = "waiting"
    error: str | None = None

    def columns(self) -> Row:
        """The row as the table has it."""
        values: Row = dict(zip(self.__slots__, _values(self), strict=True))
        values["priority"] = PRIORITIES[self.priority]
        values["attempts"] = 0
        return values


_values = attrgetter(*OutboxRow.__slots__)


@dataclass(slots=True)
class Changes:
    """Rows by table, as the parameters of set-based statements.

    Entries and activities are keyed, so that the last state of a batch is written once.
    """

    handled: list[tuple[int, datetime]] = field(default_factory=list)
    quarantined: list[Row] = field(default_factory=list)
    activities: dict[int, Row] = field(default_factory=dict)
    entries: dict[tuple[int, int], Row] = field(default_factory=dict)
    begun: set[tuple[int, int]] = field(
        default_factory=set
    )  # entries that no other process may have made since
    journal: list[Row] = field(default_factory=list)
    superseded: list[Row] = field(default_factory=list)
    armed: dict[tuple[int, int, str], Row] = field(default_factory=dict)
    disarmed: dict[tuple[int, int, str], Row] = field(default_factory=dict)
    ended: list[int] = field(default_factory=list)  # activities whose timers and claims go
    released: list[str] = field(default_factory=list)
    answered: list[int] = field(default_factory=list)  # outbox rows whose question is answered
    feeds: dict[int, str] = field(default_factory=dict)  # hash of the calendar link by person
    pages: dict[int, str] = field(default_factory=dict)  # hash of a page's link by activity
    people: list[Row] = field(default_factory=list)  # {"id", "field", "value", "chosen"}
    ballots: list[Row] = field(default_factory=list)  # mixed when they are written
    ballot_codes: list[Row] = field(default_factory=list)
    _outbox: list[OutboxRow | None] = field(default_factory=list)  # None: superseded since
    _edits: dict[tuple[str, str, str, int | None], int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not any(_gathered(self))

    def arm(self, activity: int, person: int, name: str, due_at: datetime, revision: int) -> None:
        key = (activity, person, name)
        self.disarmed.pop(key, None)
        self.armed[key] = {
            "activity": activity,
            "person": person,
            "name": name,
            "due_at": due_at,
            "revision": revision,
        }

    def disarm(self, activity: int, person: int, name: str) -> None:
        key = (activity, person, name)
        self.armed.pop(key, None)
        self.disarmed[key] = {"activity": activity, "person": person, "name": name}

    def end(self, activity: int) -> None:
        """The activity is over: its timers and claims go, those just set as well."""
        self.ended.append(activity)
        self.armed = {key: row for key, row in self.armed.items() if key[0] != activity}

    def send(self, row: OutboxRow) -> None:
        """One more thing to deliver. An edit supersedes the edits of its message that wait, and
        the message itself while it is held back."""
        if row.kind == "edit":
            message = (row.account, row.chat, row.key, row.activity)
            earlier = self._edits.get(message)
            if earlier is not None:
                self._outbox[earlier] = None
            self._edits[message] = len(self._outbox)
            self.superseded.append(
                {
                    "account": row.account,
                    "chat": row.chat,
                    "key": row.key,
                    "activity": row.activity,
                }
            )
        self._outbox.append(row)

    @property
    def outbox(self) -> list[Row]:
        """What is to be delivered, as the table has it; not what the batch superseded itself."""
        rows = []
        for row in self._outbox:
            if row is not None:
                rows.append(row.columns())
        return rows


_gathered = attrgetter(*Changes.__slots__)

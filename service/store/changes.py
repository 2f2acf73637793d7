"""What one transaction writes, gathered row by row and flushed statement by statement."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Row = dict[str, Any]

PRIORITIES = {"reply": 0, "normal": 1, "bulk": 2}


@dataclass(slots=True)
class Changes:
    """Rows by table, as the parameters of set-based statements.

    Entries and activities are keyed, so that the last state of a batch is written once.
    """

    handled: list[tuple[int, datetime]] = field(default_factory=list)
    quarantined: list[Row] = field(default_factory=list)
    activities: dict[int, Row] = field(default_factory=dict)
    entries: dict[tuple[int, int], Row] = field(default_factory=dict)
    journal: list[Row] = field(default_factory=list)
    outbox: list[Row | None] = field(default_factory=list)  # None: superseded within the batch
    superseded: list[Row] = field(default_factory=list)
    armed: dict[tuple[int, int, str], Row] = field(default_factory=dict)
    disarmed: dict[tuple[int, int, str], Row] = field(default_factory=dict)
    ended: list[int] = field(default_factory=list)  # activities whose timers and claims go
    released: list[str] = field(default_factory=list)
    answered: list[int] = field(default_factory=list)  # outbox rows whose question is answered
    feeds: dict[int, str] = field(default_factory=dict)  # hash of the calendar link by person
    pages: dict[int, str] = field(default_factory=dict)  # hash of a page's link by activity
    people: list[Row] = field(default_factory=list)  # {"id", "field", "value", "chosen"}
    _edits: dict[tuple[str, str, str, int | None], int] = field(default_factory=dict)

    def arm(self, activity: int, person: int, name: str, due_at: datetime, step: int) -> None:
        key = (activity, person, name)
        self.disarmed.pop(key, None)
        self.armed[key] = {
            "activity": activity,
            "person": person,
            "name": name,
            "due_at": due_at,
            "step": step,
        }

    def disarm(self, activity: int, person: int, name: str) -> None:
        key = (activity, person, name)
        self.armed.pop(key, None)
        self.disarmed[key] = {"b_activity": activity, "b_person": person, "b_name": name}

    def end(self, activity: int) -> None:
        """The activity is over: its timers and claims go, those just set as well."""
        self.ended.append(activity)
        self.armed = {key: row for key, row in self.armed.items() if key[0] != activity}

    def send(
        self,
        *,
        kind: str,
        account: str,
        place: str,
        created_at: datetime,
        payload: str = "",
        priority: str = "normal",
        not_before: datetime | None = None,
        activity: int | None = None,
        about: int | None = None,
        person: int | None = None,
        key: str = "",
        target: str | None = None,
        offers: bool = False,
        asks: str = "",
        on_unknown: str = "resend",
        sealed: bool = False,
        audience: str | None = None,
        due_at: datetime | None = None,
        pressing: bool = False,
        until: datetime | None = None,
        unless: str | None = None,
        state: str = "waiting",
        error: str | None = None,
    ) -> None:
        """One more thing to deliver. An edit supersedes the edits of its message that wait, and
        the message itself while it is held back."""
        if kind == "edit":
            message = (account, place, key, activity)
            earlier = self._edits.get(message)
            if earlier is not None:
                self.outbox[earlier] = None
            self._edits[message] = len(self.outbox)
            self.superseded.append(
                {"b_account": account, "b_place": place, "b_key": key, "b_activity": activity}
            )
        self.outbox.append(
            {
                "state": state,
                "kind": kind,
                "priority": PRIORITIES[priority],
                "account": account,
                "place": place,
                "not_before": not_before,
                "attempts": 0,
                "activity": activity,
                "about": about,
                "person": person,
                "key": key,
                "target": target,
                "offers": offers,
                "asks": asks,
                "on_unknown": on_unknown,
                "payload": payload,
                "sealed": sealed,
                "audience": audience,
                "due_at": due_at,
                "pressing": pressing,
                "until": until,
                "unless": unless,
                "created_at": created_at,
                "error": error,
            }
        )

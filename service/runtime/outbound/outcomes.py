"""What became of an attempt to send a message, and what the message's row says after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from service.ports import (
    Gone,
    Missing,
    NotSent,
    PermanentFailure,
    PermissionDenied,
    SendResult,
    Sent,
    Unknown,
)
from service.runtime.outbound.rate_limiter import RetryPolicy


@dataclass(frozen=True, slots=True)
class Attempt:
    """One message under way: its row, when it may go, and the remote id of what it edits, erases or
    marks."""

    row: Any
    at: datetime
    target: str | None


@dataclass(frozen=True, slots=True)
class Result:
    attempt: Attempt
    result: SendResult
    parts: int  # of a split message, how many are sent …
    more: bool = False  # … and whether others follow
    counts: bool = True  # as an attempt of the message: not if the platform is out of reach, …
    # … nor if the process stopped
    anew: bool = False  # said as a message of its own, also where it was to change another


def after(
    each: Result, now: datetime, retry_policy: RetryPolicy, *, idempotent: bool
) -> dict[str, Any]:
    """The columns of the row after this attempt. `idempotent`: what its platform is."""
    row = each.attempt.row
    values: dict[str, Any] = {
        "b_id": row.id,
        "kind": row.kind,
        "target": row.target,
        "state": "waiting",
        "attempts": row.attempts,
        "parts": each.parts,
        "not_before": row.not_before,
        "sent_at": None,
        "remote": row.remote,
        "error": getattr(each.result, "reason", None),
        "payload": row.payload,
    }
    match each.result:
        case Sent(remote) if each.more:
            values["remote"] = remote or None
        case Sent(remote):
            values |= {"state": "sent", "sent_at": now, "remote": remote or None}
            if row.kind == "edit" and each.anew:
                values["kind"] = "send"  # it stands where it was said, below what it changes
            if row.sealed:
                values["payload"] = ""  # confidential text is not kept once it is sent
        case Missing() if row.person is not None and row.kind in ("send", "edit"):
            values |= {"kind": "send", "target": None}
        case Gone() | PermanentFailure():
            values["state"] = "dead"
        case NotSent() if not each.counts:
            values["error"] = row.error  # it says what is known of this message
        case NotSent():
            values |= _again(row, now, retry_policy)
        case PermissionDenied():
            values |= _again(row, now, retry_policy, seldom=True)
        case Unknown() if idempotent or row.on_unknown == "resend":
            if each.counts:
                values |= _again(row, now, retry_policy)
        case Unknown():
            values["state"] = "skipped"
    return values


def _again(
    row: Any, now: datetime, retry_policy: RetryPolicy, *, seldom: bool = False
) -> dict[str, Any]:
    attempts = row.attempts + 1
    wait = retry_policy.after(attempts)
    if wait is None:
        return {"state": "dead", "attempts": attempts}
    if seldom:
        wait = retry_policy.longest
    return {"attempts": attempts, "not_before": now + wait}

"""When another process was quicker with a row."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

_RERUN = frozenset({"55P03", "40P01", "40001"})
"""A lock is not to be had at once, a deadlock, a serialization failure."""


class OvertakenError(Exception):
    """Another process was quicker with a row: the transaction is tried anew."""


class NotHeldError(OvertakenError):
    """A decision changes an activity that is held together with others who only read it: the batch
    goes again and holds it alone from the beginning."""

    def __init__(self, activity: int) -> None:
        super().__init__(f"activity {activity} is to be held")
        self.activity = activity


def was_overtaken(error: Exception) -> bool:
    """Whether the same transaction may succeed when it is tried anew at once."""
    if isinstance(error, DBAPIError):
        return getattr(error.orig, "sqlstate", None) in _RERUN
    return isinstance(error, OvertakenError)

"""How long a rehearsal lasts, and how long what is rehearsed stays open in it."""

from __future__ import annotations

from datetime import datetime, timedelta

from service.core.time_parsing import in_minutes

LASTS = timedelta(hours=1)
OPEN_MINUTES = 45  # where it has no close of its own that is to come


def rehearsed_close(now: datetime, wanted: datetime | None) -> datetime:
    """When what is rehearsed from now on closes: at the time that was set for it, where that is to
    come."""
    if wanted is not None and wanted > now:
        return wanted
    return in_minutes(now, OPEN_MINUTES)

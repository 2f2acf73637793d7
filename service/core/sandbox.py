"""How long a rehearsal lasts, and how long what is rehearsed stays open in it."""

from __future__ import annotations

from datetime import timedelta

LASTS = timedelta(hours=1)
OPEN_MINUTES = 45  # so that its end can be seen, whoever waits for it

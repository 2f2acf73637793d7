"""placeholder until the calendar lands"""

from __future__ import annotations
from dataclasses import dataclass


class Holidays: ...


@dataclass(frozen=True, slots=True)
class QuietHours: ...

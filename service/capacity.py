"""PURE: what an organization of some size asks of machines and platforms.

The figures of one unit of each are those that were measured, or that a platform allows; all else
follows from how many people answer within which time.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Literal

Platform = Literal["telegram", "matrix", "webchat"]

TAKING_PART = 0.8  # of all members, in a quiz for everybody
TAPS = 12  # of one member in a quiz of ten questions
PEAK = 3  # times the mean, when all are told at once
EVENTS_A_DAY = 50_000 / 60_000  # of one member, over a year
BYTES_AN_EVENT = 500  # journal, message and what they leave, on disk
ROWS_AN_EVENT = 3  # an update's id, a line of the journal, a message
NODE_PER_SECOND = 4_000  # events that one process decides and commits on PostgreSQL
CELL = 200_000  # members whose units share one PostgreSQL
BOT_PER_SECOND = 30  # messages of one Telegram bot to different chats
HOMESERVER_PER_SECOND = 20  # events that one Synapse takes, sends out and keeps
PAPERS_PER_SECOND = 33.4  # whole answers in one message each, which is less than taps one by one


@dataclass(frozen=True, slots=True)
class Need:
    """Taps are per second in the window. `processes` are those for the peak, in all cells; `bots`
    reach everybody privately within the window; `homeservers` take every tap, `homeservers_whole`
    a whole paper from each member."""

    taps_mean: float
    taps_peak: float
    taps_whole_day: float
    events_a_day: int
    rows_a_year: int
    bytes_a_year: int
    cells: int
    processes: int
    bots: int = 0
    homeservers: int = 0
    homeservers_whole: int = 0


def plan(members: int, minutes: float, platform: Platform) -> Need:
    """What one quiz for all `members` asks for that is open for so many minutes, and a year of
    everything. Raises ValueError unless both are above 0."""
    if members <= 0 or minutes <= 0:
        raise ValueError("members and minutes are numbers above 0")
    seconds = minutes * 60
    taps = members * TAKING_PART * TAPS
    mean = taps / seconds
    events = round(members * EVENTS_A_DAY)
    cells = ceil(members / CELL)
    papers = members * TAKING_PART / seconds
    matrix = platform == "matrix"
    return Need(
        taps_mean=mean,
        taps_peak=mean * PEAK,
        taps_whole_day=taps / 86_400,
        events_a_day=events,
        rows_a_year=events * 365 * ROWS_AN_EVENT,
        bytes_a_year=events * 365 * BYTES_AN_EVENT,
        cells=cells,
        processes=max(ceil(mean * PEAK / NODE_PER_SECOND), 2 * cells if cells > 1 else 1),
        bots=ceil(members / (BOT_PER_SECOND * seconds)) if platform == "telegram" else 0,
        homeservers=ceil(mean / HOMESERVER_PER_SECOND) if matrix else 0,
        homeservers_whole=ceil(papers / PAPERS_PER_SECOND) if matrix else 0,
    )

"""The kinds of discussion there are: what they are called, and what is different about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Genre:
    """`reviewed`: an entry counts once the leader has approved it. `gallery`: what was collected
    becomes a page. `votes`: how many each person has to begin with. `required`: whether everybody
    is asked to contribute. `minutes`: how long it stays open when a plan does not say."""

    name: str
    reviewed: bool = False
    gallery: bool = False
    votes: int = 0
    required: bool = True
    minutes: int = 1440


GENRES: Mapping[str, Genre] = {
    each.name: each
    for each in (
        Genre("discussion"),
        Genre("diary", reviewed=True, gallery=True, required=False, minutes=7 * 1440),
        Genre("story", reviewed=True, gallery=True, required=False, minutes=7 * 1440),
        Genre("works", reviewed=True, gallery=True, votes=3, required=False, minutes=14 * 1440),
    )
}
"""By the name that is stored; their words stand under `discussion-genre` in the texts."""

"""A complete discussion as a plan describes it, in plain values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, cast, get_args

from service.core.schedule_parsing import SPAN_KEYS, read_moment, read_span, refuse_others
from service.workflows.discussion.genres import GENRES
from service.workflows.discussion.model import (
    LARGEST_MIN_LENGTH,
    LONGEST,
    LONGEST_PROMPT,
    LONGEST_TITLE,
    MOST_REMINDERS,
    REMIND_BEFORE,
    Comments,
    Discussion,
    Material,
)

KEYS = (
    *("title", "prompt", *SPAN_KEYS, "genre", "links", "required"),
    *("min_length", "remind_before", "grace", "anonymous"),
    *("comments", "comments_at", "comment_length", "votes", "voters", "votes_for"),
)
MOST_SECONDS = LONGEST // timedelta(seconds=1)


def define(details: Mapping[str, Any], tz: str, now: datetime, owner: int | None) -> Discussion:
    """The discussion of these details.

    `title`, `prompt`; `opens_at` (default: now) and `closes_at` as datetimes or ISO 8601 texts, on
    the clock `tz` when they name no zone; or `minutes` it stays open; `genre`; `links`: texts;
    `min_length`, `required`, `remind_before` (seconds, or a list of them), `grace`, `anonymous`;
    `comments` (none, free, required), `comments_at`, `comment_length`; `votes`, `voters` (all,
    voting), `votes_for` (seconds). Raises `ValueError`, which names the key and what is allowed.
    """
    refuse_others(details, KEYS)
    genre = GENRES[_one_of(details, "genre", tuple(GENRES), "discussion")]
    opens_at, closes_at = read_span(details, now, tz, minutes=genre.minutes, longest=LONGEST)
    comments_at = read_moment(details, "comments_at", tz)
    if comments_at is not None and not opens_at < comments_at < closes_at:
        raise ValueError("comments_at: allowed: between opens_at and closes_at")
    return Discussion(
        phase="draft",
        title=" ".join(_words(details, "title", LONGEST_TITLE).split()),
        prompt=_words(details, "prompt", LONGEST_PROMPT),
        owner=owner,
        opens_at=opens_at,
        closes_at=closes_at,
        genre=genre.name,
        materials=_links(details),
        min_length=_number(details, "min_length", 0, LARGEST_MIN_LENGTH),
        required=_switch(details, "required", genre.required),
        reminders=_reminders(details),
        grace=_number(details, "grace", 0, MOST_SECONDS),
        anonymous=_switch(details, "anonymous", False),
        comments=cast(Comments, _one_of(details, "comments", get_args(Comments), "none")),
        comments_at=comments_at,
        comment_length=_number(details, "comment_length", 0, LARGEST_MIN_LENGTH),
        votes=_number(details, "votes", genre.votes, 20),
        voters="voting" if _one_of(details, "voters", ("all", "voting"), "all") != "all" else "all",
        votes_for=_number(details, "votes_for", 2 * 86400, MOST_SECONDS, least=60),
    )


def _words(details: Mapping[str, Any], key: str, longest: int) -> str:
    value = details.get(key)
    words = value.strip() if isinstance(value, str) else ""
    if not 0 < len(words) <= longest:
        raise ValueError(f"{key}: allowed: a text of 1 to {longest} characters")
    return words


def _links(details: Mapping[str, Any]) -> tuple[Material, ...]:
    links = details.get("links", ())
    if not isinstance(links, list | tuple) or not all(isinstance(each, str) for each in links):
        raise ValueError("links: allowed: a list of texts")
    return tuple(Material(each.strip()) for each in links if each.strip())


def _reminders(details: Mapping[str, Any]) -> tuple[int, ...]:
    value = details.get("remind_before", REMIND_BEFORE)
    several = value if isinstance(value, list | tuple) else (value,)
    if len(several) > MOST_REMINDERS:
        raise ValueError(f"remind_before: allowed: at most {MOST_REMINDERS} numbers")
    found = {_number({"remind_before": each}, "remind_before", 0, MOST_SECONDS) for each in several}
    return tuple(sorted(found - {0}, reverse=True))


def _number(
    details: Mapping[str, Any], key: str, default: int, most: int, *, least: int = 0
) -> int:
    value = details.get(key, default)
    if type(value) is not int or not least <= value <= most:
        raise ValueError(f"{key}: {value!r} is not allowed; allowed: {least} to {most}")
    return value


def _switch(details: Mapping[str, Any], key: str, default: bool) -> bool:
    value = details.get(key, default)
    if not isinstance(value, bool):
        raise ValueError(f"{key}: {value!r} is not allowed; allowed: true, false")
    return value


def _one_of(details: Mapping[str, Any], key: str, allowed: tuple[str, ...], default: str) -> str:
    value = details.get(key, default)
    if value not in allowed:
        raise ValueError(f"{key}: {value!r} is not allowed; allowed: {', '.join(allowed)}")
    return str(value)

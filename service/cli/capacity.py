"""`orglife plan-capacity`: what an organization of some size asks of machines and platforms."""

from __future__ import annotations

from typing import Annotated, cast, get_args

import typer

from service.capacity import Platform, plan
from service.cli.common import Voice
from service.cli.words import language_of

_PLATFORMS: tuple[str, ...] = get_args(Platform)


def plan_capacity(
    members: Annotated[int, typer.Option(help="How many members there are.", min=1)],
    minutes: Annotated[
        float, typer.Option(help="For how many minutes a quiz for everybody is open.", min=1)
    ] = 20.0,
    platform: Annotated[
        str, typer.Option(help="Where they are: telegram, matrix or webchat.")
    ] = "webchat",
    language: Annotated[
        str, typer.Option("--language", "-l", help="zh-CN or en (default: the terminal's).")
    ] = "",
) -> None:
    """Reckon what so many members need: taps, processes, bots, homeservers, rows, disk."""
    voice = Voice(language_of(language))
    if platform not in _PLATFORMS:
        voice.refuse("capacity-platform", given=platform, allowed=", ".join(_PLATFORMS))
    need = plan(members, minutes, cast("Platform", platform))
    voice.say("capacity-head", members=members, minutes=f"{minutes:g}")
    voice.say("capacity-taps", mean=_number(need.taps_mean), peak=_number(need.taps_peak))
    voice.say("capacity-day", taps=_number(need.taps_whole_day))
    voice.say("capacity-processes", processes=need.processes, cells=need.cells)
    if platform == "telegram":
        voice.say("capacity-bots", bots=need.bots, minutes=f"{minutes:g}")
    if platform == "matrix":
        voice.say("capacity-servers", taps=need.homeservers, papers=need.homeservers_whole)
    voice.say(
        "capacity-year",
        events=f"{need.events_a_day:,}",
        rows=f"{need.rows_a_year:,}",
        gigabytes=_number(need.bytes_a_year / 1e9),
    )
    voice.say("capacity-window")


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2g}"

"""Charts as pictures: panels of horizontal bars, readable on a phone.

The font is ours, a subset of Noto Sans CJK SC with the characters of GB 2312, so that Chinese reads
well on a machine without Chinese fonts; what it lacks is taken from the system's.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

from service.core.message import Bars, Chart
from service.core.texts import plain

FONT = Path(__file__).parent / "fonts" / "NotoSansSC-subset.otf"
SYSTEM_FONTS = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC",
                "WenQuanYi Micro Hei", "Droid Sans Fallback", "DejaVu Sans")  # fmt: skip

WIDTH, BAR_HEIGHT, PANEL_HEIGHT = 6.4, 0.32, 0.95  # inches
DOTS = 150  # an inch
LONGEST_LABEL, LONGEST_TITLE = 18, 28  # characters
BAR, TRACK, INK = "#c8102e", "#f3e9e9", "#333333"


def to_png(chart: Chart) -> bytes:
    """The chart as a PNG picture, 960 pixels wide."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    panels = chart.panels
    heights = [PANEL_HEIGHT + BAR_HEIGHT * max(len(panel.bars), 1) for panel in panels]
    figure = Figure(figsize=(WIDTH, sum(heights) + 0.6), dpi=DOTS, layout="constrained")
    FigureCanvasAgg(figure)
    figure.suptitle(_short(plain(chart.title), LONGEST_TITLE), fontproperties=_font(15), color=INK)
    axes = figure.subplots(len(panels), 1, squeeze=False, height_ratios=heights)
    for (axis,), panel in zip(axes, panels, strict=True):
        _draw(axis, panel)
    content = io.BytesIO()
    figure.savefig(content, format="png")
    return content.getvalue()


def _draw(axis: Any, panel: Bars) -> None:
    places = range(len(panel.bars))
    values = [value for _, value in panel.bars]
    axis.barh(places, [panel.most] * len(values), color=TRACK, height=0.66)
    axis.barh(places, values, color=BAR, height=0.66)
    for place, value in zip(places, values, strict=True):
        axis.text(
            panel.most * 1.01,
            place,
            f" {value:g}",
            va="center",
            color=INK,
            fontproperties=_font(10),
        )
    axis.set_yticks(
        list(places),
        [_short(plain(label), LONGEST_LABEL) for label, _ in panel.bars],
        fontproperties=_font(10),
    )
    axis.invert_yaxis()
    axis.set_xlim(0, panel.most * 1.12)
    axis.set_xticks([])
    axis.tick_params(length=0, labelcolor=INK)
    axis.set_title(
        _short(plain(panel.title), LONGEST_TITLE), loc="left", fontproperties=_font(12), color=INK
    )
    for side in axis.spines.values():
        side.set_visible(False)


def _short(words: str, longest: int) -> str:
    """On one line, without what no font has (emoji); a pair of dollar signs would become a
    formula."""
    drawable = "".join(each for each in words if each.isspace() or ord(each) in _characters())
    line = " ".join(drawable.split())
    line = line if len(line) <= longest else line[: longest - 1] + "…"
    return line.replace("$", r"\$")


@cache
def _font(size: int) -> Any:
    from matplotlib.font_manager import FontProperties

    return FontProperties(family=[each.name for each in _fonts()], size=size)


@cache
def _characters() -> frozenset[int]:
    """The characters that can be drawn."""
    from matplotlib.font_manager import get_font

    return frozenset().union(*(get_font(each.fname).get_charmap() for each in _fonts()))


@cache
def _fonts() -> tuple[Any, ...]:
    """Our font, and those of the system that may help it out."""
    from matplotlib.font_manager import fontManager

    fontManager.addfont(str(FONT))
    own = next(each for each in fontManager.ttflist if each.fname == str(FONT))
    by_name = {each.name: each for each in fontManager.ttflist if each.name != own.name}
    return (own, *(by_name[name] for name in SYSTEM_FONTS if name in by_name))

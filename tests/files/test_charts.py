"""A chart is a picture that reads well, Chinese too, on a machine without Chinese fonts."""

from __future__ import annotations

import io

import pytest
from matplotlib.font_manager import get_font
from PIL import Image

from service.core.message import Bars, Chart
from service.files.charts import FONT, to_png

SHARE = Bars("各题得分率（%）", (("1. 党章规定的预备期", 92.75), ("2. 入党誓词", 0.0)), 100)


def picture(*panels: Bars, title: str = "成绩") -> Image.Image:
    return Image.open(io.BytesIO(to_png(Chart(title, panels))))


def ink(image: Image.Image) -> int:
    """How many pixels are not white."""
    grey = image.convert("L")
    return sum(grey.histogram()[:200])


def test_our_font_has_every_character_of_gb_2312_and_what_stands_between_them() -> None:
    known = get_font(str(FONT)).get_charmap()
    wanted = set("0123456789%（）：，。“”…—·①⑩✓")
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                wanted.add(bytes([high, low]).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    assert len(wanted) > 6763
    assert {each for each in wanted if ord(each) not in known} == set()


def test_it_is_as_wide_as_a_phone_shows_well_and_grows_with_its_bars() -> None:
    small, large = picture(SHARE), picture(SHARE, Bars("x", SHARE.bars * 10, 100))
    assert small.format == "PNG"
    assert small.width == large.width == 960
    assert large.height > 2 * small.height


def test_a_longer_bar_has_more_colour() -> None:
    def red(value: float) -> int:
        image = picture(Bars("x", (("a", value),), 100)).convert("RGB")
        colours = image.getcolors(maxcolors=1 << 24) or []
        return sum(count for count, colour in colours if colour == (200, 16, 46))

    assert 1.8 * red(40) < red(80) < 2.2 * red(40)


@pytest.mark.parametrize(
    "words", ["$x^2$ $", "🏁 emoji 👍", "", "a\nb", "长" * 500, "\u202eabc", "鿿"]
)
def test_no_words_break_it(words: str) -> None:
    assert ink(picture(Bars(words, ((words, 1.0),), 2), title=words)) > 0


def test_a_panel_without_bars_is_empty_but_there() -> None:
    assert ink(picture(Bars("没有人参加", (), 100))) > 0

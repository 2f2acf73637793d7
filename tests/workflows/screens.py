"""What a big screen shows, in words."""

from __future__ import annotations

from collections.abc import Iterator

from service.core.people import Language
from service.core.screen import Panel
from service.core.texts import Words
from service.sdk.testing import Harness


def shown(life: Harness, language: Language = "zh-CN") -> str:
    """Everything on the screen, a line each; "" if there is nothing."""
    screen = life.screen()
    if screen is None:
        return ""
    lines = [screen.title, *_of(screen.main), *(_of(screen.before) if screen.before else ())]
    said = [life.service.say(each, language) for each in (*lines, *screen.podium)]
    if screen.answered is not None:
        said.append("answered {} of {}".format(*screen.answered))
    return "\n".join(filter(None, said))


def _of(panel: Panel) -> Iterator[Words]:
    yield from (panel.heading, *panel.words)
    for each in panel.options:
        count = "" if each.count is None else f" = {each.count}"
        yield each.words
        yield f"{'right' if each.right else ''}{count}"
    yield panel.note

"""What people do where their platform lacks something, so that a scenario need not know of it.

Choices are typed where they can't be tapped. What can't be said as a reply is said in private, what
can't be taken back or liked in the chat is by OrgLife's own buttons.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adapters.memory.adapter import Line
from service.core.texts import Arg, text
from service.play.finders import (
    NotThereError,
    find_button,
    find_listed,
    listed_choices,
    newest,
    whole,
)
from service.runtime.localization.catalog import Locale

if TYPE_CHECKING:
    from service.play.stage import Stage

_RECOGNIZED = 10  # characters of a contribution are enough to find it again
_TURNS = 12  # so many contributions are looked through for the one that is meant


async def choose(stage: Stage, name: str, label: str, room: str | None, of: str) -> None:
    """Answer a numbered list. A number alone means the newest list of a private chat; any other is
    answered as a reply, or by the whole label where there are no replies; what a room offers and
    nobody can reply to, in private."""
    replies = stage.clients.capabilities.replies
    if room is not None and not replies:
        room = None
    chat = stage.chat(name, room)
    line, number, label = find_listed(chat, label, of)
    latest = next(each for each in reversed(chat.lines.values()) if listed_choices(each))
    if room is None and line is latest:
        await stage.say(name, str(number))
    elif replies:
        await stage.say(name, str(number), room=room, reply_to=line)
    else:
        await stage.say(name, label)


async def reply(stage: Stage, name: str, words: str) -> Line:
    """Say in private what would be a reply in the room: by the newest button for it."""
    await stage.press(name, _newest_label(stage, name, "discussion-button-speak"))
    return await stage.say(name, words)


async def take_back(stage: Stage, name: str, words: str) -> None:
    """Find what was written among one's own contributions, and press its button."""
    own = _label(stage, name, "discussion-button-own")
    await stage.say(name, "/menu")
    for label in _offered(stage, name):
        if not label.startswith("💬"):
            continue
        await stage.press(name, label)
        for way in (_label(stage, name, "sdk-button-more"), own):
            if way in _offered(stage, name):
                await stage.press(name, way)  # who leads sees the panel first
        body = newest(stage.chat(name)).post.body
        found = re.search(rf"^\D*(\d+)\D.*{re.escape(words[:_RECOGNIZED])}", body, re.MULTILINE)
        if found:
            undo = _label(stage, name, "discussion-button-undo", n=int(found[1]))
            await stage.press(name, undo)
            await stage.press(name, _label(stage, name, "discussion-button-undo-yes"))
            return
    raise NotThereError(
        f"{name!r} has written no message containing {words!r} that can be withdrawn"
    )


async def like(stage: Stage, name: str, words: str) -> None:
    """Turn over the contributions that are shown in private until it is the one that is meant, and
    press the button under it."""
    chat, button = stage.chat(name), _label(stage, name, "discussion-button-like")
    for _ in range(_TURNS):
        if stage.clients.capabilities.taps:
            line, _button = find_button(chat, button)
        else:
            line, *_ = find_listed(chat, button)
        if words in whole(line):
            await stage.press(name, button)
            return
        await stage.press(name, _label(stage, name, "discussion-button-another"))
    raise NotThereError(f"nothing that {name!r} is shown to like holds {words!r}")


def _offered(stage: Stage, name: str) -> tuple[str, ...]:
    """The choices of the newest message in the private chat, tapped or listed."""
    return _choices(newest(stage.chat(name)))


def _choices(line: Line) -> tuple[str, ...]:
    labels = tuple(each.label for each in line.post.flat_buttons)
    return labels or tuple(label for _, label in listed_choices(line))


def _newest_label(stage: Stage, name: str, key: str) -> str:
    """How the newest of these buttons is labelled, which says something else for each genre."""
    labels = {_label(stage, name, key, genre=genre) for genre in ("discussion", "works")}
    lines = reversed(stage.chat(name).lines.values())
    offered = (label for line in lines for label in _choices(line))
    return next((label for label in offered if label in labels), min(labels))


def _label(stage: Stage, name: str, key: str, **values: Arg) -> str:
    """A button's words as the person reads them."""
    person = stage.person(name)
    reader = Locale(person.language, person.timezone)
    return stage.registry.catalog.say(text(key, **values), reader)

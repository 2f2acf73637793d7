"""The messages in every chat, as its people see them.

The recorder listens to the chats; a transcript is what can be shown afterwards. Text of a message
that was deleted, or that OrgLife erased, is not repeated anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, get_args

from adapters.memory.adapter import SELF, Line, MemoryChat
from service.core.calendar import shown
from service.core.message import Post
from service.core.people import Language
from service.ports import Clock

What = Literal["said", "edited", "deleted", "marked", "pressed"]
_KINDS: dict[str, What] = {each: each for each in get_args(What)}


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that became visible in a chat. `post`: the message at that moment; `before`: before
    an edit; `pressed`: the label of the choice."""

    at: datetime
    chat: str
    sender: str  # of the message; SELF is OrgLife
    what: What
    line: str
    post: Post
    before: Post | None = None

    @property
    def words(self) -> str:
        """All readable text in it: title, text, choices, names of files."""
        post = self.post
        parts = (post.title, post.body, *(button.label for button in post.flat_buttons),
                 *(file.name for file in post.files))  # fmt: skip
        return "\n".join(part for part in parts if part)


class Recorder:
    """Keeps what becomes visible, in order."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.seen: list[Seen] = []

    def on_line(self, chat: MemoryChat, line: Line, what: str) -> None:
        """Listens to `Memory`."""
        before = line.history[-1] if what == "edited" and line.history else None
        now = self._clock.now()
        self.seen.append(Seen(now, chat.id, line.sender, _KINDS[what], line.id, line.post, before))

    def press(self, chat: MemoryChat, person: str, line: Line, label: str) -> None:
        """Somebody tapped a choice of this message."""
        now = self._clock.now()
        self.seen.append(Seen(now, chat.id, person, "pressed", line.id, Post(label)))


@dataclass(frozen=True, slots=True)
class Remark:
    """One line of a transcript.

    `at`: in the reader's time zone. `message`: identifies the message within the run, so that an
    edit, a mark or a reply (`reply_to`) can be followed. `new`: for an edit, the added lines if the
    rest stayed. `gone`: the message and its text are no longer there.
    """

    at: datetime
    who: str  # "" is OrgLife
    what: What
    message: str
    title: str = ""
    text: str = ""
    new: str | None = None
    buttons: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    reply_to: str | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """One chat: the room of a unit, or the private chat of the person `name`."""

    name: str
    private: bool
    language: Language
    timezone: str
    remarks: tuple[Remark, ...]


def conversation(
    chat: MemoryChat, name: str, language: Language, timezone: str, seen: Sequence[Seen]
) -> Conversation:
    """What appeared in one chat, in its reader's time zone."""
    own = [each for each in seen if each.chat == chat.id]
    remarks = tuple(_remark(each, chat.lines.get(each.line), timezone) for each in own)
    return Conversation(name, chat.private, language, timezone, remarks)


def _remark(seen: Seen, line: Line | None, timezone: str) -> Remark:
    at = shown(seen.at, timezone)
    bare = Remark(at, seen.sender, seen.what, seen.line)
    if seen.what == "pressed":
        return replace(bare, text=legible(seen.post.body))
    if seen.what == "marked":
        return replace(bare, who=SELF)
    if line is not None and line.deleted:
        return replace(bare, gone=True)
    post = seen.post
    return replace(
        bare,
        title=legible(post.title),
        text=legible(post.body),
        new=_new_lines(seen.before, post) if seen.before and seen.sender == SELF else None,
        buttons=tuple(legible(button.label) for button in post.flat_buttons),
        files=tuple(legible(file.name) for file in post.files),
        reply_to=post.reply_to,
    )


def _new_lines(before: Post, after: Post) -> str | None:
    """The lines added below those that stayed; None if the text is different."""
    old, new = before.body.split("\n"), after.body.split("\n")
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    return legible("\n".join(new[same:])) if same and before.title == after.title else None


def legible(words: str) -> str:
    """The text without characters that would move a terminal's cursor or reverse a line."""
    return "".join(each if each.isprintable() or each in "\n\u3000" else "�" for each in words)

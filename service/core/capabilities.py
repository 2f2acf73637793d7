"""What a platform can do, and the one place where a message is made poorer for it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from service.core.choices import left_by
from service.core.marks import Mark, moved, within
from service.core.message import Ballot, Button, Post
from service.core.rate_limit import Rates


@dataclass(frozen=True, slots=True)
class PollLimits:
    """What fits into a native poll; lengths are UTF-16 units. The defaults are Telegram's."""

    options: int = 12
    question: int = 300
    option: int = 100
    explanation: int = 200

    def fits(self, ballot: Ballot) -> bool:
        lengths = [
            (ballot.question, self.question),
            (ballot.explanation, self.explanation),
            *((each, self.option) for each in ballot.options),
        ]
        return (
            2 <= len(ballot.options) <= self.options
            and bool(ballot.question.strip())
            and all(each.strip() for each in ballot.options)
            and all(_length(each, True) <= limit for each, limit in lengths)
        )


@dataclass(frozen=True, slots=True)
class Capabilities:
    """Declared by each adapter. Everything is absent unless it is declared.

    `slash`: what a command begins with when people type it.
    `text_length`: the longest text in characters, or in UTF-16 units, of which an emoji and a rare
    character take two; 0 means no limit is known.
    """

    buttons: bool = False
    numbered: bool = False  # no buttons, but a number under a message can be tapped: "number"
    edits: bool = False
    erases: bool = False  # may delete a person's message in a private chat
    marks: bool = False  # may put a mark (reaction) on a person's message
    files: bool = False
    replies: bool = False  # knows which message a message answers
    overhears: bool = False  # always hears what is said in a room and answers nothing
    threads: bool = False  # knows in which thread a message stands, and answers there
    deletions: bool = False  # tells when a person deletes a message
    likes: bool = False  # tells of people's reactions to messages
    starts: bool = False  # a chat is opened, and opened again, by a button “Start”
    slash: str = "/"
    idempotent: bool = False  # sending twice under one key sends once
    text_length: int = 0
    utf16: bool = False  # the platform counts UTF-16 units
    polls: PollLimits | None = None  # has polls that tell who voted for what
    rates: Rates = Rates()  # noqa: RUF009 - it is frozen

    @property
    def taps(self) -> bool:
        """Whether a choice can be taken by a tap, on a button or on a number."""
        return self.buttons or self.numbered


def degrade(post: Post, capabilities: Capabilities) -> tuple[Post, ...]:
    """The message as this platform can carry it: one or more posts, in order.

    Without buttons, the choices become a numbered list to be answered by typing; where numbers can
    be tapped they also stay, for the adapter to put the numbers there. A text that is too long is
    split where a reader would pause; choices and files stay with the last part. Without files,
    their names are told above the choices, unless the words name them already. Without polls, or
    if it does not fit into one, a poll is left out: what stands beside it says the same.
    """
    if post.ballot is not None:
        if capabilities.polls is not None and capabilities.polls.fits(post.ballot):
            return (Post("", ballot=post.ballot, reply_to=post.reply_to),)
        post = replace(post, ballot=None)
    if post.files and not capabilities.files:
        named = [f"📎 {file.name}" for file in post.files]
        untold = "\n".join(each for each in named if each not in post.body)
        post = replace(post, body=_joined(post.body, untold), files=())
    if post.buttons and not capabilities.buttons:
        listed = _joined(post.body, numbered_list(post))
        post = replace(post, body=listed, buttons=_numbered(post) if capabilities.numbered else ())
    limit, utf16 = capabilities.text_length, capabilities.utf16
    whole = f"{post.title}\n{post.body}" if post.title else post.body
    if not limit or _length(whole, utf16) <= limit:
        return (post,)
    head = len(whole) - len(post.body)
    marks = (*((Mark(0, head - 1),) if head else ()), *moved(post.marks, head))
    pieces, at = [], 0
    for piece in split_text(whole, limit, utf16=utf16):
        at = whole.index(piece, at)
        pieces.append((piece, within(marks, at, at + len(piece))))
        at += len(piece)
    first = [Post(body, reply_to=post.reply_to, marks=set_off) for body, set_off in pieces[:-1]]
    body, set_off = pieces[-1]
    return (*first, replace(post, title="", body=body, marks=set_off))


def _joined(body: str, more: str) -> str:
    """The text with more below it."""
    return f"{body}\n\n{more}" if body and more else body or more


def numbered_list(post: Post) -> str:
    """The choices of the post by their numbers, a line each; the one that leaves a question, which
    stands last, is only typed."""
    return "\n".join(
        f"· {button.label}" if left_by(button.id) is not None else f"{number}. {button.label}"
        for number, button in enumerate(post.flat_buttons, 1)
    )


def _numbered(post: Post) -> tuple[tuple[Button, ...], ...]:
    """The choices that have a number."""
    return tuple(row for row in post.buttons if all(left_by(each.id) is None for each in row))


def split_text(whole: str, limit: int, *, utf16: bool = False) -> tuple[str, ...]:
    """The text in pieces of at most `limit` characters or UTF-16 units, cut after a paragraph, a
    line, a sentence or a word if one ends in the second half of the piece, and anywhere else if
    not."""
    pieces: list[str] = []
    rest = whole
    while _length(rest, utf16) > limit:
        cut = _cut(rest, _fitting(rest, limit) if utf16 else limit)
        pieces.append(rest[:cut].rstrip("\n"))
        rest = rest[cut:].lstrip("\n")
    pieces.append(rest)
    return tuple(piece for piece in pieces if piece)


def _length(whole: str, utf16: bool) -> int:
    return len(whole) + (sum(map(_is_pair, whole)) if utf16 else 0)


def _fitting(whole: str, limit: int) -> int:
    """How many characters fit into so many UTF-16 units."""
    units = 0
    for number, letter in enumerate(whole):
        units += 2 if _is_pair(letter) else 1
        if units > limit:
            return number
    return len(whole)


def _is_pair(letter: str) -> bool:
    return letter > "\uffff"


def _cut(whole: str, limit: int) -> int:
    for mark in ("\n\n", "\n", "。", "！", "？", ". ", "，", " "):
        at = whole.rfind(mark, limit // 2, limit - len(mark) + 1)
        if at >= 0:
            return at + len(mark)
    return limit

"""Pure: a message of OrgLife → the content of a row of the web chat."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from service.core.marks import Block, Mark, blocks
from service.core.message import Button, File, Post

LONGEST_NUMBER = 18  # digits, so that SQLite can hold it


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a message. `buttons`: rows of buttons as JSON, `marks`: what is set off in the
    body as JSON; empty for none."""

    body: str
    title: str = ""
    buttons: str = ""
    files: tuple[File, ...] = ()
    marks: str = ""


def content(post: Post) -> Content:
    """The content of a post; all of it is text, nothing is markup."""
    rows = [row for row in post.buttons if row]
    encoded = msgspec.json.encode(rows).decode() if rows else ""
    marks = msgspec.json.encode(post.marks).decode() if post.marks else ""
    return Content(post.body, post.title, encoded, post.files, marks)


def rows_of_buttons(encoded: str) -> tuple[tuple[Button, ...], ...]:
    """The buttons written by `content`."""
    return msgspec.json.decode(encoded, type=tuple[tuple[Button, ...], ...]) if encoded else ()


def laid_out(body: str, marks: str) -> tuple[Block, ...]:
    """The body by the marks written by `content`; none where nothing is set off."""
    return tuple(blocks(body, msgspec.json.decode(marks, type=list[Mark]))) if marks else ()


def message_number(remote: str | None) -> int | None:
    """The row behind the id of a message; nothing if the id is invalid."""
    if not remote or len(remote) > LONGEST_NUMBER or not (remote.isascii() and remote.isdigit()):
        return None
    return int(remote)

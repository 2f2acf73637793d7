"""Pure: what OrgLife says → what a row of the web chat holds."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from service.core.message import Button, File, Post


@dataclass(frozen=True, slots=True)
class Content:
    """What a message shows. `buttons`: rows of buttons as JSON; empty for none."""

    body: str
    title: str = ""
    buttons: str = ""
    files: tuple[File, ...] = ()


def content(post: Post) -> Content:
    """The content of a post; all of it is text, none of it markup."""
    rows = [row for row in post.buttons if row]
    encoded = msgspec.json.encode(rows).decode() if rows else ""
    return Content(post.body, post.title, encoded, post.files)


def rows_of_buttons(encoded: str) -> tuple[tuple[Button, ...], ...]:
    """The buttons that `content` has written."""
    return msgspec.json.decode(encoded, type=tuple[tuple[Button, ...], ...]) if encoded else ()


def message_number(remote: str | None) -> int | None:
    """The row's number behind the id of a message; nothing if it can't be one of ours."""
    return int(remote) if remote and remote.isascii() and remote.isdigit() else None

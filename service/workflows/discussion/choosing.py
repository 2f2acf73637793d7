"""What the leader is shown to choose from, in the draft."""

from __future__ import annotations

import re

from service.core.message import Choice, Message
from service.core.texts import Words, lines, text
from service.core.workflow import Activity
from service.workflows.discussion.leading import asking, before
from service.workflows.discussion.model import Discussion
from service.workflows.discussion.view import Rows, apart, choice, moment, title

REMIND_MINUTES = (2880, 1440, 180, 60, 30)  # before the close
SEPARATORS = re.compile(r"[\s,，、;；]+")

DiscussionActivity = Activity[Discussion]


def options(activity: DiscussionActivity, anonymous: bool) -> Message:
    """Everything that can be switched; `anonymous`: whether the organization allows that."""
    discussion = activity.state
    rows: list[tuple[Choice, ...]] = [
        (_switch(activity, "required", required=str(discussion.required).lower()),),
    ]
    if not discussion.rules.reviewed:
        rows.append((_switch(activity, "comments", comments=discussion.comments),))
        if discussion.comments != "none":
            rows.append(
                (
                    choice(activity, "comments_at"),
                    _switch(activity, "comment_length", n=discussion.comment_length),
                )
            )
        if anonymous:
            rows.append((_switch(activity, "anonymous", on=str(discussion.anonymous).lower()),))
    if not discussion.anonymous:
        rows.append((_switch(activity, "grace", hours=discussion.grace // 3600),))
    if discussion.rules.reviewed:
        rows.append(
            (
                _switch(activity, "votes", n=discussion.votes),
                _switch(activity, "voters", voters=discussion.voters),
            )
        )
        rows.append((choice(activity, "jury"),))
    rows.append((choice(activity, "reminders"),))
    rows.append((choice(activity, "keep"),))
    told: list[Words] = [text("discussion-options")]
    if discussion.comments_at is not None and discussion.comments != "none":
        told.append(text("discussion-round-begins", at=moment(discussion.comments_at)))
    if discussion.jury:
        told.append(text("discussion-jury-told", n=len(discussion.jury)))
    return Message(lines(*told), title=title(discussion), choices=tuple(rows))


def ask_material(activity: DiscussionActivity) -> Message:
    """What there is to read along, and a question for more."""
    discussion = activity.state
    there = [
        each.words if each.file is None else f"📎 {each.file.name}" for each in discussion.materials
    ]
    clear: Rows = ((choice(activity, "clear"),),) if there else ()
    body = apart(text("discussion-ask-material"), lines(*there) if there else None)
    return asking(activity, body, discussion.complete, clear)


def reminders(activity: DiscussionActivity) -> Message:
    """The times that are set, each with a button that takes it out, and some that may be set."""
    chosen = activity.state.reminders
    offered = sorted({*chosen, *(60 * each for each in REMIND_MINUTES)}, reverse=True)
    rows = tuple(
        (
            choice(
                activity,
                "reminder",
                each // 60,
                label=lines("✔" if each in chosen else "＋", before(each), sep=" "),
            ),
        )
        for each in offered
        if each % 60 == 0
    )
    return asking(activity, text("discussion-ask-reminders"), True, rows)


def ask_comments_at(activity: DiscussionActivity) -> Message:
    return asking(activity, text("discussion-ask-comments-at"), True)


def ask_jury(activity: DiscussionActivity) -> Message:
    return asking(activity, text("discussion-ask-jury"), True)


def _switch(activity: DiscussionActivity, name: str, **value: str | int) -> Choice:
    return choice(
        activity, "set", name, label=text(f"discussion-set-{name.replace('_', '-')}", **value)
    )

"""A discussion on the harness, with what people do in it."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any

from service.core.access import Rules
from service.core.calendar import local
from service.core.effects import Edit, Send
from service.core.events import Attached, Edited, Liked, Said, Withdrawn
from service.core.message import Chat, Document, Message, Ref, Table
from service.core.people import Language
from service.core.queries import PageOpen
from service.core.texts import plain
from service.core.workflow import Outcome, Rejected, Workflow
from service.runtime.codec import Codec
from service.runtime.localization.catalog import Locale
from service.runtime.outbound.rendering import render
from service.sdk.testing import ACTIVITY, BRANCH, OUTSIDER, ROOM, SECRETARY, Harness
from service.testkit.harness import CIPHER, Texts
from service.workflows.discussion import MACHINE, WORKFLOW
from service.workflows.discussion.model import DiscussionState, Part

OTHER = OUTSIDER
DETAILS: dict[str, Any] = {"title": "读书体会", "prompt": "谈谈体会", "minutes": 120}
BY_HAND = {"command": "discussion", "args": ""}
CODEC = Codec([WORKFLOW], CIPHER)
START = "2026-03-06 10:00"


def shanghai(words: str) -> datetime:
    return local(datetime.fromisoformat(words), "Asia/Shanghai")


def in_room(message: str) -> Ref:
    return Ref(ROOM, message)


def in_private(person: int, message: str) -> Ref:
    return Ref(Chat(ROOM.account, f"@{person}"), message, private=True)


class Kept(Texts):
    """What is kept comes back as it was, but for what is sealed."""

    def stored(self, workflow: Workflow, state: Any, *, part: bool) -> Any:
        again = super().stored(workflow, state, part=part)
        sealed = part and any(each.sealed for each in state.contributions)
        assert sealed or again == state, "a state comes back from JSON as it was"
        return again


TEXTS = Kept(WORKFLOW)


class Life(Harness):
    """One discussion of the branch, which has begun with these details, and may be anonymous."""

    def __init__(
        self, details: dict[str, Any] | None = None, *, by: int | None = SECRETARY, **how: Any
    ) -> None:
        answers = {PageOpen(ACTIVITY): False}
        how = {"rules": Rules(anonymous=True), **how}
        super().__init__(WORKFLOW, TEXTS, machine=MACHINE, answers=answers, **how)
        self.begin(DETAILS if details is None else details, by=by)

    @property
    def state(self) -> DiscussionState:
        state: DiscussionState = super().state
        return state

    # -- what people do

    def reply(
        self, actor: int, words: str, message: str = "m1", to: tuple[int, str] | None = None
    ) -> Outcome:
        """In the room, to the topic or `to` somebody's message."""
        answers, reply_to = to or (None, "m0")
        said = Said(in_room(message), str(actor), words, reply_to=reply_to, answers=answers)
        return self.do(said, actor)

    def like(self, actor: int, message: str, *, taken_back: bool = False) -> Outcome:
        return self.do(Liked(in_room(message), str(actor), taken_back), actor)

    def send(self, actor: int, name: str, words: str = "", mime: str = "image/jpeg") -> Outcome:
        """A file in private, as an answer to the question for a contribution."""
        ref = in_private(actor, name)
        file = Attached(ref, str(actor), name, mime, 9, f"file of {name}", words, asked="speak")
        return self.do(file, actor)

    def attach(self, actor: int, name: str, words: str = "", message: str = "m1") -> Outcome:
        ref = in_room(message)
        return self.do(Attached(ref, str(actor), name, "x/y", 9, "f", words, "m0"), actor)

    def edit(self, actor: int, words: str, message: str = "m1") -> Outcome:
        return self.do(Edited(in_room(message), str(actor), words), actor)

    def delete(self, actor: int, message: str = "m1") -> Outcome:
        return self.do(Withdrawn(in_room(message), str(actor)), actor)

    # -- what comes of it

    def sent(self, key: str, language: Language = "zh-CN") -> Message:
        """The one message that was sent under this key."""
        (found,) = {each.key: each for each in self.effects(Send) if each.key == key}.values()
        return self._letter(found, language)

    def edit_of(self, key: str, language: Language = "zh-CN") -> Message:
        """The one message that was changed under this key."""
        (found,) = (each for each in self.effects(Edit) if each.key == key)
        return self._letter(found, language)

    def _letter(self, found: Send | Edit, language: Language) -> Message:
        opens = CIPHER.open if found.nameless else None
        return render(found.message, TEXTS.catalog, Locale(language, opens=opens))

    def record(self) -> str:
        """The words of the record that the organizer has just been sent."""
        report = self.sent("panel").attachments[0].content
        assert isinstance(report, Document)
        worded = [each for each in report.blocks if not isinstance(each, Table)]
        return "\n".join(plain(each.words) for each in worded)

    def spoken(self, actor: int) -> list[str]:
        return [each.text for each in self.parts.get(actor, Part()).contributions]

    def check_renewal(self) -> None:
        """What is reached can be held again: a draft of the same, which shows and opens."""
        before, context = self.state, self.context(SECRETARY)
        copy, dry_run = WORKFLOW.copy_definition, WORKFLOW.dry_run
        assert copy is not None
        assert dry_run is not None
        fresh = copy(context, BRANCH, before, {})
        if isinstance(fresh, Rejected):
            assert not before.definition.title
            return
        assert copy(context, BRANCH, fresh, {}) == fresh, "a template of a template"
        assert TEXTS.stored(WORKFLOW, fresh, part=False) == fresh
        kept = {each.name for each in fields(fresh.definition)} - {"comments_at"}
        for name in kept:
            assert getattr(fresh.definition, name) == getattr(before.definition, name)
        assert fresh.phase == "draft"
        assert fresh.schedule.closes_at is None
        assert not (fresh.progress.ballot or fresh.progress.picked or fresh.progress.jury)
        self.start(fresh)
        assert self.state.phase == "draft"
        planned = copy(context, BRANCH, before, {"opens_at": self.now, "minutes": 30})
        if isinstance(planned, Rejected):
            assert not before.definition.prompt
            return
        self.start(planned)
        assert self.state.phase == "open"
        tried = dry_run(context, BRANCH, before)
        assert isinstance(tried, type(before))
        assert bool(tried.progress.jury) == bool(before.progress.jury)
        self.start(tried)
        assert self.state.phase == "open"


def drafted(command: str = "discussion", *, close: str = "今晚8点", **how: Any) -> Life:
    """One that its organizer has written in the chat; the preview stands there."""
    life = Life({"command": command, "args": ""}, **how)
    for words in ("读书体会", "结合实际谈谈体会。", close):
        life.types(words, SECRETARY)
    return life


def taps(life: Life, actor: int, *labels: str, language: Language = "zh-CN") -> None:
    for label in labels:
        life.taps(label, actor, language)

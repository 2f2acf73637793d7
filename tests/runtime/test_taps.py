"""Numbers under a message are tapped, and taken back: the runtime knows which choice each means."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import pytest

from adapters.memory.adapter import EVERYTHING, Line
from service.core.events import Tapped, Withdrawn
from service.core.message import Chat, Ref
from service.core.workflow import Workflow
from service.workflows import WORKFLOWS
from tests.world import World, world

NUMBERED = replace(EVERYTHING, buttons=False, numbered=True)


class Taps:
    """A person's taps; each is a message of its own, so that it can be taken back."""

    def __init__(self, w: World, name: str) -> None:
        self.w = w
        self.name = name
        self._heard: dict[Ref, Tapped] = {}

    def newest(self) -> Line:
        lines = self.w.chat(self.name).lines.values()
        return next(each for each in reversed(lines) if each.post.buttons)

    async def tap(self, number: int, on: Line | None = None) -> Ref:
        chat = self.w.chat(self.name)
        ref = Ref(Chat("memory", chat.id), f"tap-{len(self._heard) + 1}", private=True)
        event = self._heard[ref] = Tapped(ref, self.name, (on or self.newest()).id, number)
        await self.w.receive(self.w.chats.update(event))
        return ref

    async def take(self, label: str, on: Line | None = None) -> Ref:
        """Tap the number of the choice that is called so."""
        choices = (on or self.newest()).post.flat_buttons
        called = [label in each.label for each in choices]
        return await self.tap(called.index(True) + 1, on)

    async def take_back(self, tap: Ref) -> None:
        """As a platform tells it that knows which tap it was."""
        event = Withdrawn(tap, self.name, self._heard[tap])
        await self.w.receive(self.w.chats.update(event))


async def test_the_choices_are_listed_and_a_tapped_number_takes_one() -> None:
    async with world(capabilities=NUMBERED) as w:
        await w.quiz(feedback="end")
        li = Taps(w, "李华")
        assert "1. " in w.last("李华")
        await li.tap(1)
        assert "一加一" in w.last("李华")
        await li.tap(2)
        assert (await w.actions("quiz"))[-2:] == ["quiz.begun", "quiz.answered"]


async def test_a_number_means_what_it_stands_for_since_the_last_edit() -> None:
    async with world(capabilities=NUMBERED) as w:
        quiz = await w.quiz(feedback="end")
        li = Taps(w, "李华")
        await li.tap(1)
        question = li.newest()
        for number in (2, 1):
            await li.tap(number, question)
        attempt = await w.entry(quiz, "李华")
        assert attempt.answers[0] == (1,)
        assert attempt.picked == (0,)


async def test_a_number_that_stands_for_nothing_is_not_heard() -> None:
    async with world(capabilities=NUMBERED) as w:
        await w.quiz(feedback="end")
        before = await w.actions()
        heard = w.heard("李华")
        await Taps(w, "李华").tap(9)
        assert (await w.actions(), w.heard("李华")) == (before, heard)


async def test_a_mark_that_is_taken_back_is_gone_before_the_answer_is_submitted() -> None:
    async with world(capabilities=NUMBERED) as w:
        quiz = await w.quiz(feedback="each")
        li = Taps(w, "李华")
        await li.tap(1)
        tap = await li.tap(2)
        assert (await w.entry(quiz, "李华")).picked == (1,)
        await li.take_back(tap)
        assert (await w.entry(quiz, "李华")).picked == ()


async def test_one_of_several_marks_is_taken_back_and_the_others_stay() -> None:
    async with world(capabilities=NUMBERED) as w:
        quiz = await w.quiz(feedback="end")
        li = Taps(w, "李华")
        await li.tap(1)
        await li.tap(2)
        first = await li.tap(1)
        await li.tap(3)
        assert (await w.entry(quiz, "李华")).picked == (0, 2)
        await li.take_back(first)
        assert (await w.entry(quiz, "李华")).picked == (2,)


async def test_an_answer_that_is_taken_back_is_asked_for_again() -> None:
    async with world(capabilities=NUMBERED) as w:
        quiz = await w.quiz(feedback="end")
        li = Taps(w, "李华")
        await li.tap(1)
        answered = await li.tap(2)
        assert (await w.entry(quiz, "李华")).score == 200
        await li.take_back(answered)
        attempt = await w.entry(quiz, "李华")
        assert (attempt.answers[0], attempt.at, attempt.score) == (None, 0, 0)
        assert "一加一" in w.last("李华")


async def test_taking_back_what_can_not_be_undone_is_told_by_nothing() -> None:
    async with world(capabilities=NUMBERED) as w:
        await w.quiz(feedback="end")
        li = Taps(w, "李华")
        for number in (1, 2, 1):
            await li.tap(number)
        fixed = await li.take("提交")
        assert (await w.actions("quiz"))[-1] == "quiz.answered"
        before = w.heard("李华")
        await li.take_back(fixed)
        assert w.heard("李华") == before
        assert (await w.actions("quiz"))[-1] == "quiz.answered"


async def test_a_second_tap_on_what_switches_or_shows_something_is_one_more() -> None:
    """A platform takes the first tap back by it; whoever tapped wants to see what comes next."""
    async with world(capabilities=NUMBERED) as w:
        await w.quiz(feedback="end")
        await w.say("王敏", "菜单")
        wang = Taps(w, "王敏")
        await wang.tap(2)
        assert "查看进度" in w.last("王敏")
        panel = wang.newest()
        tap = await wang.tap(1, panel)
        assert "共 3 人" in w.last("王敏")
        shown = len(w.heard("王敏"))
        await wang.take_back(tap)
        assert len(w.heard("王敏")) > shown
        assert (await w.actions("quiz"))[-2:] == ["quiz.progress_shown"] * 2


async def test_a_refused_tap_is_tried_again_by_the_next_one() -> None:
    async with world(capabilities=NUMBERED) as w:
        quiz = await w.quiz(feedback="end")
        li = Taps(w, "李华")
        await li.tap(1)
        await li.tap(2)
        question = li.newest()
        refused = await li.take("提交", question)  # nothing is marked yet
        assert (await w.actions("quiz"))[-1] == "quiz.answered"
        await li.tap(1, question)
        await li.take_back(refused)
        assert (await w.entry(quiz, "李华")).answers[1] == (0,)


async def test_a_menu_is_opened_again_by_the_next_tap() -> None:
    async with world(capabilities=NUMBERED) as w:
        await w.say("王敏", "菜单")
        wang = Taps(w, "王敏")
        tap = await wang.tap(1)
        shown = len(w.heard("王敏"))
        await wang.take_back(tap)
        assert len(w.heard("王敏")) > shown


@pytest.mark.parametrize("each", WORKFLOWS, ids=lambda each: each.kind)
def test_every_kind_tells_which_taps_may_be_repeated(each: Workflow) -> None:
    machine = import_module(f"service.workflows.{each.kind}.machine").MACHINE
    assert each.toggles == machine.toggles


async def test_somebody_elses_tap_can_not_be_taken_back() -> None:
    async with world(capabilities=NUMBERED) as w:
        quiz = await w.quiz(feedback="each")
        li = Taps(w, "李华")
        await li.tap(1)
        tap = await li.tap(2)
        await w.receive(w.chats.update(Withdrawn(tap, "王敏")))
        assert (await w.entry(quiz, "李华")).picked == (1,)

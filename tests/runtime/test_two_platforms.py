"""What goes on in another chat is answered there alone."""

from __future__ import annotations

from dataclasses import replace

from adapters.memory.adapter import EVERYTHING, Line
from service.core.events import Tapped
from service.core.message import Chat, Ref
from tests.several import Several, several

NUMBERED = replace(EVERYTHING, buttons=False, numbered=True)


def newest(w: Several) -> Line:
    return next(each for each in reversed(w.web.private("u5").lines.values()) if each.post.buttons)


async def tap(w: Several, line: Line, number: int) -> None:
    ref = Ref(Chat("web", w.web.private("u5").id), f"tap-{number}-{line.id}", private=True)
    await w.hear("web", w.web.update(Tapped(ref, "u5", line.id, number)))


async def test_a_number_under_a_question_that_went_on_elsewhere_answers_nothing() -> None:
    async with several() as w:
        w.web.capabilities = NUMBERED
        quiz = await w.quiz(feedback="end")
        await w.join("web", "u5", "李华")
        await w.type("web", "u5", "待办")
        await tap(w, newest(w), 1)
        left = newest(w)
        assert "一加一" in left.post.body
        await w.say("李华", "待办")
        await w.press("李华", "题库")
        assert "一加一" in w.last("李华")
        assert left.post.buttons == ()
        told = w.told("web", "u5")
        await tap(w, left, 2)
        assert (await w.entry(quiz, "李华")).answers[0] is None
        assert w.told("web", "u5") == told
        await w.press("李华", "B. 2")
        assert (await w.entry(quiz, "李华")).answers[0] == (1,)
        assert "一加一" not in w.last("李华"), "the question goes on where it was taken to"

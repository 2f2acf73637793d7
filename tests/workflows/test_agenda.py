"""What each kind says that waits, for whom and until when; and who may open what."""

from __future__ import annotations

from service.core.effects import Send
from service.core.standing import Standing
from service.sdk.testing import LI, OUTSIDER, SECRETARY, ZHANG, Harness
from service.testkit.harness import harness
from service.workflows.signup import MACHINE, WORKFLOW
from tests.workflows.discussion.life import Life, drafted
from tests.workflows.discussion.test_collected import WORKS
from tests.workflows.quiz.bench import LI as TAKER
from tests.workflows.quiz.bench import OUTSIDER as ELSEWHERE
from tests.workflows.quiz.bench import SECRETARY as EXAMINER
from tests.workflows.quiz.bench import Quizzing
from tests.workflows.talk.bench import LI as MEMBER
from tests.workflows.talk.bench import PEER, Bench
from tests.workflows.talk.bench import TEXTS as TALKS
from tests.workflows.talk.test_talk_arranging import SATURDAY


def waits(life: Harness, person: int) -> list[str]:
    """The keys of what waits for the person, with the verbs that lead to it."""
    found = life.standing(person)
    return [f"{each.words.key} {each.verb}" for each in found.waits] if found else []  # type: ignore[union-attr]


def test_a_quiz_waits_until_it_is_handed_in() -> None:
    life = Quizzing()
    life.quiz(minutes=60, feedback="end", review=True)
    (first,) = life.standing(TAKER).waits  # type: ignore[union-attr]
    assert first.due == life.state.schedule.closes_at
    assert waits(life, TAKER) == ["quiz-todo-answer show"]
    life.press("begin", actor=TAKER)
    assert waits(life, TAKER) == ["quiz-todo-submit show"]
    assert waits(life, ELSEWHERE) == []
    assert life.standing(ELSEWHERE) is None
    life.advance(hours=2)
    assert waits(life, EXAMINER) == ["quiz-todo-publish show"]
    assert life.standing(TAKER) is None, "nothing to open before the results are out"


def test_a_draft_is_its_authors_and_waits_once_something_is_in_it() -> None:
    life = drafted()
    assert waits(life, SECRETARY) == ["sdk-todo-draft show"]
    assert life.standing(LI) is None
    empty = Life({"command": "discussion", "args": ""})
    assert empty.standing(SECRETARY) == Standing("draft", empty=True)


def test_a_discussion_waits_for_words_and_works_for_their_review() -> None:
    life = Life({"title": "读书", "prompt": "谈谈", "minutes": 60})
    assert waits(life, LI) == ["discussion-todo-speak show"]
    life.reply(LI, "我先说。")
    assert waits(life, LI) == []
    assert waits(life, ZHANG) == ["discussion-todo-speak show"]
    works = Life({**WORKS, "minutes": 60})
    assert waits(works, LI) == [], "nobody has to send in anything"
    works.send(LI, "操场.png")
    assert waits(works, SECRETARY) == ["discussion-todo-review review"]
    asked = [each for each in works.effects(Send) if each.key == "waiting"]
    assert [each.time_sensitive for each in asked] == [True], "it doesn't wait for an hour"
    works.press("approve", "1", actor=SECRETARY, about=LI)
    assert waits(works, SECRETARY) == []
    works.advance(hours=2)
    assert works.state.phase == "voting"
    calls = [each for each in works.effects(Send) if each.key == "vote"]
    assert [each.time_sensitive for each in calls] == [True]
    (vote,) = works.standing(ZHANG).waits  # type: ignore[union-attr]
    assert vote.due == works.state.progress.votes_until
    works.press("vote", "0", actor=ZHANG)
    assert waits(works, ZHANG) == []


def test_a_place_on_offer_waits_for_who_is_next_and_the_list_for_its_organizer() -> None:
    life = harness(WORKFLOW, machine=MACHINE)
    details = {
        "title": "植树",
        "about": "带水",
        "starts_at": "周六 9:00",
        "closes_at": "周五 20:00",
    }
    life.begin({**details, "minutes": 60, "places": 1}, by=None)
    life.press("join", actor=LI)
    life.press("join", actor=ZHANG)
    assert waits(life, ZHANG) == []
    life.press("leave", actor=LI)
    life.advance(minutes=1)
    assert waits(life, ZHANG) == ["signup-todo show"]
    assert life.standing(OUTSIDER) is None
    life.press("accept", actor=ZHANG)
    life.advance(hours=72)
    assert life.state.phase == "over"
    assert waits(life, SECRETARY) == ["signup-todo show"]


def test_a_talk_is_listed_for_its_people_alone_and_told_apart_by_name() -> None:
    life = Bench({"members": ["李华"], "slots": SATURDAY})
    assert waits(life, MEMBER) == ["talk-todo-choose show"]
    assert life.standing(PEER) is None, "nobody learns that there is one"
    found = life.standing(SECRETARY)
    assert found is not None
    assert TALKS.say(found.title, "zh-CN").startswith("与李华谈心 · ")
    life.press("take", str(int(life.offer.progress.slots[0].at.timestamp())), actor=MEMBER)
    assert waits(life, MEMBER) == ["talk-todo-agreed show"]
    assert waits(life, SECRETARY) == ["talk-todo-with who"]
    life.advance(hours=72)
    assert waits(life, SECRETARY) == ["talk-todo-record rec"]
    life.press("rec", actor=SECRETARY, about=MEMBER)
    assert waits(life, MEMBER) == []

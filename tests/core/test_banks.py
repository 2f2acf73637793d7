"""How a question is known again when a bank is imported anew."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from service.questions.banks import compare, content
from service.questions.model import Question

CAT = Question("short", "什么动物捉老鼠？", accepted=("猫",))
DOG = Question("short", "什么动物看门？", accepted=("狗",))


def bank(*questions: Question) -> tuple[Question, ...]:
    return compare((), questions).questions


def test_a_question_is_known_by_its_id_even_when_its_prompt_has_changed() -> None:
    known = bank(replace(CAT, id="a"), DOG)
    changes = compare(known, [replace(CAT, id="a", prompt="谁捉老鼠？"), DOG])
    assert (changes.changed, changes.same, changes.added) == (("a",), 1, ())
    assert changes.questions[0].version == 2


def test_without_an_id_it_is_known_by_its_prompt_however_that_is_spaced() -> None:
    known = bank(CAT)
    changes = compare(known, [replace(CAT, prompt=" 什么动物 捉老鼠?", points=2)])
    assert changes.changed == (known[0].id,)


def test_two_questions_of_one_prompt_are_told_apart_by_what_they_say() -> None:
    first, second = (
        Question("short", "下列正确的是", accepted=("甲",)),
        Question("short", "下列正确的是", accepted=("乙",)),
    )
    known = bank(first, second)
    assert known[0].id != known[1].id
    changes = compare(known, [second, first])
    assert (changes.same, changes.added, changes.changed) == (2, (), ())
    assert [each.id for each in changes.questions] == [known[1].id, known[0].id]


questions = st.builds(
    Question,
    st.just("short"),
    st.sampled_from("甲乙丙丁"),
    accepted=st.sampled_from([("x",), ("y",)]),
    id=st.sampled_from(["", "", "1", "2"]),
)


def as_in_a_file(found: list[Question]) -> bool:
    """An id stands in a file once; a file in which it stands twice is refused."""
    ids = [each.id for each in found if each.id]
    return len(ids) == len(set(ids))


files = st.lists(questions, max_size=8).filter(as_in_a_file)


@given(files, files)
def test_after_an_import_the_bank_in_use_is_the_import_and_nothing_is_lost(
    before: list[Question], after: list[Question]
) -> None:
    known = compare((), before).questions
    changes = compare(known, after)
    in_use = [each for each in changes.questions if not each.retired]
    assert [content(each) for each in in_use] == [content(each) for each in after]
    ids = [each.id for each in changes.questions]
    assert len(ids) == len(set(ids))
    assert {each.id for each in known} <= set(ids)
    assert changes.same + len(changes.added) + len(changes.changed) == len(after)
    again = compare(changes.questions, after)
    assert (again.added, again.changed, again.retired) == ((), (), ())

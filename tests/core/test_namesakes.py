"""People of one name are told apart, by no more than it takes."""

from __future__ import annotations

import pytest

from service.core.namesakes import skeleton, told_apart
from service.core.people import Person, Roster, Unit

UNITS = {1: Unit(1, "一支部"), 2: Unit(2, "二支部"), 3: Unit(3, "Branch", language="en")}


def person(number: int, unit: int = 1, **more: str) -> Person:
    return Person(number, "张伟", unit, **more)  # type: ignore[arg-type]


def shown(*people: Person) -> list[str]:
    return list(told_apart(people, UNITS).values())


def test_one_of_a_name_is_shown_by_it_alone() -> None:
    assert shown(person(1, group="一组", contact="13800001"), Person(2, "李华", 1)) == [
        "张伟",
        "李华",
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"unit": 1}, {"unit": 2}, ["张伟（一支部）", "张伟（二支部）"]),
        ({"group": "一组"}, {"group": "二组"}, ["张伟（一组）", "张伟（二组）"]),
        ({"group": "一组"}, {}, ["张伟（一组）", "张伟（№2）"]),
        ({"standing": "probationary"}, {}, ["张伟（预备党员）", "张伟（正式党员）"]),
        ({"post": "纪检委员"}, {}, ["张伟（纪检委员）", "张伟（成员）"]),
        (
            {"contact": "13800001234"},
            {"contact": "13800005678"},
            ["张伟（…1234）", "张伟（…5678）"],
        ),
        ({"contact": "zw@x.org"}, {"contact": "weizhang@x.org"}, ["张伟（zw）", "张伟（…hang）"]),
        ({}, {}, ["张伟（№1）", "张伟（№2）"]),
    ],
)
def test_two_of_a_name_are_told_apart_by_the_first_thing_that_differs(
    one: dict[str, str], other: dict[str, str], expected: list[str]
) -> None:
    assert shown(person(1, **one), person(2, **other)) == expected  # type: ignore[arg-type]


def test_three_may_take_two_things() -> None:
    three = shown(
        person(1, group="一组", contact="0001"),
        person(2, group="一组", contact="0002"),
        person(3, group="二组"),
    )
    assert len(set(three)) == 3


def test_a_standing_is_named_in_the_language_of_the_unit() -> None:
    two = shown(person(1, 3, standing="guest"), person(2, 3))
    assert two == ["张伟（guest）", "张伟（full member）"]


def test_a_roster_shows_a_name_as_it_is_among_those_who_belong_to_the_unit() -> None:
    people = {1: person(1, group="一组"), 2: person(2, group="二组"), 3: person(3, 2)}
    roster = Roster(UNITS, people)
    assert [roster.name(each) for each in (1, 2, 3, 9)] == [
        "张伟（一组）",
        "张伟（二组）",
        "张伟",
        "—",
    ]
    assert roster.names([1, 3]) == ("张伟（一支部）", "张伟（二支部）")
    left = Roster(UNITS, {**people, 2: Person(2, "张伟", 1, group="二组", active=False)})
    assert left.name(1) == "张伟", "who has left is confused with nobody who is here"
    assert left.name(2) == "张伟（二组）"


@pytest.mark.parametrize("name", ["Аnna", "Ａnna", "An na", "ANNA"])
def test_names_that_look_alike_have_one_skeleton(name: str) -> None:
    assert skeleton(name) == skeleton("Anna")
    assert skeleton("Hanna") != skeleton("Anna")

"""Every transition of every machine is classified: whether, and how, it can be taken back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path

import pytest

from service.core.people import LANGUAGES
from service.core.undo import Classes, classified, reversibility
from service.workflows.discussion import machine as discussion
from service.workflows.home import machine as home
from service.workflows.home import rehearsals
from service.workflows.talk import machine as talk

TRANSITIONS: Mapping[str, Iterable[tuple[str, str]]] = {
    "discussion": (
        *discussion.LEAD,
        *discussion.TIMERS,
        *(("open", name) for name in discussion.MEMBERS),
        *(("voting", name) for name in discussion.VOTERS),
    ),
    "talk": (
        *(("draft", name) for name in (*talk.DRAFT, *talk.WISH)),
        *(("report", name) for name in talk.REPORT),
        *talk.PANEL,
        *(("offered", name) for name in (*talk.TIMERS, *talk.TALK_TIMERS, "who", "show", "back")),
        *talk.LEAD,
        *talk.OWNER,
        *talk.MEMBER,
    ),
    "home": tuple(("open", name) for name in (*home.TABLE, *rehearsals.TIMERS)),
}
"""(phase, event) of everything that a machine's tables name."""

OF_ONE = {"discussion-ask-word", "home-calendar"}
"""Where it reaches one person, whom the button or the message names."""


def acts(kind: str) -> Classes:
    found: Classes = import_module(f"service.workflows.{kind}.acts").ACTS
    return found


def confirmed(kind: str) -> Mapping[str, str]:
    found: Mapping[str, str] = import_module(f"service.workflows.{kind}.acts").CONFIRMED
    return found


@pytest.mark.parametrize("kind", TRANSITIONS)
def test_every_transition_of_the_machine_is_classified(kind: str) -> None:
    missing = [each for each in TRANSITIONS[kind] if reversibility(acts(kind), *each) is None]
    assert not missing, "say in acts.py how it can be taken back"


@pytest.mark.parametrize("kind", TRANSITIONS)
def test_nothing_is_classified_that_does_not_happen(kind: str) -> None:
    there = {*TRANSITIONS[kind], *(("", name) for _, name in TRANSITIONS[kind])}
    assert acts(kind).keys() <= there


@pytest.mark.parametrize("kind", TRANSITIONS)
def test_what_cannot_be_taken_back_is_confirmed_before(kind: str) -> None:
    """The words above its button are there in both languages; what they say is shown in the
    conversations."""
    sent = {name for (_, name), each in acts(kind).items() if each == "irreversible"}
    assert confirmed(kind).keys() == sent
    for key in confirmed(kind).values():
        for language in LANGUAGES:
            words = words_of(kind, language, key)
            counted = "{ $n" in words or "{ $name" in words
            assert counted or key in OF_ONE, f"{key} says not to how many"


def words_of(kind: str, language: str, key: str) -> str:
    folder = Path(__file__).parents[2] / "service" / "workflows" / kind / "texts"
    name = re.escape(key)
    found = re.search(
        rf"^{name} =(.*(?:\n[ }}\n].*)*)", (folder / f"{language}.ftl").read_text("utf-8"), re.M
    )
    assert found is not None, f"{key} is missing in {language}"
    return found[1]


def test_an_act_cannot_have_two_classes() -> None:
    assert (
        reversibility(
            classified({"reversible": "drop", "irreversible": "open/drop"}), "open", "drop"
        )
        == "irreversible"
    )
    assert (
        reversibility(
            classified({"reversible": "drop", "irreversible": "open/drop"}), "draft", "drop"
        )
        == "reversible"
    )
    with pytest.raises(ValueError, match="drop"):
        classified({"reversible": "drop", "irreversible": "drop"})

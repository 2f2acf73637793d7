"""People of one name are told apart, wherever several of them are shown.

By the first of these that differs: the unit, the group, the standing, the post, the last digits of
the contact; and by nothing at all where no two have the same name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from service.core.posts import standing_name

if TYPE_CHECKING:
    from service.core.people import Person, Unit

LAST = 4  # characters of a contact that are shown

_SPACES = re.compile(r"\s+")
_BETWEEN_IDEOGRAPHS = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")

_LOOK_ALIKES = str.maketrans(
    "АВЕКМНОРСТУХавекмнорстухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονρ",
    "ABEKMHOPCTYXabekmhopctyxijsABEZHIKMNOPTYXaovp",
)
"""Letters of Cyrillic and Greek that cannot be told from Latin ones: most of what a mistake or a
trick uses (Unicode TS 39, confusables)."""


def tidy(text: str) -> str:
    """A short text on one line, in the NFKC form, without invisible characters or those that turn
    the direction of reading: `王　敏` is 王敏, and `Ａnn` is Ann.

    Joiners stay between letters of scripts that need them.
    """
    text = "".join(_visible(unicodedata.normalize("NFKC", text)))
    return _BETWEEN_IDEOGRAPHS.sub("", _SPACES.sub(" ", text).strip())


def _visible(text: str) -> Iterator[str]:
    for before, each, after in zip(f" {text}", text, f"{text[1:]} ", strict=False):
        joins = each in "\u200c\u200d" and _joined(before) and _joined(after)
        if unicodedata.category(each) != "Cf" or joins:
            yield each


def _joined(letter: str) -> bool:
    """Whether a joiner beside the letter means something: in scripts that shape their letters."""
    return "\u0600" <= letter <= "\u0dff"


def skeleton(name: str) -> str:
    """What two names that look alike have in common."""
    plain = unicodedata.normalize("NFKC", name).translate(_LOOK_ALIKES)
    return "".join(plain.split()).casefold()


def told_apart(people: Iterable[Person], units: Mapping[int, Unit]) -> dict[int, str]:
    """The name of each of these people as it is shown among them, by person."""
    by_name: dict[str, list[Person]] = {}
    for person in people:
        by_name.setdefault(person.name, []).append(person)
    shown: dict[int, str] = {}
    for name, found in by_name.items():
        same = list({each.id: each for each in found}.values())
        if len(same) == 1:
            shown[same[0].id] = name
            continue
        for person, by in zip(same, _differences(same, units), strict=True):
            shown[person.id] = f"{name}（{by}）"
    return shown


def _differences(same: Sequence[Person], units: Mapping[int, Unit]) -> list[str]:
    """What tells each of these people of one name from the others; nobody is left with the bare
    name, which whoever types it can't mean."""
    ways = _ways(units)
    for way in ways:
        said = [way(each) for each in same]
        if len(set(said)) == len(said):
            return [by or _number(each) for by, each in zip(said, same, strict=True)]
    found: list[str] = [""] * len(same)
    for way in ways:  # no one thing does: as many as it takes
        said = [way(each) for each in same]
        if len(set(said)) > 1:
            found = [" · ".join(filter(None, both)) for both in zip(found, said, strict=True)]
        if len(set(found)) == len(found):
            return [by or _number(each) for by, each in zip(found, same, strict=True)]
    return [
        " · ".join(filter(None, (by, _number(each)))) for by, each in zip(found, same, strict=True)
    ]


def _number(person: Person) -> str:
    return f"№{person.id}"


def _ways(units: Mapping[int, Unit]) -> tuple[Callable[[Person], str], ...]:
    def standing(person: Person) -> str:
        unit = units.get(person.unit)
        return standing_name(person.standing, unit.language if unit else "zh-CN")

    return (
        lambda person: units[person.unit].name if person.unit in units else "",
        lambda person: person.group,
        standing,
        lambda person: person.post_name(),
        lambda person: _last_of(person.contact),
    )


def _last_of(contact: str) -> str:
    """`…0001` of a number; of an address what comes before the `@` ends with."""
    own = contact.partition("@")[0]
    return f"…{own[-LAST:]}" if len(own) > LAST else own

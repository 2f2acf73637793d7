"""Questions that are dictated: the lines of a message become parts of the question at hand, or of
new ones behind it.

What a line is, the grammar of papers says. A part that comes again takes the place of the earlier
one; options may come in any order. A new question begins with a number (`2.`), after a section, and
with plain words after a blank line or a message's end, once the one before has its answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from service.questions.grammar.draft import Draft, finished, follows
from service.questions.grammar.lines import Begins, Field, OptionLine, Section, Words, lines
from service.questions.grammar.spoken import letters_in, parts, spoken
from service.questions.grammar.words import LETTERS

FAR = 3  # an option so many letters ahead is none, but words

_PROMPT = re.compile(r"(?:题目|题干|question)\s*[:：]\s*(.*)", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dictated:
    """What a message has come to. `drafts`: the question that was at hand, as it reads now, and
    those behind it. `stray`: lines that have found no place."""

    drafts: tuple[Draft, ...]
    stray: tuple[str, ...] = ()


def dictate(typed: str, draft: Draft | None = None) -> Dictated:
    """The questions after this message. `draft`: the one at hand; None: there is none."""
    written = [line.strip() for line in typed.strip().splitlines()]
    prompt = _PROMPT.fullmatch(written[0]) if len(written) == 1 else None
    if prompt and draft is not None:  # it corrects what is asked
        return Dictated((replace(draft, prompt=(prompt[1],), last="prompt"),))
    reading = _Reading([] if draft is None else [draft])
    for line in written:
        reading.take(line)
    return reading.end()


def with_part(draft: Draft, part: str, typed: str) -> Draft:
    """The question with this part as it was typed; with another one, if its mark says so.

    `part`: `prompt`, `option_c`, or the name of a field."""
    text = typed.strip()
    first = next(lines(text))
    other = isinstance(first, OptionLine) and LETTERS.index(first.letter) <= len(draft.options)
    if isinstance(first, Field) or other:
        return dictate(text, draft).drafts[0]
    if part == "prompt":
        said = _PROMPT.fullmatch(text)
        text = first.text if isinstance(first, Begins) else said[1] if said else text
        return replace(draft, prompt=tuple(text.splitlines()), last="prompt")
    if part.startswith("option_"):
        named = next(lines(spoken(text, draft)))
        if isinstance(named, OptionLine) and named.letter == part[-1]:
            text = named.text
        return draft.with_option(LETTERS.index(part[-1]), text)
    return draft.with_field(part, letters_in(text, draft) or text if part == "answer" else text)


def without_part(draft: Draft, part: str) -> Draft:
    """The question without this part; what stands behind an option moves up."""
    if part == "prompt":
        return replace(draft, prompt=(), last="prompt")
    if part == "picture":
        return replace(draft, picture="")
    if part.startswith("option_"):
        return _without_option(draft, LETTERS.index(part[-1]))
    return replace(draft, fields={k: v for k, v in draft.fields.items() if k != part}, last="")


def _without_option(draft: Draft, place: int) -> Draft:
    """Without the option; the letters of those behind it change in what refers to them."""

    def letter(was: str) -> str:
        number = LETTERS.index(was.lower())
        moved = number - 1 if number > place else number
        return "" if number == place else LETTERS[moved]

    fields = {}
    for name, value in draft.fields.items():
        if name == "answer" and (named := letters_in(value, draft)):
            value = "".join(map(letter, named)).upper()  # noqa: PLW2901 - the same answer
            if not value:
                continue
        elif name.startswith("feedback_"):
            if not letter(name[-1]):
                continue
            name = f"feedback_{letter(name[-1])}"  # noqa: PLW2901 - the same feedback
        fields[name] = value
    options = draft.options[:place] + draft.options[place + 1 :]
    return replace(draft, options=options, fields=fields, last="")


@dataclass(slots=True)
class _Reading:
    """Questions while lines are read; the last one is at hand."""

    drafts: list[Draft]
    stray: list[str] = field(default_factory=list)
    _section: Section = field(default_factory=lambda: Section(None, None))
    _gap: bool = True  # a blank line, or the end of a message, stood before
    _first: bool = True  # nothing of this message has been read
    _over: bool = False  # a section has ended the question at hand
    _heading: str = ""  # the section below which nothing stands yet

    def take(self, line: str) -> None:
        if not line:
            self._gap = True
            return
        if prompt := _PROMPT.fullmatch(line):
            self._begin(prompt[1])
        else:
            found = tuple(parts(line, self._at_hand()))
            if any(isinstance(each, OptionLine) and self._explains(each.letter) for each in found):
                found = (Words(line),)
            for part in found:
                self._take(part, line)
        self._gap = self._first = False

    def _take(self, part: object, line: str) -> None:
        draft = self._at_hand()
        match part:
            case Section(kind, None) if kind is not None and self._wants_kind(draft):
                self._now(draft.with_field("kind", line))
            case Section(kind, points):
                if kind is not None or points is not None:
                    self._section = part
                self._over, self._heading = True, line
            case Begins(text, number):
                self._begin(text, number)
            case OptionLine(letter, text) if self._fits(letter):
                self._option(letter, text, line)
            case Field(name, text) if draft is not None:
                self._now(draft.with_field(name, text))
            case Field():
                self.stray.append(line)
            case Words(text):
                self._words(text)

    def _wants_kind(self, draft: Draft | None) -> TypeGuard[Draft]:
        """Whether a kind alone is that of the question at hand, and not the beginning of others."""
        return draft is not None and any(draft.prompt) and finished(draft)[0] is None

    def _at_hand(self) -> Draft | None:
        return self.drafts[-1] if self.drafts and not self._over else None

    def _now(self, draft: Draft) -> None:
        self.drafts[-1] = draft

    def _begin(self, text: str, number: int = 0) -> None:
        section = self._section
        draft = Draft((text,), kind=section.kind, points=section.points, number=number)
        before = self._at_hand()
        if before is not None and before == Draft(picture=before.picture):
            self._now(replace(draft, picture=before.picture))  # a picture came ahead
        else:
            self.drafts.append(draft)
        self._over, self._heading = False, ""

    def end(self) -> Dictated:
        """A heading with nothing below it has no place."""
        stray = (*self.stray, self._heading) if self._heading else tuple(self.stray)
        return Dictated(tuple(self.drafts), stray)

    def _fits(self, letter: str) -> bool:
        """Whether a line that begins like an option can be one: `Q: …` is not."""
        draft = self._at_hand()
        count = len(draft.options) if draft is not None else 0
        return LETTERS.index(letter) < count + FAR

    def _explains(self, letter: str) -> bool:
        """Whether the line says why this option is right or wrong: it goes on with the reasons."""
        draft = self._at_hand()
        if draft is None or draft.last != "explanation" or self._first or self._gap:
            return False
        return LETTERS.index(letter) < len(draft.options)

    def _option(self, letter: str, text: str, line: str) -> None:
        draft = self._at_hand()
        if draft is None or not draft.prompt:
            self.stray.append(line)
            return
        place = LETTERS.index(letter)
        for missing in range(len(draft.options), place):  # they may still come
            draft = draft.with_option(missing, "")
        self._now(draft.with_option(place, text))

    def _words(self, line: str) -> None:
        draft = self._at_hand()
        if draft is None or not draft.prompt or follows(line, draft):
            self._begin(line)
            return
        if self._gap and self._ended(draft):
            self._begin(line)
            return
        empty = draft.last != "prompt" and draft.fields.get(draft.last) == ""
        longer = draft.with_field(draft.last, line) if empty else draft.continued(line)
        if longer is None:
            self.stray.append(line)
        else:
            self._now(longer)

    def _ended(self, draft: Draft) -> bool:
        """Whether plain words after a gap begin a new question. What is wrong with the one at hand
        is seen to before another is begun, but not in the middle of a paper."""
        question, _ = finished(draft)
        return question is not None or ("answer" in draft.fields and not self._first)

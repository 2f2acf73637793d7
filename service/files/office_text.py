"""Reads questions from a paper as offices write it, in Word or as plain text.

    一、单选题（每题 2 分）
    1. 党的一大在哪里召开？（  ）
    A. 上海　　B. 北京　　C. 广州
    答案：A
    解析：一大会址在上海。
    …
    参考答案：1-5 ABCDA

`service.questions.grammar` defines the lines and how a question is made of them; here is what only
a whole paper has: errors by paragraph, questions without numbers, the answers at its end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from service.files.bank_files import BankFile, Reading, picture_name
from service.files.docx_text import Paragraph
from service.files.errors import RowError
from service.files.messages import Code
from service.files.workbooks import CONTROL
from service.questions.grammar.answers import KeyEntry, read_key, read_key_line
from service.questions.grammar.draft import Draft, answered, finished, follows
from service.questions.grammar.lines import (
    Begins,
    Field,
    Line,
    OptionLine,
    Section,
    Words,
    split,
)
from service.questions.grammar.spoken import parts
from service.questions.grammar.words import LETTERS, SectionKind

_ASKS = ("?", "？", ":", "：", "）", ")", "_", "＿")


def read_office(paragraphs: Iterable[Paragraph], name: str) -> BankFile:
    """The bank. Raises `Unreadable` with every error, by paragraph."""
    paper = _Paper()
    for paragraph in paragraphs:
        paper.take(paragraph)
    return paper.bank(name)


def text_paragraphs(text: str) -> Iterator[Paragraph]:
    """The lines of a plain text as paragraphs."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield Paragraph(number, line.strip())


@dataclass(slots=True)
class _Item:
    """A question of the paper, and where it stands. `section`: how many began before it."""

    draft: Draft
    row: int
    section: int
    errors: list[RowError] = field(default_factory=list)
    skipped: list[tuple[int, str, str]] = field(default_factory=list)  # rows, options, expected


@dataclass(slots=True)
class _Key:
    """The answers at the end. `section`: of the paper, which its headings name anew."""

    section: int = -1
    entries: list[tuple[int, int, KeyEntry]] = field(default_factory=list)  # row, section


@dataclass(slots=True)
class _Paper:
    """A paper being read."""

    items: list[_Item] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    _kinds: list[SectionKind] = field(default_factory=lambda: [None])  # of the sections so far
    _section: Section = field(default_factory=lambda: Section(None, None))
    _over: bool = True  # no question is at hand
    _words: list[tuple[int, str]] = field(default_factory=list)  # that have found no place yet
    _row: int = 0
    _key: _Key = field(default_factory=_Key)
    _in_key: bool = False

    def take(self, paragraph: Paragraph) -> None:
        gap, self._row = paragraph.number > self._row + 1, paragraph.number
        if CONTROL.search(paragraph.text):
            self._error("control")
        for line in split(paragraph.text):
            if not (self._begins_key(line) or (self._in_key and self._keyed(line))):
                self._line(line, paragraph.label, gap=gap)
            gap = False
        for content in paragraph.pictures:
            self._picture(content)

    def bank(self, name: str) -> BankFile:
        self._forget_words()
        self._apply_key()
        reading = Reading()
        for item in self.items:
            self._finish(item, reading)
        reading.errors.extend(self.errors)
        reading.pictures.update(self.pictures)
        return reading.bank(name, nothing="no_questions")

    # -- lines

    def _line(self, line: str, label: str, *, gap: bool) -> None:
        found = tuple(parts(line, self._draft(), label))
        if any(isinstance(each, OptionLine) and self._explains(each) for each in found):
            found = (Words(line),)
        for part in found:
            self._part(part, gap=gap)

    def _part(self, part: Line, *, gap: bool) -> None:
        match part:
            case Section(kind, points):
                self._forget_words()
                self._over, self._in_key = True, False
                if kind is not None or points is not None:
                    self._section = part
                    self._kinds.append(kind)
            case Begins(text, number):
                self._forget_words()
                self._begin(text, number, self._row)
            case OptionLine(letter, text):
                self._option(letter, text)
            case Field(name, text):
                self._field(name, text)
            case _:
                self._plain(part.text, gap=gap)

    def _draft(self) -> Draft | None:
        return None if self._over else self.items[-1].draft

    def _now(self, draft: Draft) -> None:
        self.items[-1].draft = draft

    def _begin(self, text: str, number: int, row: int) -> None:
        draft = Draft((text,), kind=self._section.kind, points=self._section.points, number=number)
        self.items.append(_Item(draft, row, len(self._kinds) - 1))
        self._over = self._in_key = False

    def _option(self, letter: str, text: str) -> None:
        draft = self._draft()
        if self._words and letter in ("", "a") and (draft is None or self._is_done(draft)):
            draft = self._begin_from_words()
        elif letter == "a" and draft is not None and (asked := self._asked_last(draft)):
            draft = asked
        if draft is None:
            self._error("no_question", text)
            return
        count = len(draft.options)
        place = LETTERS.index(letter) if letter else count
        if place == len(LETTERS) or (place == 0 and count == len(LETTERS)):
            self._error("many_options", hint=str(len(LETTERS)))
            return
        if place < count and draft.options[place]:
            expected = LETTERS[min(count, len(LETTERS) - 1)].upper()
            self._error("option_order", letter.upper(), expected)
            return
        if place > count:  # those between may still come, in columns that are read down
            expected = LETTERS[count].upper()
            self.items[-1].skipped.append((self._row, letter.upper(), expected))
        for missing in range(count, place):
            draft = draft.with_option(missing, "")
        self._now(draft.with_option(place, text))

    def _field(self, name: str, text: str) -> None:
        draft = self._draft()
        if name == "answer" and self._words and (draft is None or self._is_done(draft)):
            draft = self._begin_from_words()
        if draft is None:
            if name == "answer" and not text:
                self._in_key = True
            else:
                self._error("no_question", text)
        elif name != "answer" or name not in draft.fields or not draft.fields[name]:
            self._now(draft.with_field(name, text))
            self._in_key = name == "answer" and not text
        elif not text:
            self._in_key = True
        elif draft.fields[name] != text or draft.last != "answer":
            self._error("two_answers", draft.fields[name], text)

    def _plain(self, text: str, *, gap: bool) -> None:
        """Words without a mark. Before the first question they are a heading; where no part goes on
        with them, they may be a question without a number, which its options or answer tell."""
        draft = self._draft()
        if not text:
            return
        if draft is not None and draft.last == "answer" and not draft.fields.get("answer"):
            self._now(draft.with_field("answer", text))
            return
        done = draft is None or self._is_done(draft)
        kind = self._section.kind
        if (draft is None and self._states(text, kind)) or (draft and follows(text, draft)):
            self._forget_words()
            self._begin(text, 0, self._row)
            return
        longer = None if draft is None or (gap and done) or self._words else draft.continued(text)
        if longer is None:
            self._words.append((self._row, text))
        else:
            self._now(longer)

    @staticmethod
    def _states(text: str, kind: SectionKind) -> bool:
        """Whether the words are a statement with its answer: `图书角免费。（√）`."""
        return kind in (None, "truefalse") and bool(
            answered(Draft((text,), kind=kind)).fields.get("answer")
        )

    @staticmethod
    def _is_done(draft: Draft) -> bool:
        return bool(draft.fields.get("answer")) or finished(draft)[0] is not None

    def _begin_from_words(self) -> Draft:
        """The words so far are a question: before the first one only the last of them, since what
        stands above is the title of the paper."""
        first = not self.items
        row, text = self._words[-1 if first else 0]
        rest = [] if first else [each for _, each in self._words[1:]]
        self._words = []
        self._begin(text, 0, row)
        self._now(replace(self.items[-1].draft, prompt=(text, *rest)))
        return self.items[-1].draft

    def _asked_last(self, draft: Draft) -> Draft | None:
        """The question at the end of the explanation before it, when its options come."""
        said = draft.fields.get("explanation", "")
        above, _, last = said.rpartition("\n")
        if draft.last != "explanation" or not above or not last.rstrip().endswith(_ASKS):
            return None
        self._now(draft.with_field("explanation", above))
        self._begin(last, 0, self._row)
        return self.items[-1].draft

    def _explains(self, option: OptionLine) -> bool:
        """Whether the line says why an option is right or wrong: it goes on with the reasons."""
        draft = self._draft()
        if draft is None or draft.last != "explanation" or not option.letter:
            return False
        there = LETTERS.index(option.letter) < len(draft.options)
        said = draft.fields["explanation"].rstrip()
        return there and not ("\n" in said and said.endswith(_ASKS)) and not self._words

    def _forget_words(self) -> None:
        """Words that have become no question; before the first one they are the heading."""
        if self.items:
            for row, text in self._words:
                self.items[-1].errors.append(RowError(row, "", "stray_text", text))
        self._words = []

    def _picture(self, content: bytes) -> None:
        draft, stored = self._draft(), picture_name(content)
        if stored == "big_picture":
            self._error("big_picture", hint="500")
        elif stored == "unknown_picture":
            self._error("unknown_picture")
        elif draft is not None:
            if draft.picture not in ("", stored):
                self._error("many_pictures")
            self._now(replace(draft, picture=stored))
            self.pictures[stored] = content

    def _error(self, code: Code, detail: str = "", hint: str = "") -> None:
        errors = self.errors if self._over else self.items[-1].errors
        errors.append(RowError(self._row, "", code, detail, hint))

    # -- the answers at the end

    def _begins_key(self, line: str) -> bool:
        """Whether a line names several questions with their answers, and so is no answer itself."""
        draft = self._draft()
        said = next(parts(line, draft), None)
        if not (isinstance(said, Field) and said.name == "answer" and said.text):
            return False
        found = read_key(said.text)
        numbers = {each.draft.number for each in self.items}
        if len(found) < 2 or not {each.number for each in found} <= numbers:
            return False
        self._forget_words()
        self._over = self._in_key = True
        self._add_key(found)
        return True

    def _keyed(self, line: str) -> bool:
        """Below the heading of a key: its next line, or a section that it names."""
        found = read_key_line(line)
        numbers = {each.draft.number for each in self.items}
        if found and numbers - {0} and (self._key.entries or found[0].number in numbers):
            self._over = True
            if self.items and self.items[-1].draft.fields.get("answer") == "":
                self._now(_without_answer(self.items[-1].draft))
            self._add_key(found)
            return True
        said = next(parts(line, None), None)
        if isinstance(said, Section) and said.kind in self._kinds:
            if self._draft_waits():
                self._now(_without_answer(self.items[-1].draft))
            self._over = True
            self._key.section = self._named_again(said)
            return True
        return False

    def _draft_waits(self) -> bool:
        """Whether the question at hand has an empty line for its answer only."""
        draft = self._draft()
        return draft is not None and draft.last == "answer"

    def _add_key(self, found: Iterable[KeyEntry]) -> None:
        self._key.entries.extend((self._row, self._key.section, each) for each in found)

    def _named_again(self, said: Section) -> int:
        """The section of the paper that a heading of the key means: the next one of its kind."""
        after = range(max(self._key.section, 0) + 1, len(self._kinds))
        same = (each for each in after if said.kind is None or self._kinds[each] == said.kind)
        return next(same, self._key.section)

    def _apply_key(self) -> None:
        counted = Counter(each.draft.number for each in self.items)
        for row, section, entry in self._key.entries:
            fitting = [
                each
                for each in self.items
                if each.draft.number == entry.number
                and (counted[entry.number] == 1 or each.section == section)
            ]
            if len(fitting) != 1:
                self.errors.append(RowError(row, "", "key_mismatch", str(entry.number)))
                continue
            (item,) = fitting
            known = item.draft.fields.get("answer", "")
            if known and known != entry.answer:
                item.errors.append(RowError(row, "", "two_answers", known, entry.answer))
            else:
                item.draft = item.draft.with_field("answer", entry.answer)

    # -- the end

    def _finish(self, item: _Item, reading: Reading) -> None:
        for row, letter, expected in item.skipped:
            if not item.draft.options[LETTERS.index(expected.lower())]:
                item.errors.append(RowError(row, "", "option_order", letter, expected))
        gaps = {f"option_{LETTERS[at]}" for at, each in enumerate(item.draft.options) if not each}
        reading.take(item.draft, item.row, item.errors, told=gaps if item.skipped else ())


def _without_answer(draft: Draft) -> Draft:
    return replace(draft, fields={k: v for k, v in draft.fields.items() if k != "answer"})

"""What someone types becomes an answer."""

from __future__ import annotations

import re
import unicodedata

from service.core.numerals import read_number
from service.questions.model import Answer, Question, arranged
from service.workflows.quiz.model import LETTERS

LONGEST = 200  # characters of a short text

_BETWEEN = re.compile(r"[\s,，、;；.→>\-—和及+]+")
_PAIR = re.compile(r"(\d{1,2})\s*[-—→:=.、]*\s*([A-Z])")
_TRUTHS = {
    0: frozenset({"对", "正确", "是", "√", "✓", "t", "true", "yes", "y"}),
    1: frozenset({"错", "错误", "不对", "否", "×", "✗", "x", "f", "false", "no", "n"}),
}


def read_answer(question: Question, typed: str) -> Answer | None:
    """The answer that the typed words mean; None when they are not understood."""
    plain = unicodedata.normalize("NFKC", typed).strip()
    match question.kind:
        case "short":
            return plain if 0 < len(plain) <= LONGEST else None
        case "number":
            return plain if read_number(plain) is not None else None
        case "order":
            return _order(question, plain)
        case "match":
            return _matching(question, plain)
        case "truefalse":
            for option, words in _TRUTHS.items():
                if plain.casefold().rstrip(".。!！") in words:
                    return (option,)
    options = read_options(plain, len(question.options))
    return None if not options or (len(options) > 1 and question.kind != "several") else options


def read_options(typed: str, count: int) -> tuple[int, ...]:
    """The options meant by `B`, `a c`, `A，C`, `1 3`, `13`; () when they are not understood."""
    found = set()
    for letter in unicodedata.normalize("NFKC", typed).upper():
        if letter in " ,，、;；和及+":
            continue
        number = letter.isascii() and letter.isdigit()
        option = int(letter) - 1 if number else LETTERS.find(letter)
        if not 0 <= option < count:
            return ()
        found.add(option)
    return tuple(sorted(found))


def _order(question: Question, plain: str) -> tuple[int, ...] | None:
    """`3 1 2`, `312`, `C A B`: the numbers as they are shown."""
    shown = arranged(question)
    places = [_place(each) for each in _BETWEEN.split(plain) if each]
    if len(places) == 1:
        places = [_place(each) for each in plain]
    if sorted(places) != list(range(len(shown))):
        return None
    return tuple(shown[each] for each in places)


def _place(written: str) -> int:
    if written.isascii() and written.isdigit():
        return int(written[:3]) - 1
    return LETTERS.find(written.upper()) if len(written) == 1 else -1


def _matching(question: Question, plain: str) -> tuple[int, ...] | None:
    """`1B 2A`, or the letters alone, in the order of the left sides."""
    shown = arranged(question)
    pairs = {int(left) - 1: LETTERS.find(right) for left, right in _PAIR.findall(plain.upper())}
    rest = _BETWEEN.sub("", _PAIR.sub("", plain.upper()))
    if not pairs:
        pairs = {left: LETTERS.find(right) for left, right in enumerate(rest)}
        rest = ""
    whole = sorted(pairs) == list(range(len(question.pairs)))
    if rest or not whole or not all(0 <= each < len(shown) for each in pairs.values()):
        return None
    return tuple(shown[pairs[left]] for left in range(len(question.pairs)))

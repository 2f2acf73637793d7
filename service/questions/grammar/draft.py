"""A question while it is written: its parts as they stand, and what they come to.

    党的一大在哪里召开？（  ）
    A. 上海　　B. 北京　　C. 广州
    答案：A
    解析：一大会址在上海。

The answer may stand in a line of its own or in the brackets of the question （A）. A section, a
line (`题型：排序`) or a mark before the question （多选） says the kind; otherwise it follows from
the answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from service.questions.grammar.cells import as_float, split_number, split_pair, split_variants
from service.questions.grammar.checks import MAX_POINTS, Problem, problems, true_or_false
from service.questions.grammar.lines import SectionKind
from service.questions.grammar.words import (
    CREDIT_WORDS,
    CREDITS,
    KIND_HINT,
    KIND_WORDS,
    LETTERS,
    TRUTH_WORDS,
    normal,
)
from service.questions.model import Option, Pair, Question, QuestionKind

_BRACKET = re.compile(r"[(（]\s*([A-Za-z]{1,26}|√|×|✓|✗|对|错|正确|错误)\s*[)）]")
_BLANKS = re.compile(r"_{2,}|＿{2,}|[(（]\s*[)）]")
_BETWEEN = re.compile(r"[\s,，、;；]+")
_TAGS = re.compile(r"[,，、;；\n]+")
_MARKED = re.compile(r"\s*[(（【\[](单选|多选|判断|填空|数值|排序|连线)题?[)）】\]]\s*")
_MARKS: dict[str, QuestionKind] = {
    "单选": "single", "多选": "several", "判断": "truefalse", "填空": "short", "数值": "number",
    "排序": "order", "连线": "match",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """The parts of a question as they were written.

    `fields`: its other parts by their names, such as `answer`. `kind` and `points`: what the
    section above it says. `last`: the part that a line without a mark goes on with. `picture`: the
    name of a stored one.
    """

    prompt: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    kind: SectionKind = None
    points: str | None = None
    last: str = "prompt"
    picture: str = ""

    def with_option(self, place: int, text: str) -> Draft:
        """With this option in the place of the one there, or behind the last one."""
        options = (*self.options[:place], text, *self.options[place + 1 :])
        return replace(self, options=options, last="option")

    def with_field(self, name: str, text: str) -> Draft:
        return replace(self, fields={**self.fields, name: text}, last=name)

    def continued(self, text: str) -> Draft | None:
        """With one more line of the part that was written last; None where it has but one."""
        if self.last == "prompt":
            return replace(self, prompt=(*self.prompt, text))
        if self.last == "explanation":
            return self.with_field("explanation", f"{self.fields['explanation']}\n{text}")
        return None


def answered(draft: Draft) -> Draft:
    """The question with the answer from the brackets of its prompt in a line of its own."""
    if draft.fields.get("answer"):
        return draft
    prompt, answer = _from_bracket("\n".join(draft.prompt))
    if not answer:
        return draft
    return replace(draft.with_field("answer", answer), prompt=tuple(prompt.split("\n")))


def finished(draft: Draft) -> tuple[Question | None, tuple[Problem, ...]]:
    """The question of a draft; or None, and everything that is wrong with it."""
    said = draft.fields.get("kind", "")
    kind = KIND_WORDS.get(normal(said)) if said else draft.kind
    if said and kind is None:
        return None, (Problem("kind", "unknown_kind", said, KIND_HINT),)
    prompt = "\n".join(draft.prompt)
    if kind is None and (marked := _MARKED.match(prompt)):
        kind, prompt = _MARKS[marked[1]], prompt[marked.end() :]
    answer = draft.fields.get("answer", "")
    if not answer and kind not in ("short", "match", "order", "number"):
        prompt, answer = _from_bracket(prompt)
    if kind == "essay":
        return None, (Problem("kind", "essay"),)
    known = _kind(kind, draft, answer)
    if not answer and known not in ("order", "match"):
        return None, (Problem("answer", "no_answer"),)
    wrong = (*_answer_problems(known, prompt, draft.options, answer), *_field_problems(draft))
    if wrong:
        return None, wrong
    question = _question(draft, known, prompt, answer)
    found = tuple(problems(question))
    return (None, found) if found else (question, ())


def _from_bracket(prompt: str) -> tuple[str, str]:
    """The prompt with empty brackets, and the answer that stood in them."""
    found = list(_BRACKET.finditer(prompt))
    if not found:
        return prompt, ""
    last = found[-1]
    return f"{prompt[: last.start()]}（　）{prompt[last.end() :]}", last[1]


def _kind(said: SectionKind, draft: Draft, answer: str) -> QuestionKind:
    """The kind that is said, or the one that options and answer look like."""
    if said not in (None, "choice", "essay"):
        return said  # type: ignore[return-value]  # mypy does not narrow by `in`
    if draft.options:
        truths = [TRUTH_WORDS.get(normal(each)) for each in draft.options]
        if truths == [True, False]:
            return "truefalse"
        return "several" if len(_letters(answer)) > 1 else "single"
    if draft.fields.get("tolerance") or ("±" in answer and None not in split_number(answer)):
        return "number"
    return "truefalse" if normal(answer) in TRUTH_WORDS else "short"


def _letters(answer: str) -> str:
    plain = unicodedata.normalize("NFKC", answer).rstrip(".。")
    return _BETWEEN.sub("", plain).casefold()


def _answer_problems(
    kind: QuestionKind, prompt: str, options: Sequence[str], answer: str
) -> Iterator[Problem]:
    offered = "".join(LETTERS[: len(options)])
    match kind:
        case "single" | "several" if len(options) >= 2:
            if not 0 < len(set(_letters(answer)) & set(offered)) == len(set(_letters(answer))):
                yield Problem("answer", "unknown_answer", answer, "/".join(offered).upper())
        case "truefalse":
            if normal(answer.rstrip("。.")) not in TRUTH_WORDS:
                yield Problem("answer", "unknown_answer", answer, "对/错, true/false")
        case "order":
            if answer and sorted(_letters(answer)) != sorted(offered):
                yield Problem("answer", "bad_order", answer, offered.upper()[::-1])
        case "number":
            if None in split_number(answer):
                yield Problem("answer", "bad_number", answer)
        case "match":
            yield from (
                Problem(f"option_{LETTERS[place]}", "bad_pair", each)
                for place, each in enumerate(options)
                if split_pair(each) is None
            )
        case "short":
            if len(_BLANKS.findall(prompt)) > 1:
                yield Problem("prompt", "cloze")


def _field_problems(draft: Draft) -> Iterator[Problem]:
    fields = draft.fields
    points = fields.get("points", "")
    if points and as_float(points.removesuffix("分").strip()) is None:
        yield Problem("points", "bad_points", points, str(MAX_POINTS))
    if fields.get("credit") and normal(fields["credit"]) not in CREDIT_WORDS:
        hint = ", ".join(CREDITS["zh-CN"].values())
        yield Problem("credit", "unknown_credit", fields["credit"], hint)
    if fields.get("difficulty") and fields["difficulty"] not in ("1", "2", "3", "4", "5"):
        yield Problem("difficulty", "bad_difficulty", fields["difficulty"])
    if fields.get("tolerance") and as_float(fields["tolerance"]) is None:
        yield Problem("tolerance", "bad_tolerance", fields["tolerance"])


def _question(draft: Draft, kind: QuestionKind, prompt: str, answer: str) -> Question:
    fields, texts = draft.fields, draft.options
    points = fields.get("points", "").removesuffix("分").strip() or draft.points or "1"
    number, within = split_number(answer) if kind == "number" else (None, 0)
    tolerance = as_float(fields["tolerance"]) if fields.get("tolerance") else within
    pairs = [split_pair(text) or ("", "") for text in texts] if kind == "match" else []
    return Question(
        kind,
        prompt.strip(),
        options=_options(fields, kind, prompt, texts, answer),
        points=as_float(points) or 0,
        explanation=fields.get("explanation", ""),
        credit=CREDIT_WORDS.get(normal(fields.get("credit", "")), "all_or_nothing"),
        items=_items(texts, answer) if kind == "order" else (),
        pairs=tuple(Pair(left, right) for left, right in pairs if left),
        decoys=tuple(right for left, right in pairs if not left),
        accepted=split_variants(answer) if kind == "short" else (),
        number=number,
        tolerance=tolerance or 0,
        picture=draft.picture,
        tags=tuple(each.strip() for each in _TAGS.split(fields.get("tags", "")) if each.strip()),
        difficulty=int(fields.get("difficulty", "") or 0),
        id=fields.get("id", ""),
    )


def _options(
    fields: Mapping[str, str], kind: QuestionKind, prompt: str, texts: Sequence[str], answer: str
) -> tuple[Option, ...]:
    if kind == "truefalse":
        true = TRUTH_WORDS[normal(answer.rstrip("。."))]
        usual = true_or_false(prompt, true=true)
        texts = texts or [option.text for option in usual]
        right = "a" if true else "b"
    elif kind in ("single", "several"):
        right = _letters(answer)
    else:
        return ()
    return tuple(
        Option(text, letter in right, fields.get(f"feedback_{letter}", ""))
        for letter, text in zip(LETTERS, texts, strict=False)
    )


def _items(texts: Sequence[str], answer: str) -> tuple[str, ...]:
    order = [LETTERS.index(each) for each in _letters(answer)]
    return tuple(texts[each] for each in order) if order else tuple(texts)

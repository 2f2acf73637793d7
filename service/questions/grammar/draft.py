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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from service.core.characters import visible
from service.questions.grammar.answers import letters_of, without_letters
from service.questions.grammar.cells import as_float, split_number, split_pair, split_variants
from service.questions.grammar.checks import MAX_POINTS, Problem, problems, true_or_false
from service.questions.grammar.words import (
    CREDIT_WORDS,
    CREDITS,
    DIFFICULTIES,
    FALSE_MARKS,
    KIND_HINT,
    LETTERS,
    PLAIN_TRUTHS,
    TRUE_MARKS,
    TRUTH_WORDS,
    TRUTHS,
    SectionKind,
    named_kind,
    normal,
)
from service.questions.model import Option, Pair, Question, QuestionKind

_IN_BRACKET = re.compile(r"[(（【\[〔]\s*([^()（）【】\[\]〔〕]{1,60}?)\s*[)）】\]〕]")
_ON_LINE = re.compile(r"[_＿]+\s*([A-ZＡ-Ｚ]{1,26})\s*[_＿]+")
_SIGNS = frozenset((*TRUE_MARKS, *FALSE_MARKS, "对", "错", "正确", "错误"))
_STATED = re.compile(r"[。．.！!]\s*$")
_BEHIND = re.compile(r"[\s。．.，,！!；;]*")
_BLANKS = re.compile(r"_{2,}|＿{2,}|[(（]\s*[)）]")
_TAGS = re.compile(r"[,，、;；\n]+")
_MARKED = re.compile(
    r"\s*[(（【\[](单选|多选|不定项|判断|填空|数值|排序|连线)(?:选择)?题?[)）】\]]\s*"
)
_POINTS = re.compile(r"(\d{1,6}(?:\.\d+)?)\s*(?:分|points?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """The parts of a question as they were written.

    `fields`: its other parts by their names, such as `answer`. `kind` and `points`: what the
    section above it says. `last`: the part that a line without a mark goes on with. `picture`: the
    name of a stored one. `number`: the one that it has in the paper; 0: none.
    """

    prompt: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    kind: SectionKind = None
    points: str | None = None
    last: str = "prompt"
    picture: str = ""
    number: int = 0

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
    kind = _kind_said(draft)[0]
    prompt, answer = _from_bracket("\n".join(draft.prompt), draft, kind)
    if not answer:
        return draft
    if _kind(kind, draft, answer) == "truefalse":  # a letter would be one of its own in a line
        answer = TRUTHS["zh-CN"][0 if TRUTH_WORDS.get(normal(answer)) else 1]
    return replace(draft.with_field("answer", answer), prompt=tuple(prompt.split("\n")))


def follows(words: str, draft: Draft) -> bool:
    """Whether words without a number are a question of their own behind this one, as statements
    are: `图书角免费。（√）`."""
    if draft.options or draft.last != "prompt" or finished(draft)[0] is None:
        return False
    return finished(Draft((words,), kind=draft.kind))[0] is not None


def finished(draft: Draft) -> tuple[Question | None, tuple[Problem, ...]]:
    """The question of a draft; or None, and everything that is wrong with it."""
    said = draft.fields.get("kind", "")
    kind, prompt = _kind_said(draft)
    if said and kind is None:
        return None, (Problem("kind", "unknown_kind", said, KIND_HINT),)
    if kind == "essay":
        return None, (Problem("kind", "essay"),)
    answer = draft.fields.get("answer", "")
    if not answer and kind not in ("short", "match", "order", "number"):
        prompt, answer = _from_bracket(prompt, draft, kind)
    known = _kind(kind, draft, answer)
    options = without_letters(draft.options) if known != "match" else draft.options
    wrong = [*_field_problems(draft)]
    if options is None:
        wrong.append(Problem("options", "other_letters"))
    texts = draft.options if options is None else options
    if not answer and known not in ("order", "match"):
        wrong.append(Problem("answer", "no_answer"))
    else:
        wrong.extend(_answer_problems(known, prompt, texts, answer))
    question = _question(draft, known, prompt, texts, answer)
    # A part that can't be read is told once.
    told = {each.column for each in wrong}
    wrong.extend(each for each in problems(question) if each.column not in told)
    return (None, tuple(wrong)) if wrong else (question, ())


def _kind_said(draft: Draft) -> tuple[SectionKind, str]:
    """The kind that a line, a mark before the question or its section says, and the prompt without
    the mark."""
    prompt = "\n".join(draft.prompt)
    if said := draft.fields.get("kind", ""):
        return named_kind(said), prompt
    if marked := _MARKED.match(prompt):
        return named_kind(marked[1]), prompt[marked.end() :]
    return draft.kind, prompt


def _from_bracket(prompt: str, draft: Draft, kind: SectionKind) -> tuple[str, str]:
    """The prompt with empty brackets, and the answer that stood in them."""
    for pattern, empty in ((_IN_BRACKET, "（　）"), (_ON_LINE, "____")):
        for found in reversed([*pattern.finditer(prompt)]):
            if _answers(found, prompt, draft, kind):
                return f"{prompt[: found.start()]}{empty}{prompt[found.end() :]}", found[1]
    return prompt, ""


def _answers(found: re.Match[str], prompt: str, draft: Draft, kind: SectionKind) -> bool:
    """Whether what stands in these brackets is the answer, and no part of the question."""
    said = visible(found[1]).strip()
    if draft.options and kind != "truefalse":
        named = letters_of(said, draft.options)
        return bool(named) and (len(named) > 1 or len(said) < 4)
    if said in _SIGNS or (kind == "truefalse" and normal(said) in TRUTH_WORDS):
        return True
    if draft.options or kind not in (None, "truefalse"):
        return False
    # A letter for a mark stands behind a statement: “图书角收费。（X）”
    behind = _BEHIND.fullmatch(prompt, found.end())
    return bool(behind and _STATED.search(prompt[: found.start()])) and said in (*"XxVvTFtf",)


def _kind(said: SectionKind, draft: Draft, answer: str) -> QuestionKind:
    """The kind that is said, or the one that options and answer look like."""
    if said not in (None, "choice", "essay"):
        return said  # type: ignore[return-value]  # mypy does not narrow by `in`
    if draft.options:
        truths = [TRUTH_WORDS.get(normal(each)) for each in draft.options]
        if truths == [True, False]:
            return "truefalse"
        return "several" if len(letters_of(answer, draft.options)) > 1 else "single"
    if draft.fields.get("tolerance") or ("±" in answer and None not in split_number(answer)):
        return "number"
    return "truefalse" if _truth(answer, draft) is not None else "short"


def _truth(answer: str, draft: Draft) -> bool | None:
    """What the answer means where the kind does not say that it is true or false: 1 and A are
    answers of their own, but a mark in brackets was one already."""
    plain = normal(answer.rstrip("。．."))
    if not draft.fields.get("answer"):
        return TRUTH_WORDS.get(plain)
    return PLAIN_TRUTHS.get(plain)


def _answer_problems(
    kind: QuestionKind, prompt: str, options: Sequence[str], answer: str
) -> Iterator[Problem]:
    offered = "".join(LETTERS[: len(options)])
    match kind:
        case "single" | "several" if len(options) >= 2:
            if not letters_of(answer, options):
                yield Problem("answer", "unknown_answer", answer, "/".join(offered).upper())
        case "truefalse":
            if _swapped(options):
                yield Problem("options", "truefalse_order")
            elif normal(answer.rstrip("。．.")) not in TRUTH_WORDS:
                yield Problem("answer", "unknown_answer", answer, "对/错, true/false")
        case "order":
            if answer and sorted(letters_of(answer, options, ordered=True)) != sorted(offered):
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


def _swapped(options: Sequence[str]) -> bool:
    """Whether the option "false" is named before "true"."""
    meanings = [PLAIN_TRUTHS.get(normal(text)) for text in options[:2]]
    return meanings[:1] == [False] or meanings[1:] == [True]


def _field_problems(draft: Draft) -> Iterator[Problem]:
    fields = draft.fields
    points = fields.get("points", "")
    if points and not _POINTS.fullmatch(points):
        yield Problem("points", "bad_points", points, str(MAX_POINTS))
    if fields.get("credit") and normal(fields["credit"]) not in CREDIT_WORDS:
        hint = ", ".join((*CREDITS["zh-CN"].values(), *CREDITS["en"].values()))
        yield Problem("credit", "unknown_credit", fields["credit"], hint)
    if fields.get("difficulty") and normal(fields["difficulty"]) not in DIFFICULTIES:
        yield Problem("difficulty", "bad_difficulty", fields["difficulty"])
    if fields.get("tolerance") and as_float(fields["tolerance"]) is None:
        yield Problem("tolerance", "bad_tolerance", fields["tolerance"])


def _question(
    draft: Draft, kind: QuestionKind, prompt: str, texts: Sequence[str], answer: str
) -> Question:
    """The question as far as its parts can be read."""
    fields = draft.fields
    points = _POINTS.fullmatch(fields.get("points", "") or draft.points or "1")
    number, within = split_number(answer) if kind == "number" else (None, 0)
    tolerance = as_float(fields["tolerance"]) if fields.get("tolerance") else within
    pairs = [split_pair(text) or ("", "") for text in texts] if kind == "match" else []
    return Question(
        kind,
        prompt.strip(),
        options=_options(fields, kind, prompt, texts, answer),
        points=(as_float(points[1]) or 0) if points else 1,
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
        difficulty=DIFFICULTIES.get(normal(fields.get("difficulty", "")), 0),
        id=fields.get("id", ""),
    )


def _options(
    fields: Mapping[str, str], kind: QuestionKind, prompt: str, texts: Sequence[str], answer: str
) -> tuple[Option, ...]:
    if kind == "truefalse":
        true = TRUTH_WORDS.get(normal(answer.rstrip("。．.")), True)
        usual = true_or_false(prompt, true=true)
        texts = texts or [option.text for option in usual]
        right = "a" if true else "b"
    elif kind in ("single", "several"):
        right = letters_of(answer, texts)
    else:
        return ()
    return tuple(
        Option(text, letter in right, fields.get(f"feedback_{letter}", ""))
        for letter, text in zip(LETTERS, texts, strict=False)
    )


def _items(texts: Sequence[str], answer: str) -> tuple[str, ...]:
    order = [LETTERS.index(each) for each in letters_of(answer, texts, ordered=True)]
    whole = sorted(order) == list(range(len(texts)))
    return tuple(texts[each] for each in order) if whole else tuple(texts)

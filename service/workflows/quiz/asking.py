"""A question as it is asked, and as it reads once it is answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from service.core.choices import ChoiceId
from service.core.message import Attachment, Choice, Message, Picture
from service.core.texts import Text, Words, lines, text
from service.questions.model import CHOICE_KINDS, TYPED_KINDS, Answer, Question, arranged
from service.questions.scoring import score, shown_points
from service.workflows.quiz.model import LETTERS, Feedback
from service.workflows.quiz.sequence import is_whole

TICKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

Row = tuple[Choice, ...]


@lru_cache(maxsize=1024)  # in a burst many are asked the same
def ask(
    *,
    activity: int,
    asked: Question,
    at: int,
    of: int,
    feedback: Feedback,
    picked: tuple[int, ...],
) -> Message:
    """The question, with what is marked so far."""
    rows = list(_rows(activity, asked, at, picked))
    whole = asked.kind not in TYPED_KINDS and bool(picked) and is_whole(asked, picked)
    if asked.kind == "several" or (whole and (feedback == "each" or asked.kind in _GROWING)):
        rows.append(_button(activity, "ok", text("quiz-button-submit"), at))
    if picked and asked.kind in _GROWING:
        rows.append(_button(activity, "undo", text("quiz-button-undo"), at))
    # A number that is typed would take a button, so what is answered by typing has none.
    if feedback != "each" and at > 0 and asked.kind not in TYPED_KINDS:
        rows.append(_button(activity, "go", text("quiz-button-back"), at - 1))
    return Message(
        lines(asked.prompt, _so_far(asked, picked), _hint(asked, picked)),
        title=heading(asked, at, of),
        choices=tuple(rows),
        attachments=pictures(asked, at),
    )


def explained(asked: Question, answer: Answer | None, at: int, of: int) -> Message:
    """A question after its answer is fixed: what was taken, what is right, and why."""
    return Message(lines(asked.prompt, result(asked, answer)), title=heading(asked, at, of))


def result(asked: Question, answer: Answer | None) -> Words:
    """What was answered and what it earned; what is right, unless it was; and why."""
    earned = score(asked, answer)
    full = earned == asked.worth
    return lines(
        text(
            "quiz-right" if full else "quiz-partly" if earned else "quiz-wrong",
            yours=given(asked, answer),
            points=shown_points(earned),
        ),
        *_feedback(asked, answer),
        None if full else text("quiz-correct", correct=key(asked)),
        text("quiz-because", why=asked.explanation) if asked.explanation else None,
    )


def given(asked: Question, answer: Answer | None) -> str:
    """An answer on one line, as it is referred to."""
    if not answer:
        return "—"
    if isinstance(answer, str):
        return answer
    if asked.kind == "order":
        return _chain(asked, answer)
    if asked.kind == "match":
        return _matched(asked, answer)
    return "".join(LETTERS[option] for option in answer)


def key(asked: Question) -> str:
    """The right answer on one line."""
    match asked.kind:
        case "order":
            return " → ".join(asked.items)
        case "match":
            return "；".join(f"{pair.left} — {pair.right}" for pair in asked.pairs)
        case "short":
            return " / ".join(asked.accepted)
        case "number":
            within = f" ± {plain_number(asked.tolerance)}" if asked.tolerance else ""
            return f"{plain_number(asked.number or 0)}{within}"
        case _:
            return " · ".join(f"{LETTERS[i]}. {asked.options[i].text}" for i in sorted(asked.right))


def heading(asked: Question, at: int, of: int) -> Text:
    points = shown_points(asked.worth)
    return text("quiz-heading", n=at + 1, of=of, kind=asked.kind, points=points)


def how_to_type(asked: Question) -> Text:
    """What is told to whoever typed something that is no answer."""
    if asked.kind in CHOICE_KINDS:
        how = "quiz-type-several" if asked.kind == "several" else "quiz-type-one"
        return text(how, last=LETTERS[len(asked.options) - 1])
    return text(f"quiz-type-{asked.kind}", n=len(asked.items or asked.pairs))


def parts(asked: Question) -> Iterator[str]:
    """What is chosen from, a line each, as it is typed."""
    match asked.kind:
        case "order":
            for number, item in enumerate(arranged(asked), 1):
                yield f"{number}. {asked.items[item]}"
        case "match":
            yield from (f"{n}. {pair.left}" for n, pair in enumerate(asked.pairs, 1))
            for letter, partner in zip(LETTERS, arranged(asked), strict=False):
                yield f"{letter}. {asked.partners[partner]}"
        case _:
            for letter, option in zip(LETTERS, asked.options, strict=False):
                yield f"{letter}. {option.text}"


def pictures(asked: Question, at: int) -> tuple[Attachment, ...]:
    if not asked.picture:
        return ()
    _, _, ending = asked.picture.rpartition(".")
    return (Attachment(f"{at + 1}.{ending}", Picture(asked.picture)),)


def plain_number(number: float) -> str:
    """`3` rather than `3.0`."""
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(number)


# -- pieces

_GROWING = frozenset({"order", "match"})


def _button(activity: int, verb: str, label: Words, *args: int) -> Row:
    return (Choice(ChoiceId(activity, verb, tuple(map(str, args))).encode(), label),)


def _rows(activity: int, asked: Question, at: int, picked: tuple[int, ...]) -> Iterator[Row]:
    """A button for each part that may be taken, in the order in which they are shown."""
    match asked.kind:
        case "order":
            for number, item in enumerate(arranged(asked), 1):
                label = f"{number}. {asked.items[item]}{_tick(picked, item)}"
                yield _button(activity, "a", label, at, item, len(picked))
        case "match":
            if not is_whole(asked, picked):
                for letter, partner in zip(LETTERS, arranged(asked), strict=False):
                    label = f"{letter}. {asked.partners[partner]}"
                    yield _button(activity, "a", label, at, partner, len(picked))
        case _:
            for option, letter in zip(range(len(asked.options)), LETTERS, strict=False):
                mark = "● " if option in picked else ""
                yield _button(
                    activity, "a", f"{mark}{letter}. {asked.options[option].text}", at, option
                )


def _tick(picked: Sequence[int], item: int) -> str:
    return f"  {TICKS[picked.index(item)]}" if item in picked else ""


def _so_far(asked: Question, picked: tuple[int, ...]) -> Words | None:
    """What an order or a matching has grown to."""
    if asked.kind == "order" and picked:
        return text("quiz-order-so-far", chain=_chain(asked, picked))
    if asked.kind == "match":
        return lines(*(_left(asked, place, picked) for place in range(len(asked.pairs))))
    return None


def _left(asked: Question, place: int, picked: Sequence[int]) -> str:
    """One left side: with its partner, or pointed at when it is its turn."""
    left = f"{place + 1}. {asked.pairs[place].left}"
    if place < len(picked):
        partner = picked[place]
        letter = LETTERS[arranged(asked).index(partner)]
        return f"{left} — {letter}. {asked.partners[partner]}"
    return f"▶ {left}" if place == len(picked) else left


def _hint(asked: Question, picked: Sequence[int]) -> Words | None:
    match asked.kind:
        case "several":
            return text("quiz-several-hint")
        case "short":
            return text("quiz-short-hint")
        case "number":
            return text("quiz-number-hint")
        case "order":
            return text("quiz-order-hint") if not picked else None
        case "match" if not is_whole(asked, tuple(picked)):
            return text("quiz-match-hint", left=asked.pairs[len(picked)].left)
        case _:
            return None


def _feedback(asked: Question, answer: Answer | None) -> Iterator[str]:
    """What is said to whoever took these options."""
    if asked.kind in CHOICE_KINDS and isinstance(answer, tuple):
        for option in answer:
            if asked.options[option].feedback:
                yield f"{LETTERS[option]}. {asked.options[option].feedback}"


def _chain(asked: Question, answer: Sequence[int]) -> str:
    return " → ".join(asked.items[each] for each in answer)


def _matched(asked: Question, answer: Sequence[int]) -> str:
    matched = zip(asked.pairs, answer, strict=False)
    return "；".join(f"{pair.left} — {asked.partners[each]}" for pair, each in matched)

"""What the organizer sees while a question is written: its parts, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.core.message import Choice, Message
from service.core.texts import Named, Words, lines, text
from service.questions.grammar.cells import split_number
from service.questions.grammar.checks import Problem
from service.questions.grammar.draft import Draft, finished
from service.questions.grammar.messages import QUESTION_MESSAGES
from service.questions.grammar.spoken import letters_in
from service.questions.grammar.words import LETTERS
from service.questions.grammar.writing import field_name
from service.questions.model import CHOICE_KINDS, Question, QuestionKind
from service.sdk.panels import Rows, button, choice, grid, in_rows, paragraphs
from service.workflows.quiz import asking
from service.workflows.quiz.model import QuizTurn
from service.workflows.quiz.question_list import as_asked, ending, fresh, has_words, key, look


def shown(turn: QuizTurn, word: Words | None = None) -> tuple[Message, str]:
    """The panel of this step, with a word ahead, and the token of what it asks for."""
    composing = turn.state.progress.composing
    if composing.step == "look":
        return look(turn, 0, word), "line"
    if composing.step == "end":
        return ending(turn), "name"
    return at_hand(turn, word), "line"


# -- the question at hand


def at_hand(turn: QuizTurn, word: Words | None = None) -> Message:
    """The question at hand: as members will see it, or what it still lacks."""
    composing = turn.state.progress.composing
    draft = composing.at_hand.draft
    if composing.part:
        return _ask_part(turn, word)
    if not has_words(draft):
        return _ask_first(turn, word)
    question, problems = finished(draft)
    if question is None:
        return _unfinished(turn, draft, problems, word)
    return _whole(turn, draft, question, word)


def _ask_first(turn: QuizTurn, word: Words | None) -> Message:
    """Nothing of the question is there yet."""
    if turn.state.definition.questions:
        look_ = button(turn.activity, "quiz-button-look", 0)
        how, rows = text("quiz-write-next"), grid(turn.activity, "quiz-button-written", look_)
    else:
        how, rows = text("quiz-write-first"), grid(turn.activity, "quiz-button-drop")
    return Message(paragraphs(word, how), _title(turn), rows)


def _unfinished(
    turn: QuizTurn, draft: Draft, problems: Sequence[Problem], word: Words | None
) -> Message:
    buttons = _truths(turn, draft) or _options(turn, draft)
    body = lines(*_written(draft, with_options=not buttons or not draft.options))
    wrong = lines(*told(draft, problems))
    return Message(paragraphs(word, body, wrong), _title(turn), (*buttons, _own(turn)))


def _whole(turn: QuizTurn, draft: Draft, question: Question, word: Words | None) -> Message:
    """As members will see it, and below what is right."""
    quiz, writing = turn.state, turn.state.progress.composing.at_hand
    place = len(quiz.definition.questions) if writing.place is None else writing.place
    of = len(quiz.definition.questions) + (not writing.anew)
    buttons = _options(turn, draft) if question.kind in CHOICE_KINDS else ()
    kind = other_kind(draft, question)
    go_on = None if quiz.definition.questions else text("quiz-go-on")
    save = text("quiz-button-save") if writing.anew else text("quiz-button-next")
    rows = grid(
        turn.activity,
        *(buttons or _truths(turn, draft)),
        fresh(turn, "next", save),
        fresh(turn, "kind", text("quiz-button-kind", kind=kind), kind) if kind else "",
        _own(turn),
        "" if writing.anew else "quiz-button-written",
    )
    asked = asking.ask(activity=turn.id, asked=question, at=place, of=of, feedback="end", picked=())
    body = paragraphs(word, as_asked(question, asked.body), key(question), go_on)
    return Message(body, title=asked.title, choices=rows, attachments=asked.attachments)


def _written(draft: Draft, *, with_options: bool) -> Iterator[Words]:
    """The parts as they were written."""
    yield "\n".join(draft.prompt) or text("quiz-no-prompt")
    if with_options:
        for letter, option in zip(LETTERS, draft.options, strict=False):
            yield f"{letter.upper()}. {option}"
    for name, value in draft.fields.items():
        yield text("quiz-part-line", part=_name(name), said=value)
    if draft.picture:
        yield text("quiz-with-picture")


def _options(turn: QuizTurn, draft: Draft) -> Rows:
    """A button for each option, right or not, where the answer is among them."""
    question = finished(draft)[0]
    kind = question.kind if question is not None else draft.fields.get("kind") or draft.kind
    if len(draft.options) < 2 or kind not in (*CHOICE_KINDS, "choice", None):
        return ()
    named = right_letters(draft)
    return tuple(
        (fresh(turn, "right", _option(letter.upper(), option, named), number),)
        for number, (letter, option) in enumerate(zip(LETTERS, draft.options, strict=False))
        if option
    )


def _option(letter: str, said: str, named: str) -> str:
    return f"{'✓ ' if letter in named else ''}{letter}. {said}"


def _truths(turn: QuizTurn, draft: Draft) -> Rows:
    """True or false, while nothing speaks against it."""
    question = finished(draft)[0]
    if question is not None and question.kind == "truefalse":
        named = "".join(LETTERS[each].upper() for each in question.right)
        return tuple(
            (fresh(turn, "truth", _option(letter, option.text, named), int(letter == "A")),)
            for letter, option in zip("AB", question.options, strict=True)
        )
    kind = draft.fields.get("kind") or draft.kind
    if draft.options or not any(draft.prompt) or draft.fields.get("answer") or kind:
        return ()
    yes = fresh(turn, "truth", text("quiz-button-true"), 1)
    no = fresh(turn, "truth", text("quiz-button-false"), 0)
    return ((yes, no),)


def right_letters(draft: Draft) -> str:
    """The options that are right, by their letters."""
    question = finished(draft)[0]
    if question is not None:
        return "".join(LETTERS[each].upper() for each in sorted(question.right))
    return letters_in(draft.fields.get("answer", ""), draft)


def takes_one(draft: Draft) -> bool:
    """Whether the question has one right option only, whatever is tapped."""
    question = finished(draft)[0]
    return draft.kind == "single" or (question is not None and question.kind == "truefalse")


def other_kind(draft: Draft, question: Question) -> QuestionKind | None:
    """The kind that may have been meant as well, where the answer alone does not say it."""
    answer = draft.fields.get("answer", "")
    if draft.kind is not None or "kind" in draft.fields:
        return None
    if not draft.options and question.kind in ("short", "truefalse"):
        plain = split_number(answer)[0]
        return "number" if plain is not None else None
    letters = letters_in(answer, draft)
    whole = len(letters) == len(draft.options) and letters != "".join(sorted(letters))
    return "order" if question.kind == "several" and whole else None


# -- its parts


def part_names(draft: Draft) -> tuple[str, ...]:
    """The parts that can be written anew, in the order in which they are shown."""
    options = (f"option_{letter}" for letter, _ in zip(LETTERS, draft.options, strict=False))
    usual = ("answer", "explanation", "points", "tags")
    fields = dict.fromkeys([*usual, *(each for each in draft.fields if each != "id")])
    return ("prompt", *options, *fields, *(("picture",) if draft.picture else ()))


def parts(turn: QuizTurn) -> Message:
    """Which part shall be written anew?"""
    draft = turn.state.progress.composing.at_hand.draft
    buttons = [fresh(turn, "part", _name(each), each) for each in part_names(draft)]
    back = choice(turn.activity, "parted", text("sdk-button-keep"))
    body = paragraphs(lines(*_written(draft, with_options=True)), text("quiz-which-part"))
    return Message(body, _title(turn), (*in_rows(buttons, 4), (back,)))


def _ask_part(turn: QuizTurn, word: Words | None) -> Message:
    composing = turn.state.progress.composing
    name, draft = composing.part, composing.at_hand.draft
    cut = fresh(turn, "cut", text("quiz-button-cut"), name)
    back = choice(turn.activity, "parted", text("sdk-button-keep"))
    has = name == "picture" or name in draft.fields or name.startswith("option_")
    how = text("quiz-send-part", part=_name(name))
    if name == "picture":
        how = text("quiz-send-picture")
    body = paragraphs(word, lines(how, _part_now(draft, name)))
    return Message(body, _title(turn), ((cut, back),) if has else ((back,),))


def _part_now(draft: Draft, name: str) -> Words | None:
    if name == "prompt":
        now = "\n".join(draft.prompt)
    elif name.startswith("option_"):
        now = draft.options[LETTERS.index(name[-1])]
    else:
        now = draft.fields.get(name, "")
    return text("quiz-part-now", now=now) if now else None


def _name(part: str) -> Words:
    if part.startswith("option_"):
        return text("quiz-part-option", letter=part[-1].upper())
    if part in ("prompt", "picture", "options"):
        return text("quiz-part", part=part)
    return Named(field_name(part, "zh-CN"), field_name(part, "en"))


# -- what is wrong


def told(draft: Draft, problems: Sequence[Problem]) -> Iterator[Words]:
    """What is wrong with the question, by its parts, and what to do."""
    skipped = {
        f"option_{letter}": letter
        for letter, option in zip(LETTERS, draft.options, strict=False)
        if not option
    }
    for letter in skipped.values():
        yield text("quiz-option-skipped", letter=letter.upper())
    unanswered = any(each.code == "no_answer" for each in problems)
    for each in problems:
        if each.column in skipped or (unanswered and each.code == "few_options"):
            continue
        if each.code == "no_answer":
            yield text("quiz-no-answer-yet", options=len(draft.options), next=_next_letter(draft))
        elif each.code == "few_options":
            yield text("quiz-one-option", next=_next_letter(draft))
        else:
            said = QUESTION_MESSAGES[each.code]
            detail = f"{each.detail[:60]}…" if len(each.detail) > 60 else each.detail
            words = {
                language: said[language].format(detail=detail, hint=each.hint) for language in said
            }
            yield text(
                "quiz-wrong-part", part=_name(each.column), why=Named(words["zh-CN"], words["en"])
            )


def stray(found: Sequence[str], draft: Draft | None) -> Words:
    """Lines that have found no place."""
    shown = "／".join(f"{each[:40]}…" if len(each) > 40 else each for each in found[:3])
    if draft is None or not any(draft.prompt):
        return text("quiz-stray-first", line=shown)
    return text("quiz-stray-line", line=shown, next=_next_letter(draft))


def _next_letter(draft: Draft) -> str:
    return LETTERS[min(len(draft.options), len(LETTERS) - 1)].upper()


# -- pieces


def _title(turn: QuizTurn) -> Words:
    quiz = turn.state
    place = quiz.progress.composing.at_hand.place
    return text("quiz-writing", n=(len(quiz.definition.questions) if place is None else place) + 1)


def _own(turn: QuizTurn) -> tuple[Choice, ...]:
    """What can be done with the question at hand as a whole."""
    anew = turn.state.progress.composing.at_hand.anew
    drop = text("quiz-button-leave-it") if anew else text("quiz-button-discard")
    return fresh(turn, "parts", text("quiz-button-parts")), fresh(turn, "discard", drop)

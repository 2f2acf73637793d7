"""The questions of a draft as a whole: looked through, changed, removed, moved, kept.

look one              a page of them; one of them
change remove up down restore
name store use        what they are called, and whether they become a bank
"""

from __future__ import annotations

from dataclasses import replace

from service.core.effects import Effect, Send, ToPerson
from service.core.events import Event, Said
from service.core.message import Message
from service.core.texts import text
from service.core.workflow import Context, Decision, Outcome, Rejected, choice_args
from service.questions.effects import KeepBank
from service.questions.grammar.writing import drafted
from service.questions.queries import Banks
from service.workflows.quiz import dictation, list_view, panels, questions, times
from service.workflows.quiz.dictation import AttemptEntry, QuizActivity
from service.workflows.quiz.model import Quiz, Writing


def look(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """A page of the questions (`look:page`). What is at hand stays."""
    quiz = activity.state
    if not quiz.questions:
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    page = dictation.number(event)
    looked = replace(quiz, composing=replace(quiz.composing, step="look", part=""))
    shown = list_view.look(replace(activity, state=looked), page)
    return _panel(context, "quiz.looked", shown, looked)


def one(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """One of the questions (`one:place`)."""
    place = dictation.number(event)
    if not 0 <= place < len(activity.state.questions):
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    return _panel(context, "quiz.looked", list_view.one(activity, place))


def change(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """The question is written anew, from what it is."""
    quiz, place = activity.state, _place(activity.state, event)
    if place is None:
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    language = context.actor.language if context.actor else "zh-CN"
    again = Writing(drafted(quiz.questions[place], language), place, anew=True)
    waiting = [each for each in quiz.composing.writing if questions.has_words(each.draft)
               and not (each.anew and each.place == place)]  # fmt: skip
    changed = questions.with_writing(quiz, (again, *waiting), step="write")
    return dictation.show(context, activity, changed, "quiz.change_begun")


def remove(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    quiz, place = activity.state, _place(activity.state, event)
    if place is None:
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    left = questions.removed(quiz, place)
    left = replace(left, composing=replace(left.composing, step="look"))
    shown = list_view.look(replace(activity, state=left), place // list_view.PAGE,
                      text("quiz-removed", n=place + 1))  # fmt: skip
    return _panel(context, "quiz.question_removed", shown, left)


def restore(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """The question that was removed last stands there again."""
    quiz = activity.state
    if quiz.composing.removed is None or not dictation.is_fresh(quiz, event):
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    page = quiz.composing.removed[0] // list_view.PAGE
    back = questions.restored(quiz)
    return _panel(context, "quiz.question_restored",
                  list_view.look(replace(activity, state=back), page), back)  # fmt: skip


def up(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    return _move(context, activity, event, -1)


def down(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    return _move(context, activity, event, 1)


def name(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """What the quiz and the bank are called."""
    said = " ".join(event.text.split()) if isinstance(event, Said) else ""
    if not said or len(said) > list_view.LONGEST_NAME:
        return Rejected("quiz.no_name", text("quiz-no-name", most=list_view.LONGEST_NAME))
    named = replace(activity.state, title=said)
    banks = context.queries[Banks(activity.unit)]
    changed = list_view.changes(activity.unit, named, banks)
    shown = list_view.ending(replace(activity, state=named), changed)
    effect = Send(_whom(context), "panel", shown, "reply", asks="name")
    return Decision("quiz.named", named, effects=(effect,))


def store(context: Context, activity: QuizActivity, event: Event) -> Outcome:
    """Keep the questions as a bank, and go on to the times (`store:1`) or end here (`store:0`)."""
    quiz = activity.state
    if not quiz.questions or not dictation.is_fresh(quiz, event):
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    bank = questions.bank_named(activity.unit, quiz.title, context.queries[Banks(activity.unit)])
    kept = KeepBank(activity.unit, quiz.title, questions.merged(quiz, bank))
    stored = _done(replace(quiz, bank=quiz.title, file=None))
    if choice_args(event)[:1] == ("0",):
        word = Message(text("quiz-bank-stored", name=stored.bank, n=len(kept.questions)))
        gone = replace(stored, phase="cancelled")
        effects: tuple[Effect, ...] = (kept, Send(_whom(context), "panel", word, "reply"))
        return Decision("quiz.bank_stored", gone, effects=effects, finished=True)
    return _go_on(context, activity, stored, "quiz.bank_stored", kept)


def use(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """The questions are for this quiz alone."""
    quiz = activity.state
    if not quiz.questions or not dictation.is_fresh(quiz, event):
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    return _go_on(context, activity, _done(replace(quiz, file=None)), "quiz.questions_kept")


# -- steps


def _move(context: Context, activity: QuizActivity, event: Event, by: int) -> Outcome:
    quiz, place = activity.state, _place(activity.state, event)
    if place is None or not 0 <= place + by < len(quiz.questions):
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    moved = questions.moved(quiz, place, by)
    shown = list_view.one(replace(activity, state=moved), place + by)
    return _panel(context, "quiz.question_moved", shown, moved)


def _go_on(
    context: Context, activity: QuizActivity, quiz: Quiz, action: str, *effects: Effect
) -> Outcome:
    """To the times, or to the preview where they are chosen."""
    going = replace(activity, state=quiz)
    shown, asks = panels.leader(going, context.roster)
    if quiz.opens_at is None:
        shown = times.choose_times(context, going)
    panel = Send(_whom(context), "panel", shown, "reply", asks=asks)
    return Decision(action, quiz, effects=(*effects, panel))


def _done(quiz: Quiz) -> Quiz:
    """Nothing is written any more."""
    left = replace(quiz.composing, step="", writing=(), removed=None,
                   edition=quiz.composing.edition + 1)  # fmt: skip
    return replace(quiz, composing=left)


def _panel(
    context: Context, action: str, message: Message, changed: Quiz | None = None
) -> Decision:
    panel = Send(_whom(context), "panel", message, "reply", asks="line")
    return Decision(action, changed, effects=(panel,))


def _place(quiz: Quiz, event: Event) -> int | None:
    """The question that a button of the panel as it is now means."""
    place = dictation.number(event)
    fresh = dictation.is_fresh(quiz, event) and 0 <= place < len(quiz.questions)
    return place if fresh else None


def _whom(context: Context) -> ToPerson:
    return ToPerson(context.actor.id if context.actor is not None else 0)


TABLE = {
    ("draft", "look"): look,
    ("draft", "one"): one,
    ("draft", "change"): change,
    ("draft", "remove"): remove,
    ("draft", "restore"): restore,
    ("draft", "up"): up,
    ("draft", "down"): down,
    ("draft", "?name"): name,
    ("draft", "use"): use,
}

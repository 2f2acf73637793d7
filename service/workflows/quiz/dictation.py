"""A question is dictated: typed line by line or as a whole, looked at, corrected, and saved.

    ?line attached        more lines, or a picture, for the question at hand
    right truth kind      what is right, by a tap on the options; what kind it is
    parts part cut        one part of it is written anew, or taken out
    next written          it is saved: the next one follows, or all of them are looked at
    discard               it is dropped

What has been typed stays until it is saved or dropped, also when something is wrong with it.
"""

from __future__ import annotations

from dataclasses import replace

from service.core.effects import Edit, Effect, Send, ToPerson
from service.core.events import Attached, Event, Said
from service.core.texts import Words, lines, text
from service.core.workflow import (
    Activity,
    Context,
    Decision,
    Entry,
    Outcome,
    Rejected,
    choice_args,
)
from service.questions.effects import ReadFile
from service.questions.events import BankRead
from service.questions.grammar.dictated import dictate, with_part, without_part
from service.questions.grammar.draft import Draft, answered, finished
from service.questions.grammar.words import LETTERS
from service.questions.queries import Banks
from service.workflows.quiz import compose_view as view
from service.workflows.quiz import list_view, questions
from service.workflows.quiz.model import Attempt, Quiz

QuizActivity = Activity[Quiz]
AttemptEntry = Entry[Attempt] | None

LARGEST = 8_000_000  # bytes of a file


def write(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """Write a question: the first one of a quiz of its own (`write:0`), or one more (`write:1`)."""
    quiz = activity.state
    if choice_args(event)[:1] == ("0",):
        quiz = questions.begun(quiz, list_view.day_of(context))
    else:
        quiz = _writing(context, quiz)
    return show(context, activity, quiz, "quiz.writing_begun")


def typed(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """Lines for the question at hand, and for those behind it."""
    if not isinstance(event, Said):
        return Rejected("quiz.unexpected", text("quiz-unexpected"))
    return _heard(context, activity, event.text)


def attached(context: Context, activity: QuizActivity, event: Attached) -> Outcome:
    """A picture for the question at hand, with lines as its caption; or a file of more
    questions."""
    if context.actor is None:
        return Rejected("quiz.unexpected", text("quiz-unexpected"))
    if event.size > LARGEST:
        megabytes = LARGEST // 1_000_000
        return Rejected("quiz.file_too_large", text("quiz-file-too-large", megabytes=megabytes))
    quiz = _writing(context, activity.state)
    if event.text.strip() and event.mime.startswith("image/"):
        quiz, _count = questions.taken(quiz, dictate(event.text, _draft(quiz)).drafts)
    quiz = replace(quiz, composing=replace(quiz.composing, fetching=event.name))
    wanted = ReadFile(context.actor.id, event.ref.place.account, event.file_id, event.name)
    return Decision("quiz.file_sent", quiz, effects=(wanted,))


def fetched(
    context: Context, activity: QuizActivity, event: BankRead, problems: Words | None
) -> Outcome:
    """The picture is there, or more questions are, as far as nothing is wrong with them."""
    quiz = replace(activity.state, composing=replace(activity.state.composing, fetching=""))
    if event.picture:
        quiz = _writing(context, quiz)
        at_hand = quiz.composing.at_hand
        drawn = replace(at_hand, draft=replace(at_hand.draft, picture=event.picture))
        quiz = questions.with_writing(quiz, (drawn, *quiz.composing.writing[1:]))
        return show(context, activity, quiz, "quiz.picture_added")
    if len(quiz.questions) + len(event.questions) > questions.MOST:
        return Rejected("quiz.too_many", text("quiz-too-many", n=questions.MOST))
    if event.questions:
        quiz = questions.joined(quiz, event.questions)
    count, total = len(event.questions), len(quiz.questions)
    word = lines(problems, text("quiz-questions-saved", n=count, all=total) if count else None)
    return show(context, activity, quiz, "quiz.questions_added", word)


def right(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """The option is right (`right:option`), or is so no more."""
    quiz = activity.state
    draft = answered(quiz.composing.at_hand.draft)
    option = number(event)
    if not is_fresh(quiz, event) or not 0 <= option < len(draft.options):
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    letter = LETTERS[option].upper()
    named = view.right_letters(draft)
    answer = letter if view.takes_one(draft) else "".join(sorted(set(named) ^ {letter}))
    fields = {**draft.fields, "answer": answer}
    if not answer:
        del fields["answer"]
    changed = replace(draft, fields=fields, last="answer")
    return _edited(context, activity, changed, "quiz.answer_marked")


def truth(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """What is said is true (`truth:1`) or false."""
    quiz = activity.state
    draft = answered(quiz.composing.at_hand.draft)
    if not is_fresh(quiz, event) or not any(draft.prompt) or draft.options:
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    answer = "对" if number(event) else "错"
    return _edited(context, activity, draft.with_field("answer", answer), "quiz.answer_marked")


def kind(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """The question is of the other kind that was offered (`kind:number`)."""
    quiz = activity.state
    draft = quiz.composing.at_hand.draft
    question, _problems = finished(draft)
    meant = view.other_kind(draft, question) if question is not None else None
    if not is_fresh(quiz, event) or meant is None or choice_args(event)[0] != meant:
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    return _edited(context, activity, replace(draft, kind=meant), "quiz.kind_chosen")


def parts(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """Which part shall be written anew?"""
    quiz = activity.state
    if not is_fresh(quiz, event) or not quiz.composing.writing:
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    shown = Send(_whom(context, quiz), "panel", view.parts(activity), "reply", asks="line")
    return Decision("quiz.parts_shown", effects=(shown,))


def part(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """The next message is this part (`part:name`)."""
    quiz = activity.state
    name = "".join(choice_args(event)[:1])
    if not is_fresh(quiz, event) or name not in view.part_names(quiz.composing.at_hand.draft):
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    asked = replace(quiz, composing=replace(quiz.composing, part=name))
    return show(context, activity, asked, "quiz.part_asked")


def cut(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """Without this part (`cut:name`)."""
    quiz = activity.state
    draft = quiz.composing.at_hand.draft
    name = "".join(choice_args(event)[:1])
    if not is_fresh(quiz, event) or name not in view.part_names(draft):
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    quiz, _count = questions.taken(quiz, [without_part(draft, name)])
    quiz = _next_edition(quiz)
    return show(context, activity, quiz, "quiz.part_cut")


def keep_parts(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """Back to the question as it is."""
    quiz = activity.state
    again = replace(quiz, composing=replace(quiz.composing, part=""))
    return show(context, activity, again, "quiz.writing_shown")


def next_(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """Save the question at hand. Then the next one that waits, or a new one; after a change, back
    to all of them."""
    quiz = activity.state
    if not is_fresh(quiz, event):
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    done = _saved(quiz)
    if isinstance(done, Rejected):
        return done
    after, place = done
    if quiz.composing.at_hand.anew and not after.composing.writing:
        after = replace(after, composing=replace(after.composing, step="look"))
    word = text("quiz-question-saved", n=place + 1)
    return show(context, activity, after, "quiz.question_saved", word)


def written(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """Nothing more to write: the questions as a whole, and what shall become of them."""
    quiz = activity.state
    while quiz.composing.writing and questions.has_words(quiz.composing.at_hand.draft):
        done = _saved(quiz)
        if isinstance(done, Rejected):
            if quiz is activity.state:
                return done
            return show(context, activity, quiz, "quiz.unfinished", text("quiz-unfinished"))
        quiz, _place = done
    if not quiz.questions:
        return Rejected("quiz.nothing_written", text("quiz-nothing-written"))
    banks = context.queries[Banks(activity.unit)]
    ended = questions.with_writing(quiz, (), step="end")
    ended = replace(ended, title=list_view.free_title(ended, banks))
    change = list_view.changes(activity.unit, ended, banks)
    shown = list_view.ending(replace(activity, state=ended), change)
    effect = Send(_whom(context, quiz), "panel", shown, "reply", asks="name")
    return Decision("quiz.written", ended, effects=(effect,))


def discard(context: Context, activity: QuizActivity, _: AttemptEntry, event: Event) -> Outcome:
    """Drop the question at hand, or the change of one."""
    quiz = activity.state
    if not is_fresh(quiz, event) or not quiz.composing.writing:
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    at_hand, *waiting = quiz.composing.writing
    step = "look" if at_hand.anew and not waiting else "write"
    left = _next_edition(questions.with_writing(quiz, waiting, step=step))
    word = text("quiz-change-dropped") if at_hand.anew else text("quiz-question-dropped")
    return show(context, activity, left, "quiz.question_dropped", word)


def show(
    context: Context,
    activity: QuizActivity,
    quiz: Quiz,
    action: str,
    word: Words | None = None,
    *,
    in_place: bool = False,
) -> Outcome:
    """The decision that leads to this state, which its leader sees in the panel."""
    shown, asks = view.shown(replace(activity, state=quiz), word)
    to = _whom(context, quiz)
    effect: Effect = (
        Edit(to, "panel", shown, asks=asks)
        if in_place
        else Send(to, "panel", shown, "reply", asks=asks)
    )
    return Decision(action, quiz, effects=(effect,))


# -- steps


def _heard(context: Context, activity: QuizActivity, said: str) -> Outcome:
    quiz = _writing(context, activity.state)
    draft, part_ = _draft(quiz), activity.state.composing.part
    if part_ and draft is not None and said.strip():
        quiz, _count = questions.taken(quiz, [with_part(draft, part_, said)])
        return show(context, activity, _next_edition(quiz), "quiz.part_written")
    found = dictate(said, draft)
    if len(quiz.questions) + len(found.drafts) > questions.MOST:
        return Rejected("quiz.too_many", text("quiz-too-many", n=questions.MOST))
    count = 0
    if found.drafts:
        quiz, count = questions.taken(quiz, found.drafts)
    word = lines(
        text("quiz-questions-saved", n=count, all=len(quiz.questions)) if count else None,
        view.stray(found.stray, draft) if found.stray else None,
    )
    return show(
        context, activity, _next_edition(quiz), "quiz.line_written", word if word.parts else None
    )


def _edited(context: Context, activity: QuizActivity, draft: Draft, action: str) -> Outcome:
    """The question at hand after a tap, where it stands."""
    composing = activity.state.composing
    changed = replace(composing.at_hand, draft=draft)
    quiz = questions.with_writing(activity.state, (changed, *composing.writing[1:]))
    return show(context, activity, quiz, action, in_place=True)


def _saved(quiz: Quiz) -> tuple[Quiz, int] | Rejected:
    """With the question at hand saved, and its place; or what it lacks."""
    at_hand = quiz.composing.at_hand
    if not questions.has_words(at_hand.draft):
        return Rejected("quiz.nothing_written", text("quiz-nothing-written"))
    question, problems = finished(at_hand.draft)
    if question is None:
        word = lines(text("quiz-unfinished"), *view.told(at_hand.draft, problems))
        return Rejected("quiz.unfinished", word)
    return questions.saved(questions.with_writing(quiz, quiz.composing.writing[1:]), at_hand,
                           question)  # fmt: skip


def _writing(context: Context, quiz: Quiz) -> Quiz:
    """With a question at hand."""
    named = replace(quiz, title=quiz.title or list_view.day_of(context))
    return replace(named, composing=replace(quiz.composing, step="write"))


def _draft(quiz: Quiz) -> Draft | None:
    draft = quiz.composing.at_hand.draft
    return draft if questions.has_words(draft) else None


def is_fresh(quiz: Quiz, event: Event) -> bool:
    """Whether the button belongs to the panel as it is now."""
    return choice_args(event)[-1:] == (str(quiz.composing.edition),)


def _next_edition(quiz: Quiz) -> Quiz:
    return replace(quiz, composing=replace(quiz.composing, edition=quiz.composing.edition + 1))


def number(event: Event) -> int:
    written = "".join(choice_args(event)[:1])
    return int(written) if written.isascii() and written.isdigit() and len(written) < 5 else -1


def _whom(context: Context, quiz: Quiz) -> ToPerson:
    """Whoever writes: only they see it."""
    return ToPerson(context.actor.id if context.actor is not None else quiz.owner or 0)


TABLE = {
    ("draft", "write"): write,
    ("draft", "?line"): typed,
    ("draft", "right"): right,
    ("draft", "truth"): truth,
    ("draft", "kind"): kind,
    ("draft", "parts"): parts,
    ("draft", "part"): part,
    ("draft", "parted"): keep_parts,
    ("draft", "cut"): cut,
    ("draft", "next"): next_,
    ("draft", "written"): written,
    ("draft", "discard"): discard,
}

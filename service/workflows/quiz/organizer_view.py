"""What a quiz says to who organizes it: preparation, preview, and a panel for each phase."""

from __future__ import annotations

from collections.abc import Sequence

from service.core.effects import Effect
from service.core.message import Choice, Message
from service.core.queries import Results
from service.core.texts import Moment, Words, lines, text
from service.core.workflow import Decision
from service.questions.model import CHOICE_KINDS, Bank, Question
from service.questions.scoring import shown_points
from service.sdk import screens
from service.sdk.cards import Card
from service.sdk.fields import At
from service.sdk.panels import button, choice, grid, moment, paragraphs
from service.sdk.participation import participation
from service.workflows.quiz import asking, editor_view, question_list, room_mode, screen
from service.workflows.quiz.attempt import begin_choice, pointer
from service.workflows.quiz.model import LETTERS, REMINDERS, QuizTurn, title_of

OPENING_MINUTES = (0, 10, 60)
LASTING_MINUTES = (10, 30, 60, 1440)
EVENINGS = (At(0, 20), At(1, 20))
PRESET_MINUTES = 30  # how long a quiz in the evening lasts
DRAWN = (5, 10, 20)
PREVIEWED = 30  # questions shown in the preview; the whole bank may be longer
SHOWN_QUESTIONS = 3  # of a file


def said(
    turn: QuizTurn,
    action: str,
    message: Message | None = None,
    *effects: Effect,
    prompt: str = "",
    organizers_too: bool = False,
    finished: bool = False,
) -> Decision:
    """The step that has led to the turn's state, with what the organizer sees: the message, or the
    panel of this phase."""
    if message is None:
        message, prompt = current(turn)
    panel = turn.panel(message, prompt=prompt, organizers_too=organizers_too)
    return turn.done(action, state=turn.state, effects=(*effects, *panel), finished=finished)


def current(turn: QuizTurn) -> tuple[Message, str]:
    """What its organizer sees in this phase, and the prompt that typed words answer."""
    quiz = turn.state
    match quiz.phase:
        case "draft" if quiz.progress.composing.step:
            return editor_view.shown(turn)
        case "draft" if not quiz.definition.questions:
            return begin(turn), "line"
        case "draft" if quiz.schedule.opens_at is None:
            return choose_opening(turn), "opens"
        case "draft" if quiz.schedule.closes_at is None:
            return choose_closing(turn), "closes"
        case "draft":
            return preview(turn), ""
        case "scheduled":
            return planned(turn), ""
        case "open":
            return running(turn), ""
        case "closed":
            return closed(turn), ""
        case _:
            return over(turn), ""


def card(turn: QuizTurn) -> Card:
    """What its organizer can do in this phase."""
    quiz, activity = turn.state, turn.activity
    match quiz.phase:
        case "draft":
            feedback = text("quiz-button-feedback", feedback=quiz.definition.feedback)
            live = text("quiz-button-live", live=int(quiz.definition.live))
            more = (
                "quiz-button-pick" if quiz.definition.bank else "",
                choice(activity, "feedback", feedback),
                choice(activity, "live", live),
            )
            look = button(activity, "quiz-button-look", 0)
            changes = (("quiz-button-times", "quiz-button-title"), (look, "sdk-button-options"))
            return Card(activity, "quiz-button-confirm", changes, more, "quiz-button-drop")
        case "scheduled":
            return Card(activity, "sdk-button-edit", (_screen(turn),), danger="quiz-button-cancel")
        case "open":
            usual = ("sdk-button-nudge", "quiz-button-extend")
            common = (usual, "quiz-button-close", _screen(turn))
            own = ("quiz-button-begin",)
            return Card(activity, "quiz-button-progress", common, own, "quiz-button-cancel")
        case "closed":
            lists = ("quiz-button-analysis", "quiz-button-export")
            return Card(activity, "quiz-button-publish", lists)
        case _:
            ways = ["quiz-button-analysis", "quiz-button-export"]
            if quiz.progress.unposted:
                ways.insert(0, "quiz-button-post")
            return Card(activity, ways[0], ways[1:])


def _screen(turn: QuizTurn) -> str:
    """The button for a big screen, where there is something to see for all."""
    return screens.BUTTON if screen.has_screen(turn.state) else ""


# -- preparation


def begin(turn: QuizTurn) -> Message:
    """There is no bank: the questions come as a file, or are written."""
    return _new(turn, text("quiz-no-banks-yet"), write_anew(turn))


def _new(turn: QuizTurn, asked: Words, *offered: Choice) -> Message:
    """A question of the preparation, with what is offered, and the way out."""
    rows = grid(turn.activity, *offered, "quiz-button-drop")
    return Message(asked, text("quiz-new"), rows)


def write_anew(turn: QuizTurn) -> Choice:
    """To write the questions instead of taking them from a bank."""
    return choice(turn.activity, "write", text("quiz-button-write-anew"), 0)


def choose_bank(turn: QuizTurn, banks: Sequence[Bank]) -> Message:
    labels = {each.id: text("quiz-bank", name=each.name, n=len(each.questions)) for each in banks}
    offered = (choice(turn.activity, "bank", labels[each], each) for each in labels)
    return _new(turn, text("quiz-choose-bank"), *offered, write_anew(turn))


def choose_questions(turn: QuizTurn, bank: Bank) -> Message:
    """Which questions: some to draw by a tap, the rest by typing."""
    count = len(bank.questions)
    tags = sorted({tag for each in bank.questions for tag in each.tags})
    rows = grid(
        turn.activity,
        *(
            choice(turn.activity, "draw", text("quiz-button-draw", n=n), n)
            for n in DRAWN
            if n < count
        ),
        choice(turn.activity, "draw", text("quiz-button-all"), 0),
        choice(turn.activity, "back", text("sdk-button-keep")),
    )
    asked = lines(
        text("quiz-choose-questions", name=bank.name, n=count),
        text("quiz-tags", tags="、".join(tags[:20])) if tags else None,
    )
    return Message(asked, title_of(turn.state), rows)


def choose_times(turn: QuizTurn, *more: Choice) -> Message:
    """When it opens; evenings that are still to come are offered with their length. `more`: what
    can be done instead."""
    ready = [
        choice(
            turn.activity,
            "evening",
            text("quiz-evening", at=Moment(at), minutes=PRESET_MINUTES),
            number,
            PRESET_MINUTES,
        )
        for number, each in enumerate(EVENINGS)
        if (at := each.from_today(turn)) > turn.now
    ]
    return choose_opening(turn, ready, more)


def choose_opening(
    turn: QuizTurn, ready: Sequence[Choice] = (), more: Sequence[Choice] = ()
) -> Message:
    """When it opens. `ready`, `more`: what is offered before and after the usual."""
    usual = (
        choice(turn.activity, "opens", text("quiz-opens-in", minutes=minutes), minutes)
        for minutes in OPENING_MINUTES
    )
    definition = turn.state.definition
    asked = text("quiz-choose-opening", name=definition.bank or definition.title)
    return _new(turn, asked, *ready, *usual, *more)


def choose_closing(turn: QuizTurn) -> Message:
    offered = (
        choice(turn.activity, "lasts", text("quiz-lasts", minutes=minutes), minutes)
        for minutes in LASTING_MINUTES
    )
    asked = text("quiz-choose-closing", opens=moment(turn.state.schedule.opens_at))
    return _new(turn, asked, *offered)


def preview(turn: QuizTurn) -> Message:
    """The whole quiz as its organizer checks it before it is announced, and whom it reaches."""
    quiz = turn.state
    facts = text(
        "quiz-preview",
        n=len(quiz.definition.questions),
        papers=len(quiz.definition.terms.papers),
        points=shown_points(quiz.definition.out_of),
        opens=moment(quiz.schedule.opens_at),
        closes=moment(quiz.schedule.closes_at),
        feedback=quiz.definition.feedback,
    )
    reach = text("quiz-reach", n=len(turn.roster.members(turn.unit)))
    head = lines(facts, REMINDERS.told(turn), room_mode.preview(quiz), reach)
    asked = (
        _asked(number, each) for number, each in enumerate(quiz.definition.questions[:PREVIEWED], 1)
    )
    body = paragraphs(head, *asked, question_list.and_more(quiz, PREVIEWED))
    return Message(body, title=title_of(quiz), choices=card(turn).rows())


def _asked(number: int, each: Question) -> Words:
    """A question with what is right, for whoever prepares the quiz."""
    kind, points = text("quiz-kind", kind=each.kind), shown_points(each.worth)
    heading = text("quiz-preview-question", n=number, kind=kind, points=points)
    right: list[Words] = [
        f"{'✓' if option.correct else '　'} {LETTERS[i]}. {option.text}"
        for i, option in enumerate(each.options)
    ]
    if each.kind not in CHOICE_KINDS:
        right = [text("quiz-correct", correct=asking.key(each))]
    return lines(heading, each.prompt, *right, asking.because(each))


def file_preview(turn: QuizTurn, banks: Sequence[Bank], notes: Words | None = None) -> Message:
    """What stands in a file: counts by kind, the first questions, what was left out, and what
    becomes of a bank of the same name."""
    quiz = turn.state
    first = (
        lines(f"{number}. {each.prompt}", text("quiz-correct", correct=asking.key(each)))
        for number, each in enumerate(quiz.definition.questions[:SHOWN_QUESTIONS], 1)
    )
    head = text(
        "quiz-file-read",
        n=len(quiz.definition.questions),
        points=shown_points(quiz.definition.out_of),
    )
    change = question_list.changes(turn, banks)
    body = paragraphs(
        lines(head, question_list.kinds(quiz), change),
        *first,
        question_list.and_more(quiz, SHOWN_QUESTIONS),
        notes,
    )
    rows = grid(
        turn.activity,
        choice(turn.activity, "store", text("quiz-button-store-and-go"), 1),
        button(turn.activity, "quiz-button-store", 0),
        button(turn.activity, "quiz-button-look", 0),
        "quiz-button-drop",
    )
    return Message(body, text("quiz-file-title", name=quiz.definition.bank), rows)


# -- from the schedule on


def planned(turn: QuizTurn) -> Message:
    quiz = turn.state
    body = text(
        "quiz-scheduled",
        opens=moment(quiz.schedule.opens_at),
        closes=moment(quiz.schedule.closes_at),
    )
    return Message(body, title_of(quiz), card(turn).rows())


def running(turn: QuizTurn) -> Message:
    body = text("quiz-open-until", closes=moment(turn.state.schedule.closes_at))
    return Message(body, title_of(turn.state), card(turn).rows())


def progress(turn: QuizTurn) -> Message:
    """How many have handed in, and who has not begun."""
    done = participation(
        turn.roster, turn.activity, turn.query(Results(turn.id)), ("submitted", "answering")
    )
    submitted = [each for each in done.done if done.summaries[each.id].status == "submitted"]
    silent = "、".join(turn.roster.names(each.id for each in done.silent))
    facts = text(
        "quiz-progress",
        submitted=len(submitted),
        answering=len(done.done) - len(submitted),
        members=done.members,
    )
    return Message(
        lines(facts, text("quiz-silent", names=silent) if silent else None),
        title=title_of(turn.state),
        choices=grid(turn.activity, "quiz-button-progress"),
    )


def extension(turn: QuizTurn, minutes: int, most: int) -> Message:
    """Who may answer longer: whoever has not handed in."""
    summaries = turn.query(Results(turn.id))
    waiting = participation(turn.roster, turn.activity, summaries, ("submitted",)).silent[:most]
    shown = turn.roster.told_apart(waiting)
    people = (choice(turn.activity, "more", shown[each.id], each.id) for each in waiting)
    rows = grid(turn.activity, *people, "sdk-button-keep")
    return Message(text("quiz-extend-whom", minutes=minutes), choices=rows)


def closed(turn: QuizTurn) -> Message:
    """Between the close and the publication."""
    return Message(text("quiz-closed"), title_of(turn.state), card(turn).rows())


def over(turn: QuizTurn) -> Message:
    """When nothing is left to do but to look at what it came to."""
    if turn.state.phase != "published":
        return Message(text("quiz-cancelled"), title=title_of(turn.state))
    unposted = turn.state.progress.unposted
    word = text("quiz-unposted" if unposted else "quiz-published")
    return Message(word, title_of(turn.state), card(turn).rows())


def ask_cancel(turn: QuizTurn) -> Words:
    return _confirm(turn, "quiz-confirm-cancel")


def ask_close(turn: QuizTurn) -> Words:
    return _confirm(turn, "quiz-confirm-close")


def ask_publish(turn: QuizTurn) -> Words:
    return _confirm(turn, "quiz-confirm-publish")


def _confirm(turn: QuizTurn, key: str) -> Words:
    """What the act does, and how many learn of it."""
    quiz, members = turn.state, len(turn.roster.members(turn.unit))
    phase = "foretold" if quiz.progress.foretold and quiz.phase == "scheduled" else quiz.phase
    return text(key, title=quiz.definition.called, phase=phase, n=members)


# -- to the room and the members


def invitation(turn: QuizTurn) -> Message:
    """To the room when the quiz opens."""
    quiz = turn.state
    if quiz.definition.live:
        return Message(room_mode.invitation(quiz), title=title_of(quiz))
    body = text(
        "quiz-opened",
        n=len(quiz.definition.questions),
        points=shown_points(quiz.definition.out_of),
        closes=moment(quiz.schedule.closes_at),
    )
    return Message(body, title=title_of(quiz), choices=begin_choice(turn))


def invited(turn: QuizTurn) -> Message:
    """To each member when the quiz opens."""
    return Message(pointer(turn.state)) if turn.state.definition.live else invitation(turn)


def soon(turn: QuizTurn) -> Message:
    """To the room before a quiz that is answered there together."""
    quiz = turn.state
    opens = moment(quiz.schedule.opens_at)
    body = text("quiz-soon", opens=opens, n=len(quiz.definition.questions))
    return Message(body, title_of(quiz))


def reminder(turn: QuizTurn) -> Message:
    quiz = turn.state
    if quiz.definition.live:
        return invited(turn)
    body = text(
        "quiz-reminder", title=quiz.definition.called, closes=moment(quiz.schedule.closes_at)
    )
    return Message(body, choices=begin_choice(turn))


def results_out(turn: QuizTurn) -> Message:
    """To everybody who took part: their result may be seen."""
    word = text("quiz-results-out", title=turn.state.definition.called)
    return Message(word, choices=grid(turn.activity, "quiz-button-result"))

"""The questions of a draft are written in the chat, or come in a file.

    ?line attached        more lines, or a picture, for the question at hand
    right truth kind      what is right, by a tap on the options; what kind it is
    parts part cut        one part of it is written anew, or taken out
    next written          it is saved: the next one follows, or all of them are looked at
    discard               it is dropped
    look one              a page of all questions; one of them
    change remove up down restore
    ?name store use       what they are called, and whether they become a bank

What has been typed stays until it is saved or dropped, also when something is wrong with it. A file
is looked at before anything is stored; every error of it is told by its row. It is corrected and
sent again, or what is wrong in it is written here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from service.core.effects import Edit, ToPerson
from service.core.events import Attached, Said
from service.core.message import Message
from service.core.people import Language
from service.core.texts import Words, lines, text
from service.core.workflow import Outcome, Rejected
from service.questions.effects import KeepBank, ReadFile
from service.questions.events import BankRead
from service.questions.grammar.dictated import dictate, with_part, without_part
from service.questions.grammar.draft import Draft, answered, finished
from service.questions.grammar.words import DONE_WORDS, LETTERS, normal
from service.questions.grammar.writing import drafted
from service.questions.queries import Banks
from service.sdk.panels import button, choice, grid, paragraphs
from service.sdk.transitions import Handler
from service.workflows.quiz import editor_view as view
from service.workflows.quiz import question_list
from service.workflows.quiz.model import Attempt, Composing, QuizState, QuizTurn, SentFile, Writing
from service.workflows.quiz.organizer_view import choose_times, file_preview, said
from service.workflows.quiz.question_list import composing, has_words, next_edition, with_writing

LARGEST = 8_000_000  # bytes of a file


def current(step: Handler[QuizState, Attempt]) -> Handler[QuizState, Attempt]:
    """A step by a button of the panel as it is now; one of an earlier panel does nothing."""

    def taken(turn: QuizTurn) -> Outcome:
        return step(turn) if _is_current(turn) else turn.refuse("sdk-moved-on")

    return taken


def _is_current(turn: QuizTurn) -> bool:
    return turn.args()[-1:] == (str(turn.state.progress.composing.edition),)


def on_question(step: Callable[[QuizTurn, int], Outcome]) -> Handler[QuizState, Attempt]:
    """The same, for the question whose place in the list the button names."""

    @current
    def taken(turn: QuizTurn) -> Outcome:
        place = _number(turn)
        if not 0 <= place < len(turn.state.definition.questions):
            return turn.refuse("sdk-moved-on")
        return step(turn, place)

    return taken


def _number(turn: QuizTurn) -> int:
    """The number that the button names first; -1 without one."""
    return (turn.ints() or (-1,))[0]


# -- the question at hand


def write(turn: QuizTurn) -> Outcome:
    """Write a question: the first one of a quiz of its own (`write:0`), or one more (`write:1`)."""
    quiz = turn.state
    if turn.args()[:1] == ("0",):
        quiz = question_list.begun(quiz, question_list.day_of(turn))
    else:
        quiz = _writing(turn, quiz)
    return _shown(turn.becomes(quiz), "quiz.writing_begun")


def typed(turn: QuizTurn) -> Outcome:
    """Lines for the question at hand, and for those behind it."""
    words = turn.event.text if isinstance(turn.event, Said) else ""
    if _ends(turn):
        return written(turn)
    quiz = _writing(turn, turn.state)
    draft, part_ = _draft(quiz), turn.state.progress.composing.part
    if part_ and draft is not None and words.strip():
        quiz, _count = question_list.taken(quiz, [with_part(draft, part_, words)])
        return _shown(turn.becomes(next_edition(quiz)), "quiz.part_written")
    found = dictate(words, draft)
    if len(quiz.definition.questions) + len(found.drafts) > question_list.MOST:
        return turn.refuse("quiz-too-many", n=question_list.MOST)
    count = 0
    if found.drafts:
        quiz, count = question_list.taken(quiz, found.drafts)
    word = lines(
        _saved_words(quiz, count),
        view.stray(found.stray, draft) if found.stray else None,
    )
    return _shown(turn.becomes(next_edition(quiz)), "quiz.line_written", word)


def banks_at_the_end(turn: QuizTurn) -> Banks | None:
    """The banks that are there, where what was typed ends the dictation."""
    return Banks(turn.unit) if _ends(turn) else None


def _ends(turn: QuizTurn) -> bool:
    """Whether a word such as “完成” ends the dictation, and is no part of a question."""
    quiz, words = turn.state, turn.event.text if isinstance(turn.event, Said) else ""
    if normal(words.strip(" 。.!！")) not in DONE_WORDS:
        return False
    if quiz.progress.composing.part:
        return False
    draft = quiz.progress.composing.at_hand.draft
    if not has_words(draft):
        return bool(quiz.definition.questions)
    return finished(draft)[0] is not None


@current
def right(turn: QuizTurn) -> Outcome:
    """The option is right (`right:option`), or is so no more."""
    draft = answered(turn.state.progress.composing.at_hand.draft)
    option = _number(turn)
    if not 0 <= option < len(draft.options):
        return turn.refuse("sdk-moved-on")
    letter = LETTERS[option].upper()
    named = view.right_letters(draft)
    answer = letter if view.takes_one(draft) else "".join(sorted(set(named) ^ {letter}))
    fields = {**draft.fields, "answer": answer}
    if not answer:
        del fields["answer"]
    return _edited(turn, replace(draft, fields=fields, last="answer"), "quiz.answer_marked")


@current
def truth(turn: QuizTurn) -> Outcome:
    """What is said is true (`truth:1`) or false."""
    draft = answered(turn.state.progress.composing.at_hand.draft)
    if not any(draft.prompt) or draft.options:
        return turn.refuse("sdk-moved-on")
    answer = "对" if _number(turn) else "错"
    return _edited(turn, draft.with_field("answer", answer), "quiz.answer_marked")


@current
def kind(turn: QuizTurn) -> Outcome:
    """The question is of the other kind that was offered (`kind:number`)."""
    draft = turn.state.progress.composing.at_hand.draft
    question, _problems = finished(draft)
    meant = view.other_kind(draft, question) if question is not None else None
    if meant is None or turn.args()[0] != meant:
        return turn.refuse("sdk-moved-on")
    return _edited(turn, replace(draft, kind=meant), "quiz.kind_chosen")


@current
def parts(turn: QuizTurn) -> Outcome:
    """Which part shall be written anew?"""
    if not turn.state.progress.composing.writing:
        return turn.refuse("sdk-moved-on")
    return turn.done("quiz.parts_shown", effects=turn.panel(view.parts(turn), prompt="line"))


@current
def part(turn: QuizTurn) -> Outcome:
    """The next message is this part (`part:name`)."""
    name = turn.args()[0]
    if name not in view.part_names(turn.state.progress.composing.at_hand.draft):
        return turn.refuse("sdk-moved-on")
    return _shown(turn.becomes(composing(turn.state, part=name)), "quiz.part_asked")


@current
def cut(turn: QuizTurn) -> Outcome:
    """Without this part (`cut:name`)."""
    draft, name = turn.state.progress.composing.at_hand.draft, turn.args()[0]
    if name not in view.part_names(draft):
        return turn.refuse("sdk-moved-on")
    quiz, _count = question_list.taken(turn.state, [without_part(draft, name)])
    return _shown(turn.becomes(next_edition(quiz)), "quiz.part_cut")


def keep_parts(turn: QuizTurn) -> Outcome:
    """Back to the question as it is."""
    return _shown(turn.becomes(composing(turn.state, part="")), "quiz.writing_shown")


@current
def next_(turn: QuizTurn) -> Outcome:
    """Save the question at hand. Then the next one that waits, or a new one; after a change, back
    to all of them."""
    done = _saved(turn)
    if isinstance(done, Rejected):
        return done
    quiz, place = done
    if turn.state.progress.composing.at_hand.anew and not quiz.progress.composing.writing:
        quiz = composing(quiz, step="look")
    word = text("quiz-question-saved", n=place + 1)
    return _shown(turn.becomes(quiz), "quiz.question_saved", word)


def written(turn: QuizTurn) -> Outcome:
    """Nothing more to write: the questions as a whole, and what shall become of them."""
    so_far = turn
    while _draft(so_far.state) is not None:
        done = _saved(so_far)
        if isinstance(done, Rejected):
            if so_far is turn:
                return done
            return _shown(so_far, "quiz.unfinished", text("quiz-unfinished"))
        so_far = so_far.becomes(done[0])
    if not so_far.state.definition.questions:
        return turn.refuse("quiz-nothing-written")
    quiz = with_writing(so_far.state, (), step="end")
    title = question_list.free_title(quiz, turn.query(Banks(turn.unit)))
    return _ending(turn.becomes(quiz.defined(title=title)), "quiz.written")


@current
def discard(turn: QuizTurn) -> Outcome:
    """Drop the question at hand, or the change of one."""
    if not turn.state.progress.composing.writing:
        return turn.refuse("sdk-moved-on")
    at_hand, *waiting = turn.state.progress.composing.writing
    step = "look" if at_hand.anew and not waiting else "write"
    left = next_edition(with_writing(turn.state, waiting, step=step))
    word = text("quiz-change-dropped" if at_hand.anew else "quiz-question-dropped")
    return _shown(turn.becomes(left), "quiz.question_dropped", word)


# -- all of them


def look(turn: QuizTurn) -> Outcome:
    """A page of the questions (`look:page`). What is at hand stays."""
    if not turn.state.definition.questions:
        return turn.refuse("sdk-moved-on")
    looked = turn.becomes(composing(turn.state, step="look", part=""))
    return _listed(looked, "quiz.looked", question_list.look(looked, _number(turn)))


def one(turn: QuizTurn) -> Outcome:
    """One of the questions (`one:place`)."""
    place = _number(turn)
    if not 0 <= place < len(turn.state.definition.questions):
        return turn.refuse("sdk-moved-on")
    shown = turn.panel(question_list.one(turn, place), prompt="line")
    return turn.done("quiz.looked", effects=shown)


@on_question
def change(turn: QuizTurn, place: int) -> Outcome:
    """The question is written anew, from what it is."""
    quiz = turn.state
    again = Writing(drafted(quiz.definition.questions[place], _language(turn)), place, anew=True)
    waiting = [
        each
        for each in quiz.progress.composing.writing
        if has_words(each.draft) and not (each.anew and each.place == place)
    ]
    changed = with_writing(quiz, (again, *waiting), step="write")
    return _shown(turn.becomes(changed), "quiz.change_begun")


@on_question
def remove(turn: QuizTurn, place: int) -> Outcome:
    left = turn.becomes(composing(question_list.removed(turn.state, place), step="look"))
    word = text("quiz-removed", n=place + 1)
    shown = question_list.look(left, place // question_list.PAGE, word)
    return _listed(left, "quiz.question_removed", shown)


@current
def restore(turn: QuizTurn) -> Outcome:
    """The question that was removed last stands there again."""
    removed = turn.state.progress.composing.removed
    if removed is None:
        return turn.refuse("sdk-moved-on")
    page = removed[0] // question_list.PAGE
    back = turn.becomes(question_list.restored(turn.state, *removed))
    return _listed(back, "quiz.question_restored", question_list.look(back, page))


@on_question
def up(turn: QuizTurn, place: int) -> Outcome:
    return _moved(turn, place, -1)


@on_question
def down(turn: QuizTurn, place: int) -> Outcome:
    return _moved(turn, place, 1)


def _moved(turn: QuizTurn, place: int, by: int) -> Outcome:
    if not 0 <= place + by < len(turn.state.definition.questions):
        return turn.refuse("sdk-moved-on")
    moved = turn.becomes(question_list.moved(turn.state, place, by))
    return _listed(moved, "quiz.question_moved", question_list.one(moved, place + by))


# -- what becomes of them


def name(turn: QuizTurn) -> Outcome:
    """What the quiz and the bank are called."""
    words = turn.line()
    if not 0 < len(words) <= question_list.LONGEST_NAME:
        return turn.refuse("quiz-no-name", most=question_list.LONGEST_NAME)
    return _ending(turn.becomes(turn.state.defined(title=words)), "quiz.named")


def store(turn: QuizTurn) -> Outcome:
    """Keep the questions as a bank, and go on to the times (`store:1`) or end here (`store:0`)."""
    quiz = turn.state
    offered = _is_current(turn) if quiz.progress.composing.step else quiz.progress.file is not None
    if not quiz.definition.questions or not offered:
        return turn.refuse("sdk-moved-on")
    name = question_list.bank_name(quiz)
    bank = question_list.bank_named(turn.unit, name, turn.query(Banks(turn.unit)))
    kept = KeepBank(turn.unit, name, question_list.merged(quiz, bank))
    stored = turn.becomes(question_list.written(quiz.defined(bank=name)))
    if turn.args()[:1] != ("0",):
        return _go_on(stored, "quiz.bank_stored", kept)
    word = Message(text("quiz-bank-stored", name=name, n=len(kept.questions)))
    gone = stored.becomes(replace(stored.state, phase="cancelled"))
    return said(gone, "quiz.bank_stored", word, kept, finished=True)


@current
def use(turn: QuizTurn) -> Outcome:
    """The questions are for this quiz alone."""
    if not turn.state.definition.questions:
        return turn.refuse("sdk-moved-on")
    kept = question_list.written(turn.state)
    return _go_on(turn.becomes(kept), "quiz.questions_kept")


def _go_on(turn: QuizTurn, action: str, *effects: KeepBank) -> Outcome:
    """To the times, or to the preview where they are chosen; with a title to offer."""
    turn = turn.becomes(question_list.titled(turn.state))
    asked = choose_times(turn) if turn.state.schedule.opens_at is None else None
    return said(turn, action, asked, *effects, prompt="opens")


# -- a file, or a picture


def sent_file(details: Mapping[str, Any]) -> SentFile | None:
    """The file that home was given, out of the details of a start."""
    given = details.get("file")
    return SentFile(**given) if isinstance(given, dict) else None


def too_large(size: int) -> Rejected | None:
    """Why a file of so many bytes is not read, if so."""
    if size <= LARGEST:
        return None
    megabytes = LARGEST // 1_000_000
    return Rejected("quiz.file_too_large", text("quiz-file-too-large", megabytes=megabytes))


def attached(turn: QuizTurn) -> Outcome:
    """A picture for the question at hand, with lines as its caption; a file of more questions, or
    one instead of the file before."""
    event, quiz = turn.event, turn.state
    if not isinstance(event, Attached) or turn.actor is None:
        return turn.refuse("sdk-not-now")
    refused = too_large(event.size)
    if refused:
        return refused
    account, picture = event.ref.chat.account, event.mime.startswith("image/")
    if not picture and not _is_written(quiz):
        file = SentFile(account, event.file_id, event.name, event.size, event.text)
        return read(turn.becomes(quiz.advanced(file=file)))
    quiz = _writing(turn, quiz)
    if event.text.strip() and picture:
        quiz, _count = question_list.taken(quiz, dictate(event.text, _draft(quiz)).drafts)
    fetching = turn.becomes(composing(quiz, fetching=event.name))
    return _reads(fetching, account, event.file_id, event.name)


def read(turn: QuizTurn) -> Outcome:
    """Have the file of the draft read."""
    file = turn.state.progress.file
    if file is None:
        return turn.refuse("sdk-not-now")
    return _reads(turn, file.account, file.file_id, file.name)


def _reads(turn: QuizTurn, account: str, file_id: str, name: str) -> Outcome:
    if turn.actor is None:
        return turn.refuse("sdk-not-now")
    wanted = ReadFile(turn.actor.id, account, file_id, name)
    return turn.done("quiz.file_sent", state=turn.state, effects=(wanted,))


def _is_written(quiz: QuizState) -> bool:
    """Whether there is something of the organizer's own that a file must not replace."""
    written = quiz.progress.composing
    return bool(written.step) and written.edition != written.read_at


def bank_read(turn: QuizTurn) -> Outcome:
    """Show what stands in the file, or what is wrong with it."""
    event, quiz = turn.event, turn.state
    if not isinstance(event, BankRead):
        return turn.ignore("sdk-not-now")
    fetching = quiz.progress.composing.fetching
    if event.picture or (fetching and event.name == fetching):
        return _fetched(turn, event)
    if quiz.progress.file is None:
        return turn.ignore("sdk-not-now")
    if not event.questions:
        return _refused(turn, event)
    edition, title = quiz.progress.composing.edition + 1, _title(quiz.progress.file)
    notes = _notes(turn, event)
    found = quiz.defined(questions=event.questions, bank=title, title=title)
    found = found.timed(opens_at=None, closes_at=None)
    found = found.advanced(composing=Composing(edition=edition, read_at=edition))
    if event.problems:
        return _partly(turn.becomes(composing(found, step="write")), event)
    read_ = turn.becomes(found)
    return said(read_, "quiz.file_read", file_preview(read_, turn.query(Banks(turn.unit)), notes))


def _fetched(turn: QuizTurn, event: BankRead) -> Outcome:
    """The picture is there, or more questions are, as far as nothing is wrong with them."""
    quiz = composing(turn.state, fetching="")
    if event.picture:
        quiz = _writing(turn, quiz)
        at_hand = quiz.progress.composing.at_hand
        drawn = replace(at_hand, draft=replace(at_hand.draft, picture=event.picture))
        quiz = with_writing(quiz, (drawn, *quiz.progress.composing.writing[1:]))
        return _shown(turn.becomes(quiz), "quiz.picture_added")
    if len(quiz.definition.questions) + len(event.questions) > question_list.MOST:
        return turn.refuse("quiz-too-many", n=question_list.MOST)
    if event.questions:
        quiz = question_list.joined(quiz, event.questions)
    problems = _problems(turn, event) if event.problems else None
    word = lines(problems, _notes(turn, event), _saved_words(quiz, len(event.questions)))
    return _shown(turn.becomes(quiz), "quiz.questions_added", word)


def _refused(turn: QuizTurn, event: BankRead) -> Outcome:
    """Every error, as far as one message holds them. A draft that has questions already stays."""
    quiz = turn.state
    again = text("quiz-send-again") if "" not in event.problems else None
    word = Message(lines(_problems(turn, event), again))
    if quiz.definition.questions:
        return said(turn.becomes(quiz.advanced(file=None)), "quiz.file_refused", word)
    gone = turn.becomes(replace(quiz, phase="cancelled"))
    return said(gone, "quiz.file_refused", word, finished=True)


def _partly(turn: QuizTurn, event: BankRead) -> Outcome:
    """What is right is kept in the draft; the rest is sent again, or written here."""
    activity, count = turn.activity, len(turn.state.definition.questions)
    rows = grid(
        activity,
        choice(activity, "write", text("quiz-button-write-rest"), 1),
        button(activity, "quiz-button-look", 0),
        choice(activity, "written", text("quiz-button-take-rest", n=count)),
        "quiz-button-drop",
    )
    rest = text("quiz-rest-is-right", n=count)
    body = paragraphs(_problems(turn, event), _notes(turn, event), rest)
    return said(turn, "quiz.file_partly_read", Message(body, choices=rows), prompt="line")


def _problems(turn: QuizTurn, event: BankRead) -> Words:
    """What is wrong with the file."""
    problems = event.problems.get(_language(turn))
    if problems is None:
        return text("quiz-file-unreachable", name=event.name)
    return lines(*problems)


def _notes(turn: QuizTurn, event: BankRead) -> Words | None:
    """What was left out of the file."""
    notes = event.notes.get(_language(turn), ())
    return lines(text("quiz-file-notes"), *notes) if notes else None


def _title(file: SentFile) -> str:
    """What the sender wrote beside the file, or the file's name without its ending."""
    beside = " ".join(file.caption.split())
    stem = file.name.rpartition(".")[0] or file.name
    return (beside or stem)[: question_list.LONGEST_NAME]


# -- steps


def _shown(
    turn: QuizTurn, action: str, word: Words | None = None, *, in_place: bool = False
) -> Outcome:
    """The decision that leads to the turn's state, which whoever writes sees in the panel."""
    message, prompt = view.shown(turn, word)
    if not in_place or turn.actor is None:
        return said(turn, action, message, prompt=prompt)
    edit = Edit(ToPerson(turn.actor.id), "panel", message, prompt=prompt)
    return turn.done(action, state=turn.state, effects=(edit,))


def _listed(turn: QuizTurn, action: str, message: Message) -> Outcome:
    """The same with this part of the list; a message adds a question."""
    return said(turn, action, message, prompt="line")


def _ending(turn: QuizTurn, action: str) -> Outcome:
    """What shall become of the questions; a message names them."""
    change = question_list.changes(turn, turn.query(Banks(turn.unit)))
    return said(turn, action, question_list.ending(turn, change), prompt="name")


def _edited(turn: QuizTurn, draft: Draft, action: str) -> Outcome:
    """The question at hand after a tap, where it stands."""
    at_hand, writing = turn.state.progress.composing.at_hand, turn.state.progress.composing.writing
    quiz = with_writing(turn.state, (replace(at_hand, draft=draft), *writing[1:]))
    return _shown(turn.becomes(quiz), action, in_place=True)


def _saved(turn: QuizTurn) -> tuple[QuizState, int] | Rejected:
    """With the question at hand saved, and its place; or what it lacks."""
    at_hand, writing = turn.state.progress.composing.at_hand, turn.state.progress.composing.writing
    if not has_words(at_hand.draft):
        return turn.refuse("quiz-nothing-written")
    question, problems = finished(at_hand.draft)
    if question is None:
        word = lines(text("quiz-unfinished"), *view.told(at_hand.draft, problems))
        return Rejected("quiz.unfinished", word)
    return question_list.saved(with_writing(turn.state, writing[1:]), at_hand, question)


def _saved_words(quiz: QuizState, count: int) -> Words | None:
    questions = quiz.definition.questions
    return text("quiz-questions-saved", n=count, all=len(questions)) if count else None


def _writing(turn: QuizTurn, quiz: QuizState) -> QuizState:
    """With a question at hand."""
    named = quiz.defined(title=quiz.definition.title or question_list.day_of(turn))
    return composing(named, step="write")


def _draft(quiz: QuizState) -> Draft | None:
    draft = quiz.progress.composing.at_hand.draft
    return draft if has_words(draft) else None


def _language(turn: QuizTurn) -> Language:
    return turn.actor.language if turn.actor is not None else "zh-CN"

"""What members and organizers do with a study task; its life is in `life.py`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from service.core.effects import Effect, Inform
from service.core.events import Informed, Said
from service.core.message import Attachment, Document, Message, Paragraph, StoredFile
from service.core.texts import Words, lines, series, text
from service.core.workflow import Outcome, Rejected
from service.sdk import check_in, export
from service.sdk import transitions as t
from service.sdk.audience import named_in
from service.sdk.panels import choice, grid, paragraphs
from service.sdk.tapped_names import Tap, noting
from service.sdk.typed_names import by_names
from service.workflows.study import hours
from service.workflows.study.life import LIFE
from service.workflows.study.model import (
    DONE,
    SETTLED,
    Share,
    StudyTurn,
    at_hand,
    fair,
    finished,
    pages,
    way_of,
)

FEW, MANY = 5, 1000  # characters of one's own words
HELD = "open closed"


def _theirs(turn: StudyTurn) -> bool:
    named = named_in(turn.state)
    return not named or turn.person in named


# -- reading


def read(turn: StudyTurn) -> Outcome:
    """The page that lies before the member; the first one when they begin."""
    share = LIFE.part(turn)
    if not _theirs(turn):
        return turn.refuse("study-not-yours")
    if way_of(turn.state).kind == "lecture":
        return here(turn)
    if share.status in (*SETTLED, "read", "failed"):
        return LIFE.shown(turn)
    if share.page == len(pages(turn.state.definition)):  # who was on leave after reading it all
        return _has_read(turn, share)
    if share.status != "reading":
        share = replace(share, status="reading", since=turn.now)
    return _page(turn, share, "study.read")


def turn_over(turn: StudyTurn) -> Outcome:
    """On to the next page (`next:page`), not before a quick reader has read this one; behind the
    last one it is read."""
    share, study = LIFE.part(turn), turn.state.definition
    if share.status != "reading" or turn.ints() != (share.page,) or share.since is None:
        return read(turn)
    takes = fair(study, share.page)
    left = takes - int((turn.now - share.since).total_seconds())
    if left > 0:
        return turn.refuse("study-too-soon", takes=takes, left=left)
    share = replace(share, page=share.page + 1, since=turn.now)
    if share.page < len(pages(study)):
        return _page(turn, share, "study.turned")
    return _has_read(turn, share)


def _has_read(turn: StudyTurn, share: Share) -> Outcome:
    if way_of(turn.state).kind == "read":
        return LIFE.settled(turn, finished(turn, share))
    share = replace(share, status="read")
    if way_of(turn.state).kind == "words":
        return _ask_words(turn, share)
    return LIFE.settled(turn, share)


def _page(turn: StudyTurn, share: Share, action: str) -> Outcome:
    study, listed = turn.state.definition, pages(turn.state.definition)
    words, last = listed[share.page], share.page + 1 == len(listed)
    label = text("study-button-next", last=int(last))
    rows = grid(turn.activity, choice(turn.activity, "next", label, share.page))
    head = text("study-page", n=share.page + 1, of=len(listed), seconds=fair(study, share.page))
    files = tuple(Attachment(e.name, e) for e in at_hand(study) if isinstance(e, StoredFile))
    links = "\n".join(each for each in at_hand(study) if isinstance(each, str))
    shown = Message(
        paragraphs(words or links or None, head), LIFE.title(study), rows, () if words else files
    )
    return turn.done(action, part=share, effects=turn.reply(shown, "own"))


def write(turn: StudyTurn) -> Outcome:
    share = LIFE.part(turn)
    return _ask_words(turn, share) if share.status == "read" else read(turn)


def _ask_words(turn: StudyTurn, share: Share) -> Outcome:
    asked = turn.reply(LIFE.say(turn, "study-ask-words"), "own", prompt="words")
    return turn.done("study.words_asked", part=share, effects=asked)


def keep_words(turn: StudyTurn) -> Outcome:
    """A few words of the member's own, which the organizer reads."""
    share, words = LIFE.part(turn), turn.event.text.strip() if isinstance(turn.event, Said) else ""
    if share.status in DONE:
        return LIFE.shown(turn)
    if share.status != "read":
        return replace(turn.refuse("study-read-first"), ends=True)
    if not FEW <= len(words) <= MANY:
        return turn.refuse("study-bad-words", least=FEW, most=MANY)
    return LIFE.settled(turn, replace(finished(turn, share), words=words))


def leave(turn: StudyTurn) -> Outcome:
    """On leave until the deadline: not reminded, and asked to make up afterwards, from the page on
    at which they stopped."""
    share = LIFE.part(turn)
    if share.status in SETTLED or not _theirs(turn):
        return LIFE.shown(turn)
    return LIFE.settled(turn, replace(share, status="leave"))


# -- a lecture


def here(turn: StudyTurn) -> Outcome:
    """Check in with the code that is read out."""
    if LIFE.part(turn).status in DONE or not _theirs(turn):
        return LIFE.shown(turn)
    return check_in.ask(LIFE, turn)


def enter_code(turn: StudyTurn) -> Outcome:
    if way_of(turn.state).kind != "lecture" or not _theirs(turn):
        return LIFE.shown(turn)
    share = LIFE.part(turn)
    return check_in.enter(
        turn, lambda: LIFE.settled(turn, finished(turn, share)), share.tries,
        lambda tries: {"part": replace(share, tries=tries)},
        leads=turn.organizers(), title=turn.state.definition.title,
    )  # fmt: skip


# -- its quiz


def seat(turn: StudyTurn) -> Outcome:
    return turn.done("study.seated", part=LIFE.part(turn))


def informed(turn: StudyTurn) -> Outcome:
    """The quiz has begun, or somebody has handed it in."""
    event, share, quiz = turn.event, LIFE.part(turn), turn.state.progress.quiz
    if not isinstance(event, Informed) or way_of(turn.state).kind != "quiz":
        return turn.ignore("study-not-its-quiz")
    if event.about == "quiz.opened" and not quiz:
        return turn.done("study.quiz_begun", state=turn.state.advanced(quiz=event.sender))
    is_result = event.about == "quiz.submitted" and event.sender == quiz
    if not is_result or share.status in DONE or not _theirs(turn):
        return turn.ignore("study-not-its-quiz")
    share = replace(share, percent=int(event.details["percent"]))
    if not event.details["passed"]:
        again = event.details.get("again", True)
        return LIFE.settled(turn, replace(share, status="failed" if again else "spent"))
    return LIFE.settled(turn, finished(turn, share))


# -- the organizer


def attach(turn: StudyTurn) -> Outcome:
    """A file that is sent while the task is prepared is to be read."""
    taken = LIFE.form.answer(turn, "materials")
    return taken if isinstance(taken, Rejected) else _filled_in(taken)


def whom(turn: StudyTurn) -> Outcome:
    """It is for these people alone: typed by name, or everybody again (`whom:all`)."""
    if turn.args() == ("all",):
        return _named(turn, ())
    members = {each.id for each in turn.roster.members(turn.unit)}
    if not isinstance(turn.event, Said):
        every = choice(turn.activity, "whom", text("study-button-all", n=len(members)), "all")
        rows = grid(turn.activity, every, "sdk-button-keep")
        asked = replace(LIFE.say(turn, "study-ask-whom"), choices=rows)
        return turn.done("study.whom_asked", effects=turn.panel(asked, prompt="whom"))
    meant = by_names(turn.roster, turn.unit, turn.event.text, len(members) + 1).items()
    found = {name: tuple(each for each in people if each in members) for name, people in meant}
    unknown = [name[:60] for name, people in found.items() if not people]
    if unknown or not found:
        return turn.refuse("study-unknown-names", names=series(unknown[:10]))
    for people in found.values():
        if len(people) > 1:
            return turn.refuse("study-several-of-a-name", names=series(turn.roster.names(people)))
    return _named(turn, tuple(dict.fromkeys(people[0] for people in found.values())))


def _named(turn: StudyTurn, named: tuple[int, ...]) -> Outcome:
    return _filled_in(turn.becomes(turn.state.advanced(named=named)), "study.named")


def _filled_in(turn: StudyTurn, action: str = "study.filled_in") -> Outcome:
    message, prompt = LIFE.organizer_view(turn)
    return turn.done(action, state=turn.state, effects=turn.panel(message, prompt=prompt))


def noted(turn: StudyTurn, share: Share) -> tuple[Share, Message]:
    """Done without the chat, such as in the room, as the organizer has it; or not, after all."""
    if not share.by:
        share = replace(finished(turn, share), by=turn.actor.id if turn.actor else 0)
        return share, LIFE.own(turn, share)
    share = replace(share, status="asked", at=None, by=0)
    own = LIFE.own(turn, share)
    return share, replace(own, body=paragraphs(text("study-taken-back"), own.body))


def tap(share: Share) -> Tap:
    """What the organizer has noted can be taken back, not what members have done."""
    return "taken" if share.by else "" if share.status in DONE else "open"


def record(turn: StudyTurn) -> Outcome:
    """What was read, who has done it, and what they wrote."""
    study, zone = turn.state.definition, turn.unit_timezone
    groups = LIFE.people.groups(turn, Share())
    done = [row for status in DONE for row in groups.get(status, ())]
    began = turn.state.schedule.opens_at or turn.now
    of = sum(map(len, groups.values()))
    about = export.head(turn, began, turn.state.schedule.closes_at, (len(done), of))
    said = [
        Paragraph(text("study-said", name=turn.roster.name(person.id), words=share.words))
        for person, share in done if share.words
    ]  # fmt: skip
    blocks = (
        Paragraph(about), Paragraph(LIFE.describe(turn)),
        *(Paragraph(each) for each in LIFE.people.lines(turn, Share())), *said,
    )  # fmt: skip
    kind: Words = text("study-record")
    paper = Document(lines(study.title, kind, sep=" "), blocks)
    file = export.file_of(paper, ".docx", study.title, kind=kind, began=began, zone=zone)
    return LIFE.handed(turn, "study.recorded", LIFE.say(turn, "study-record-here"), file)


def over(turn: StudyTurn) -> tuple[Effect, ...]:
    quiz = turn.state.progress.quiz
    return (Inform(quiz, "over"),) if quiz else ()


def ask_end(turn: StudyTurn) -> Words:
    groups = LIFE.people.groups(turn, Share()).items()
    left = sum(len(group) for status, group in groups if status not in DONE)
    return text("study-confirm-end", n=left)


READ_OUT = partial(check_in.read_out, LIFE)
ENDS, END_YES = LIFE.enters("over", over), text("study-button-end-yes")
MACHINE = LIFE.machine(
    t.on(HELD, "read", read, by=t.PARTICIPANT, undo=t.PROGRESS, toggle=True),
    t.on(HELD, "next", turn_over, by=t.PARTICIPANT, undo=t.PROGRESS, toggle=True),
    t.on(HELD, "write", write, by=t.PARTICIPANT, undo=t.PROGRESS, toggle=True),
    t.on(HELD, "?words", keep_words, by=t.PARTICIPANT, undo=t.PROGRESS),
    t.on("open", "here", here, by=t.PARTICIPANT, undo=t.READ_ONLY),
    t.on("open", "?code", enter_code, by=t.PARTICIPANT, undo=t.PROGRESS),
    t.on("open", "leave", leave, by=t.PARTICIPANT, undo=t.PROGRESS),
    t.on("open", "code", READ_OUT, by=t.ORGANIZER, undo=t.IDEMPOTENT, toggle=True),
    t.on(HELD, "@seat", seat, by=t.SYSTEM, undo=t.BY_SYSTEM),
    t.on(HELD, "informed", informed, by=t.SYSTEM, undo=t.BY_SYSTEM),
    t.on("draft", "attached", attach, by=t.ORGANIZER, undo=t.IDEMPOTENT),
    t.on("draft", "whom ?whom", whom, by=t.ORGANIZER, undo=t.IDEMPOTENT),
    *noting(LIFE, HELD, tap=tap, flip=noted),
    t.on(f"{HELD} over", "record", record, by=t.ORGANIZER, undo=t.READ_ONLY, requires=(t.entries,)),
    t.on("closed", "@end", ENDS, by=t.SYSTEM, undo=t.BY_SYSTEM, requires=(t.entries,)),
    t.confirmed("closed", "end", ENDS, by=t.ORGANIZER, ask=ask_end, yes=END_YES,
                requires=(t.entries,)),
    t.on("card", "started", hours.show, by=t.SYSTEM, undo=t.BY_SYSTEM, requires=(hours.year,)),
    t.on("card", "show", hours.show, by=t.PARTICIPANT, undo=t.READ_ONLY, requires=(hours.year,)),
    t.on("card", "export", hours.hand, by=t.ORGANIZER, undo=t.READ_ONLY, requires=(hours.year,)),
)  # fmt: skip

"""What is seen of a meeting: one card for those who run it, which says the next step, and one for
each member."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from service.core.choices import ChoiceId
from service.core.effects import GOES_ON, Edit, Effect, Send, ToPerson
from service.core.events import Started
from service.core.message import Choice, Message
from service.core.texts import Moment, Words, lines, series, text
from service.core.workflow import Decision
from service.sdk import codes
from service.sdk.cards import Card, styled
from service.sdk.panels import choice, grid, in_rows, keep_button, paragraphs
from service.sdk.screens import BUTTON
from service.sdk.turn import PANEL, Turn
from service.workflows.meeting import roll
from service.workflows.meeting.checks import (
    Gap,
    gaps,
    loose_ends,
    missing,
    open_votes,
    undecided,
    unsigned,
    without_words,
)
from service.workflows.meeting.form import FORM
from service.workflows.meeting.model import (
    MeetingState,
    MeetingTurn,
    Part,
    agenda,
    heading,
    numbered,
    seat,
)

CARD = "card"  # the key of the card of those who run it
DICTATES = "said" + GOES_ON
EARLY = timedelta(minutes=30)  # before the beginning, one can check in
ADDING = ("at", "?said", "who", "unsay")  # after these, words typed to the minutes are taken
MOST_NAMED = 40  # buttons with names under one message


def is_desk(turn: Turn[MeetingState, Part]) -> bool:
    """Whether the actor runs the meeting: as chair or recorder, or by their role."""
    record, actor = turn.state.progress, turn.actor
    own = actor is not None and actor.active and actor.id in (record.chair, record.recorder)
    return own or turn.organizes()


def desk(turn: MeetingTurn) -> tuple[int, ...]:
    """Chair and recorder."""
    record = turn.state.progress
    return tuple(each for each in dict.fromkeys((record.chair, record.recorder)) if each)


# -- what is said of it


def about(state: MeetingState) -> Words:
    """When, where, and what about."""
    meeting, record = state.definition, state.progress
    files = [each if isinstance(each, str) else each.name for each in record.materials]
    return lines(
        text(
            "meeting-about",
            starts=Moment(meeting.starts_at) if meeting.starts_at is not None else "—",
            minutes=meeting.minutes,
            place=meeting.place or "—",
            way=meeting.way,
        ),
        text("meeting-lecturer", name=meeting.lecturer) if meeting.lecturer else None,
        text("meeting-topics"),
        agenda(state),
        text("meeting-owed", what=lines(*record.owed, sep="；")) if record.owed else None,
        text("meeting-files", names=series(files)) if files else None,
    )


def names_of(turn: MeetingTurn, people: Iterable[int]) -> Words:
    return series(turn.roster.names(people))


def _said(turn: MeetingTurn, body: Words, card: Card, *above: Any) -> Message:
    return Message(body, heading(turn.state), card.rows(*above))


# -- the card of those who run it


def card(turn: MeetingTurn) -> tuple[Message, str]:
    """The card in this phase, and the prompt that typed words answer."""
    match turn.state.phase:
        case "draft":
            return _draft(turn)
        case "called":
            return _said(turn, _called_words(turn), ways(turn)), ""
        case "held":
            return _said(turn, _held_words(turn), ways(turn)), DICTATES
        case "minutes":
            adds = turn.name in ADDING
            prompt = DICTATES if adds else ""
            return _said(turn, _minutes_words(turn, adds=adds), ways(turn)), prompt
        case "cancelled":
            return Message(text("sdk-cancelled"), heading(turn.state)), ""
        case _:
            return _said(turn, done_words(turn), ways(turn), *_tasks(turn)), ""


def ways(turn: MeetingTurn) -> Card:
    """The buttons of the card: the next step first."""
    activity, state = turn.activity, turn.state
    record, items = state.progress, state.definition.items
    last = record.item + 1 >= len(items)
    first: Any
    records: tuple[Any, ...] = (
        ("meeting-button-in", "meeting-button-roll"),
        ("meeting-button-decide", "meeting-button-topic"),
    )
    match state.phase:
        case "called":
            found = next(missing(state, "before"), None)
            first = gap_button(turn, found) if found is not None else ""
            asked = any(roll.status(state, each) == "asked" for each in record.expected)
            first = "meeting-button-leaves" if asked else first or "meeting-button-begin"
            begin = "meeting-button-begin" if first != "meeting-button-begin" else ""
            return Card(
                activity, first, (begin, ("meeting-button-roll", "meeting-button-material")),
                ("meeting-button-staff", "meeting-button-items", "meeting-button-topic",
                 "sdk-button-nudge", "meeting-button-exclude", "meeting-button-also", BUTTON),
                "sdk-button-cancel",
            )  # fmt: skip
        case "held":
            votes = record.item in undecided(state)
            onward = "meeting-button-end" if last else "meeting-button-next"
            profile, ballot = record.profile, ""
            first = "meeting-button-decide" if votes else onward
            under_way = open_votes(record).get(record.item)
            if under_way is not None:
                first = to_vote(under_way)
            elif votes and profile is not None:
                by_hand, in_chat = "meeting-button-count", "meeting-button-vote"
                first, ballot = (in_chat, "") if profile.secret else (by_hand, in_chat)
            end = "" if last and not votes else "meeting-button-end"
            return Card(
                activity, first, ((ballot, onward if votes and not last else ""), *records, end),
                ("meeting-button-staff", "meeting-button-items", "meeting-button-exclude",
                 "meeting-button-gaps", BUTTON),
            )  # fmt: skip
        case "minutes":
            found = next_gap(turn)
            first = gap_button(turn, found) if found is not None else "meeting-button-close"
            first = "" if found is not None and found.lacks == "awaited" else first
            label = text("meeting-button-not-needed")
            spare: Any = ""
            if found is not None and found.lacks == "asked":
                spare = choice(activity, "evidence", label, found.code, "no")
            reads = ("meeting-button-minutes", "meeting-button-gaps")
            return Card(
                activity, first, (spare, reads, *records),
                ("meeting-button-staff", "meeting-button-items", "meeting-button-exclude",
                 "meeting-button-why", "meeting-button-ended", "meeting-button-also"),
            )  # fmt: skip
        case _:
            return Card(activity, "meeting-button-minutes", ("meeting-button-sheet",))


def next_gap(turn: MeetingTurn) -> Gap | None:
    """What whoever acts can do next: of the signatures their own; those of others are awaited."""
    found, actor = gaps(turn.state), turn.actor.id if turn.actor is not None else 0
    signed = [
        each for each in found if each.lacks == "signatures" and actor not in unsigned(turn.state)
    ]
    first = next((each for each in found if each not in signed), None)
    if first is None and signed:
        words = text("meeting-awaits", names=names_of(turn, unsigned(turn.state)) or "—")
        return replace(signed[0], lacks="awaited", words=words)
    return first


def gap_button(turn: MeetingTurn, gap: Gap) -> Choice:
    """The way to what is missing."""
    state, label = turn.state, text("meeting-button-fill", what=gap.lacks)
    record, activity = state.progress, turn.activity
    rule = record.rule
    step = next((each for each in rule.steps if each.id == gap.code), None) if rule else None
    match gap.lacks:
        case "leave":
            return choice(activity, "why", label)
        case "roll" | "quorum":
            return choice(activity, "in", label)
        case "speeches" if step is not None:
            return choice(activity, "at", label, next(iter(without_words(state, step)), 0))
        case "votes" | "resolution":
            profile = record.profile
            verb = "decide" if profile is None else "vote" if profile.secret else "count"
            return choice(activity, verb, label, next(iter(undecided(state)), 0))
        case "follow_up":
            return choice(activity, "owner", label, next(iter(loose_ends(record)), 0))
        case "signatures":
            return choice(activity, "sign", label)
        case "recorder":
            return choice(activity, "staff", label)
        case "topics":
            return choice(activity, "topic", label)
        case "open_vote":
            return to_vote(next(iter(open_votes(record).values())))
        case "minutes":
            return choice(activity, "ended", label)
        case _:
            return choice(activity, "evidence", label, gap.code)


def to_vote(number: int) -> Choice:
    """The way into the vote of this number."""
    label = text("meeting-button-fill", what="open_vote")
    return Choice(ChoiceId(number, "show").encode(), label)


def _draft(turn: MeetingTurn) -> tuple[Message, str]:
    wanted = FORM.missing(turn.state)
    if wanted is not None:
        asked = FORM.ask(turn, wanted)
        return Message(asked.body, heading(turn.state), asked.choices), wanted.name
    after = turn.state.progress.afterwards
    people = would_attend(turn)
    reach = text("meeting-enters" if after else "meeting-reach", n=len(people))
    first = "meeting-button-enter" if after else "meeting-button-call"
    changes = ("sdk-button-edit", "sdk-button-options")
    drawn = Card(
        turn.activity, first, (changes, ("meeting-button-items", "meeting-button-staff")),
        ("meeting-button-material",), "sdk-button-drop",
    )  # fmt: skip
    return _said(turn, paragraphs(about(turn.state), staff(turn), reach), drawn), ""


def would_attend(turn: MeetingTurn) -> tuple[int, ...]:
    """Who should attend, as the roster stands."""
    state, rule = turn.state, turn.state.progress.rule
    if rule is None:
        return ()
    everybody = roll.should_attend(
        turn.context.rules, turn.roster, turn.unit, rule, state.organizer or 0
    )
    return tuple(each for each in everybody if each not in state.progress.excluded)


def staff(turn: MeetingTurn) -> Words:
    record = turn.state.progress
    recorder = turn.roster.name(record.recorder) if record.recorder else "—"
    chair = turn.roster.name(record.chair) if record.chair else "—"
    return text("meeting-staff", chair=chair, recorder=recorder)


def answers(state: MeetingState) -> Words:
    """How many come, and who has not answered."""
    found = [roll.status(state, each) for each in state.progress.expected]
    counted = {
        "coming": sum(each in ("coming", "here") for each in found),
        "leave": found.count("leave"),
        "asked": found.count("asked"),
        "silent": sum(each in ("invited", "refused") for each in found),
    }
    return text("meeting-answers", expected=len(found), **counted)


def _called_words(turn: MeetingTurn) -> Words:
    todo = next(missing(turn.state, "before"), None)
    return paragraphs(
        about(turn.state),
        lines(staff(turn), answers(turn.state)),
        text("meeting-next", what=todo.words) if todo is not None else None,
    )


def _held_words(turn: MeetingTurn) -> Words:
    state = turn.state
    record, meeting = state.progress, state.definition
    read_out = None
    if meeting.check_in == "code" and meeting.way == "room":
        read_out = text(
            "meeting-code",
            code=codes.code(record.seed, turn.now),
            until=Moment(codes.until(turn.now), "time"),
            minutes=codes.SECONDS // 60,
        )
    item = numbered(state, record.item, plain=True)
    here = text("meeting-at", item=item, at=record.item + 1, n=len(meeting.items))
    return paragraphs(lines(roll.live(state), read_out), here, text("meeting-dictate"))


def _minutes_words(turn: MeetingTurn, *, adds: bool) -> Words:
    state, found, first = turn.state, gaps(turn.state), next_gap(turn)
    now = roll.count(state.progress)
    item = state.progress.item
    return paragraphs(
        text("meeting-ended", present=now.present, expected=now.expected),
        lines(
            text("meeting-still", n=len(found)),
            first.words if first is not None else None,
        ),
        text("meeting-adds", item=numbered(state, item)) if adds else None,
    )


def done_words(turn: MeetingTurn) -> Words:
    record = turn.state.progress
    now = roll.count(record)
    told = [each for each in roll.absent(record) if seat(record, each).read_at is None]
    return paragraphs(
        text("meeting-done", present=now.present, expected=now.expected),
        lines(*(resolved(turn, at) for at in range(len(record.resolved)))),
        text("meeting-unread", names=names_of(turn, told)) if told else None,
        text("meeting-late") if record.late else None,
        lines(*(excused(turn, at) for at in range(len(record.excused)))),
    )


def resolved(turn: MeetingTurn, at: int) -> Words:
    """A decision on one line, with who sees to it until when."""
    record = turn.state.progress
    made = record.resolved[at]
    return text(
        "meeting-resolved",
        words=made.words,
        owner=turn.roster.name(made.owner) if made.owner else "—",
        due=Moment(made.due, "date", turn.unit_timezone) if made.due is not None else "—",
        done="yes" if at in record.done else "no",
    )


def excused(turn: MeetingTurn, at: int) -> Words:
    record = turn.state.progress
    made = record.excused[at]
    steps = record.rule.steps if record.rule is not None else ()
    step: Words = next((each.name for each in steps if each.id == made.gap), made.gap)
    name = turn.roster.name(made.by)
    day = Moment(made.at, "date", turn.unit_timezone)
    return text("meeting-excused", step=step, reason=made.reason, name=name, day=day)


def _tasks(turn: MeetingTurn) -> Iterable[Choice]:
    """A button for each decision that is not carried out."""
    record = turn.state.progress
    for at, each in enumerate(record.resolved):
        if at not in record.done:
            yield choice(
                turn.activity, "done", text("meeting-button-done", what=_short(each.words)), at
            )


def _short(words: str, longest: int = 20) -> str:
    return words if len(words) <= longest else f"{words[:longest]}…"


# -- one member's card


def own(turn: MeetingTurn, person: int) -> Message:
    """How the person stands, and what they can do."""
    state = turn.state
    meeting = state.definition
    there = roll.status(state, person)
    starts = meeting.starts_at or turn.now
    words = text(
        "meeting-own", phase=state.phase, status=there, starts=Moment(starts), place=meeting.place
    )
    return Message(
        paragraphs(about(state) if (state.phase, there) == ("called", "invited") else None, words),
        heading(state),
        grid(turn.activity, *_own_buttons(state, there, turn.now >= starts - EARLY)),
    )


def _own_buttons(state: MeetingState, there: str, soon: bool) -> tuple[str | Choice, ...]:
    """Under a member's card."""
    arrive = "meeting-button-here"
    match state.phase, there:
        case "called" | "held", "here":
            return ("meeting-button-go",) if state.phase == "held" else ()
        case "held", _:
            return (arrive, "meeting-button-leave")
        case "called", "leave" | "asked":
            return ("meeting-button-come",)
        case "called", "coming":
            return (*((arrive,) if soon else ()), "meeting-button-leave")
        case "called", _:
            return (arrive if soon else "meeting-button-come", "meeting-button-leave")
        case "done" | "over", "absent" | "leave" | "refused":
            return ("meeting-button-read", "meeting-button-minutes")
        case "done" | "over", _:
            return ("meeting-button-minutes",)
        case _:
            return ()


# -- what handlers answer with


def shown(
    turn: MeetingTurn,
    action: str,
    *said: Words,
    effects: Iterable[Effect] = (),
    finished: bool = False,
    moved: bool = False,
) -> Decision:
    """The step, with the card after it. `moved`: on to another phase, so that earlier cards offer
    nothing any more."""
    message, prompt = card(turn)
    if said:
        body = paragraphs(lines(*said), message.body)
        message = Message(body, message.title, message.choices)
    closes = PANEL if turn.name != "?said" else ""
    told = turn.panel(message, prompt=prompt, key=CARD, outdates=moved, closes=closes)
    others = () if moved and turn.state.phase == "minutes" else live(turn)  # they get a new one
    effects = (*effects, *told, *others)
    return turn.done(action, state=turn.state, effects=effects, finished=finished)


def live(turn: MeetingTurn) -> tuple[Effect, ...]:
    """The cards of chair and recorder, as they stand now, where they do not act themselves."""
    if turn.state.phase not in ("held", "minutes"):
        return ()
    actor = turn.actor.id if turn.actor is not None else 0
    return tuple(
        Edit(ToPerson(each), CARD, *card(_seen_by(turn, each)))
        for each in desk(turn)
        if each != actor
    )


def cards(turn: MeetingTurn, people: Iterable[int], *above: Words, **how: Any) -> list[Send]:
    """To each of these people the card as they see it, below these words."""
    sent = []
    for each in people:
        message, prompt = card(_seen_by(turn, each))
        said = replace(message, body=paragraphs(*above, message.body))
        sent += told(turn, [each], CARD, said, prompt=prompt, **how)
    return sent


def _seen_by(turn: MeetingTurn, person: int) -> MeetingTurn:
    """The turn as somebody sees it who has not done anything."""
    context = replace(turn.context, actor=turn.roster.people.get(person))
    return replace(turn, context=context, event=Started())


def asking(
    turn: MeetingTurn, action: str, message: Message, prompt: str = "", key: str = PANEL
) -> Decision:
    """A question to who acts."""
    told = turn.reply(message, key, prompt=prompt)
    return turn.done(action, state=turn.state, effects=told)


def named_buttons(turn: MeetingTurn, verb: str, people: Iterable[int], *args: int | str) -> Any:
    """A button for each of these people, three in a row. Their numbers follow the arguments."""
    listed = [*people][:MOST_NAMED]
    known = turn.roster.told_apart([turn.roster.people[each] for each in listed])
    made = [choice(turn.activity, verb, known[each], *args, each) for each in listed]
    return in_rows(made, 3)


def question(turn: MeetingTurn, words: Words, *rows: Any) -> Message:
    """A question with buttons, and the way back to the card."""
    back = styled(keep_button(turn.activity), "")
    return Message(words, heading(turn.state), (*grid(turn.activity, *rows), (back,)))


def told(
    turn: MeetingTurn, people: Iterable[int], key: str, message: Message, **how: Any
) -> list[Send]:
    """To each of these people who is still a member."""
    active = [
        each for each in people if each in turn.roster.people and turn.roster.people[each].active
    ]
    return turn.tell(active, key, message, **how)

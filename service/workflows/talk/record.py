"""After the talk: its date, form and topics, and a confidential note. Who may read the note, reads
it.

The note is sealed before it reaches a row, and its reading is a message that is sealed as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from service.core.effects import Effect
from service.core.message import Message
from service.core.queries import AuditTrail
from service.core.texts import Lines, Moment, Words, lines, text
from service.core.workflow import Outcome
from service.sdk.panels import in_rows, moment
from service.sdk.times import read_past
from service.workflows.talk.booking import SETTLE, to_lead, to_member, told_lead
from service.workflows.talk.model import (
    FORMS,
    Form,
    Talk,
    TalkTurn,
    confided,
    talk_of,
    typed,
    with_undo,
)
from service.workflows.talk.settings import NOTE, TalkSettings, Topic
from service.workflows.talk.times import from_args, to_arg
from service.workflows.talk.view import (
    BACK,
    UNDO_LABEL,
    TalkView,
    form_name,
    lead_state,
    look,
    marked,
    say,
    yes_or_no,
)

READ = "talk.note_read"  # the action of the journal
RECORD_DAYS = 7  # days offered for the date of the record


def read_before(turn: TalkTurn) -> AuditTrail:
    """Every reading of a note, as it stands in the journal."""
    return AuditTrail(turn.id, READ)


def show(turn: TalkTurn) -> Outcome:
    """The record to be made or changed."""
    return _asked(turn, talk_of(turn), "talk.record_asked")


def set_form(turn: TalkTurn) -> Outcome:
    form = next((each for each in FORMS if (each,) == turn.args()), None)
    if form is None:
        return turn.refuse("sdk-moved-on")
    return _asked(turn, replace(talk_of(turn), form=form), "talk.form_recorded")


def choose_topics(turn: TalkTurn) -> Outcome:
    """What it was about (`topics:key`, again to take it back)."""
    talk, topics = talk_of(turn), turn.settings(TalkSettings).topics
    for key in turn.args()[:1]:
        if key not in [each.key for each in topics]:
            return turn.refuse("sdk-moved-on")
        others = tuple(each for each in talk.topics if each != key)
        talk = replace(talk, topics=others if key in talk.topics else (*others, key))
    shown = look(turn, talk)
    return told_lead(turn, "talk.topics_chosen", shown, ask_topics(shown, topics))


def ask_date(turn: TalkTurn) -> Outcome:
    """The last days as choices, at the planned time of day; another one may be typed."""
    planned = talk_of(turn).at or turn.now
    days = tuple(
        day
        for back in range(-RECORD_DAYS, RECORD_DAYS + 1)
        if (day := planned + timedelta(days=back)) <= turn.now
    )[-RECORD_DAYS:]
    shown = look(turn)
    offered = [shown.lead("day", Moment(day, "day"), to_arg(day)) for day in days]
    asked = say(text("talk-ask-date"), *offered, shown.lead("rec", BACK))
    return told_lead(turn, "talk.date_asked", shown, asked, prompt="date")


def set_date(turn: TalkTurn) -> Outcome:
    """The day that was tapped (`day:seconds`) or typed."""
    talk, words = talk_of(turn), typed(turn)
    if words:
        held_at = read_past(words, talk.at or turn.now, turn.now, turn.timezone)
    else:
        held_at = from_args(turn.args())
    if held_at is None or held_at > turn.now:
        return turn.refuse("talk-no-date")
    return _asked(turn, replace(talk, held_at=held_at), "talk.date_recorded")


def ask_note(turn: TalkTurn) -> Outcome:
    """What is typed next is the note. It is asked for only when the secretary wants to write it,
    so that nothing typed for another purpose becomes one."""
    if turn.context.abroad:
        return turn.refuse("talk-not-abroad")
    shown = look(turn)
    kept = yes_or_no(shown.talk.note is not None)
    body = text("talk-ask-note", name=shown.member_name, kept=kept)
    asked = say(body, shown.lead("rec", BACK))
    return told_lead(turn, "talk.note_asked", shown, asked, prompt="note")


def take_note(turn: TalkTurn) -> Outcome:
    """Keep what was typed, sealed, and take it out of the chat."""
    if turn.context.abroad:
        return turn.refuse("talk-not-abroad")
    said = confided(turn)
    if said is None:
        return turn.refuse("talk-no-note")
    note, erase = said
    noted = with_undo(turn, replace(_recorded(turn), note=note))
    effects = [erase, *_kept(turn, noted, noted_now=True)]
    return turn.done("talk.noted", part=noted, effects=effects, secret=True)


def finish(turn: TalkTurn) -> Outcome:
    """Record without a note, or with the note that is there."""
    recorded = with_undo(turn, _recorded(turn))
    effects = _kept(turn, recorded, noted_now=False)
    return turn.done("talk.recorded", part=recorded, effects=effects)


def missed(turn: TalkTurn) -> Outcome:
    """It was not held: propose another time, or let it be."""
    shown = look(turn)
    ways = [shown.lead(verb) for verb in ("anew", "other", "off!")]
    asked = text("talk-missed", name=shown.member_name)
    message = say(asked, *ways, shown.lead("rec", BACK))
    return told_lead(turn, "talk.missed", shown, message)


def _asked(turn: TalkTurn, talk: Talk, action: str) -> Outcome:
    shown, settings = look(turn, talk), turn.settings(TalkSettings)
    topics = tuple(settings.topic(key) for key in talk.topics)
    return told_lead(turn, action, shown, record(shown, None, topics))


def _recorded(turn: TalkTurn) -> Talk:
    talk = talk_of(turn)
    form, held_at = talk.form or turn.state.definition.form, talk.held_at or talk.at
    return replace(talk, phase="recorded", form=form, held_at=held_at)


def _kept(turn: TalkTurn, talk: Talk, *, noted_now: bool) -> list[Effect]:
    shown = look(turn, talk)
    told: list[Effect] = [to_lead(turn, shown, recorded(shown, noted=noted_now))]
    if noted_now and shown.note_open:
        told.append(to_member(turn, note_for_member(shown)))
    return [*told, SETTLE]


# -- reading


def read(turn: TalkTurn) -> Outcome:
    """Show the note to whoever may read it, in private."""
    if talk_of(turn).note is None:
        return turn.refuse("talk-nothing-to-read")
    shown = look(turn)
    how: Any = {"secret": True, "about": turn.person, "holder": shown.lead_id, "scope": NOTE}
    return turn.done(READ, effects=turn.reply(note(shown), f"note{turn.person}", **how))


def readings(turn: TalkTurn) -> Outcome:
    """Who has read the note, to whoever may read it: every reading stands in the journal."""
    people = turn.roster.people
    found = [
        lines(Moment(each.at), turn.roster.name(each.actor), sep=" ")
        for each in turn.query(read_before(turn))
        if each.about == turn.person and each.actor is not None and each.actor in people
    ]
    head = text("talk-readings", name=look(turn).member_name)
    shown = say(lines(head, *(found or (text("talk-no-readings"),))))
    sent = turn.reply(shown, f"readings{turn.person}")
    return turn.done("talk.readings_shown", effects=sent)


# -- what is said


def record(shown: TalkView, head: Words | None = None, topics: tuple[Words, ...] = ()) -> Message:
    """The record to be made: date, form and topics as far as chosen, and what to do about the
    note."""
    form, noted = shown.talk.form or shown.offer.definition.form, shown.talk.note is not None
    body = lines(
        head,
        text("talk-record", **_facts(shown, form)),
        text("talk-topics", topics=Lines(topics, " ")) if topics else None,
        text("talk-note-is-kept") if noted else None,
    )
    forms = [
        shown.lead("form", marked(form_name(each), chosen=each == form), each) for each in FORMS
    ]
    return say(
        body,
        *in_rows(forms, 2),
        (shown.lead("date"), shown.lead("topics")),
        shown.lead("write"),
        shown.lead("done", text("talk-button-done", kept=yes_or_no(noted))),
        shown.lead("missed") if shown.talk.phase == "held" else None,
    )


def _facts(shown: TalkView, form: Form | None) -> dict[str, Words]:
    """With whom the talk was held, when and how."""
    day = Moment(shown.talk.held_at, "day") if shown.talk.held_at else "—"
    return {"name": shown.member_name, "day": day, "form": form_name(form)}


def ask_topics(shown: TalkView, topics: Sequence[Topic]) -> Message:
    """What it was about; those chosen are marked."""
    buttons = [
        shown.lead("topics", marked(each.words, chosen=each.key in shown.talk.topics), each.key)
        for each in topics
    ]
    back = shown.lead("rec", text("talk-button-next"))
    return say(text("talk-choose-topics", name=shown.member_name), *in_rows(buttons, 2), back)


def note_for_member(shown: TalkView) -> Message:
    """To the member: the note on their talk can be read."""
    body = text("talk-note-for-you", name=shown.lead_name, at=moment(shown.talk.at))
    return say(body, shown.own("read"))


def recorded(shown: TalkView, *, noted: bool) -> Message:
    """Confirms a record. The note itself is never repeated."""
    head = text("talk-recorded", **_facts(shown, shown.talk.form))
    body = lines(head, text("talk-note-kept") if noted else None)
    undo = shown.lead("undo", UNDO_LABEL) if shown.talk.undone_by else None
    return say(body, *lead_state(shown).choices, undo)


def note(shown: TalkView) -> Message:
    """The confidential note, for who may read it; sent as a secret message only."""
    head = text("talk-note-of", **_facts(shown, shown.talk.form))
    return say(lines(head, shown.talk.note or "—"))

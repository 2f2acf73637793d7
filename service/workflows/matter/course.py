"""Where a matter goes once it is sent: to who is on duty, to the next one when nobody acknowledges
it, between both sides, further up, and to its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from service.core.calendar import shown
from service.core.effects import ClearTimer, Edit, Effect, Raise, SetTimer, ToPerson
from service.core.events import Attached, DeliveryFailed, MemberLeft, Said
from service.core.people import Person
from service.core.texts import Words, series, text
from service.core.workflow import Outcome, Rejected
from service.sdk.reach import tell_keepers
from service.sdk.thread import Word, kept, word
from service.sdk.turn import PANEL
from service.workflows.matter import view
from service.workflows.matter.model import (
    MatterState,
    MatterTurn,
    added,
    coming,
    goes_on,
    in_phase,
    numbered,
    on_duty,
    queue,
    receivers,
    refused_abroad,
    report_of,
    reporter,
    rule,
    senders,
    within,
)

VERDICTS = ("matter-button-agree", "matter-button-refuse")
ABOVE = ("ask", "up", "close")  # what who is on duty writes
PASS = "pass"  # the timer: nobody has acknowledged it  # noqa: S105 - no password


def send(turn: MatterTurn) -> Outcome:
    """To the first on duty, with its number."""
    kind, report, people = rule(turn), report_of(turn), queue(turn)
    if any(each not in report.answers for each in kind.asks):
        return turn.refuse("sdk-incomplete")
    if report.at is not None and report.at <= turn.now:
        return turn.refuse("matter-before")
    if not people:
        return turn.refuse("matter-nobody-above")
    year = shown(turn.state.progress.year or turn.now, turn.unit_timezone).year
    number = f"{year}-{turn.query(numbered(turn)) + 1:03}"
    sent = turn.becomes(turn.state.advanced(number=number, sent_at=turn.now))
    sent = in_phase(sent, "sent", replace(report, sent_at=turn.now))
    sent, effects = _begun(sent, people[0])
    return kept(sent, "sent", *sent.reply(view.panel(sent), PANEL), *effects)


def _begun(turn: MatterTurn, first: Person) -> tuple[MatterTurn, list[Effect]]:
    """The clock starts with the first of those who are now to acknowledge it."""
    anew = turn.state.advanced(by=0, seen_at=None, called=0, began=_awake(turn, first))
    return _called(turn.becomes(anew), first)


def _called(turn: MatterTurn, person: Person) -> tuple[MatterTurn, list[Effect]]:
    """This person is told, and has some time before it goes on."""
    course = turn.state.progress
    told = (*(each for each in course.told if each != person.id), person.id)
    state = turn.state.advanced(told=told, called=course.called + 1, since=_awake(turn, person))
    turn = in_phase(turn.becomes(state), "sent")
    words = view.tell(turn, [person.id], view.CARD, view.card(turn), view.whole(turn))
    return turn, [*words, SetTimer(PASS, goes_on(turn), reporter(turn))]


def _awake(turn: MatterTurn, person: Person) -> datetime:
    """When the person has it: what is not urgent waits for the end of their quiet hours."""
    if rule(turn).urgent:
        return turn.now
    return turn.context.quiet.next_allowed(turn.now, person.timezone)


def go_on(turn: MatterTurn) -> Outcome:
    """Nobody has acknowledged it in time, or who was told (`revision`) can't be reached or has
    left: the next one is told, and so is the reporter."""
    course, why = turn.state.progress, turn.name.removeprefix("@")
    if turn.state.phase != "sent" or not course.told:
        return turn.stale()
    missed = getattr(turn.event, "revision", 0) or course.told[-1]
    keepers = tell_keepers(turn, missed) if why == "unreached" else []
    said: dict[str, Words] = {"name": turn.roster.name(missed), "why": why, "within": within(turn)}
    after = coming(turn)
    if after is None:
        head = text("matter-nobody-left", n=course.called, **said)
        told = view.to_senders(turn, senders(turn), head, again=True)
        return turn.done("matter.nobody_left", effects=(*told, *keepers))
    turn, effects = _called(turn, after)
    head = text("matter-gone-on", to=turn.roster.name(after.id), **said)
    return kept(turn, "gone_on", *effects, *view.to_senders(turn, senders(turn), head), *keepers)


def again(turn: MatterTurn) -> Outcome:
    """The reporter lets everybody be told once more, from the first one on."""
    people = queue(turn)
    if not people:
        return turn.refuse("matter-nobody-above")
    anew, effects = _begun(turn, people[0])
    return kept(anew, "sent_again", *anew.reply(view.panel(anew), PANEL), *effects)


def undelivered(turn: MatterTurn) -> Outcome:
    """Somebody who was told has no chat, or none that works: it goes on without waiting."""
    failed, course = turn.event, turn.state.progress
    key = failed.key if isinstance(failed, DeliveryFailed) else ""
    if key != view.CARD or turn.state.phase != "sent" or turn.person not in course.told:
        return turn.ignore("matter-undelivered")
    if course.told[-1] != turn.person:
        return turn.done("matter.undelivered", effects=tell_keepers(turn, turn.person))
    raised = Raise("unreached", reporter(turn), turn.person)
    return turn.done("matter.undelivered", effects=(raised,))


def member_left(turn: MatterTurn) -> Outcome:
    """Who had it in hand, or was to acknowledge it, has left: it is for the next one."""
    gone = turn.event.person if isinstance(turn.event, MemberLeft) else 0
    course = turn.state.progress
    if gone not in (course.by, *([] if course.by else course.told[-1:])):
        return turn.ignore("matter-not-waiting")
    back = replace(turn.state, phase="sent").advanced(by=0, seen_at=None)
    raised = Raise("left", reporter(turn), gone)
    return turn.done("matter.orphaned", state=back, effects=(raised,))


def names(state: MatterState, person: int) -> bool:
    """Whether the matter waits for this person."""
    course = state.progress
    return state.phase in ("sent", "seen") and person in (course.by, *course.told)


# -- what both sides do


def seen(turn: MatterTurn) -> Outcome:
    """A tap acknowledges it. What is only for the record is settled with that."""
    turn = _acknowledged(turn)
    if rule(turn).form == "record":
        return _closed(turn, Word(turn.state.progress.by, turn.now, "noted"))
    by = turn.roster.name(turn.state.progress.by)
    told = view.to_senders(turn, senders(turn), text("matter-acknowledged", name=by))
    return kept(turn, "seen", *turn.reply(view.card(turn), view.CARD), *told, *_waved_off(turn))


def _acknowledged(turn: MatterTurn) -> MatterTurn:
    """Whatever who is on duty does with it, they have it in hand."""
    if turn.state.phase != "sent" or turn.actor is None:
        return turn
    return in_phase(turn.becomes(turn.state.advanced(by=turn.actor.id, seen_at=turn.now)), "seen")


def _waved_off(turn: MatterTurn, but: Iterable[int] = ()) -> Iterable[Effect]:
    """The others who were told see that somebody has it in hand, `but` those who are told more."""
    course, card = turn.state.progress, view.card(turn)
    yield ClearTimer(PASS, reporter(turn))
    for each in course.told:
        if each not in (course.by, *but):
            yield Edit(ToPerson(each), view.CARD, card, about=reporter(turn))


def ask_words(turn: MatterTurn) -> Outcome:
    """What is typed next is a follow-up (`add`), a question (`ask`), an opinion with which it goes
    further up (`up`), or the word that closes it (`close`)."""
    if found := refused_abroad(turn):
        return found
    step = turn.name
    if step == "up" and not on_duty(turn, _above(turn)):
        return turn.refuse("matter-nobody-above")
    answers: tuple[str, ...] = ()
    if step == "close":
        answers = VERDICTS if rule(turn).form == "request" else ("matter-button-noted",)
    after = turn if step == "add" else _acknowledged(turn)
    readers = series(turn.roster.names(_others(after)))
    asked = text(f"matter-ask-to-{step}", names=readers)
    key = PANEL if step == "add" else view.CARD
    question = view.asking(turn, asked, *answers)
    effects = turn.reply(question, key, prompt=f"words.{step}", about=reporter(turn))
    return turn.done(f"matter.{step}_asked", effects=effects)


def take_words(turn: MatterTurn) -> Outcome:
    """The words, or a file, for the others in the thread."""
    event = turn.event
    asked = event.asked if isinstance(event, Said | Attached) else ""
    step = asked.removeprefix("words.")
    if step not in (*(ABOVE if _is_above(turn) else ()), *(("add",) if _is_sender(turn) else ())):
        return turn.refuse("sdk-not-now")
    found = refused_abroad(turn) or word(turn, step, report_of(turn).thread)
    if isinstance(found, Rejected):
        return found
    if step == "close":
        return _closed(_acknowledged(turn), found)
    return _sent_up(turn, found) if step == "up" else _said(turn, found)


def verdict(turn: MatterTurn) -> Outcome:
    """It is closed with the word that was tapped: `agree`, `refuse` or `noted`."""
    by = turn.actor.id if turn.actor is not None else 0
    return _closed(_acknowledged(turn), Word(by, turn.now, turn.name))


def _said(turn: MatterTurn, found: Word) -> Outcome:
    if found.step == "ask":
        turn = _acknowledged(turn)
    turn = added(turn.becomes(turn.state.advanced(asked=found.step == "ask")), found)
    above = found.step == "add"
    own = view.panel(turn, text("matter-said")) if above else view.card(turn, text("matter-said"))
    effects = [*turn.reply(own, PANEL if above else view.CARD), *_tell_others(turn, found)]
    return kept(
        turn, f"{found.step}_said", *effects, *([] if above else _waved_off(turn, _others(turn)))
    )


def _tell_others(turn: MatterTurn, found: Word) -> list[Effect]:
    """What was written, to both sides; a question waits for the reporter's answer."""
    mine, message = senders(turn), view.one(turn, found)
    others = _others(turn)
    prompt = "words.add" if found.step == "ask" else ""
    head = text("matter-news", step=found.step, name=turn.roster.name(found.by))
    below = [each for each in others if each in mine]
    above = [each for each in others if each not in mine]
    return [
        *view.tell(turn, below, PANEL, view.panel(turn, head), message, prompt=prompt),
        *view.tell(turn, above, view.CARD, view.card(turn, head), message),
    ]


def _others(turn: MatterTurn) -> tuple[int, ...]:
    """Who reads what is written: those who reported it, who has it in hand (or else was told), and
    who sent it up; but who writes."""
    course = turn.state.progress
    above = (*course.via, *([course.by] if course.by else course.told))
    there, me = receivers(turn), turn.actor.id if turn.actor is not None else 0
    known = dict.fromkeys((*senders(turn), *(each for each in above if each in there)))
    return tuple(each for each in known if each != me)


def _above(turn: MatterTurn) -> int | None:
    """The unit above that of who acts."""
    return turn.roster.units[turn.actor.unit].parent if turn.actor is not None else None


def _sent_up(turn: MatterTurn, found: Word) -> Outcome:
    """Further up, with the opinion of who sends it there."""
    people, me, above = on_duty(turn, _above(turn)), found.by, _above(turn)
    if not people:
        return turn.refuse("matter-nobody-above")
    turn = added(_acknowledged(turn), found)
    via = (*(each for each in turn.state.progress.via if each != me), me)
    turn, effects = _begun(turn.becomes(turn.state.advanced(via=via, start=above)), people[0])
    names = {"name": turn.roster.name(me), "to": turn.roster.name(people[0].id)}
    head = text("matter-sent-up", **names)
    own = turn.reply(view.card(turn, head, waits=False), view.CARD)
    return kept(turn, "sent_up", *own, *effects, *view.to_senders(turn, senders(turn), head))


def _closed(turn: MatterTurn, found: Word) -> Outcome:
    """The superior's word ends it; both sides have it."""
    ended = turn.state.advanced(closed_by=found.by, closed_at=turn.now, asked=False)
    turn = added(in_phase(turn.becomes(ended), "closed"), found)
    own, waved = turn.reply(view.card(turn), view.CARD), _waved_off(turn, _others(turn))
    return kept(turn, "closed", *own, *_tell_others(turn, found), *waved, finished=True)


# -- looking


def show(turn: MatterTurn) -> Outcome:
    """Everything, to who is concerned, and what they can do with it."""
    effects = view.confided(turn)
    return turn.done("matter.read", effects=(*effects, *_own_card(turn)))


def keep(turn: MatterTurn) -> Outcome:
    return turn.done("matter.shown", effects=_own_card(turn))


def _own_card(turn: MatterTurn) -> tuple[Effect, ...]:
    if _is_above(turn):
        return turn.reply(view.card(turn), view.CARD)
    return turn.reply(view.panel(turn), PANEL)


def _is_above(turn: MatterTurn) -> bool:
    return turn.actor is not None and turn.actor.id in receivers(turn)


def _is_sender(turn: MatterTurn) -> bool:
    return turn.actor is not None and turn.actor.id in senders(turn)

"""Where a matter goes once it is sent: to who is on duty, to the next one when nobody acknowledges
it, between both sides, to somebody else, further up, and to its end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from service.core.effects import ClearTimer, Edit, Effect, Raise, SetTimer, ToPerson
from service.core.events import DeliveryFailed, MemberLeft
from service.core.people import Person
from service.core.texts import Words, series, text
from service.core.workflow import Outcome, Rejected
from service.sdk.cases import CARD, bringer, next_number
from service.sdk.reach import tell_keepers
from service.sdk.thread import Word, kept
from service.sdk.turn import PANEL
from service.workflows.matter.model import (
    MatterState,
    MatterTurn,
    coming,
    goes_on,
    on_duty,
    queue,
    receivers,
    rule,
    within,
)
from service.workflows.matter.view import CASES, card, panel, whole

VERDICTS = ("matter-button-agree", "matter-button-refuse")
PASS = "pass"  # the timer: nobody has acknowledged it  # noqa: S105 - no password


def send(turn: MatterTurn) -> Outcome:
    """To the first on duty, with its number."""
    kind, report, people = rule(turn), CASES.of(turn), queue(turn)
    if any(each not in report.answers for each in kind.asks):
        return turn.refuse("sdk-incomplete")
    if report.at is not None and report.at <= turn.now:
        return turn.refuse("matter-before")
    if not people:
        return turn.refuse("matter-nobody-above")
    if turn.state.phase == "returned":
        return _sent_anew(turn, people)
    sent = turn.becomes(turn.state.advanced(number=next_number(turn), sent_at=turn.now))
    sent, effects = _begun(CASES.in_phase(sent, "sent", sent_at=turn.now), people[0])
    return kept(sent, "sent", *sent.reply(panel(sent), PANEL), *effects)


def _sent_anew(turn: MatterTurn, people: Sequence[Person]) -> Outcome:
    """What was returned goes up again under its number, first to who returned it."""
    by = turn.state.progress.by
    first = next((each for each in people if each.id == by), people[0])
    anew, effects = _begun(turn.becomes(turn.state.advanced(asked=False)), first)
    return kept(anew, "sent_anew", *anew.reply(panel(anew), PANEL), *effects)


def _begun(turn: MatterTurn, first: Person) -> tuple[MatterTurn, list[Effect]]:
    """The clock starts with the first of those who are now to acknowledge it."""
    anew = turn.state.advanced(by=0, seen_at=None, called=0, began=_awake(turn, first))
    return _called(turn.becomes(anew), first)


def _called(turn: MatterTurn, person: Person) -> tuple[MatterTurn, list[Effect]]:
    """This person is told, and has some time before it goes on."""
    course = turn.state.progress
    told = (*(each for each in course.told if each != person.id), person.id)
    state = turn.state.advanced(told=told, called=course.called + 1, since=_awake(turn, person))
    turn = CASES.in_phase(turn.becomes(state), "sent")
    words = CASES.tell(turn, [person.id], card(turn), whole(turn))
    return turn, [*words, SetTimer(PASS, goes_on(turn), bringer(turn))]


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
        told = CASES.to_below(turn, head, card=panel(turn, head, again=True))
        return turn.done("matter.nobody_left", effects=(*told, *keepers))
    turn, effects = _called(turn, after)
    head = text("matter-gone-on", to=turn.roster.name(after.id), **said)
    return kept(turn, "gone_on", *effects, *CASES.to_below(turn, head), *keepers)


def again(turn: MatterTurn) -> Outcome:
    """The reporter lets everybody be told once more, from the first one on."""
    people = queue(turn)
    if not people:
        return turn.refuse("matter-nobody-above")
    anew, effects = _begun(turn, people[0])
    return kept(anew, "sent_again", *anew.reply(panel(anew), PANEL), *effects)


def undelivered(turn: MatterTurn) -> Outcome:
    """Somebody who was told has no chat, or none that works: it goes on without waiting."""
    failed, course = turn.event, turn.state.progress
    key = failed.key if isinstance(failed, DeliveryFailed) else ""
    if key != CARD or turn.state.phase != "sent" or turn.person not in course.told:
        return turn.ignore("matter-undelivered")
    if course.told[-1] != turn.person:
        return turn.done("matter.undelivered", effects=tell_keepers(turn, turn.person))
    raised = Raise("unreached", bringer(turn), turn.person)
    return turn.done("matter.undelivered", effects=(raised,))


def member_left(turn: MatterTurn) -> Outcome:
    """Who had it in hand, or was to acknowledge it, has left: it is for the next one."""
    gone = turn.event.person if isinstance(turn.event, MemberLeft) else 0
    course = turn.state.progress
    if gone not in (course.by, *([] if course.by else course.told[-1:])):
        return turn.ignore("matter-not-waiting")
    back = replace(turn.state, phase="sent").advanced(by=0, seen_at=None)
    raised = Raise("left", bringer(turn), gone)
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
    told = CASES.to_below(turn, text("matter-acknowledged", name=by))
    return kept(turn, "seen", *CASES.own_card(turn), *told, *_waved_off(turn))


def _acknowledged(turn: MatterTurn) -> MatterTurn:
    """Whatever who is on duty does with it, they have it in hand."""
    if turn.state.phase != "sent" or turn.actor is None:
        return turn
    by = turn.state.advanced(by=turn.actor.id, seen_at=turn.now)
    return CASES.in_phase(turn.becomes(by), "seen")


def _waved_off(turn: MatterTurn, but: Iterable[int] = ()) -> Iterable[Effect]:
    """The others who were told see that somebody has it in hand, `but` those who are told more."""
    course, shown = turn.state.progress, card(turn)
    yield ClearTimer(PASS, bringer(turn))
    for each in course.told:
        if each not in (course.by, *but):
            yield Edit(ToPerson(each), CARD, shown, about=bringer(turn))


def ask_words(turn: MatterTurn) -> Outcome:
    """What is typed next is a follow-up (`add`), a question (`ask`), an opinion with which it goes
    further up (`up`), what is to be put right (`back`), or the word that closes it (`close`)."""
    step = turn.name
    if step == "up" and not on_duty(turn, _above(turn)):
        return turn.refuse("matter-nobody-above")
    answers: tuple[str, ...] = ()
    if step == "close":
        answers = VERDICTS if rule(turn).form == "request" else ("matter-button-noted",)
    after = turn if step == "add" else _acknowledged(turn)
    readers = series(turn.roster.names(_others(after)))
    return CASES.ask(turn, text(f"matter-ask-to-{step}", names=readers), *answers)


def take_words(turn: MatterTurn) -> Outcome:
    """The words, or a file, for the others in the thread."""
    above = ("ask", "up", "back", "close") if CASES.is_above(turn) else ()
    below = ("add",) if CASES.is_below(turn) else ()
    found = CASES.taken(turn, (*above, *below))
    if isinstance(found, Rejected):
        return found
    if found.step == "close":
        return _closed(_acknowledged(turn), found)
    if found.step == "back":
        return _returned(_acknowledged(turn), found)
    return _sent_up(turn, found) if found.step == "up" else _said(turn, found)


def verdict(turn: MatterTurn) -> Outcome:
    """It is closed with the word that was tapped: `agree`, `refuse` or `noted`."""
    by = turn.me
    return _closed(_acknowledged(turn), Word(by, turn.now, turn.name))


def _said(turn: MatterTurn, found: Word) -> Outcome:
    asked = found.step == "ask"
    turn = _acknowledged(turn) if asked else turn
    turn = CASES.added(turn.becomes(turn.state.advanced(asked=asked)), found)
    said, key = text("matter-said"), CARD if asked else PANEL
    own = turn.reply(card(turn, said) if asked else panel(turn, said), key)
    waved = _waved_off(turn, _others(turn)) if asked else ()
    return kept(turn, f"{found.step}_said", *own, *_tell_others(turn, found), *waved)


def _tell_others(turn: MatterTurn, found: Word) -> list[Effect]:
    """What was written, to both sides; a question waits for the reporter's answer."""
    head = text("matter-news", step=found.step, name=turn.roster.name(found.by))
    below, prompt = CASES.below(turn), "words.add" if found.step == "ask" else ""
    above = [each for each in _others(turn) if each not in below]
    told = CASES.tell(turn, above, card(turn, head), CASES.written(turn, found))
    return [*CASES.to_below(turn, head, found, prompt=prompt), *told]


def _others(turn: MatterTurn) -> tuple[int, ...]:
    """Who reads what is written: those who reported it, who has it in hand (or else was told), and
    who sent it up; but who writes."""
    course = turn.state.progress
    above = (*course.via, *([course.by] if course.by else course.told))
    there, me = receivers(turn), turn.me
    known = dict.fromkeys((*CASES.below(turn), *(each for each in above if each in there)))
    return tuple(each for each in known if each != me)


def _above(turn: MatterTurn) -> int | None:
    """The unit above that of who acts."""
    return turn.roster.units[turn.actor.unit].parent if turn.actor is not None else None


def _sent_up(turn: MatterTurn, found: Word) -> Outcome:
    """Further up, with the opinion of who sends it there."""
    people, me, above = on_duty(turn, _above(turn)), found.by, _above(turn)
    if not people:
        return turn.refuse("matter-nobody-above")
    turn = CASES.added(_acknowledged(turn), found)
    via = (*(each for each in turn.state.progress.via if each != me), me)
    turn, effects = _begun(turn.becomes(turn.state.advanced(via=via, start=above)), people[0])
    names = {"name": turn.roster.name(me), "to": turn.roster.name(people[0].id)}
    head = text("matter-sent-up", **names)
    own = turn.reply(card(turn, head, waits=False), CARD)
    return kept(turn, "sent_up", *own, *effects, *CASES.to_below(turn, head))


def hand(turn: MatterTurn) -> Outcome:
    """To somebody else on duty, whose clock begins."""
    to = CASES.chosen(turn)
    if isinstance(to, Rejected):
        return to
    turn, told = CASES.handed(turn, to)
    turn, effects = _begun(turn, to)
    return kept(turn, "handed", *told, *effects)


def _returned(turn: MatterTurn, found: Word) -> Outcome:
    """It is the reporter's again, to put right what the remarks say and send it once more."""
    back = turn.becomes(turn.state.advanced(by=found.by, since=turn.now))
    turn = CASES.in_phase(back, "returned", found)
    own, waved = turn.reply(card(turn), CARD), _waved_off(turn, _others(turn))
    return kept(turn, "returned", *own, *_tell_others(turn, found), *waved)


def _closed(turn: MatterTurn, found: Word) -> Outcome:
    """The superior's word ends it; both sides have it."""
    ended = turn.state.advanced(closed_by=found.by, closed_at=turn.now, asked=False)
    turn = CASES.in_phase(turn.becomes(ended), "closed", found)
    own, waved = turn.reply(card(turn), CARD), _waved_off(turn, _others(turn))
    return kept(turn, "closed", *own, *_tell_others(turn, found), *waved, finished=True)


def show(turn: MatterTurn) -> Outcome:
    """Everything, to who is concerned, and what they can do with it."""
    effects = (*CASES.confided(turn, whole(turn)), *CASES.own_card(turn))
    return turn.done("matter.read", effects=effects)

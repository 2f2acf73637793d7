"""Voting by tap: each in their own part, as often as they like until the close."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from service.core.effects import Effect, Send
from service.core.events import Informed, Voted
from service.core.texts import Moment, Words, lines, text
from service.core.workflow import Outcome, Rejected
from service.sdk.nudge import NAMED, PAUSE
from service.sdk.panels import grid
from service.sdk.participation import names
from service.sdk.transitions import entries
from service.sdk.typed_names import by_names
from service.workflows.vote import secrecy, view
from service.workflows.vote.fields import listed
from service.workflows.vote.model import (
    Cast,
    Opinion,
    VoteTurn,
    by_secret_tap,
    choice_words,
    choices_of,
    in_room,
    on_paper,
    rule_of,
)
from service.workflows.vote.roll import headcount, invited, refusal, without
from service.workflows.vote.words import called


def ballots(turn: VoteTurn) -> list[Send]:
    """To each of them the question with its buttons."""
    how = {"deferrable": turn.state.progress.present is None, "time_sensitive": True}
    return handed(turn, invited(turn), **how)


def handed(turn: VoteTurn, people: Iterable[int], *above: Words, **how: Any) -> list[Send]:
    """A ballot with its question to each of these, below `above`."""
    secret = by_secret_tap(turn)
    asked = secrecy.asked(turn, Cast()) if secret else view.own(turn, Cast())
    message = replace(asked, body=lines(*above, asked.body)) if above else asked
    until, prompt = turn.state.schedule.closes_at, secrecy.ASKS if secret else ""
    return turn.tell(people, "ballot", message, until=until, prompt=prompt, **how)


def ballot(turn: VoteTurn) -> Outcome:
    """The actor's own ballot, from the room or the menu."""
    if by_secret_tap(turn):
        return secrecy.show(turn)
    if (refused := refusal(turn)) is not None:
        return refused
    told = turn.reply(view.own(turn, turn.part or Cast()), "ballot")
    return turn.done("vote.ballot_shown", effects=told)


def cast(turn: VoteTurn) -> Outcome:
    """The choice of who acts; another one later takes its place."""
    if (refused := refusal(turn)) is not None:
        return refused
    choices, place, part = choices_of(turn), turn.ints(), turn.part or Cast()
    if isinstance(turn.event, Voted):
        return _voted(turn, turn.event.options, part)
    if by_secret_tap(turn) or len(place) != 1 or place[0] >= len(choices):
        return turn.refuse("sdk-moved-on")
    if part.choice and not rule_of(turn).again:
        return turn.refuse("vote-once")
    return _settled(turn, Cast(choices[place[0]], turn.now), "cast")


def _voted(turn: VoteTurn, options: tuple[int, ...], part: Cast) -> Outcome:
    """A native poll shows each their own vote, so nothing is said."""
    choices = choices_of(turn)
    known = [choices[each] for each in options if each < len(choices)]
    if not in_room(turn) or len(known) != len(options) or len(known) > 1:
        return turn.refuse("sdk-moved-on")
    chosen = "".join(known)
    if chosen == part.choice:
        return turn.ignore("vote-same")
    now = Cast(chosen, turn.now) if chosen else Cast()
    return turn.done("vote.cast" if chosen else "vote.withdrawn", part=now)


def withdraw(turn: VoteTurn) -> Outcome:
    """Back to no ballot at all."""
    if (refused := refusal(turn)) is not None:
        return refused
    if not rule_of(turn).again or by_secret_tap(turn):
        return turn.refuse("vote-once")
    return _settled(turn, Cast(), "withdrawn")


def _settled(turn: VoteTurn, part: Cast, step: str) -> Outcome:
    told = turn.reply(view.own(turn, part), "ballot")
    return turn.done(f"vote.{step}", part=part, effects=told)


# -- who leads it


def chosen(turn: VoteTurn) -> dict[int, str]:
    """What counts: by person, their tap (of a secret vote that there is one), and whatever they
    filed before. Requires `entries`."""
    poll = turn.state.progress
    entitled, now = frozenset(poll.entitled()), len(poll.results)
    taps = {each: part.choice for each, part in turn.query(entries(turn)) if part.voted(now)}
    filed = {each.person: each.choice for each in poll.opinions}
    return {each: how for each, how in {**taps, **filed}.items() if each in entitled}


def tapped(turn: VoteTurn) -> tuple[int, ...]:
    """Who has voted by tap. Requires `entries`."""
    filed = {each.person for each in turn.state.progress.opinions}
    return tuple(each for each in chosen(turn) if each not in filed)


def silent(turn: VoteTurn) -> tuple[int, ...]:
    """Who could vote and has not. Requires `entries`."""
    done = chosen(turn)
    return tuple(each for each in invited(turn) if each not in done)


def progress(turn: VoteTurn) -> Outcome:
    """How it stands."""
    shown = view.page(turn, live_words(turn), rows=view.buttons(turn))
    return turn.done("vote.progress_shown", effects=turn.panel(shown))


def live_words(turn: VoteTurn) -> Words:
    """How the vote stands just now: of a secret one, how many have voted. Requires `entries`."""
    now = chosen(turn)
    secret = by_secret_tap(turn)
    counts = {each: list(now.values()).count(each) for each in choices_of(turn)}
    cast = len(tapped(turn)) if secret else len(now)
    told = {} if secret else counts
    words = view.live(turn, headcount(turn, tapped(turn)), cast, told, silent(turn))
    few = secret and cast < rule_of(turn).least_shown
    return lines(words, text("vote-few-so-far", n=rule_of(turn).least_shown) if few else None)


def ask_nudge(turn: VoteTurn) -> Words | Rejected:
    people = [turn.roster.people[each] for each in silent(turn) if each in turn.roster.people]
    before = turn.state.schedule.nudged_at
    if not people:
        return turn.refuse("sdk-nudge-nobody")
    if before is not None and turn.now < before + PAUSE:
        return turn.refuse("sdk-nudge-soon", at=Moment(before + PAUSE))
    whom = names(turn.roster, people) if len(people) <= NAMED else None
    return lines(text("sdk-nudge", n=len(people)), whom)


def nudge(turn: VoteTurn) -> Outcome:
    """The silent are reminded, by who leads it or halfway to the close."""
    if turn.actor is not None and isinstance(asked := ask_nudge(turn), Rejected):
        return asked
    quiet = silent(turn)
    told: list[Effect] = [*_reminders(turn, quiet)]
    if turn.actor is not None:
        said = text("sdk-nudged", n=len(quiet))
        told += turn.panel(view.page(turn, said, rows=grid(turn.activity, "sdk-button-keep")))
    return turn.done("vote.nudged", state=turn.state.timed(nudged_at=turn.now), effects=told)


def _reminders(turn: VoteTurn, people: Iterable[int]) -> list[Send]:
    how = {"deferrable": True, "time_sensitive": True, "due_at": turn.now}
    said, until = text("vote-reminder"), turn.state.schedule.closes_at
    begun = secrecy.reminders(turn, said, until=until, **how) if by_secret_tap(turn) else {}
    others = [each for each in people if each not in begun]
    return [*handed(turn, others, said, **how), *(begun[each] for each in people if each in begun)]


# -- opinions in writing


def ask_written(turn: VoteTurn) -> Outcome:
    """Who has filed what?"""
    if not rule_of(turn).written:
        return turn.refuse("vote-none-written")
    words = lines(*(choice_words(turn, each) for each in choices_of(turn)), sep=" / ")
    asked = text("vote-ask-written", choices=words)
    shown = view.page(turn, asked, rows=grid(turn.activity, "sdk-button-keep"))
    return turn.done("vote.written_asked", effects=turn.panel(shown, prompt="written"))


def take_written(turn: VoteTurn) -> VoteTurn | Rejected:
    """The turn with the opinions, a name and a choice on each line."""
    poll, found = turn.state.progress, dict[int, str]()
    said = called(turn)
    for line in getattr(turn.event, "text", "").splitlines():
        words = " ".join(line.split())
        how = next((each for each in said if words.casefold().endswith(each)), "")
        name = words[: len(words) - len(how)].strip(" ：:，,")
        meant = by_names(turn.roster, turn.unit, name).get(name, ()) if how and name else ()
        if words and len(meant) != 1:
            return turn.refuse("vote-unknown-name", names=listed([words]))
        found |= dict.fromkeys(meant, said[how])
    there = set(poll.present or ())
    wrong = [each for each in found if each not in poll.entitled() or each in there]
    if wrong or not found:
        names = listed(turn.roster.names(wrong))
        return turn.refuse("vote-written-wrong", names=names)
    kept = [each for each in poll.opinions if each.person not in found]
    new = [Opinion(person, how) for person, how in found.items()]
    return turn.becomes(turn.state.advanced(opinions=(*kept, *new)))


# -- who leaves


def names_person(state: object, person: int) -> bool:
    """Whether the vote counts on the person."""
    phase, poll = state.phase, state.progress  # type: ignore[attr-defined]
    return phase == "open" and person in poll.entitled()


def member_left(turn: VoteTurn) -> Outcome:
    """They have no vote any more, and should not attend: both numbers follow."""
    person = getattr(turn.event, "person", 0)
    if by_secret_tap(turn) and person in secrecy.has_voted(turn):  # nobody can find their ballot
        said = view.panel(turn, text("vote-left-after", name=turn.roster.name(person)))
        return turn.done("vote.member_left", effects=turn.panel(said))
    roll = without(turn.state.progress.roll, person)
    now = turn.becomes(turn.state.advanced(roll=roll))
    said = view.panel(now, text("vote-left", name=turn.roster.name(person)))
    return turn.done("vote.member_left", state=now.state, effects=turn.panel(said))


# -- who comes later


def latecomers(turn: VoteTurn) -> Outcome:
    """The meeting tells who has checked in since the opening: they are present, and vote."""
    event, poll = turn.event, turn.state.progress
    told = event.details.get("present", ()) if isinstance(event, Informed) else ()
    filed = {each.person for each in poll.opinions}
    new = [
        each
        for each in told
        if each in poll.entitled() and each not in filed and each not in (poll.present or ())
    ]
    if poll.present is None or not new or event.sender != poll.meeting:  # type: ignore[attr-defined]
        return turn.ignore("vote-not-concerned")
    now = turn.becomes(turn.state.advanced(present=(*poll.present, *new)))
    asked = [] if on_paper(turn) else handed(now, new, time_sensitive=True)
    return turn.done("vote.latecomers", state=now.state, effects=asked)

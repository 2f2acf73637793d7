"""Voting by tap: each in their own part, as often as they like until the close."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from service.core.effects import Effect, Send
from service.core.texts import Moment, Words, lines, text
from service.core.workflow import Outcome, Rejected
from service.sdk.nudge import NAMED, PAUSE
from service.sdk.panels import grid
from service.sdk.participation import names
from service.sdk.transitions import entries
from service.sdk.typed_names import by_names
from service.workflows.vote import view
from service.workflows.vote.fields import listed
from service.workflows.vote.model import (
    Cast,
    Opinion,
    VoteTurn,
    choice_words,
    choices_of,
    on_paper,
    rule_of,
)
from service.workflows.vote.roll import headcount, present, why_words, without


def invited(turn: VoteTurn) -> tuple[int, ...]:
    """Whose tap counts: who has a vote, is there where that is known, and has filed nothing."""
    poll = turn.state.progress
    there = present(poll) if poll.present is not None else poll.entitled()
    filed = {each.person for each in poll.opinions}
    return tuple(each for each in there if each not in filed)


def ballots(turn: VoteTurn) -> list[Send]:
    """To each of them the question with its buttons."""
    how = {"deferrable": turn.state.progress.present is None, "time_sensitive": True}
    asked = view.own(turn, Cast())
    return turn.tell(invited(turn), "ballot", asked, until=turn.state.schedule.closes_at, **how)


def _refusal(turn: VoteTurn) -> Rejected | None:
    """Why the actor has no ballot to cast here."""
    poll, person = turn.state.progress, turn.actor.id if turn.actor is not None else 0
    voter = next((each for each in poll.roll if each.person == person), None)
    if on_paper(turn):
        return turn.refuse("vote-on-paper")
    if voter is None:
        return turn.refuse("sdk-not-invited")
    if voter.why_not:
        return turn.refuse("vote-no-vote", why=why_words(voter))
    if person in [each.person for each in poll.opinions]:
        return turn.refuse("vote-filed-already")
    return turn.refuse("vote-not-there") if person not in invited(turn) else None


def ballot(turn: VoteTurn) -> Outcome:
    """The actor's own ballot, from the room or the menu."""
    if (refusal := _refusal(turn)) is not None:
        return refusal
    return turn.done(
        "vote.ballot_shown", effects=turn.reply(view.own(turn, turn.part or Cast()), "ballot")
    )


def cast(turn: VoteTurn) -> Outcome:
    """The choice of who acts; another one later takes its place."""
    if (refusal := _refusal(turn)) is not None:
        return refusal
    choices, place, part = choices_of(turn), turn.ints(), turn.part or Cast()
    if len(place) != 1 or place[0] >= len(choices):
        return turn.refuse("sdk-moved-on")
    if part.choice and not rule_of(turn).again:
        return turn.refuse("vote-once")
    return _settled(turn, Cast(choices[place[0]], turn.now), "cast")


def withdraw(turn: VoteTurn) -> Outcome:
    """Back to no ballot at all."""
    if (refusal := _refusal(turn)) is not None:
        return refusal
    if not rule_of(turn).again:
        return turn.refuse("vote-once")
    return _settled(turn, Cast(), "withdrawn")


def _settled(turn: VoteTurn, part: Cast, step: str) -> Outcome:
    told = turn.reply(view.own(turn, part), "ballot")
    return turn.done(f"vote.{step}", part=part, effects=told)


# -- who leads it


def chosen(turn: VoteTurn) -> dict[int, str]:
    """What counts: by person, their tap, and whatever they filed before. Requires `entries`."""
    poll = turn.state.progress
    entitled = frozenset(poll.entitled())
    taps = {each: part.choice for each, part in turn.query(entries(turn)) if part.choice}
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
    """How an open vote stands just now. Requires `entries`."""
    now = chosen(turn)
    counts = {each: list(now.values()).count(each) for each in choices_of(turn)}
    return view.live(turn, headcount(turn, tapped(turn)), counts, silent(turn))


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
    asked = view.own(turn, Cast())
    said = replace(asked, body=lines(text("vote-reminder"), asked.body))
    until = turn.state.schedule.closes_at
    how = {"deferrable": True, "time_sensitive": True, "until": until, "due_at": turn.now}
    return turn.tell(people, "ballot", said, **how)


# -- opinions in writing


def ask_written(turn: VoteTurn) -> Outcome:
    """Who has filed what?"""
    if not rule_of(turn).written:
        return turn.refuse("vote-none-written")
    words = lines(*(choice_words(turn, each) for each in choices_of(turn)), sep=" / ")
    asked = text("vote-ask-written", choices=words)
    shown = view.page(turn, asked, rows=grid(turn.activity, "sdk-button-keep"))
    return turn.done("vote.written_asked", effects=turn.panel(shown, asks="written"))


def take_written(turn: VoteTurn) -> VoteTurn | Rejected:
    """The turn with the opinions, a name and a choice on each line."""
    poll, found = turn.state.progress, dict[int, str]()
    said = _called(turn)
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


def _called(turn: VoteTurn) -> Mapping[str, str]:
    """The usual words for each choice, the longest first."""
    usual = {"同意": "yes", "赞成": "yes", "yes": "yes", "for": "yes", "不同意": "no", "反对": "no"}
    usual |= {"我同意": "yes", "我赞成": "yes", "不赞成": "no", "我反对": "no"}
    usual |= {"no": "no", "against": "no", "弃权": "abstain", "abstain": "abstain"}
    known = {word: each for word, each in usual.items() if each in choices_of(turn)}
    return dict(sorted(known.items(), key=lambda each: -len(each[0])))


# -- who leaves


def names_person(state: object, person: int) -> bool:
    """Whether the vote counts on the person."""
    phase, poll = state.phase, state.progress  # type: ignore[attr-defined]
    return phase == "open" and person in poll.entitled()


def member_left(turn: VoteTurn) -> Outcome:
    """They have no vote any more, and should not attend: both numbers follow."""
    person = getattr(turn.event, "person", 0)
    roll = without(turn.state.progress.roll, person)
    now = turn.becomes(turn.state.advanced(roll=roll))
    said = view.panel(now, text("vote-left", name=turn.roster.name(person)))
    told = turn.panel(said)
    return turn.done("vote.member_left", state=now.state, effects=told)

"""Ballot papers, counted by two tellers, each by themselves; only counts that agree are taken."""

from __future__ import annotations

import re
from dataclasses import replace

from service.core.effects import Send
from service.core.message import Message
from service.core.texts import Words, lines, text
from service.core.workflow import Outcome, Rejected
from service.sdk.panels import grid
from service.workflows.vote import view
from service.workflows.vote.closing import counted
from service.workflows.vote.drafting import shown
from service.workflows.vote.model import Count, VoteTurn, choice_words, choices_of, rule_of
from service.workflows.vote.roll import headcount

_NUMBER = re.compile(r"[0-9]+")
_WRITE_IN = re.compile(r"^(?:另选|另|write-in)\s*[:：]?\s*(.+?)\s*([0-9]+)\s*\D{0,2}$", re.I)
MOST = 100_000


def is_teller(turn: VoteTurn) -> bool:
    return turn.actor is not None and turn.actor.id in turn.state.definition.tellers


def ask_count(turn: VoteTurn) -> Outcome:
    """Which numbers, in which order."""
    first = turn.state.progress.count
    if first is not None and turn.actor is not None and first.teller == turn.actor.id:
        return turn.refuse("vote-counted-once")
    rule, matters = rule_of(turn), turn.state.progress.matters
    named = [
        text("vote-count-of", at=at, name=each.name)
        for at, each in enumerate(matters, 2)
        if each.name
    ]
    shown_ = view.page(
        turn,
        text("vote-ask-count", choices=lines(*_choices(turn), sep=" / "), several=int(bool(named))),
        *named,
        text("vote-ask-write-ins") if rule.write_in else None,
        rows=grid(turn.activity, "sdk-button-keep"),
    )
    return turn.done("vote.count_asked", effects=turn.reply(shown_, "count", prompt="count"))


def _choices(turn: VoteTurn) -> list[Words]:
    return [choice_words(turn, each) for each in choices_of(turn)]


def take_count(turn: VoteTurn) -> Outcome:
    """One teller's count: kept until the other's agrees with it; where they differ both are gone,
    and the papers are counted again."""
    count = read(turn)
    if isinstance(count, Rejected):
        return count
    first = turn.state.progress.count
    if first is None or first.teller == count.teller:
        kept = turn.becomes(turn.state.advanced(count=count))
        said = view.page(turn, text("vote-counted-first"))
        told = (*turn.reply(said, "count"), *_others(turn, "vote-count-waits"))
        return turn.done("vote.counted_once", state=kept.state, effects=told)
    if replace(first, teller=count.teller) != count:
        again = turn.state.advanced(count=None)
        told = (*turn.reply(_differs(turn), "count"), *_others(turn, "vote-counts-differ"))
        return turn.done("vote.counts_differ", state=again, effects=told)
    return counted(turn, count)


def _differs(turn: VoteTurn) -> Message:
    rows = grid(turn.activity, "vote-button-count")
    return view.page(turn, text("vote-counts-differ"), rows=rows)


def _others(turn: VoteTurn, key: str) -> list[Send]:
    """The other teller, who can type a count now, and who leads the vote."""
    mine, tellers = turn.person, {*turn.state.definition.tellers}
    said = view.page(turn, text(key))
    asked = replace(said, choices=grid(turn.activity, "vote-button-count"))
    return [
        *turn.tell(sorted(tellers - {mine}), "teller", asked),
        *turn.tell(sorted({*turn.organizers()} - tellers - {mine}), "teller", said),
    ]


def read(turn: VoteTurn) -> Count | Rejected:
    """What was typed: given out, returned, invalid; then for each matter how often each choice was
    made, in any layout; then who else was named."""
    poll, choices = turn.state.progress, choices_of(turn)
    written = getattr(turn.event, "text", "").splitlines()
    named = [found for line in written if (found := _WRITE_IN.match(line.strip()))]
    typed = "\n".join(line for line in written if not _WRITE_IN.match(line.strip()))
    for each in poll.matters:
        typed = typed.replace(each.name, " ") if each.name else typed
    numbers = [int(each[:6]) for each in _NUMBER.findall(typed)]
    wanted = 3 + len(poll.matters) * len(choices)
    if len(numbers) != wanted or max(numbers) > MOST:
        return turn.refuse("vote-bad-count", wanted=wanted, n=len(numbers))
    rest = numbers[3:]
    rows = tuple(tuple(rest[at : at + len(choices)]) for at in range(0, len(rest), len(choices)))
    write_ins = tuple(sorted((found[1].strip(), int(found[2][:6])) for found in named))
    teller = turn.actor.id if turn.actor is not None else 0
    count = Count(teller, numbers[0], numbers[1], numbers[2], rows, write_ins)
    return _why_not(turn, count) or count


def _why_not(turn: VoteTurn, count: Count) -> Rejected | None:
    """What can't be: the person counts again."""
    rule, poll = rule_of(turn), turn.state.progress
    here = headcount(turn)
    people = here.present if poll.present is not None else here.should
    if count.given_out > people:
        return turn.refuse("vote-too-many-papers", n=count.given_out, people=people)
    if count.invalid > count.returned:
        return turn.refuse("vote-more-invalid", invalid=count.invalid, returned=count.returned)
    for each, row in zip(poll.matters, count.lines, strict=True):
        if sum(row) != count.valid:
            known, total = int(bool(each.name)), sum(row)
            return turn.refuse(
                "vote-sum", named=known, name=each.name, sum=total, valid=count.valid
            )
    if count.write_ins and not rule.write_in:
        return turn.refuse("vote-no-write-ins")
    if rule.kind == "election":
        others = sum(n for _, n in count.write_ins)
        yes, no = (sum(row[at] for row in count.lines) for at in (0, 1))
        if others > no:
            return turn.refuse("vote-write-ins-without-no", n=others, no=no)
        if yes + others > poll.seats * count.valid:
            return turn.refuse("vote-too-many-marks", n=yes + others, most=poll.seats * count.valid)
    return None


def show_count(turn: VoteTurn) -> Outcome:
    """Who leads the vote, and is no teller, sees what is waited for."""
    return shown(turn, "shown", text("vote-tellers-only"))

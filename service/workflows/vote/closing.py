"""What a vote has come to: worked out from the figures, told to everybody, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from service.core.effects import ClearTimer, Effect, Inform, Send, ToRoom
from service.core.rulebook.verdict import (
    Figures,
    above_cap,
    election,
    enough,
    grade,
    is_void,
    needed,
    tally,
    verdict,
)
from service.core.strokes import by_strokes
from service.core.texts import Words, series, text
from service.core.workflow import Outcome, Rejected
from service.sdk.panels import grid
from service.workflows.vote import secrecy, view
from service.workflows.vote.casting import chosen, live_words, tapped
from service.workflows.vote.drafting import called_off, opening, room_closed, shown
from service.workflows.vote.model import (
    Count,
    Line,
    Matter,
    Result,
    VoteTurn,
    by_secret_tap,
    choices_of,
    on_paper,
    rule_of,
    told_figures,
)
from service.workflows.vote.roll import headcount


def ask_close(turn: VoteTurn) -> Words:
    return text("vote-confirm-close", live=live_words(turn))


def close(turn: VoteTurn) -> Outcome:
    """The taps and the written opinions are counted. Requires `entries` and `urn`."""
    if by_secret_tap(turn):
        return _urn_opened(turn)
    votes = chosen(turn)
    counts = tally(choices_of(turn), votes.values())
    taps = tapped(turn)
    cast = {"given_out": len(taps), "returned": len(taps), "valid": len(taps)}
    figures = replace(headcount(turn, taps), **cast, **_yes_no(counts))
    lines_ = (Line(turn.state.progress.matters[0], tuple(counts.values())),)
    result = _result(turn, figures, lines_)
    return _ended(turn, result, said=view.who_chose(turn, votes))


def _urn_opened(turn: VoteTurn) -> Outcome:
    """The ballots are counted; what can't be opened, or would betray so few, is not."""
    ballots, least = secrecy.opened(turn), rule_of(turn).least_shown
    if ballots is None:
        return called_off(turn, text("vote-key-gone"))
    if len(ballots.whole) < least:
        return called_off(turn, text("vote-too-few", n=len(ballots.whole), least=least))
    count, slips = secrecy.count(turn, ballots)
    found = counted(turn, count)
    if isinstance(found, Rejected):
        return found
    return replace(found, effects=(*found.effects, slips))


def _yes_no(counts: Mapping[str, int]) -> dict[str, int]:
    return {each: counts[each] for each in ("yes", "no", "abstain") if each in counts}


def counted(turn: VoteTurn, count: Count) -> Outcome:
    """Two tellers agree: what the papers, and the written opinions, come to."""
    rule, poll, choices = rule_of(turn), turn.state.progress, choices_of(turn)
    figures = replace(
        headcount(turn),
        given_out=count.given_out,
        returned=count.returned,
        valid=count.valid,
        invalid=count.invalid,
    )
    if poll.present is None:  # papers are given to those who are there
        figures = replace(figures, present=min(count.given_out, figures.should))
    filed = [each.choice for each in poll.opinions if each.person in poll.entitled()]
    rows = [
        Line(each, tuple(n + filed.count(choices[at]) for at, n in enumerate(row)))
        for each, row in zip(poll.matters, count.lines, strict=True)
    ]
    if rule.kind == "election":
        return _elected(turn, figures, rows, count)
    if rule.kind == "assessment":
        return _graded(turn, figures, rows)
    figures = replace(figures, **_yes_no(dict(zip(choices, rows[0].counts, strict=True))))
    return _ended(turn, _result(turn, figures, rows))


def _result(turn: VoteTurn, figures: Figures, rows: Iterable[Line]) -> Result:
    found = verdict(rule_of(turn), figures)
    return Result(found.outcome, figures, found.needed_present, found.needed, tuple(rows), turn.now)


def _graded(turn: VoteTurn, figures: Figures, rows: list[Line]) -> Outcome:
    """Each gets the grade that most papers give."""
    choices = choices_of(turn)
    rated = [
        replace(each, stands=grade(choices, dict(zip(choices, each.counts, strict=True))))
        for each in rows
    ]
    over = above_cap(rule_of(turn), figures, [each.stands for each in rated])
    result = replace(_result(turn, figures, rated), above_cap=over)
    told = [] if result.outcome == "void" else [*_each_their_own(turn, result)]
    return _ended(turn, result, effects=told)


def _each_their_own(turn: VoteTurn, result: Result) -> Iterable[Send]:
    """What each was graded, told to nobody else."""
    for each in result.lines:
        if each.matter.person:
            said = view.page(turn, text("vote-your-grade"), view.line_words(turn, each))
            yield from turn.tell((each.matter.person,), "grade", said)


def _elected(turn: VoteTurn, figures: Figures, rows: list[Line], count: Count) -> Outcome:
    """Who is elected in this round; where seats are left, another one follows."""
    rule, poll = rule_of(turn), turn.state.progress
    rows += [Line(Matter(name), (n,)) for name, n in count.write_ins]
    votes = {str(at): each.counts[0] for at, each in enumerate(rows)}
    sure = "void" if is_void(figures) else "no_quorum"
    if sure == "no_quorum" and enough(rule.quorum, figures.present, figures):
        found = election(rule, figures, votes, runoff=poll.runoff)
        how = dict.fromkeys(found.elected, "elected") | dict.fromkeys(found.tied, "tied")
        rows = [replace(x, stands=how.get(str(at), "failed")) for at, x in enumerate(rows)]
        outcome = "put_off" if found.vacant else "passed"
        least, vacant = found.needed, found.vacant
    else:
        outcome, least, vacant = sure, needed(rule.passes, figures), figures.seats
    result = Result(
        outcome,  # type: ignore[arg-type]
        figures,
        needed(rule.quorum, figures),
        least,
        tuple(rows),
        turn.now,
        vacant,
    )
    return _ended(turn, result, phase="round" if outcome == "put_off" else "closed")


# -- what follows


def _ended(
    turn: VoteTurn,
    result: Result,
    *,
    phase: str = "closed",
    said: Words | None = None,
    effects: Iterable[Effect] = (),
) -> Outcome:
    """The round is over; it is told to the room, to those who have a vote, and to the meeting."""
    results = (*turn.state.progress.results, result)
    state = turn.state.advanced(results=results, count=None)
    over = turn.becomes(replace(state, phase=phase).timed(closes_at=turn.now))
    rows = grid(turn.activity, "vote-button-codes") if by_secret_tap(turn) else ()
    public = view.page(over, view.result_lines(over, result, public=True), said, rows=rows)
    told: list[Effect] = [
        *room_closed(turn),
        ClearTimer("close"),
        ClearTimer("remind"),
        Send(ToRoom(turn.unit), "result", public),
        *turn.tell(_others(over), "result", public, deferrable=True),
        *effects,
    ]
    if phase == "closed":
        told += _to_meeting(over, result)
    return shown(over, phase, effects=told, finished=phase == "closed")


def _others(turn: VoteTurn) -> tuple[int, ...]:
    """Those with a vote who do not read the panel as well."""
    leads = {turn.actor.id} if turn.actor and turn.organizes() else set(turn.organizers())
    return tuple(each for each in turn.state.progress.entitled() if each not in leads)


def _to_meeting(turn: VoteTurn, result: Result) -> Iterable[Inform]:
    poll = turn.state.progress
    if poll.meeting:
        details = {
            "vote": turn.id,
            "item": poll.item,
            "outcome": result.outcome,
            "figures": told_figures(result),
            "elected": [each.matter.name for each in poll.elected()],
        }
        yield Inform(poll.meeting, "vote.closed", details)


# -- another round


def ask_again(turn: VoteTurn) -> Words:
    after = _next_round(turn).state.progress
    names = series(each.name for each in after.matters)
    return text("vote-confirm-again", names=names, seats=after.seats, runoff=int(after.runoff))


def again(turn: VoteTurn) -> Outcome:
    """New ballots: among those who were tied, or for the seats that nobody has got."""
    begun = _next_round(turn)
    state = replace(begun.state, phase="open")
    begun = begun.becomes(state.timed(closes_at=None).revised(turn.state))
    seats, runoff = state.progress.seats, int(state.progress.runoff)
    room = text("vote-again", seats=seats, runoff=runoff, paper=int(on_paper(turn)))
    return shown(begun, "again", effects=opening(begun, room))


def _next_round(turn: VoteTurn) -> VoteTurn:
    last = turn.state.progress.results[-1]
    tied = tuple(each.matter for each in last.lines if each.stands == "tied")
    left = tuple(each.matter for each in last.lines if each.stands == "failed")
    matters = by_strokes(tied or left, lambda each: each.name)
    return turn.becomes(
        turn.state.advanced(matters=matters, seats=last.vacant, runoff=bool(tied), count=None)
    )


def ask_reduce(turn: VoteTurn) -> Outcome:
    last = turn.state.progress.results[-1]
    more = last.figures.should // 2 + 1
    asked = view.page(
        turn,
        text("vote-ask-reduce", vacant=last.vacant, n=more),
        rows=grid(turn.activity, "sdk-button-keep"),
    )
    return turn.done("vote.reduce_asked", effects=turn.panel(asked, prompt="reduce"))


def reduce(turn: VoteTurn) -> Outcome:
    """Fewer seats, where more than half of those with a vote agree."""
    last, typed = turn.state.progress.results[-1], turn.typed()
    digits = "".join(each for each in typed if each in "0123456789")[:4]
    agreed, should = int(digits or 0), last.figures.should
    if not should // 2 < agreed <= should:
        return turn.refuse("vote-not-reduced", n=should // 2 + 1, should=should)
    over = turn.becomes(turn.state.advanced(reduced=last.vacant))
    return _finished(over, replace(last, outcome="passed", vacant=0))


def finish(turn: VoteTurn) -> Outcome:
    """No further round: the seats stay empty."""
    last = turn.state.progress.results[-1]
    return _finished(turn, replace(last, outcome="failed"))


def _finished(turn: VoteTurn, result: Result) -> Outcome:
    earlier = turn.state.progress.results[:-1]
    return _ended(turn.becomes(turn.state.advanced(results=earlier)), result)


def ask_finish(turn: VoteTurn) -> Words | Rejected:
    return text("vote-confirm-finish", vacant=turn.state.progress.results[-1].vacant)

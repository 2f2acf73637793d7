"""What is said of a vote: what it takes, how it stands, what it has come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from service.core.choices import ChoiceId
from service.core.message import Choice, Message, Poll
from service.core.rulebook import Fraction
from service.core.rulebook.verdict import BASES, Figures, needed
from service.core.texts import Words, lines, series, text
from service.sdk.cards import styled
from service.sdk.panels import Button, Rows, button, choice, grid, in_rows, moment
from service.sdk.participation import names
from service.workflows.vote.model import (
    Cast,
    Line,
    Result,
    VoteTurn,
    by_secret_tap,
    choice_words,
    choices_of,
    on_paper,
    rule_of,
)
from service.workflows.vote.roll import frozen, headcount
from service.workflows.vote.words import also

IN_ROOM = "question"  # the key of the vote as it stands in the room
NAMED = 60  # voters; of more, a result tells the numbers alone


def title(turn: VoteTurn) -> Words:
    name = turn.state.definition.title
    return text("vote-title", title=name) if name else text("vote-new")


def page(turn: VoteTurn, *body: Words | None, rows: Rows = ()) -> Message:
    """The lines under the title of the vote."""
    return Message(lines(*body), title(turn), rows)


# -- what it takes


def rule_lines(turn: VoteTurn, figures: Figures, *, counted: bool) -> list[Words | None]:
    """By which rule it is decided, and how many must be there and agree. `counted`: whether it is
    known who is present."""
    rule, poll = rule_of(turn), turn.state.progress
    out = sum(each.ground is not None for each in poll.roll)
    return [
        text("vote-rule", rule=rule.name, paper=int(on_paper(turn)), tap=int(by_secret_tap(turn))),
        text("vote-should", n=figures.should, out=out),
        text("vote-quorum", n=needed(rule.quorum, figures)) if rule.quorum else None,
        _passing(rule.passes, figures, rule.kind, counted=counted),
    ]


def _passing(
    passes: Fraction | None, figures: Figures, kind: str, *, counted: bool
) -> Words | None:
    if passes is None:
        return text("vote-advisory", kind=kind)
    if BASES[passes.base] == "present" and not counted:
        above = int(passes.op == ">")
        return text("vote-share", num=passes.num, den=passes.den, above=above, kind=kind)
    return text("vote-needed", n=needed(passes, figures), kind=kind)


def preview(turn: VoteTurn) -> Words:
    """The whole as it is checked before it begins."""
    ballot, poll, kind = turn.state.definition, turn.state.progress, rule_of(turn).kind
    there = turn.becomes(turn.state.advanced(roll=frozen(turn), seats=ballot.seats))
    figures, counted = headcount(there), poll.present is not None
    tellers, monitors = (turn.roster.names(each) for each in (ballot.tellers, ballot.monitors))
    candidates, closes = (each.name for each in ballot.candidates), turn.state.schedule.closes_at
    said = {
        "vote-present": counted and {"n": figures.present},
        "vote-seats": ballot.seats and {"n": ballot.seats},
        "vote-matters": ballot.candidates and {"kind": kind, "names": series(candidates)},
        "vote-options": ballot.options and {"options": series(ballot.options)},
        "vote-tellers": on_paper(turn) and {"names": series(tellers)},
        "vote-monitors": monitors and {"names": series(monitors)},
        "vote-closes": closes and {"at": moment(closes)},
    }
    more = (text(key, **args) for key, args in said.items() if isinstance(args, dict))
    return lines(*rule_lines(there, figures, counted=counted), *more)


# -- a voter's own part


def own(turn: VoteTurn, part: Cast) -> Message:
    """What a voter is asked, or what they have chosen and can still change."""
    rule, closes = rule_of(turn), turn.state.schedule.closes_at
    said = text("vote-own", choice=choice_words(turn, part.choice)) if part.choice else None
    can_change = not part.choice or rule.again
    asked = text("vote-cast-again" if part.choice else "vote-cast-now") if can_change else None
    until = text("vote-closes", at=moment(closes)) if closes and can_change else None
    body = (text("vote-rule", rule=rule.name, paper=0, tap=0), said, asked, until)
    if not can_change or turn.state.phase != "open":
        return page(turn, said)
    back: tuple[Button, ...] = ("vote-button-withdraw",) if part.choice else ()
    return page(turn, *body, rows=(*_choices(turn), *grid(turn.activity, *back)))


def _choices(turn: VoteTurn) -> Rows:
    """What can be chosen in an open vote."""
    marked: list[Choice] = [
        replace(choice(turn.activity, "cast", choice_words(turn, each), at), also=also(each))
        for at, each in enumerate(choices_of(turn))
    ]
    return in_rows(marked, 1 if turn.state.definition.options else 3)


def question(turn: VoteTurn, *, closed: bool = False) -> Message:
    """The vote as it stands in the room: a native poll, where the platform has polls that tell who
    voted for what and a vote may be changed, as it can be in them; else with buttons."""
    closes = turn.state.schedule.closes_at
    until = text("vote-closes", at=moment(closes)) if closes and not closed else None
    said = text("vote-room-closed") if closed else text("vote-cast-now")
    options = tuple(choice_words(turn, each) for each in choices_of(turn))
    known_by, name = ChoiceId(turn.id, "cast").encode(), turn.state.definition.title
    poll = Poll(known_by, name, options, closed=closed) if rule_of(turn).again else None
    rows = () if closed else _choices(turn)
    return replace(page(turn, said, until, rows=rows), poll=poll)


# -- while it runs


def live(
    turn: VoteTurn,
    figures: Figures,
    cast: int,
    counts: Mapping[str, int],
    silent: Sequence[int],
) -> Words:
    """How a vote stands just now, for who leads it. `counts`: none of a secret one."""
    chosen = [
        text("vote-count", choice=choice_words(turn, each), n=n) for each, n in counts.items()
    ]
    people = [turn.roster.people[each] for each in silent if each in turn.roster.people]
    return lines(
        *rule_lines(turn, figures, counted=True),
        text("vote-live", n=cast, present=figures.present, written=figures.written),
        lines(*chosen, sep=" · "),
        text("vote-silent", n=len(people), names=names(turn.roster, people)) if people else None,
    )


# -- what it has come to


def result_lines(turn: VoteTurn, result: Result, *, public: bool) -> Words:
    """The result. `public`: without what is said to those alone whom it concerns."""
    rule, figures = rule_of(turn), result.figures
    private = public and rule.kind == "assessment"
    tap = by_secret_tap(turn)
    papers = text(
        "vote-ballots" if tap else "vote-papers",
        given=figures.given_out,
        returned=figures.returned,
        valid=figures.valid,
        invalid=figures.invalid,
    )
    half = rule.kind == "resolution" and result.outcome == "put_off"
    there = text(
        "vote-there",
        should=figures.should,
        present=figures.present,
        needed=result.needed_present,
    )
    return lines(
        text("vote-outcome", outcome=result.outcome, kind=rule.kind, vacant=result.vacant),
        there,
        papers if on_paper(turn) or tap else None,
        text("vote-written-count", n=figures.written) if figures.written else None,
        *(() if private else [line_words(turn, each) for each in result.lines]),
        _all_elected(turn),
        text("vote-needed", n=result.needed, kind=rule.kind) if result.needed else None,
        text("vote-half", extend=int("extend" in rule.exactly_half)) if half else None,
        text("vote-above-cap", n=result.above_cap) if result.above_cap and not public else None,
        text("vote-told-each") if private else None,
        text("vote-unanimous") if tap and _unanimous(result) else None,
    )


def _unanimous(result: Result) -> bool:
    """Whether everybody chose the same, so that each one's choice is known."""
    return any(sum(each.counts) and max(each.counts) == sum(each.counts) for each in result.lines)


def _all_elected(turn: VoteTurn) -> Words | None:
    """Whom several rounds have elected."""
    poll = turn.state.progress
    names = series(each.matter.name for each in poll.elected())
    return text("vote-elected", names=names) if len(poll.results) > 1 else None


def line_words(turn: VoteTurn, line: Line) -> Words:
    """One matter with its counts, and how it stands."""
    counts = [
        text("vote-count", choice=choice_words(turn, each), n=n)
        for each, n in zip(choices_of(turn), line.counts, strict=False)
    ]
    stands: Words = ""
    if line.stands:
        rated = line.stands in choices_of(turn)
        stands = choice_words(turn, line.stands) if rated else text("vote-stands", how=line.stands)
    said = lines(*counts, sep=" · ")
    if not line.matter.name:
        return said
    return text(
        "vote-line", name=line.matter.name, counts=said, stands=stands, known=int(bool(line.stands))
    )


def who_chose(turn: VoteTurn, chosen: Mapping[int, str]) -> Words | None:
    """The named list of an open vote."""
    if not 0 < len(chosen) <= NAMED:
        return None
    said = []
    for each in choices_of(turn):
        people = [turn.roster.people[p] for p, c in chosen.items() if c == each]
        if people:
            said.append(
                text(
                    "vote-named", choice=choice_words(turn, each), names=names(turn.roster, people)
                )
            )
    return lines(*said)


# -- what who leads it can do


def buttons(turn: VoteTurn) -> Rows:
    """In its phase: the one thing to do first, what is common below, what is dangerous last."""
    phase, activity, paper = turn.state.phase, turn.activity, on_paper(turn)
    written = "vote-button-written" if rule_of(turn).written else ""
    main, danger = "vote-button-record", ""
    common: tuple[Button | tuple[Button, ...], ...] = ()
    if phase == "draft":
        main, danger = "vote-button-begin", "sdk-button-drop"
        grounds = "vote-button-exclude" if _has_grounds(turn) else ""
        common = ("sdk-button-edit", grounds), (switch(turn), _where(turn))
    elif phase == "open" and paper:
        main, danger = "vote-button-print", "sdk-button-cancel"
        common = (written,)
    elif phase == "open":
        main, danger = "vote-button-close", "sdk-button-cancel"
        common = ("vote-button-progress", "sdk-button-nudge"), written
    elif phase == "round":
        main = "vote-button-again"
        common = ("vote-button-reduce", "vote-button-finish"), "vote-button-record"
    elif phase == "cancelled":
        return ()
    first = styled(button(activity, main), "primary")
    last = styled(button(activity, danger), "danger") if danger else ""
    return grid(activity, first, *common, last)


def switch(turn: VoteTurn) -> Button:
    """From taps to ballot papers or back, where the rule leaves it open."""
    rule = rule_of(turn)
    if not rule.secret and rule.kind not in ("resolution", "poll"):
        return ""
    label = text("vote-button-paper", paper=int(on_paper(turn)))
    return choice(turn.activity, "paper", label)


def _where(turn: VoteTurn) -> Button:
    """An open vote goes to the room, or to each in private."""
    if rule_of(turn).secret or on_paper(turn):
        return ""
    room = int(turn.state.definition.room)
    return choice(turn.activity, "room", text("vote-button-room", room=room))


def _has_grounds(turn: VoteTurn) -> bool:
    profile = turn.state.definition.profile
    here = turn.state.progress.named is None
    return here and any(profile in each.votes for each in turn.book.exclusions)


def panel(turn: VoteTurn, *above: Words | None) -> Message:
    """What who leads it sees."""
    phase, poll = turn.state.phase, turn.state.progress
    if phase == "draft":
        body = preview(turn)
    elif phase == "cancelled":
        body = text("vote-cancelled")
    elif phase == "open":
        known = poll.present is not None
        counting = text("vote-counting", first=int(poll.count is not None))
        begun = rule_lines(turn, headcount(turn), counted=known)
        body = lines(*begun, counting if on_paper(turn) else None)
    else:
        body = result_lines(turn, poll.results[-1], public=False)
    return page(turn, *above, body, rows=buttons(turn))

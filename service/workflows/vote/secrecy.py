"""A secret ballot by tap: marked matter by matter, then put into the urn for good.

Until then the marks lie sealed in the voter's part; what is put in has nothing in common with them.
Whatever a voter is told is the same for everybody who has come as far, and nothing of what they
tapped or typed is kept in the journal.
"""

from __future__ import annotations

from base64 import b32encode
from dataclasses import replace
from hashlib import sha256
from typing import Any

from service.core.effects import GOES_ON, YIELDS, Effect, Erase, Send
from service.core.events import Chose, Said
from service.core.message import Message
from service.core.rulebook.verdict import CountError, tally
from service.core.secret_ballots import Ballots, CastBallot, OpenUrn, SealedMark, Urn
from service.core.texts import Words, lines, series, text
from service.core.workflow import Outcome, Rejected
from service.sdk.panels import choice, grid, in_rows, moment
from service.sdk.transitions import entries
from service.workflows.vote import view
from service.workflows.vote.model import (
    VOTED,
    Cast,
    Count,
    VoteTurn,
    by_secret_tap,
    choice_words,
    choices_of,
    part_now,
    rule_of,
)
from service.workflows.vote.roll import refusal
from service.workflows.vote.words import also, called

CODE = 8  # letters of a code: forty bits
KEY, READY = "ballot", "ballot_ready"
"""The messages that ask for marks, and the one that has them all. Where choices are numbered, a
message stays in its place if the number that was tapped means nothing any more, and moves if it
means something else: if the last question became the ballot to put in, its place would tell the
last mark."""
ASKS = f"mark{YIELDS}"
"""Words are a mark, but no question stands in the way of others: every word for a choice belongs to
a button here, so what another message's button is called can't be meant for this one."""
WAITS = f"mark{GOES_ON}"
"""Once all marks are made: nothing here is called as a choice is, so a word for one must not become
a tap on another vote in the same chat."""


# -- what is asked of the urn


def mark_asked(turn: VoteTurn) -> SealedMark | None:
    """A requirement: the mark that this event makes, sealed."""
    made = _mark(turn)
    return SealedMark(turn.id, made) if made else None


def urn(turn: VoteTurn) -> Urn | None:
    """A requirement: what lies in the urn of the last round."""
    if not by_secret_tap(turn):
        return None
    done = len(turn.state.progress.results)
    return Urn(turn.id, done if turn.state.phase == "open" else done - 1)


def _mark(turn: VoteTurn) -> str:
    """The choice that was tapped or typed; "" for none of them."""
    choices = choices_of(turn)
    if isinstance(turn.event, Said):
        return called(turn).get(turn.typed().casefold(), "")
    _, place = _tapped(turn)
    return choices[place] if 0 <= place < len(choices) else ""


def _tapped(turn: VoteTurn) -> tuple[int, int]:
    """The matter, and the place of the choice on it, that was tapped; -1 for one of another
    round."""
    match turn.ints():
        case (at, place, *of) if tuple(of) == _of_round(turn):
            return at, place
    return -1, -1


def _of_round(turn: VoteTurn) -> tuple[int, ...]:
    """What tells the buttons of a further round from those of the rounds before."""
    return (_round(turn),) if _round(turn) else ()


# -- a voter


def asked(turn: VoteTurn, part: Cast, *above: Words | None) -> Message:
    """What a voter is asked just now, below `above`: the next matter, or whether to put the ballot
    in."""
    rule, poll, closes = rule_of(turn), turn.state.progress, turn.state.schedule.closes_at
    at, several = len(part.marks), len(poll.matters) > 1
    until = text("vote-closes", at=moment(closes)) if closes else None
    head = text("vote-rule", rule=rule.name, paper=0, tap=1)
    if _filled(turn, part):
        ready = text("vote-marked", n=len(poll.matters))
        limit = text("vote-mark-limit", n=poll.seats) if rule.kind == "election" else None
        rows = grid(turn.activity, "vote-button-put", "vote-button-restart")
        return view.page(turn, *above, head, ready, limit, until, rows=rows)
    matter = poll.matters[at]
    which = text("vote-mark-matter", at=at + 1, n=len(poll.matters), name=matter.name)
    marks = [
        replace(choice(turn.activity, "mark", words, at, place, *_of_round(turn)), also=also(each))
        for place, each in enumerate(choices_of(turn))
        for words in (choice_words(turn, each),)
    ]
    again: tuple[str, ...] = ("vote-button-restart",) if at else ()
    body = (
        *above,
        head,
        text("vote-who-sees") if not at else None,
        text("vote-mark-limit", n=poll.seats) if rule.kind == "election" and not at else None,
        which if several or matter.name else text("vote-cast-now"),
        until,
    )
    width = 3 if len(marks) <= 3 else 2
    rows = (*in_rows(marks, width), *grid(turn.activity, *again))
    return view.page(turn, *body, rows=rows)


def show(turn: VoteTurn) -> Outcome:
    """The actor's own ballot as far as it is, or that it has been cast."""
    if (refused := refusal(turn)) is not None:
        return refused
    part = part_now(turn)
    if part.choice:
        told = turn.reply(view.page(turn, text("vote-cast-already")), READY)
        return turn.done("vote.ballot_shown", effects=told)
    return turn.done("vote.ballot_shown", effects=_asks(turn, part))


def _asks(turn: VoteTurn, part: Cast, said: Words | None = None) -> tuple[Effect, ...]:
    message = asked(turn, part, said)
    if _filled(turn, part):
        return turn.reply(message, READY, prompt=WAITS, closes=KEY)
    return turn.reply(message, KEY, prompt=ASKS, closes=READY)


def reminders(turn: VoteTurn, above: Words, **how: Any) -> dict[int, Send]:
    """By person, for who has marked something and not put it in: their own ballot as far as it is.
    A question they have answered would take no tap any more. Requires `entries`."""
    now, told = _round(turn), dict[int, Send]()
    for person, part in turn.query(entries(turn)):
        if part.marks and part.round == now:
            key, prompt = (READY, WAITS) if _filled(turn, part) else (KEY, ASKS)
            message = asked(turn, part, above)
            (told[person],) = turn.tell((person,), key, message, prompt=prompt, **how)
    return told


def _filled(turn: VoteTurn, part: Cast) -> bool:
    """Whether every matter has its mark."""
    return len(part.marks) >= len(turn.state.progress.matters)


def mark(turn: VoteTurn) -> Outcome:
    """A choice on the matter at hand. A tap on an earlier question changes nothing, and says so."""
    part, made = part_now(turn), _mark(turn)
    if (refused := _closed_to(turn, part)) is not None:
        return refused
    at, typed = len(part.marks), isinstance(turn.event, Said)
    if typed and not made:
        return _unclear(turn, part)
    if _filled(turn, part) or not (typed or _tapped(turn)[0] == at):
        return _took(turn, "ballot_shown", part, text("vote-mark-kept", n=at))
    if not made:
        return turn.refuse("sdk-moved-on")
    sealed = turn.query(SealedMark(turn.id, made))
    if not sealed:
        return turn.refuse("vote-key-gone")
    return _took(turn, "marked", Cast(marks=(*part.marks, sealed), round=_round(turn)))


def _unclear(turn: VoteTurn, part: Cast) -> Rejected:
    """The words are no choice: they stay in the chat, and their writer learns that they count for
    nothing."""
    if _filled(turn, part):
        return turn.refuse("vote-words-wait")
    words = series(choice_words(turn, each) for each in choices_of(turn))
    return turn.refuse("vote-mark-unclear", choices=words)


def restart(turn: VoteTurn) -> Outcome:
    """All marks anew."""
    if (refused := _closed_to(turn, part_now(turn))) is not None:
        return refused
    return _took(turn, "restarted", Cast(round=_round(turn)))


def _took(turn: VoteTurn, step: str, part: Cast, said: Words | None = None) -> Outcome:
    effects = (*_asks(turn, part, said), *_taken_out(turn))
    return turn.done(f"vote.{step}", part=part, effects=effects, wordless=True)


def put(turn: VoteTurn) -> Outcome:
    """The ballot goes into the urn, for good; the voter gets the code of it."""
    part = part_now(turn)
    if (refused := _closed_to(turn, part)) is not None:
        return refused
    if not _filled(turn, part):
        return _took(turn, "ballot_shown", part)
    code = _code(turn)
    cast = CastBallot(_round(turn), part.marks, code.replace("-", ""))
    receipt = view.page(turn, text("vote-cast", code=code))
    done = Cast(VOTED, turn.now, round=_round(turn))
    effects = (cast, *turn.reply(receipt, READY, secret=True), *_taken_out(turn))
    return turn.done("vote.cast", part=done, effects=effects, wordless=True)


def _taken_out(turn: VoteTurn) -> tuple[Effect, ...]:
    """Typed words don't stay in the chat, be they the label of a button or others: whether they go
    must not tell which they were."""
    event = turn.event
    return (Erase(event.ref),) if isinstance(event, Said | Chose) else ()


def _closed_to(turn: VoteTurn, part: Cast) -> Rejected | None:
    if (refused := refusal(turn)) is not None:
        return refused
    return turn.refuse("vote-cast-already") if part.choice else None


def _round(turn: VoteTurn) -> int:
    return len(turn.state.progress.results)


def _code(turn: VoteTurn) -> str:
    made = b32encode(sha256(turn.context.nonce.encode()).digest()).decode()[:CODE]
    return _spaced(made)


def _spaced(code: str) -> str:
    return f"{code[: CODE // 2]}-{code[CODE // 2 :]}"


# -- the close


def opened(turn: VoteTurn) -> Ballots | None:
    """What lies in the urn; None: it can't be opened any more. Requires `urn`."""
    asked_of = urn(turn)
    return turn.query(asked_of) if asked_of is not None else None


def has_voted(turn: VoteTurn) -> list[int]:
    """Who has put a ballot in, in this round. Requires `entries`."""
    now = _round(turn)
    return [each for each, part in turn.query(entries(turn)) if part.voted(now)]


def count(turn: VoteTurn, ballots: Ballots) -> tuple[Count, OpenUrn]:
    """What the ballots come to, and the slips into which the valid ones are cut. A ballot with more
    marks than seats is invalid, as on paper. Raises CountError where there are not as many ballots
    as people who have voted."""
    if len(ballots.whole) != len(has_voted(turn)) or len(ballots.codes) != len(ballots.whole):
        raise CountError("the urn and the register differ")
    election, poll, choices = (
        rule_of(turn).kind == "election",
        turn.state.progress,
        choices_of(turn),
    )
    valid = [each for each in ballots.whole if not election or each.count(choices[0]) <= poll.seats]
    slips = tuple(tuple(each[at] for each in valid) for at in range(len(poll.matters)))
    found = tuple(tuple(tally(choices, each).values()) for each in slips)
    n = len(ballots.whole)
    return Count(0, n, n, n - len(valid), found), OpenUrn(_round(turn), slips)


# -- after it


def codes(turn: VoteTurn) -> Outcome:
    """The codes of all ballots, for anybody to find theirs. Requires `urn`."""
    found = opened(turn)
    if found is None or not found.codes:
        return turn.refuse("vote-no-codes")
    said = text("vote-codes", n=len(found.codes))
    listed: Words = lines(*map(_spaced, found.codes), sep=" · ")
    return turn.done("vote.codes_shown", effects=turn.reply(view.page(turn, said, listed), "codes"))

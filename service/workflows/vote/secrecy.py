"""A secret ballot by tap: marked matter by matter, then put into the urn.

Until then the marks lie sealed in the voter's part; what is put in has nothing in common with them.
Where the rule lets a ballot be changed, who has put one in gets a credential. Nobody else has it,
and with it, typed in their own chat, they mark anew; the old ballot counts until the new one takes
its place in the urn. Whatever a voter is told is the same for everybody who has come as far, and
nothing of what they tapped or typed is kept in the journal.
"""

from __future__ import annotations

from base64 import b32encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from typing import Any

from service.core.effects import GOES_ON, YIELDS, Effect, Erase, Send
from service.core.events import Chose, Said
from service.core.message import Message
from service.core.rulebook.verdict import CountError, tally
from service.core.secret_ballots import (
    Ballots,
    CastBallot,
    ChangeBallot,
    HasBallot,
    OpenUrn,
    SealedMark,
    Urn,
)
from service.core.texts import Words, lines, series, text
from service.core.workflow import Outcome, Rejected
from service.sdk.panels import choice, grid, in_rows, moment
from service.sdk.transitions import entries
from service.workflows.vote import view, write_ins
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
CREDENTIAL = 16  # letters of what a ballot is changed with: eighty bits, which nobody can try out
KEY, OTHERS, READY = "ballot", "ballot_others", "ballot_ready"
"""The messages that ask for marks, that ask who else is named, and the one that has them all. Where
choices are numbered, a message stays in its place if the number that was tapped means nothing any
more, and moves if it means something else: if the last question became the ballot to put in, its
place would tell the last mark."""
ANEW = "_anew"  # behind their keys while a ballot is changed: the message with the codes stays
ASKS = f"mark{YIELDS}"
"""Words are a mark, but no question stands in the way of others: every word for a choice belongs to
a button here, so what another message's button is called can't be meant for this one."""
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"  # of codes
NAME_BYTES = 1024  # as which a name is sealed, so that its length tells nothing
WAITS = f"mark{GOES_ON}"
"""Once all marks are made: nothing here is called as a choice is, so a word for one must not become
a tap on another vote in the same chat."""


# -- what is asked of the urn


def mark_asked(turn: VoteTurn) -> SealedMark | None:
    """A requirement: the mark that this event makes, sealed."""
    made = _mark(turn)
    if not made:
        return None
    names = len(part_now(turn).marks) >= len(turn.state.progress.matters)
    return SealedMark(turn.id, made, NAME_BYTES) if names else SealedMark(turn.id, made)


def credential_asked(turn: VoteTurn) -> SealedMark | None:
    """A requirement: the credential that was typed, sealed."""
    typed = _credential(turn)
    return SealedMark(turn.id, typed) if typed else None


def ballot_asked(turn: VoteTurn) -> HasBallot | None:
    """A requirement: whether it is that of the person's ballot."""
    typed = _credential(turn)
    return HasBallot(turn.id, _round(turn), turn.person, typed) if typed else None


def _credential(turn: VoteTurn) -> str:
    """What was typed, if it could be one."""
    typed = "".join(each for each in turn.typed().upper() if each in ALPHABET)
    return typed if len(typed) == CREDENTIAL else ""


def urn(turn: VoteTurn) -> Urn | None:
    """A requirement: what lies in the urn of the last round."""
    if not by_secret_tap(turn):
        return None
    done = len(turn.state.progress.results)
    return Urn(turn.id, done if turn.state.phase == "open" else done - 1)


def _mark(turn: VoteTurn) -> str:
    """The choice that was tapped or typed, or who else is named; "" for neither."""
    choices, typed = choices_of(turn), isinstance(turn.event, Said)
    at, place = (len(part_now(turn).marks), 0) if typed else _tapped(turn)
    if len(turn.state.progress.matters) <= at < _questions(turn):
        return write_ins.made(turn, place, typed=typed)
    if typed:
        return called(turn).get(turn.typed().casefold(), "")
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
    again: tuple[str, ...] = ("vote-button-restart",) if at else ()
    again += ("vote-button-unchanged",) if part.change else ()
    if _filled(turn, part):
        ready = text("vote-marked", n=_questions(turn), again=int(rule.again))
        limit = text("vote-mark-limit", n=poll.seats) if rule.kind == "election" else None
        rows = grid(turn.activity, "vote-button-put", *again)
        return view.page(turn, *above, head, ready, limit, until, rows=rows)
    if at >= len(poll.matters):
        which = write_ins.question(turn, at, _questions(turn))
        rows = (*write_ins.rows(turn, at, *_of_round(turn)), *grid(turn.activity, *again))
        return view.page(turn, *above, head, which, until, rows=rows)
    matter = poll.matters[at]
    which = text("vote-mark-matter", at=at + 1, n=_questions(turn), name=matter.name)
    marks = [
        replace(choice(turn.activity, "mark", words, at, place, *_of_round(turn)), also=also(each))
        for place, each in enumerate(choices_of(turn))
        for words in (choice_words(turn, each),)
    ]
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
    if part.choice and not part.change:
        again = rule_of(turn).again
        told = turn.reply(
            view.page(turn, text("vote-cast-already", again=int(again))),
            "cast",
            prompt="change" if again else "",
        )
        return turn.done("vote.ballot_shown", effects=told)
    return turn.done("vote.ballot_shown", effects=_asks(turn, part))


def _asks(turn: VoteTurn, part: Cast, said: Words | None = None) -> tuple[Effect, ...]:
    key, prompt = _stage(turn, part)
    return turn.reply(asked(turn, part, said), key, prompt=prompt, closes=_settled(turn, part, key))


def _stage(turn: VoteTurn, part: Cast) -> tuple[str, str]:
    """The key of the message that asks what comes next, and what it asks."""
    at, anew = len(part.marks), ANEW if part.change else ""
    if _filled(turn, part):
        return READY + anew, WAITS
    return (KEY + anew, ASKS) if at < len(turn.state.progress.matters) else (OTHERS + anew, WAITS)


def _settled(turn: VoteTurn, part: Cast, key: str) -> str:
    """The messages that one under this key takes the place of."""
    keys = (KEY, OTHERS, READY) if write_ins.asked_for(turn) else (KEY, READY)
    anew = ANEW if part.change else ""
    return " ".join(each + anew for each in keys if each + anew != key)


def reminders(turn: VoteTurn, above: Words, **how: Any) -> dict[int, Send]:
    """By person, for who has marked something and not put it in: their own ballot as far as it is.
    A question they have answered would take no tap any more. Requires `entries`."""
    now, told = _round(turn), dict[int, Send]()
    for person, part in turn.query(entries(turn)):
        if part.marks and part.round == now:
            key, prompt = _stage(turn, part)
            message = asked(turn, part, above)
            (told[person],) = turn.tell((person,), key, message, prompt=prompt, **how)
    return told


def _filled(turn: VoteTurn, part: Cast) -> bool:
    """Whether every question has its mark."""
    return len(part.marks) >= _questions(turn)


def _questions(turn: VoteTurn) -> int:
    return len(turn.state.progress.matters) + write_ins.asked_for(turn)


def mark(turn: VoteTurn) -> Outcome:
    """A choice on the matter at hand. A tap on an earlier question changes nothing, and says so."""
    part, made = part_now(turn), _mark(turn)
    if (refused := _closed_to(turn, part)) is not None:
        return refused
    at, typed = len(part.marks), isinstance(turn.event, Said)
    names = at >= len(turn.state.progress.matters) and not _filled(turn, part)
    if typed and names and not write_ins.named(turn, made):
        return turn.refuse("vote-name-unclear")
    if typed and not made:
        return _unclear(turn, part)
    if _filled(turn, part) or not (typed or _tapped(turn)[0] == at):
        return _took(turn, "ballot_shown", part, text("vote-mark-kept", n=at))
    if not made:
        return turn.refuse("sdk-moved-on")
    wanted = mark_asked(turn)
    sealed = turn.query(wanted) if wanted is not None else ""
    if not sealed:
        return turn.refuse("vote-key-gone")
    return _took(turn, "marked", replace(part, marks=(*part.marks, sealed)))


def _unclear(turn: VoteTurn, part: Cast) -> Rejected:
    """The words are no choice: they stay in the chat, and their writer learns that they count for
    nothing."""
    if _filled(turn, part):
        return turn.refuse("vote-words-wait")
    words = series(choice_words(turn, each) for each in choices_of(turn))
    return turn.refuse("vote-mark-unclear", choices=words)


def restart(turn: VoteTurn) -> Outcome:
    """All marks anew."""
    part = part_now(turn)
    if (refused := _closed_to(turn, part)) is not None:
        return refused
    return _took(turn, "restarted", replace(part, marks=()))


def _took(turn: VoteTurn, step: str, part: Cast, said: Words | None = None) -> Outcome:
    effects = (*_asks(turn, part, said), *_taken_out(turn))
    return turn.done(f"vote.{step}", part=part, effects=effects, wordless=True)


def put(turn: VoteTurn) -> Outcome:
    """The ballot goes into the urn; the voter gets the code of it, and what it is changed with."""
    part = part_now(turn)
    if (refused := _closed_to(turn, part)) is not None:
        return refused
    if not _filled(turn, part):
        return _took(turn, "ballot_shown", part)
    done = Cast(VOTED, turn.now, round=_round(turn))
    if part.change:
        cast: Effect = ChangeBallot(_round(turn), part.marks, turn.person, part.change)
        told = turn.reply(view.page(turn, text("vote-changed")), READY + ANEW)
    else:
        code, credential = _drawn(turn)
        cast = CastBallot(_round(turn), part.marks, code, turn.person, credential)
        told = turn.reply(_receipt(turn, code, credential), READY, secret=True)
    effects = (cast, *told, *_taken_out(turn))
    return turn.done("vote.cast", part=done, effects=effects, wordless=True)


def _receipt(turn: VoteTurn, code: str, credential: str) -> Message:
    change = text("vote-cast-change", code=_spaced(credential)) if credential else None
    return view.page(turn, text("vote-cast", code=_spaced(code)), change)


def change(turn: VoteTurn) -> Outcome:
    """Who has voted marks anew, by the credential that nobody else has; the words of no other
    ballot do."""
    part = part_now(turn)
    if (refused := refusal(turn)) is not None:
        return refused
    if not part.choice or part.change:
        return _took(turn, "ballot_shown", part)
    holds, sealed = ballot_asked(turn), credential_asked(turn)
    if holds is None or sealed is None or not rule_of(turn).again or not turn.query(holds):
        return turn.refuse("vote-change-unknown", again=int(rule_of(turn).again))
    anew = replace(part, marks=(), change=turn.query(sealed))
    return _took(turn, "change_begun", anew, text("vote-changing"))


def unchanged(turn: VoteTurn) -> Outcome:
    """The ballot in the urn stays as it is."""
    part = part_now(turn)
    if not part.change:
        return show(turn)
    told = turn.reply(view.page(turn, text("vote-unchanged")), READY + ANEW)
    done = replace(part, marks=(), change="")
    effects = (*told, *_taken_out(turn))
    return turn.done("vote.change_dropped", part=done, effects=effects, wordless=True)


def _taken_out(turn: VoteTurn) -> tuple[Effect, ...]:
    """Typed words don't stay in the chat, be they the label of a button or others: whether they go
    must not tell which they were."""
    event = turn.event
    return (Erase(event.ref),) if isinstance(event, Said | Chose) else ()


def _closed_to(turn: VoteTurn, part: Cast) -> Rejected | None:
    if (refused := refusal(turn)) is not None:
        return refused
    if not part.choice or part.change:
        return None
    return turn.refuse("vote-cast-already", again=int(rule_of(turn).again))


def _round(turn: VoteTurn) -> int:
    return len(turn.state.progress.results)


def _drawn(turn: VoteTurn) -> tuple[str, str]:
    """The code of a ballot and, where the rule lets it be changed, what it is changed with."""
    made = b32encode(sha256(turn.context.nonce.encode()).digest()).decode()
    again = rule_of(turn).again
    return made[:CODE], made[CODE : CODE + CREDENTIAL] if again else ""


def _spaced(code: str) -> str:
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


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
    """What the ballots come to, and the slips into which the valid ones are cut, those with others
    who were named last. A ballot with more names than seats is invalid, as on paper. Raises
    CountError where there are not as many ballots as people who have voted."""
    if len(ballots.whole) != len(has_voted(turn)) or len(ballots.codes) != len(ballots.whole):
        raise CountError("the urn and the register differ")
    election, poll, choices = (
        rule_of(turn).kind == "election",
        turn.state.progress,
        choices_of(turn),
    )
    named = [(each, write_ins.on_ballot(turn, each)) for each in ballots.whole]
    valid = [
        (each, others)
        for each, others in named
        if not election or each.count(choices[0]) + len(others) <= poll.seats
    ]
    slips = tuple(tuple(each[at] for each, _ in valid) for at in range(len(poll.matters)))
    found = tuple(tuple(tally(choices, each).values()) for each in slips)
    others = tuple(other for _, each in valid for other in each)
    n, counted = len(ballots.whole), tuple(sorted(Counter(others).items()))
    count = Count(0, n, n, n - len(valid), found, counted)
    return count, OpenUrn(_round(turn), (*slips, others) if others else slips)


# -- after it


def codes(turn: VoteTurn) -> Outcome:
    """The codes of all ballots, for anybody to find theirs. Requires `urn`."""
    found = opened(turn)
    if found is None or not found.codes:
        return turn.refuse("vote-no-codes")
    said = text("vote-codes", n=len(found.codes))
    listed: Words = lines(*map(_spaced, found.codes), sep=" · ")
    return turn.done("vote.codes_shown", effects=turn.reply(view.page(turn, said, listed), "codes"))

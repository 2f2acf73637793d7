"""The meeting itself, item by item: who says what, what is decided, what is voted."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from service.core.calendar import local
from service.core.effects import ClearTimer, Effect, Raise, SetTimer, Start
from service.core.events import Attached, Informed, Said
from service.core.rulebook.verdict import Figures, needed, verdict
from service.core.texts import Words, lines, text
from service.core.time_parsing import Unclear, full_minute, in_minutes, read_when
from service.core.workflow import Outcome, Rejected
from service.sdk.panels import choice
from service.sdk.turn import PANEL
from service.workflows.meeting import roll, view
from service.workflows.meeting.checks import due_on, open_votes
from service.workflows.meeting.drafting import counted, invited, material, received
from service.workflows.meeting.model import (
    MeetingTurn,
    Point,
    Resolved,
    Shown,
    Tally,
    arrivals,
    numbered,
    seat,
)

LONGEST = 4000  # characters of what somebody said, or of a decision
EARLIEST = timedelta(hours=1)  # before its time, a meeting can be opened
NINE = time(9)
DUE = (7, 14, 30)  # days that are offered for carrying out a decision
_COLON = re.compile(r"[:：]")
_COUNTED = re.compile(r"\d{1,4}")
_ALL_AGREE = re.compile(
    r"(?:大家|所有人)?(?:一致|全体|全票|全部|全都|都)(?:同意|赞成|通过)了?[。.!！]?"
    r"|(?:all|everybody)(?: (?:are |is )?(?:in favou?r|agreed?s?|yes|for))?[.!]?"
    r"|unanimous(?:ly)?[.!]?",
    re.IGNORECASE,
)


def begin(turn: MeetingTurn) -> Outcome:
    """It is opened: who should attend is fixed, who is not there yet is called to check in."""
    state, record, actor = turn.state, turn.state.progress, turn.actor
    starts = state.definition.starts_at or turn.now
    if turn.now < starts - EARLIEST:
        return turn.refuse("meeting-opens-later")
    recorder = record.recorder or next(iter(turn.ints()), 0)
    if not recorder:
        others = [each for each in record.expected if each != record.chair]
        rows = view.named_buttons(turn, "begin", others)
        asked = view.question(turn, text("meeting-who", role="recorder"), *rows)
        return view.asking(turn, "meeting.staff_asked", asked)
    if recorder == record.chair or recorder not in record.expected:
        return turn.refuse("meeting-two-people")
    state = counted(turn, state.advanced(recorder=recorder))
    state = replace(state, phase="held").advanced(opened_at=turn.now, seed=turn.context.nonce)
    if actor is not None and actor.id in state.progress.expected:
        state = arrivals(state, [actor.id], turn.now)
    now = turn.becomes(state)
    called: list[Effect] = []
    if actor is None or actor.id != recorder:
        message, prompt = view.card(now)
        called += view.told(now, [recorder], view.CARD, message, prompt=prompt)
    for each in invited(now):
        if roll.status(state, each) not in ("here", "leave"):
            called += view.told(now, [each], "own", view.own(now, each))
    seats = tuple(Raise("seat", each) for each in state.progress.expected)
    effects = (*called, ClearTimer("start"), ClearTimer("remind"), *seats)
    return view.shown(now, "meeting.opened", effects=effects, moved=True)


def turn_to(turn: MeetingTurn) -> Outcome:
    """The next item, or the one that was tapped."""
    at = turn.state.progress.item + 1 if turn.name == "next" else next(iter(turn.ints()), -1)
    if not 0 <= at < len(turn.state.definition.items):
        return turn.refuse("sdk-moved-on")
    return view.shown(turn.becomes(turn.state.advanced(item=at, pending="")), "meeting.turned")


# -- who said what


def said(turn: MeetingTurn) -> Outcome:
    """What somebody said, as the recorder types or forwards it: “Li Hua: …”. Whose words they are
    is asked for where they do not say."""
    words = turn.words(LONGEST)
    if isinstance(words, Rejected):
        return words
    head, _, rest = _COLON.sub(":", words, count=1).partition(":")
    speaker = _speaker(turn, head)
    if speaker and rest.strip():
        return _noted(turn, speaker, rest.strip())
    waiting = turn.becomes(turn.state.advanced(pending=words))
    record = turn.state.progress
    people = [each for each in record.expected if seat(record, each).spans] or record.expected
    asked = view.question(turn, text("meeting-who-said"), *view.named_buttons(turn, "who", people))
    return turn.done("meeting.speaker_asked", state=waiting.state, effects=turn.reply(asked, PANEL))


def who(turn: MeetingTurn) -> Outcome:
    """Whose words they were."""
    words, speaker = turn.state.progress.pending, next(iter(turn.ints()), 0)
    if not words or speaker not in invited(turn):
        return turn.refuse("sdk-moved-on")
    return _noted(turn, speaker, words)


def _speaker(turn: MeetingTurn, name: str) -> int:
    """The one member of this name among those who may be there; 0: there is none."""
    people = [turn.roster.people[each] for each in invited(turn)]
    apart = turn.roster.told_apart(people)
    found = [each.id for each in people if name.strip() in (each.name, apart[each.id])]
    return found[0] if len(found) == 1 else 0


def _noted(turn: MeetingTurn, speaker: int, words: str) -> Outcome:
    record = turn.state.progress
    point = Point(record.item, speaker, words, turn.now)
    state = turn.state.advanced(points=(*record.points, point), pending="")
    now, name = turn.becomes(state), turn.roster.name(speaker)
    number = sum(each.item == record.item for each in state.progress.points)
    word = text("meeting-noted", name=name, item=record.item + 1, n=number)
    return view.shown(now, "meeting.noted", word)


def unsay(turn: MeetingTurn) -> Outcome:
    """The last words are taken back, to be written again."""
    points = turn.state.progress.points
    if not points:
        return turn.refuse("meeting-nothing-said")
    state = turn.state.advanced(points=points[:-1])
    name = turn.roster.name(points[-1].speaker)
    return view.shown(turn.becomes(state), "meeting.unsaid", text("meeting-unsaid", name=name))


# -- what is decided


def decide(turn: MeetingTurn) -> Outcome:
    """A decision on the item, in words; then who sees to it, and until when."""
    turn = _at_item(turn)
    if not 0 <= turn.state.progress.item < len(turn.state.definition.items):
        return turn.refuse("sdk-moved-on")
    if not isinstance(turn.event, Said):
        item = numbered(turn.state, turn.state.progress.item)
        asked = view.question(turn, text("meeting-ask-decision", item=item))
        return view.asking(turn, "meeting.decision_asked", asked, "decide")
    words = turn.words(LONGEST)
    if isinstance(words, Rejected):
        return words
    record = turn.state.progress
    made = (*record.resolved, Resolved(record.item, words))
    return _asks_owner(turn.becomes(turn.state.advanced(resolved=made)), len(made) - 1)


def owner(turn: MeetingTurn) -> Outcome:
    """Who sees to a decision: `owner:2` asks, `owner:2.5` sets person 5; or the name is typed."""
    record, ints = turn.state.progress, turn.ints()
    if not ints or ints[0] >= len(record.resolved):
        return turn.refuse("sdk-moved-on")
    if isinstance(turn.event, Said):
        ints = (ints[0], _speaker(turn, turn.line()))
        if not ints[1]:
            return turn.refuse("meeting-unknown-names", names=turn.line()[:100])
    if len(ints) == 1:
        return _asks_owner(turn, ints[0])
    if ints[1] not in record.expected:
        return turn.refuse("sdk-moved-on")
    return _asks_due(_resolved(turn, ints[0], owner=ints[1]), ints[0])


def due(turn: MeetingTurn) -> Outcome:
    """Until when: `due:2.7` in seven days, or typed (`?due.2`)."""
    ints, record = turn.ints(), turn.state.progress
    if not ints or ints[0] >= len(record.resolved):
        return turn.refuse("sdk-moved-on")
    if isinstance(turn.event, Said):
        at = turn.moment()
        if at is None:
            found = turn.when()
            return found if isinstance(found, Rejected) else turn.refuse("sdk-one-time")
    elif len(ints) == 2 and ints[1] in DUE:
        at = in_minutes(turn.now, 1440 * ints[1])
    else:
        return turn.refuse("sdk-moved-on")
    if at <= turn.now:
        return turn.refuse("sdk-bad-time", days=366)
    return view.shown(_resolved(turn, ints[0], due=at), "meeting.decided", text("meeting-decided"))


def _resolved(turn: MeetingTurn, at: int, **changes: Any) -> MeetingTurn:
    made = list(turn.state.progress.resolved)
    made[at] = replace(made[at], **changes)
    return turn.becomes(turn.state.advanced(resolved=tuple(made)))


def _asks_owner(turn: MeetingTurn, at: int) -> Outcome:
    record = turn.state.progress
    rows = view.named_buttons(turn, "owner", record.expected, at)
    asked = view.question(turn, text("meeting-ask-owner", words=record.resolved[at].words), *rows)
    return view.asking(turn, "meeting.owner_asked", asked, f"owner.{at}")


def _asks_due(turn: MeetingTurn, at: int) -> Outcome:
    days = tuple(choice(turn.activity, "due", text("sdk-days", n=each), at, each) for each in DUE)
    asked = view.question(turn, text("meeting-ask-due"), days)
    return view.asking(turn, "meeting.due_asked", asked, f"due.{at}")


# -- what is voted


def _at_item(turn: MeetingTurn) -> MeetingTurn:
    """The turn at the item that the button names, if it names one."""
    named = not isinstance(turn.event, Said) and turn.ints()[:1]
    return turn.becomes(turn.state.advanced(item=named[0])) if named else turn


def _voting_already(turn: MeetingTurn) -> Rejected | None:
    """Why there can't be a second vote on the item: one is open, and this is the way there."""
    record = turn.state.progress
    under_way = open_votes(record).get(record.item)
    if under_way is None:
        return None
    item = numbered(turn.state, record.item)
    return replace(
        turn.refuse("meeting-voting-already", item=item),
        choices=((view.to_vote(under_way),),),
    )


def count(turn: MeetingTurn) -> Outcome:
    """A show of hands on the item: all agree by a tap, or the numbers are typed. What comes of it
    is computed."""
    turn = _at_item(turn)
    state, record = turn.state, turn.state.progress
    now, profile = roll.count(record), record.profile
    place = record.item
    if profile is None or not 0 <= place < len(state.definition.items):
        return turn.refuse("sdk-moved-on")
    if (refusal := _voting_already(turn)) is not None:
        return refusal
    if profile.secret:
        return turn.refuse("meeting-secret-vote")
    typed = isinstance(turn.event, Said)
    every = turn.args() == ("all",) or _ALL_AGREE.fullmatch(turn.typed()) is not None
    if not typed and not every:
        label = text("meeting-button-unanimous", n=now.present_voters)
        rows = [(choice(turn.activity, "count", label, "all"),)] if now.present_voters else []
        words = text("meeting-ask-count", item=numbered(state, place), n=now.present_voters)
        return view.asking(turn, "meeting.count_asked", view.question(turn, words, *rows), "count")
    numbers = [now.present_voters] if every else [*map(int, _COUNTED.findall(turn.typed()))]
    if not 0 < len(numbers) <= 3 or now.present_voters == 0:
        return turn.refuse("meeting-bad-count", n=now.present_voters)
    yes, no, abstain = (*numbers, 0, 0)[:3]
    if len(numbers) < 3:
        abstain = now.present_voters - yes - no  # whoever raised no hand
    cast = yes + no + abstain
    if abstain < 0 or cast != now.present_voters:
        return turn.refuse(
            "meeting-count-differs", cast=yes + no + max(abstain, 0), n=now.present_voters
        )
    outcome = verdict(profile, now.figures(yes, no, abstain)).outcome
    votes = {"yes": yes, "no": no, "abstain": abstain}
    votes |= {"present": now.present_voters, "voters": now.voters}
    return _tallied(turn, Tally(place, 0, outcome, votes))


def _tallied(turn: MeetingTurn, tally: Tally) -> Outcome:
    """The newest vote on an item takes the place of an earlier one."""
    record = turn.state.progress
    rest = tuple(each for each in record.tallies if each.item != tally.item)
    now = turn.becomes(turn.state.advanced(tallies=(*rest, tally)))
    item = numbered(now.state, tally.item)
    return view.shown(now, "meeting.counted", item, tally_words(now, tally))


def tally_words(turn: MeetingTurn, tally: Tally) -> Words:
    """What a vote has come to, with its figures."""
    found, record = tally.figures, turn.state.progress
    base = Figures(should=found.get("voters", 0), present=found.get("present", 0))
    least = needed(record.profile.passes, base) if record.profile is not None else 0
    least = found.get("needed", least)  # a vote of its own tells what it took
    return text(
        "meeting-tally",
        outcome=tally.outcome or "open",
        yes=found.get("yes", 0), no=found.get("no", 0), abstain=found.get("abstain", 0),
        present=found.get("present", 0), voters=found.get("voters", 0), needed=least,
    )  # fmt: skip


def vote(turn: MeetingTurn) -> Outcome:
    """A vote of its own on the item, with who may vote as the roll stands now."""
    turn = _at_item(turn)
    state, record, actor = turn.state, turn.state.progress, turn.actor
    if record.profile is None or not 0 <= record.item < len(state.definition.items):
        return turn.refuse("sdk-moved-on")
    if (refusal := _voting_already(turn)) is not None:
        return refusal
    item = state.definition.items[record.item]
    there = [each for each in record.voters if seat(record, each).here]
    details = {
        "meeting": turn.id,
        "item": str(record.item),
        "title": item.title,
        "profile": record.profile.id,
        "roll": list(record.voters),
        "present": there,
        "written_allowed": record.profile.written,
    }
    by = actor.id if actor is not None else None
    return turn.done("meeting.vote_begun", effects=(Start("vote", turn.unit, by, details),))


def informed(turn: MeetingTurn) -> Outcome:
    """A vote on an item was opened, or has come to its end. Of one that was called off nothing
    stays, so that there can be another."""
    event = turn.event
    if not isinstance(event, Informed) or not event.about.startswith("vote."):
        return turn.ignore("meeting-not-concerned")
    details = event.details
    item, number = str(details.get("item", "")), details.get("vote", event.sender)
    place = int(item) if item.isdigit() else -1
    if not 0 <= place < len(turn.state.definition.items) or not isinstance(number, int):
        return turn.ignore("meeting-not-concerned")
    closed = event.about == "vote.closed"
    given = details.get("figures", {}) if closed else {}
    numbers = {str(key): each for key, each in dict(given).items() if type(each) is int}
    if "should" in numbers:  # as a vote calls those who have one
        numbers["voters"] = numbers.pop("should")
    tally = Tally(place, number, str(details.get("outcome", "")) if closed else "", numbers)
    record = turn.state.progress
    stands = next((each for each in record.tallies if each.item == place), None)
    if closed and stands is not None and stands.vote != number:
        return turn.ignore("meeting-not-concerned")  # another has taken its place
    rest = tuple(each for each in record.tallies if each.item != place)
    off = tally.outcome == "void" and not numbers
    now = turn.becomes(turn.state.advanced(tallies=rest if off else (*rest, tally)))
    effects: tuple[Effect, ...] = view.live(now)
    if closed:
        word = text("meeting-vote-off") if off else tally_words(now, tally)
        said = lines(numbered(now.state, place), word)
        effects = tuple(view.cards(now, view.desk(now), said))
    return turn.done("meeting.vote_told", state=now.state, effects=effects)


# -- what shows that a step was taken


def evidence(turn: MeetingTurn) -> Outcome:
    """A word or a file that shows that a step was taken: asked for (`evidence:step`), typed or
    sent; or it is not needed this time (`evidence:step.no`)."""
    record, args = turn.state.progress, turn.args()
    if isinstance(turn.event, Attached):
        args = tuple(turn.event.asked.split(".")[1:])
    steps = record.rule.steps if record.rule is not None else ()
    step = next((each for each in steps if (each.id,) == args[:1]), None)
    actor = turn.actor.id if turn.actor is not None else 0
    if step is None:
        return turn.refuse("sdk-moved-on")
    if isinstance(turn.event, Said | Attached):
        new = received(turn)
        if isinstance(new, Rejected):
            return new
        file = None if isinstance(new, str) else new
        proof = Shown(step.id, actor, turn.now, new if isinstance(new, str) else "", file)
    elif args[1:] == ("no",) and step.condition == "asked":
        proof = Shown(step.id, actor, turn.now, applies=False)
    else:
        spare = step.condition == "asked"
        label = text("meeting-button-not-needed")
        rows = [(choice(turn.activity, "evidence", label, step.id, "no"),)] if spare else []
        asked = view.question(turn, text("meeting-ask-evidence", step=step.name), *rows)
        return view.asking(turn, "meeting.evidence_asked", asked, f"evidence.{step.id}")
    rest = tuple(each for each in record.shown if each.step != step.id)
    return view.shown(turn.becomes(turn.state.advanced(shown=(*rest, proof))), "meeting.evidenced")


def attached(turn: MeetingTurn) -> Outcome:
    """A file: it shows the step that was asked about, or else is material for everybody."""
    asked = turn.event.asked if isinstance(turn.event, Attached) else ""
    return evidence(turn) if asked.startswith("evidence.") else material(turn)


# -- the end


def end(turn: MeetingTurn) -> Outcome:
    """It is over; the minutes are put in order until the third working day after."""
    state = replace(turn.state, phase="minutes").advanced(ended_at=turn.now, pending="")
    now = turn.becomes(state.timed(revision=state.schedule.revision + 1))
    last = due_on(turn.context.holidays, turn.now, turn.unit_timezone)
    morning = local(datetime.combine(last, NINE), turn.unit_timezone)
    effects: list[Effect] = [SetTimer("write", morning, revision=now.state.schedule.revision)]
    effects += [Raise("seat", each) for each in state.progress.expected]
    others = [each for each in view.desk(now) if turn.actor is None or each != turn.actor.id]
    effects += view.cards(now, others, outdates=True)
    return view.shown(now, "meeting.ended", effects=effects, moved=True)


def ended(turn: MeetingTurn) -> Outcome:
    """When it ended, corrected; who was there until the end stays so."""
    record = turn.state.progress
    if not isinstance(turn.event, Said):
        return view.asking(
            turn, "meeting.end_asked", view.question(turn, text("meeting-ask-ended")), "ended"
        )
    found = read_when(turn.line(), turn.now, turn.timezone, after=record.opened_at)
    at = full_minute(found.at) if found.at is not None else None
    unclear = isinstance(found, Unclear) and found.why != "past"
    if unclear or at is None or record.opened_at is None or not record.opened_at < at <= turn.now:
        return turn.refuse("meeting-bad-end")
    return view.shown(turn.becomes(turn.state.advanced(ended_at=at)), "meeting.end_set")


def write(turn: MeetingTurn) -> Outcome:
    """The minutes are due today: chair and recorder read what is missing."""
    told = view.cards(turn, view.desk(turn), text("meeting-write-today"))
    return turn.done("meeting.write_asked", effects=told)

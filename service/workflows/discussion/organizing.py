"""What its organizer sees of a discussion, and how it is opened, watched, closed and cancelled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from service.core.effects import Edit, Effect, Send, SetTimer, ToMembers, ToRoom
from service.core.events import DeliveryFailed
from service.core.message import Attachment, Choice, Message
from service.core.people import Person, Roster
from service.core.queries import Entries, Results
from service.core.texts import Arg, Words, lines, text
from service.core.workflow import Outcome
from service.sdk.ahead import ahead_timer
from service.sdk.cards import Card
from service.sdk.fields import Preset
from service.sdk.panels import (
    Rows,
    button,
    choice,
    in_rows,
    moment,
    paragraphs,
)
from service.sdk.participation import names, participation
from service.workflows.discussion import contributions, digest, voting
from service.workflows.discussion.model import (
    AT_ONCE,
    CLOSES_AT,
    FEWEST,
    FORM,
    GENRES,
    OPENS_AT,
    REMINDERS,
    DiscussionState,
    DiscussionTurn,
    comments_begin,
    ends_at,
    is_decided,
    say,
    sealed,
)
from service.workflows.discussion.reminders import useful_until

PERMISSION = "discussion.manage"
SPOKEN = ("spoke", "commented", "done")


# -- what the organizer sees


def organizer_view(turn: DiscussionTurn) -> tuple[Message, str]:
    """What the organizer sees in this phase, and the prompt that typed words answer."""
    match turn.state.phase:
        case "draft":
            missing = FORM.missing(turn.state)
            if missing is None:
                return preview(turn), ""
            asked = "deadline" if missing is CLOSES_AT else missing.name
            return questions(turn)[asked], asked
        case "scheduled":
            return _scheduled(turn), ""
        case "open":
            return _running(turn), ""
        case "voting":
            return _voting(turn), ""
        case _:
            return over(turn), ""


def step(
    turn: DiscussionTurn, action: str, effects: Iterable[Effect] = (), *said: Words
) -> Outcome:
    """A step of the organizer's, with what they see after it below what is `said`."""
    message, prompt = organizer_view(turn)
    if said:
        message = replace(message, body=lines(*said, message.body))
    shown = turn.panel(message, prompt=prompt)
    return turn.done(action, state=turn.state, effects=(*effects, *shown))


def questions(turn: DiscussionTurn) -> Mapping[str, Message]:
    """What a draft is asked for, by prompt."""
    discussion, schedule = turn.state.definition, turn.state.schedule
    others = tuple(
        choice(turn.activity, "genre", text("discussion-genre", genre=each), each)
        for each in GENRES
        if each != discussion.genre
    )
    times = [
        choice(turn.activity, "lasts", each.label, each.arg) for each in CLOSES_AT.presets(turn)
    ]
    openings: list[tuple[str, Words]] = [(AT_ONCE, text("discussion-at-once"))]
    openings += [(each.arg, _in_time(each)) for each in OPENS_AT.presets(turn)]
    beginnings = [choice(turn.activity, "opens", label, arg) for arg, label in openings]
    title = text("discussion-ask-title", genre=discussion.genre)
    prompt = text("discussion-ask-prompt", genre=discussion.genre)
    deadline, timed = text("discussion-ask-deadline"), schedule.closes_at is not None
    return {
        "title": asking(turn, title, bool(discussion.title), () if discussion.title else (others,)),
        "prompt": asking(turn, prompt, bool(discussion.prompt)),
        "opens": asking(turn, text("discussion-ask-opens"), True, in_rows(beginnings, 1)),
        "deadline": asking(turn, deadline, timed, in_rows(times, 1)),
        "comments_at": asking(turn, text("discussion-ask-comments-at"), True, back="options"),
        "jury": asking(turn, text("discussion-ask-jury"), True, back="options"),
    }


def _in_time(preset: Preset[datetime]) -> Words:
    """A beginning that is offered: so long from now, or a moment."""
    minutes = int(preset.arg) if preset.arg.isdigit() else 0
    return text("discussion-opens-in", minutes=minutes) if minutes else preset.label


def asking(
    turn: DiscussionTurn, question: Words, known: bool, rows: Rows = (), back: str = "keep"
) -> Message:
    """A question of the preparation; what is known already may stay as it is. `back`: the verb that
    leads to where it was asked from."""
    discussion = turn.state.definition
    out = choice(turn.activity, back, text("sdk-button-keep"))
    if not known:
        out = button(turn.activity, "discussion-button-drop")
    named = discussion.named or text("discussion-new", genre=discussion.genre)
    return Message(question, named, (*rows, (out,)))


def preview(turn: DiscussionTurn) -> Message:
    """The whole as its organizer checks it before it is announced."""
    discussion, schedule = turn.state.definition, turn.state.schedule
    at_once = schedule.opens_at is None
    opens = text("discussion-at-once") if at_once else moment(schedule.opens_at)
    told = lines(
        text("discussion-preview", opens=opens, closes=moment(schedule.closes_at)),
        contributions.rules(turn.state),
        _reminded(turn),
        _decided(turn.state),
        text("discussion-reach", at_once=int(at_once), n=len(turn.roster.members(turn.unit))),
    )
    body = paragraphs(told, discussion.prompt, discussion.reading)
    return say(turn, body, *card(turn).rows())


def _reminded(turn: DiscussionTurn) -> Words | None:
    """When the silent are reminded, where anybody is."""
    if not turn.state.definition.required:
        return None
    return REMINDERS.told(turn)


def _decided(state: DiscussionState) -> Words | None:
    discussion, jury = state.definition, state.progress.jury
    if jury:
        return text("discussion-jury-told", n=len(jury))
    if discussion.votes:
        return text("discussion-votes-told", n=discussion.votes, voters=discussion.voters)
    return None


def _scheduled(turn: DiscussionTurn) -> Message:
    schedule = turn.state.schedule
    opens, closes = moment(schedule.opens_at), moment(schedule.closes_at)
    told = text("discussion-scheduled", opens=opens, closes=closes)
    return say(turn, told, *card(turn).rows())


def _running(turn: DiscussionTurn) -> Message:
    discussion, closes = turn.state.definition, moment(turn.state.schedule.closes_at)
    return _panel(turn, text("discussion-open-until", genre=discussion.genre, closes=closes))


def _panel(turn: DiscussionTurn, told: Words) -> Message:
    """The organizer's panel while it is open."""
    return say(turn, told, *card(turn).rows())


def _voting(turn: DiscussionTurn) -> Message:
    told = text("discussion-voting", until=moment(turn.state.progress.votes_until))
    return say(turn, told, *card(turn).rows())


def over(turn: DiscussionTurn, attachments: tuple[Attachment, ...] = ()) -> Message:
    """Once it is over: what can still be done with the digest."""
    told = text("discussion-over", phase=turn.state.phase)
    if turn.state.progress.unposted:
        told = text("discussion-unposted", title=turn.state.definition.title)
    rows = card(turn).rows() if turn.state.phase == "closed" else ()
    return Message(told, turn.state.definition.named, rows, attachments)


def card(turn: DiscussionTurn) -> Card:
    """What its organizer can do in this phase."""
    activity, discussion = turn.activity, turn.state.definition
    match turn.state.phase:
        case "draft":
            length = text("discussion-button-length", n=discussion.min_length)
            more = (
                ("discussion-button-title", choice(activity, "length", length)),
                "discussion-button-material",
            )
            changes = (
                "discussion-button-prompt",
                ("discussion-button-opens", "discussion-button-deadline"),
                "sdk-button-options",
            )
            return Card(activity, "sdk-button-publish", changes, more, "discussion-button-drop")
        case "scheduled":
            return Card(activity, "sdk-button-edit", danger=_cancel(turn))
        case "open":
            chosen = "review" if discussion.rules.reviewed else "pick"
            choose = "" if discussion.anonymous else f"discussion-button-{chosen}"
            common = (("sdk-button-nudge", choose), "discussion-button-close")
            own = (contributions.speak_button(turn), "discussion-button-own", _page(turn))
            return Card(activity, "discussion-button-progress", common, own, _cancel(turn))
        case "voting":
            voted = ("discussion-button-ballot", _page(turn))
            return Card(activity, "discussion-button-count", voted)
        case _:
            again = "discussion-button-post" if turn.state.progress.unposted else ""
            pick = "" if is_decided(turn.state) else "discussion-button-pick"
            ways = (pick, _page(turn), "discussion-button-report")
            matter = () if pick == "" else ("discussion-button-points", "discussion-button-bring")
            if again:
                return Card(activity, again, ("discussion-button-files", *ways), matter)
            return Card(activity, "discussion-button-files", ways, matter)


def _cancel(turn: DiscussionTurn) -> Choice:
    label = text("discussion-button-cancel", genre=turn.state.definition.genre)
    return choice(turn.activity, "cancel", label)


def _page(turn: DiscussionTurn) -> str:
    """The way to the page of what is collected, where there is one."""
    return "discussion-button-page" if turn.state.definition.rules.gallery else ""


def show(turn: DiscussionTurn) -> Outcome:
    """The same from the menu, or back from a question."""
    message, prompt = organizer_view(turn)
    action = "discussion.kept" if turn.name == "keep" else "discussion.shown"
    return turn.done(action, effects=turn.panel(message, prompt=prompt))


# -- opening


def open_(turn: DiscussionTurn) -> Outcome:
    """The opening time has come; or it has gone by, close and all, while the service was down."""
    closes_at = turn.state.schedule.closes_at
    if closes_at is not None and closes_at <= turn.now:
        return missed(turn)
    return announce(turn)


def announce(turn: DiscussionTurn, *timers: Effect) -> Outcome:
    """The topic appears in the room, and every member gets a note."""
    opened = turn.becomes(replace(turn.state, phase="open"))
    notice = Send(
        ToMembers(turn.unit),
        "notice",
        contributions.notice(opened),
        "bulk",
        deferrable=True,
        time_sensitive=True,
        until=useful_until(opened),
    )
    topic = Send(ToRoom(turn.unit), "topic", contributions.topic(opened))
    return step(opened, "discussion.opened", (*timers, topic, notice))


def missed(turn: DiscussionTurn) -> Outcome:
    """It could not be held: nobody was told of it but its organizer."""
    gone = replace(turn.state, phase="cancelled")
    word = Message(text("discussion-missed", title=gone.definition.title))
    shown = turn.panel(word, organizers_too=True)
    return turn.done("discussion.missed", state=gone, effects=shown, finished=True)


def timers(turn: DiscussionTurn) -> tuple[Effect, ...]:
    """Everything that time brings to a discussion that is being scheduled."""
    schedule = turn.state.schedule
    opens_at = schedule.opens_at or turn.now
    begins = comments_begin(turn.state, opens_at)
    times = (
        ("close", ends_at(turn.state)),
        ("round", begins if begins and begins > turn.now else None),
        ("open", opens_at if opens_at > turn.now else None),
    )
    set_ = [SetTimer(name, at, revision=schedule.revision) for name, at in times if at]
    return (*set_, *REMINDERS.timer(turn, opens_at), *ahead_timer(turn))


def restore(turn: DiscussionTurn, before: DiscussionState) -> Outcome:
    """The discussion as it was, with its timers, unless it should have opened in the meantime."""
    is_planned, opens_at = before.phase == "scheduled", before.schedule.opens_at
    if is_planned and (opens_at is None or opens_at <= turn.now):
        return turn.refuse("sdk-undo-opened")
    again = turn.becomes(before.timed(revision=turn.state.schedule.revision + 1))
    return step(again, "discussion.undone", timers(again) if is_planned else (), text("sdk-undone"))


def undelivered(turn: DiscussionTurn) -> Outcome:
    """The room never saw the topic: its organizer must know, as replies will not come. Or it never
    saw the digest, which can be posted again."""
    event, phase = turn.event, turn.state.phase
    key = event.key if isinstance(event, DeliveryFailed) else ""
    if (phase, key) == ("closed", "digest"):
        missing = turn.becomes(turn.state.advanced(unposted=True))
        shown = turn.panel(over(missing), organizers_too=True)
        return turn.done("discussion.unposted", state=missing.state, effects=shown, finished=True)
    if (phase, key) != ("open", "topic"):
        return turn.ignore("discussion-undelivered")
    word = Message(text("discussion-room-missing", title=turn.state.definition.title))
    return turn.done("discussion.room_missing", effects=turn.tell(turn.organizers(), "room", word))


# -- watching


def progress(turn: DiscussionTurn) -> Outcome:
    """Who has spoken and who has not, for the organizer and for nobody else. Of an anonymous
    discussion the names are told only once several have spoken."""
    discussion, summaries = turn.state.definition, turn.query(Results(turn.id))
    part = participation(turn.roster, turn.activity, summaries, SPOKEN)
    times = {each.id: part.summaries[each.id].score for each in part.done}
    body: list[Words] = [
        text(
            "discussion-progress",
            spoke=len(part.done),
            members=part.members,
            said=sum(times.values()),
            closes=moment(turn.state.schedule.closes_at),
        )
    ]
    if discussion.anonymous and len(part.done) < FEWEST:
        body.append(text("discussion-names-later", n=FEWEST))
    else:
        body += _names(turn.roster, turn.state, part.done, part.silent, times)
    if discussion.comments != "none":
        rounds = participation(turn.roster, turn.activity, summaries, ("commented", "done"))
        body.append(text("discussion-commented", n=len(rounds.done), members=rounds.members))
        if turn.state.progress.round == 2 and rounds.silent and not discussion.anonymous:
            body.append(text("discussion-not-commented", names=names(turn.roster, rounds.silent)))
    shown = turn.panel(_panel(turn, lines(*body)))
    return turn.done("discussion.progress_shown", effects=shown)


def _names(
    roster: Roster,
    state: DiscussionState,
    spoke: Sequence[Person],
    silent: Sequence[Person],
    times: Mapping[int, int],
) -> list[Words]:
    discussion, told = state.definition, []
    if spoke and discussion.anonymous:
        told.append(text("discussion-spoke", names=names(roster, spoke)))
    elif spoke:
        shown = roster.told_apart(spoke)
        said = " · ".join(f"{shown[each.id]} ×{times[each.id]}" for each in spoke)
        told.append(text("discussion-spoke", names=said))
    if silent and discussion.required:
        told.append(text("discussion-silent", names=names(roster, silent)))
    return [*told]


# -- closing


def ask_close(turn: DiscussionTurn) -> Words:
    voted = int(is_decided(turn.state))
    return _ask(turn, "discussion-confirm-close", voted=voted)


def ask_cancel(turn: DiscussionTurn) -> Words:
    return _ask(turn, "discussion-confirm-cancel", phase=turn.state.phase)


def ask_count(turn: DiscussionTurn) -> Words:
    return _ask(turn, "discussion-confirm-count")


def _ask(turn: DiscussionTurn, key: str, **args: Arg) -> Words:
    """What the act does, and how many learn of it."""
    members = len(turn.roster.members(turn.unit))
    return text(key, title=turn.state.definition.title, n=members, **args)


def close_now(turn: DiscussionTurn) -> Outcome:
    """The organizer closes before the time, with no grace for anybody."""
    return close(turn.becomes(turn.state.defined(grace=0).timed(closes_at=turn.now)))


def close(turn: DiscussionTurn) -> Outcome:
    """Nothing is collected from here on: it is voted on, or the digest goes out."""
    if is_decided(turn.state):
        found = voting.candidates(turn)
        if found:
            return _to_vote(*voting.begin(turn, found))
    return end(turn)


def _to_vote(turn: DiscussionTurn, effects: Sequence[Effect]) -> Outcome:
    gathered = digest.gather(turn.activity, turn.query(Entries(turn.id)), turn.roster)
    room = ToRoom(turn.unit)
    told: tuple[Effect, ...] = (
        Edit(room, "topic", contributions.closed_topic(turn.state)),
        Send(room, "gallery", digest.page(turn, gathered)),
        *effects,
    )
    return step(turn, "discussion.voting_opened", told)


def end(turn: DiscussionTurn) -> Outcome:
    """It is over, and so is the voting: the digest goes out, with its result."""
    closed = turn.becomes(replace(turn.state, phase="closed"))
    entries = turn.query(Entries(turn.id))
    gathered = digest.gather(closed.activity, entries, turn.roster, turn.context.nonce)
    room, told = ToRoom(turn.unit), digest.for_room(closed, gathered)
    effects: list[Effect] = [Send(room, "digest", told, **sealed(turn.state))]
    if turn.state.phase != "voting":
        effects.insert(0, Edit(room, "topic", contributions.closed_topic(closed.state)))
    whole = replace(digest.for_organizer(closed, gathered), choices=card(closed).rows())
    return turn.done(
        "discussion.closed",
        state=closed.state,
        effects=(*effects, *turn.panel(whole, organizers_too=True, **sealed(turn.state))),
        finished=True,
    )


def cancel(turn: DiscussionTurn) -> Outcome:
    gone = turn.becomes(replace(turn.state, phase="cancelled"))
    told: tuple[Effect, ...] = ()
    if turn.state.phase == "open":
        word = Message(text("discussion-was-cancelled", title=gone.state.definition.title))
        room = ToRoom(turn.unit)
        told = (Edit(room, "topic", word), Send(room, "cancelled", word))
    shown = gone.panel(over(gone), organizers_too=True)
    effects = (*told, *shown)
    return turn.done("discussion.cancelled", state=gone.state, effects=effects, finished=True)

"""What members contribute while it is open: collected, changed and taken back; and what they see.

In the room a receipt is a mark on the message and nothing else; in private it is a short word.
"""

from __future__ import annotations

from dataclasses import replace

from service.core.effects import Acknowledge, ClearTimer, Effect
from service.core.events import Attached, Edited, Said, Withdrawn
from service.core.message import Choice, Message, Ref, StoredFile
from service.core.texts import Moment, Secret, Words, lines, text
from service.core.workflow import Outcome, Rejected
from service.sdk.panels import Rows, choice, grid, moment, paragraphs
from service.workflows.discussion import review
from service.workflows.discussion.model import (
    LONGEST_CONTRIBUTION,
    MOST_VERSIONS,
    Contribution,
    DiscussionState,
    DiscussionTurn,
    Enclosure,
    Part,
    Version,
    captions,
    comments_begin,
    ends_at,
    joined,
    length,
    named_file,
    part_of,
    say,
    shortened,
    spot,
)

MOST = 100  # contributions of one person
LISTED = 10  # own contributions listed with a button each


# -- to contribute


def said(turn: DiscussionTurn) -> Outcome:
    """A reply in the room, or a text or file in private."""
    event, part = turn.event, part_of(turn)
    if not isinstance(event, Said | Attached):
        return turn.refuse("sdk-not-now")
    if is_late(turn):
        return late(turn)
    if event.forwarded:
        return turn.refuse("discussion-forwarded")
    if part.find(event.ref) is not None:
        return turn.ignore("discussion-known")  # the platform has told us twice
    if isinstance(event, Attached):
        begun = part.of_album(event.ref.chat, event.album)
        if begun is not None:
            return _extended(turn, begun, event)
    if len(part.contributions) >= MOST:
        return turn.refuse("discussion-too-many", most=MOST)
    refused = _out_of_place(turn, event) or _unfit(
        turn, event.text, _target(turn, event), _file_name(event)
    )
    if refused is not None:
        return refused
    new = _contribution(turn, part.given + 1, event)
    changed = turn.with_part(part.with_new(new))
    receipt: tuple[Effect, ...] = (Acknowledge(event.ref),)
    if event.ref.private:
        receipt = turn.reply(received(changed), "speak")
    waiting = review.ask_for(turn) if new.review else []
    effects = (*receipt, ClearTimer("tonight", turn.person), *waiting)
    secret = turn.state.definition.anonymous
    return turn.done("discussion.spoken", part=changed.part, effects=effects, secret=secret)


def _extended(turn: DiscussionTurn, begun: Contribution, event: Attached) -> Outcome:
    """A further file of one that has its receipt already, so nothing is said."""
    further = Enclosure(event.ref.id, _stored(event), event.text.strip())
    words = joined(begun.text, further.caption)
    refused = _unfit(turn, words, begun.on, further.stored.name)
    if refused is not None:
        return refused
    again = begun.review not in ("", "waiting")
    part = part_of(turn).with_changed(
        begun,
        text=words,
        more=(*begun.more, further),
        review="waiting" if begun.review else "",
        word="",
    )
    return turn.done(
        "discussion.extended", part=part, effects=tuple(review.ask_for(turn) if again else ())
    )


def ask(turn: DiscussionTurn) -> Outcome:
    """To speak in private: the next text or file is the contribution."""
    if is_late(turn):
        return late(turn)
    effects = turn.reply(speak(turn), "speak", prompt="speak")
    return turn.done("discussion.speaking", effects=effects)


def leave(turn: DiscussionTurn) -> Outcome:
    """Rather not: what is typed next is no contribution."""
    left = Message(text("discussion-left"), choices=speak_or_later(turn))
    return turn.done("discussion.not_speaking", effects=turn.reply(left, "speak"))


def show(turn: DiscussionTurn) -> Outcome:
    """The topic and one's own contributions, asked for from the menu."""
    return turn.done("discussion.shown", effects=turn.reply(card(turn), "card"))


# -- what does not count


def is_late(turn: DiscussionTurn) -> bool:
    """Whether it is over, the grace for late replies included."""
    end = ends_at(turn.state)
    return end is not None and turn.now >= end


def late(turn: DiscussionTurn) -> Rejected:
    """Whatever comes too late gets a clear word, and changes nothing."""
    title, closed_at = turn.state.definition.title, turn.state.schedule.closes_at
    if turn.state.phase == "cancelled" or closed_at is None:
        word = text("discussion-was-cancelled", title=title)
        return Rejected("discussion.cancelled", word, ends=True)
    key = _LATE.get(turn.name, "discussion-late")
    return Rejected("discussion.late", text(key, title=title, closed=Moment(closed_at)), ends=True)


_LATE = {
    "edited": "discussion-late-edit",
    "withdrawn": "discussion-late-withdrawal",
    "undo": "discussion-late-withdrawal",
}


def early(turn: DiscussionTurn) -> Rejected:
    return turn.refuse("discussion-early", title=turn.state.definition.title)


def _unfit(turn: DiscussionTurn, typed: str, target: str, file: str) -> Rejected | None:
    """Why these words can't be collected, if so. A file needs no words. `target`: what they
    comment on."""
    words, discussion = typed.strip(), turn.state.definition
    has = length(words)
    needed = discussion.comment_length if target else discussion.min_length
    if not has and not file:
        return turn.refuse("discussion-empty")
    if has < needed and not file:
        key = "discussion-comment-too-short" if target else "discussion-too-short"
        word = text(key, title=discussion.title, n=needed, has=has)
        return Rejected("discussion.too_short", word)
    if len(words) > LONGEST_CONTRIBUTION:
        return turn.refuse("discussion-too-long", most=LONGEST_CONTRIBUTION, has=len(words))
    return None


def _out_of_place(turn: DiscussionTurn, event: Said | Attached) -> Rejected | None:
    """An anonymous discussion takes texts in private only."""
    if not turn.state.definition.anonymous:
        return None
    if not event.ref.private:
        return turn.refuse("discussion-in-private-only")
    if isinstance(event, Attached):
        return turn.refuse("discussion-texts-only")
    return None


# -- what is collected


def _target(turn: DiscussionTurn, event: Said | Attached) -> str:
    """What it comments on: what was chosen in private, or somebody else's message in the room."""
    if turn.state.definition.comments == "none":
        return ""
    if event.ref.private:
        asked, _, target = event.asked.partition(".")
        return target or part_of(turn).commenting if asked == "comment" else ""
    if event.answers is None or event.answers == turn.person or event.reply_to is None:
        return ""
    return spot(Ref(event.ref.chat, event.reply_to))


def _contribution(turn: DiscussionTurn, number: int, event: Said | Attached) -> Contribution:
    words, ref, discussion = event.text.strip(), event.ref, turn.state.definition
    target, file = _target(turn, event), event if isinstance(event, Attached) else None
    return Contribution(
        number,
        ref.chat.account,
        ref.chat.id,
        ref.id,
        "" if discussion.anonymous else words,
        turn.now,
        _file_name(event),
        stored=_stored(file) if file is not None else None,
        sealed=Secret(fresh=words) if discussion.anonymous else None,
        handle=turn.context.nonce if discussion.anonymous else "",
        on=target,
        review="waiting" if discussion.rules.reviewed and not target else "",
        album=file.album if file is not None else "",
    )


def _stored(event: Attached) -> StoredFile:
    name, account = named_file(event.name), event.ref.chat.account
    return StoredFile(account, event.file_id, name, event.mime, event.size)


def _file_name(event: Said | Attached) -> str:
    return named_file(event.name) if isinstance(event, Attached) else ""


# -- to change it, and to take it back


def edited(turn: DiscussionTurn) -> Outcome:
    """The newest words of a message are those that count; the earlier ones are kept aside."""
    event, part = turn.event, part_of(turn)
    if not isinstance(event, Edited):
        return turn.refuse("sdk-not-now")
    if is_late(turn):
        return late(turn)
    old, words = part.find(event.ref), event.text.strip()
    if old is None:
        return turn.refuse("discussion-not-collected")
    if old.sealed is not None and event.file is not None:
        return turn.refuse("discussion-texts-only")
    new = _rewritten(old, event)
    if old.sealed is None and new == old:
        return turn.ignore("discussion-unchanged")
    if _unfit(turn, words if old.sealed else new.text, old.on, new.file_names) is not None:
        discussion = turn.state.definition
        needed = discussion.comment_length if old.on else discussion.min_length
        return turn.refuse("discussion-edit-unfit", n=needed, most=LONGEST_CONTRIBUTION)
    receipt: tuple[Effect, ...] = (Acknowledge(event.ref),)
    if event.ref.private:
        receipt = turn.reply(Message(text("discussion-edited")), "receipt")
    return turn.done(
        "discussion.edited",
        part=_changed(turn, old, new, words),
        effects=(*receipt, *(review.ask_for(turn) if old.review else ())),
        secret=turn.state.definition.anonymous,
    )


def _rewritten(old: Contribution, event: Edited) -> Contribution:
    """With what one of its messages is now."""
    words, file = event.text.strip(), event.file
    if file is not None:
        file = replace(file, name=named_file(file.name))
    if event.ref.id == old.message:
        name = file.name if file is not None else old.file
        stored, text_ = file or old.stored, joined(words, captions(old.more))
        return replace(old, text=text_, file=name, stored=stored)
    more = tuple(
        replace(each, caption=words, stored=file or each.stored)
        if each.message == event.ref.id
        else each
        for each in old.more
    )
    return replace(old, text=joined(old.own_text, captions(more)), more=more)


def _changed(turn: DiscussionTurn, old: Contribution, new: Contribution, words: str) -> Part:
    """Of an anonymous contribution no earlier words are kept."""
    part = part_of(turn)
    if old.sealed is not None:
        return part.with_changed(old, sealed=Secret(fresh=words), edited_at=turn.now)
    before = Version(old.text, old.edited_at or old.at)
    return part.with_changed(
        old,
        text=new.text,
        file=new.file,
        stored=new.stored,
        more=new.more,
        edited_at=turn.now,
        versions=(*old.versions, before)[-MOST_VERSIONS:],
        review="waiting" if old.review else "",
        word="",
    )


def withdrawn(turn: DiscussionTurn) -> Outcome:
    """A deleted message does not count, even when it is deleted between the deadline and the
    digest."""
    event = turn.event
    gone = part_of(turn).find(event.ref) if isinstance(event, Withdrawn) else None
    if gone is None:
        return turn.ignore("discussion-not-collected")
    left = gone.without(event.ref.id) if isinstance(event, Withdrawn) and gone.more else None
    if left is None:
        return _without(turn, gone, ())
    changes = {"text": left.text, "file": left.file, "stored": left.stored, "more": left.more}
    part = part_of(turn).with_changed(gone, **changes)
    return turn.done("discussion.withdrawn", part=part, secret=turn.state.definition.anonymous)


def ask_take_back(turn: DiscussionTurn) -> Outcome:
    """The same by a button (`undo:number`), for platforms that do not tell of deletions. Words
    that are gone are gone, so this is asked for once more."""
    gone = numbered(turn)
    if gone is None:
        return turn.refuse("discussion-gone")
    shown = None if gone.sealed is not None else gone.in_short
    asked = lines(text("discussion-confirm-undo", n=gone.number), shown)
    return ask_about(turn, gone, asked, text("discussion-button-undo-yes"), back_button(turn))


def ask_about(
    turn: DiscussionTurn, gone: Contribution, asked: Words, yes: Words, *back: Choice
) -> Outcome:
    """Ask before one's words are gone."""
    yes_button = choice(turn.activity, "undo!", yes, gone.number)
    shown = Message(asked, choices=grid(turn.activity, yes_button, *back))
    return turn.done("discussion.undo_asked", effects=turn.reply(shown, "undo"))


def take_back(turn: DiscussionTurn) -> Outcome:
    return take(turn, text("discussion-withdrawn"))


def take(turn: DiscussionTurn, word: Words) -> Outcome:
    """It is gone, and that is said in this `word`."""
    gone = numbered(turn)
    if gone is None:
        return turn.refuse("discussion-gone")
    return _without(turn, gone, turn.reply(Message(word), "receipt"))


def _without(turn: DiscussionTurn, gone: Contribution, effects: tuple[Effect, ...]) -> Outcome:
    part, secret = part_of(turn).without(gone, turn.now), turn.state.definition.anonymous
    return turn.done("discussion.withdrawn", part=part, effects=effects, secret=secret)


def numbered(turn: DiscussionTurn) -> Contribution | None:
    """The contribution of the part whose number the event names."""
    return part_of(turn).numbered(*(turn.ints()[:1] or (0,)))


# -- what is said in the room


def topic(turn: DiscussionTurn) -> Message:
    """The message in the room whose replies are collected; who rather speaks in private taps."""
    state = turn.state
    label = text("discussion-button-have-my-say", genre=state.definition.genre)
    to_speak = choice(turn.activity, "speak", label, leads=True)
    discussion, closes = state.definition, moment(state.schedule.closes_at)
    key = "discussion-how-in-private" if discussion.anonymous else "discussion-how"
    how = text(key, genre=discussion.genre, closes=closes)
    return Message(
        paragraphs(discussion.prompt, discussion.links, lines(how, rules(state))),
        title=discussion.named,
        choices=((to_speak,),),
        attachments=discussion.attachments,
    )


def heard_as(state: DiscussionState) -> Words | None:
    """The title for words that stand loose in the room; none of an anonymous discussion, where
    asking about them would tell who speaks."""
    is_asked = state.phase == "open" and not state.definition.anonymous
    return state.definition.title if is_asked else None


def closed_topic(state: DiscussionState) -> Message:
    """In its place when it is closed."""
    discussion = state.definition
    over = text("discussion-closed-room", closed=moment(state.schedule.closes_at))
    return Message(paragraphs(discussion.prompt, discussion.links, over), title=discussion.named)


def rules(state: DiscussionState) -> Words | None:
    """What a member must know before speaking: length, rounds, whether names are shown."""
    discussion, needed = state.definition, state.definition.min_length
    told = lines(
        text("discussion-at-least", n=needed) if needed else None,
        _comment_round(state),
        text("discussion-grace-told", minutes=discussion.grace // 60) if discussion.grace else None,
        text("discussion-anonymous-told") if discussion.anonymous else None,
        text("discussion-reviewed-told") if discussion.rules.reviewed else None,
    )
    return told if told.parts else None


def _comment_round(state: DiscussionState) -> Words | None:
    discussion, opens = state.definition, state.schedule.opens_at
    if discussion.comments == "none" or state.progress.round == 2:
        return None
    begins = comments_begin(state, opens) if opens else discussion.comments_at
    if begins is None:
        return text("discussion-second-told-halfway", required=discussion.comments)
    return text("discussion-second-told", required=discussion.comments, begins=Moment(begins))


# -- what is said in private


def notice(turn: DiscussionTurn) -> Message:
    """To each member in private when it opens."""
    discussion, closes = turn.state.definition, moment(turn.state.schedule.closes_at)
    body = lines(
        text("discussion-opened", genre=discussion.genre, closes=closes),
        shortened(discussion.prompt),
        rules(turn.state),
        how(turn),
    )
    return say(turn, body, *speak_or_later(turn))


def speak(turn: DiscussionTurn) -> Message:
    """To who wants to speak in private."""
    discussion, needed = turn.state.definition, turn.state.definition.min_length
    where = "discussion-speak-where"
    if discussion.anonymous:
        where = "discussion-speak-where-nameless"
    elif discussion.rules.reviewed:
        where = "discussion-speak-where-reviewed"
    body = lines(
        text("discussion-speak", genre=discussion.genre, title=discussion.title),
        text("discussion-at-least", n=needed) if needed else None,
        text(where),
    )
    return Message(body, choices=leave_row(turn))


def received(turn: DiscussionTurn) -> Message:
    """The receipt in private."""
    part, title = part_of(turn), turn.state.definition.title
    closes_at = turn.state.schedule.closes_at
    key = "discussion-received"
    if closes_at is not None and turn.now >= closes_at:
        key = "discussion-received-late"
    elif part.contributions[-1].review:
        key = "discussion-received-for-review"
    elif turn.state.definition.anonymous:
        key = "discussion-received-nameless"
    again = choice(turn.activity, "speak", text("discussion-button-again"))
    undo = choice(turn.activity, "undo", text("discussion-button-take-back"), part.given)
    told = text(key, n=len(part.contributions), title=title)
    return Message(told, choices=grid(turn.activity, again, undo))


def card(turn: DiscussionTurn) -> Message:
    """The topic and one's own contributions, the newest of them with a button to take it back. Of
    an anonymous one only the time is told: its words stand in the person's own chat."""
    discussion, mine = turn.state.definition, part_of(turn).contributions
    body = lines(
        discussion.prompt,
        discussion.links,
        text("discussion-until", closes=moment(turn.state.schedule.closes_at)),
        text("discussion-yours", n=len(mine)),
        *(_own(each) for each in mine[-LISTED:]),
    )
    undo = [
        choice(turn.activity, "undo", text("discussion-button-undo", n=each.number), each.number)
        for each in mine[-LISTED:]
    ]
    tonight = "" if mine else "discussion-button-tonight"
    another = "discussion-button-another" if turn.state.progress.round == 2 else ""
    return say(turn, body, speak_button(turn), tonight, another, *undo)


def _own(said: Contribution) -> Words:
    words: Words = Moment(said.at) if said.sealed is not None else said.in_short
    told = text("discussion-own", n=said.number, words=words)
    if not said.review:
        return told
    state = text("discussion-review-state", state=said.review, word=said.word)
    return lines(told, state, sep=" ")


def how(turn: DiscussionTurn) -> Words:
    nameless = turn.state.definition.anonymous
    return text("discussion-how-nameless" if nameless else "discussion-how-private")


def speak_button(turn: DiscussionTurn) -> Choice:
    label = text("discussion-button-speak", genre=turn.state.definition.genre)
    return choice(turn.activity, "speak", label)


def speak_or_later(turn: DiscussionTurn) -> Rows:
    return grid(turn.activity, speak_button(turn), "discussion-button-tonight")


def leave_row(turn: DiscussionTurn) -> Rows:
    return grid(turn.activity, "discussion-button-leave")


def back_button(turn: DiscussionTurn) -> Choice:
    """Back to what one has from the menu."""
    return choice(turn.activity, "show", text("sdk-button-keep"))

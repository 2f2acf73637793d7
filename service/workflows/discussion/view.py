"""What a discussion says to those who take part, while it is open."""

from __future__ import annotations

from datetime import datetime

from service.core.choices import ChoiceId
from service.core.message import Attachment, Choice, Message
from service.core.texts import Lines, Moment, Words, lines, text
from service.core.workflow import Activity, Context
from service.workflows.discussion.model import Contribution, Discussion, Part

SHORT = 200  # characters of a long text that are shown
LISTED = 10  # own contributions listed with a button each

DiscussionActivity = Activity[Discussion]
Rows = tuple[tuple[Choice, ...], ...]


def choice(activity: DiscussionActivity, verb: str, *args: str | int, label: Words = "") -> Choice:
    """The choice whose label stands under `discussion-button-<verb>`, or is given."""
    words = label or text(f"discussion-button-{verb.replace('_', '-')}")
    return Choice(ChoiceId(activity.id, verb, tuple(map(str, args))).encode(), words)


def about(activity: DiscussionActivity, person: int, verb: str, *args: str | int) -> Choice:
    """The same for somebody else's part."""
    encoded = ChoiceId(activity.id, verb, tuple(map(str, args)), person).encode()
    return Choice(encoded, text(f"discussion-button-{verb}"))


def title(discussion: Discussion) -> Words:
    if not discussion.title:
        return ""
    return text("discussion-title", genre=discussion.genre, title=discussion.title)


def shortened(words: str) -> str:
    """The text on one line, cut to `SHORT` characters."""
    line = " ".join(words.split())
    return line if len(line) <= SHORT else f"{line[:SHORT]}…"


def contributed(said: Contribution, *, short: bool = False) -> Words:
    """The words of a contribution, and the name of the file that came with them."""
    if said.sealed is not None:
        return said.sealed
    words = shortened(said.text) if short else said.text
    return lines(words, f"📎 {said.file}" if said.file else None, sep=" " if short else "\n")


def apart(*parts: Words | None) -> Words:
    """With an empty line between them."""
    return Lines(tuple(each for each in parts if each is not None and each != ""), "\n\n")


def moment(at: datetime | None) -> Words:
    return Moment(at) if at is not None else "—"


def rules(discussion: Discussion) -> Words | None:
    """What a member must know before speaking: length, rounds, whether names are shown."""
    told = [
        text("discussion-at-least", n=discussion.min_length) if discussion.min_length else None,
        _second(discussion),
        text("discussion-grace-told", minutes=discussion.grace // 60) if discussion.grace else None,
        text("discussion-anonymous-told") if discussion.anonymous else None,
        text("discussion-reviewed-told") if discussion.rules.reviewed else None,
    ]
    found = [each for each in told if each is not None]
    return lines(*found) if found else None


def materials(discussion: Discussion) -> tuple[Attachment, ...]:
    """The files to read along."""
    return tuple(
        Attachment(each.file.name, each.file) for each in discussion.materials if each.file
    )


def links(discussion: Discussion) -> Words | None:
    """The links and lines to read along, one below the other."""
    found = [each.words for each in discussion.materials if each.words]
    return lines(*found) if found else None


# -- in the room


def topic(discussion: Discussion) -> Message:
    """The message in the room whose replies are collected."""
    key = "discussion-how-in-private" if discussion.anonymous else "discussion-how"
    how = text(key, genre=discussion.genre, closes=moment(discussion.closes_at))
    return Message(
        apart(discussion.prompt, links(discussion), lines(how, rules(discussion))),
        title=title(discussion),
        attachments=materials(discussion),
    )


def closed_topic(discussion: Discussion) -> Message:
    """In its place when it is closed."""
    over = text("discussion-closed-room", closed=moment(discussion.closes_at))
    return Message(apart(discussion.prompt, links(discussion), over), title=title(discussion))


def round_(discussion: Discussion) -> Message:
    """In the room when the second round begins."""
    key = "discussion-round-in-private" if discussion.anonymous else "discussion-round-in-room"
    told = text(key, closes=moment(discussion.closes_at))
    return Message(lines(told, _comment_length(discussion)), title=title(discussion))


# -- in private


def notice(activity: DiscussionActivity) -> Message:
    """To each member in private when it opens."""
    discussion = activity.state
    body = lines(
        text("discussion-opened", genre=discussion.genre, closes=moment(discussion.closes_at)),
        shortened(discussion.prompt),
        rules(discussion),
        _how(discussion),
    )
    return Message(body, title=title(discussion), choices=_speak_or_later(activity))


def reminder(activity: DiscussionActivity) -> Message:
    discussion = activity.state
    key = "discussion-reminder-comment" if discussion.round == 2 else "discussion-reminder"
    told = text(key, title=discussion.title, closes=moment(discussion.closes_at))
    if discussion.round == 2:
        return Message(told, choices=((choice(activity, "another"),),))
    return Message(lines(told, _how(discussion)), choices=_speak_or_later(activity))


def speak(activity: DiscussionActivity) -> Message:
    """To who wants to speak in private."""
    discussion = activity.state
    where = "discussion-speak-where"
    if discussion.anonymous:
        where = "discussion-speak-where-nameless"
    elif discussion.rules.reviewed:
        where = "discussion-speak-where-reviewed"
    body = lines(
        text("discussion-speak", genre=discussion.genre, title=discussion.title),
        text("discussion-at-least", n=discussion.min_length) if discussion.min_length else None,
        text(where),
    )
    return Message(body, choices=((choice(activity, "leave"),),))


def left(activity: DiscussionActivity) -> Message:
    return Message(text("discussion-left"), choices=_speak_or_later(activity))


def received(context: Context, activity: DiscussionActivity, part: Part) -> Message:
    """The receipt in private."""
    discussion = activity.state
    key = "discussion-received"
    if discussion.closes_at is not None and context.now >= discussion.closes_at:
        key = "discussion-received-late"
    elif part.contributions[-1].review:
        key = "discussion-received-for-review"
    elif discussion.anonymous:
        key = "discussion-received-nameless"
    body = text(key, n=len(part.contributions), title=discussion.title)
    undo = choice(activity, "undo", part.given, label=text("discussion-button-take-back"))
    again = choice(activity, "speak", label=text("discussion-button-again"))
    return Message(body, choices=((again,), (undo,)))


def confirm_undo(activity: DiscussionActivity, said: Contribution) -> Message:
    """Ask before one's words are gone."""
    shown = None if said.sealed is not None else contributed(said, short=True)
    yes = choice(activity, "undo!", said.number, label=text("discussion-button-undo-yes"))
    no = choice(activity, "show", label=text("discussion-button-keep"))
    return Message(
        lines(text("discussion-confirm-undo", n=said.number), shown), choices=((yes,), (no,))
    )


def card(context: Context, activity: DiscussionActivity, part: Part) -> Message:
    """The topic and one's own contributions, the newest of them with a button to take it back. Of
    an anonymous one only the time is told: its words stand in the person's own chat."""
    discussion = activity.state
    own = part.contributions[-LISTED:]
    body = lines(
        discussion.prompt,
        links(discussion),
        text("discussion-until", closes=moment(discussion.closes_at)),
        text("discussion-yours", n=len(part.contributions)),
        *(_own(each) for each in own),
    )
    undo = tuple(
        (
            choice(
                activity, "undo", each.number, label=text("discussion-button-undo", n=each.number)
            ),
        )
        for each in own
    )
    more: Rows = ((choice(activity, "another"),),) if discussion.round == 2 else ()
    speak = _speak_or_later(activity) if not part.contributions else ((choice(activity, "speak"),),)
    return Message(body, title=title(discussion), choices=(*speak, *more, *undo))


def to_comment(activity: DiscussionActivity, known_by: str, said: Contribution) -> Message:
    """Somebody's contribution, to comment on in the second round."""
    discussion = activity.state
    body = apart(
        text("discussion-to-comment", closes=moment(discussion.closes_at)), contributed(said)
    )
    return Message(
        body,
        title=title(discussion),
        choices=(
            (choice(activity, "comment", known_by),),
            (choice(activity, "like", known_by), choice(activity, "another", known_by)),
        ),
    )


def comment_now(activity: DiscussionActivity) -> Message:
    discussion = activity.state
    where = "discussion-speak-where-nameless" if discussion.anonymous else "discussion-speak-where"
    return Message(
        lines(text("discussion-comment-now"), _comment_length(discussion), text(where)),
        choices=((choice(activity, "leave"),),),
    )


# -- pieces


def _speak_or_later(activity: DiscussionActivity) -> Rows:
    return ((choice(activity, "speak"),), (choice(activity, "tonight"),))


def _how(discussion: Discussion) -> Words:
    key = "discussion-how-nameless" if discussion.anonymous else "discussion-how-private"
    return text(key)


def _own(said: Contribution) -> Words:
    words: Words = Moment(said.at) if said.sealed is not None else contributed(said, short=True)
    told = text("discussion-own", n=said.number, words=words)
    if not said.review:
        return told
    state = text("discussion-review-state", state=said.review, word=said.word)
    return lines(told, state, sep=" ")


def _second(discussion: Discussion) -> Words | None:
    if discussion.comments == "none" or discussion.round == 2:
        return None
    opens = discussion.opens_at
    begins = discussion.comments_begin(opens) if opens else discussion.comments_at
    if begins is None:
        return text("discussion-second-told-halfway", required=discussion.comments)
    return text("discussion-second-told", required=discussion.comments, begins=Moment(begins))


def _comment_length(discussion: Discussion) -> Words | None:
    needed = discussion.comment_length
    return text("discussion-comment-at-least", n=needed) if needed else None

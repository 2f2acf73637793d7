"""A person's settings: the chats that are linked, and where reminders go."""

from __future__ import annotations

from service.core.effects import Change, Edit, GiveCode, Send, ToPerson, Unlink
from service.core.events import Event
from service.core.facts import Channel, Channels
from service.core.message import Message
from service.core.texts import text
from service.core.workflow import Context, Decision, Outcome, Rejected, choice_args, event_name
from service.workflows.desk import view
from service.workflows.desk.model import DeskActivity, VisitEntry

NEEDS_CHANNELS = frozenset(
    {"/settings", "settings", "channel", "/unlink", "unlink", "unlink!"}
)  # events whose handlers ask for the fact `Channels`

_GONE = Rejected("desk.no_channel", text("desk.no_channel"))


def show(context: Context, activity: DeskActivity, entry: VisitEntry, _: Event) -> Outcome:
    shown = view.settings(activity, context.facts[Channels(entry.person)])
    return Decision("desk.settings_shown", effects=(_say(entry, "settings", shown),))


def choose_channel(
    context: Context, activity: DeskActivity, entry: VisitEntry, event: Event
) -> Outcome:
    """Reminders go to this platform from now on (`channel:handle`)."""
    channels = context.facts[Channels(entry.person)]
    wanted = _named(channels, event)
    if wanted is None or wanted.gone:
        return _GONE
    first = [each for each in channels if each.account == wanted.account]
    rest = [each for each in channels if each.account != wanted.account]
    changed = Change(entry.person, "channel", wanted.account)
    shown = Edit(ToPerson(entry.person), "settings", view.settings(activity, (*first, *rest)))
    return Decision("desk.channel_chosen", effects=(changed, shown))


def link(context: Context, activity: DeskActivity, entry: VisitEntry, _: Event) -> Outcome:
    """A code to be typed on the other platform."""
    return Decision("desk.code_given", effects=(GiveCode(entry.person),))


def show_links(context: Context, activity: DeskActivity, entry: VisitEntry, _: Event) -> Outcome:
    shown = view.links(activity, context.facts[Channels(entry.person)])
    return Decision("desk.links_shown", effects=(_say(entry, "unlink", shown),))


def unlink(context: Context, activity: DeskActivity, entry: VisitEntry, event: Event) -> Outcome:
    """End a link (`unlink:handle`); the only chat that reaches the person is asked about first,
    and ends with `unlink!:handle`. Without a handle: which one."""
    if not choice_args(event):
        return show_links(context, activity, entry, event)
    channels = context.facts[Channels(entry.person)]
    wanted = _named(channels, event)
    if wanted is None:
        return _GONE
    left = [each for each in channels if each != wanted and not each.gone]
    ending = Unlink(entry.person, wanted.handle)
    if left:
        done = Message(text("desk.unlinked", name=wanted.name))
        return Decision("desk.unlinked", effects=(ending, _say(entry, "unlinked", done)))
    if event_name(event) == "unlink!":
        return Decision("desk.unlinked", effects=(ending,))
    asked = _say(entry, "unlink", view.confirm_last(activity, wanted))
    return Decision("desk.unlink_asked", effects=(asked,))


def _named(channels: tuple[Channel, ...], event: Event) -> Channel | None:
    return next((each for each in channels if (each.handle,) == choice_args(event)), None)


def _say(entry: VisitEntry, key: str, message: Message) -> Send:
    return Send(ToPerson(entry.person), key, message, "reply")

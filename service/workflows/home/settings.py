"""A person's settings: the chats that are linked, and where reminders go."""

from __future__ import annotations

from service.core.effects import Change, Edit, GiveCode, Send, ToPerson, Unlink
from service.core.events import Event
from service.core.message import Message
from service.core.queries import Channel, Channels
from service.core.texts import text
from service.core.workflow import Context, Decision, Outcome, Rejected, choice_args, event_name
from service.workflows.home import view
from service.workflows.home.model import HomeActivity, VisitEntry

NEEDS_CHANNELS = frozenset(
    {"/settings", "settings", "channel", "/unlink", "unlink", "unlink!"}
)  # events whose handlers ask for the fact `Channels`

_GONE = Rejected("home.no_channel", text("home-no-channel"))


def show(context: Context, activity: HomeActivity, entry: VisitEntry, _: Event) -> Outcome:
    shown = view.settings(activity, context.queries[Channels(entry.person)])
    return Decision("home.settings_shown", effects=(_say(entry, "settings", shown),))


def choose_channel(
    context: Context, activity: HomeActivity, entry: VisitEntry, event: Event
) -> Outcome:
    """Reminders go to this platform from now on (`channel:handle`)."""
    channels = context.queries[Channels(entry.person)]
    wanted = _named(channels, event)
    if wanted is None or wanted.gone:
        return _GONE
    first = [each for each in channels if each.account == wanted.account]
    rest = [each for each in channels if each.account != wanted.account]
    changed = Change(entry.person, "channel", wanted.account)
    shown = Edit(ToPerson(entry.person), "settings", view.settings(activity, (*first, *rest)))
    return Decision("home.channel_chosen", effects=(changed, shown))


def link(context: Context, activity: HomeActivity, entry: VisitEntry, _: Event) -> Outcome:
    """A code to be typed on the other platform."""
    return Decision("home.code_given", effects=(GiveCode(entry.person),))


def show_links(context: Context, activity: HomeActivity, entry: VisitEntry, _: Event) -> Outcome:
    shown = view.links(activity, context.queries[Channels(entry.person)])
    return Decision("home.links_shown", effects=(_say(entry, "unlink", shown),))


def unlink(context: Context, activity: HomeActivity, entry: VisitEntry, event: Event) -> Outcome:
    """End a link (`unlink:handle`); the only chat that reaches the person is asked about first,
    and ends with `unlink!:handle`. Without a handle: which one."""
    if not choice_args(event):
        return show_links(context, activity, entry, event)
    channels = context.queries[Channels(entry.person)]
    wanted = _named(channels, event)
    if wanted is None:
        return _GONE
    left = [each for each in channels if each != wanted and not each.gone]
    ending = Unlink(entry.person, wanted.handle)
    if left:
        done = Message(text("home-unlinked", name=wanted.name))
        return Decision("home.unlinked", effects=(ending, _say(entry, "unlinked", done)))
    if event_name(event) == "unlink!":
        return Decision("home.unlinked", effects=(ending,))
    asked = _say(entry, "unlink", view.confirm_last(activity, wanted))
    return Decision("home.unlink_asked", effects=(asked,))


def _named(channels: tuple[Channel, ...], event: Event) -> Channel | None:
    return next((each for each in channels if (each.handle,) == choice_args(event)), None)


def _say(entry: VisitEntry, key: str, message: Message) -> Send:
    return Send(ToPerson(entry.person), key, message, "reply")

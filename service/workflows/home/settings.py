"""A person's settings: the language, the linked chats, and where and when reminders come."""

from __future__ import annotations

from service.core.effects import Change, Edit, GiveCode, ToPerson, Unlink
from service.core.events import CommandGiven
from service.core.message import Choice, Message
from service.core.people import LANGUAGES, write_reminders
from service.core.queries import Channel
from service.core.reminders import read_several
from service.core.texts import Lines, Moment, Words, lines, text
from service.core.workflow import Outcome
from service.sdk.fields import lasting_words
from service.sdk.panels import button, choice, grid
from service.workflows.home.model import HomeTurn, answered, channels, person_of

LANGUAGE_NAMES = {"zh-CN": "中文", "en": "English"}
COMMON = ((86_400, 3_600, 600), (3_600, 600), (600,))  # seconds before a talk
MOST_REMINDERS = 6


def show(turn: HomeTurn) -> Outcome:
    shown = overview(turn, turn.query(channels(turn)))
    return answered(turn, "home.settings_shown", "settings", shown)


def overview(turn: HomeTurn, known: tuple[Channel, ...]) -> Message:
    """The chats that are linked, where reminders go, and what can be changed."""
    reached = [each for each in known if not each.gone]
    here = reached[0].account if reached else ""
    names = {each.account: each.name for each in known}
    others = {each.account: each for each in reached if each.account != here}
    moves = {each.handle: text("home-button-channel", name=each.name) for each in others.values()}
    rows = grid(
        turn.activity,
        *(choice(turn.activity, "channel", moves[each], each) for each in moves),
        ("home-button-link", "home-button-unlink" if known else ""),
        ("home-button-reminders", "home-button-calendar"),
        ("home-button-me", "home-button-lang"),
    )
    body = lines(
        text("home-linked-chats", names=Lines(tuple(names.values()), " · ")),
        text("home-reminders-go", name=names[here]) if here else text("home-reminders-stay"),
    )
    return Message(body, text("home-settings"), rows)


# -- the language


def language(turn: HomeTurn) -> Outcome:
    """Which one, or the one that was tapped (`lang:en`) or typed (`/lang en`)."""
    args = turn.event.args.split() if isinstance(turn.event, CommandGiven) else turn.args()
    if not args:
        row = tuple(choice(turn.activity, "lang", LANGUAGE_NAMES[each], each) for each in LANGUAGES)
        asked = Message(text("home-choose-language"), choices=(row,))
        return answered(turn, "home.language_asked", "language", asked)
    wanted = next((each for each in LANGUAGES if each.lower() == args[0].lower()), None)
    if wanted is None:
        return turn.refuse("home-no-language")
    changed, told = Change(turn.person, "language", wanted), Message(text("home-language-changed"))
    return answered(turn, "home.language_changed", "language", told, changed)


# -- the chats


def choose_channel(turn: HomeTurn) -> Outcome:
    """Reminders go to this platform from now on (`channel:handle`)."""
    known = turn.query(channels(turn))
    wanted = _named(turn, known)
    if wanted is None or wanted.gone:
        return turn.refuse("home-no-channel")
    first = [each for each in known if each.account == wanted.account]
    rest = [each for each in known if each.account != wanted.account]
    shown = Edit(ToPerson(turn.person), "settings", overview(turn, (*first, *rest)))
    changed = Change(turn.person, "channel", wanted.account)
    return turn.done("home.channel_chosen", effects=(changed, shown))


def link(turn: HomeTurn) -> Outcome:
    """A code to be typed on the other platform."""
    return turn.done("home.code_given", effects=(GiveCode(turn.person),))


def show_links(turn: HomeTurn) -> Outcome:
    """The chats that are linked, each with a button to end it."""
    chats = (
        choice(turn.activity, "unlink", _linked_since(each), each.handle)
        for each in turn.query(channels(turn))
    )
    rows = grid(turn.activity, *chats, _stay_linked(turn))
    shown = Message(text("home-which-to-unlink"), choices=rows)
    return answered(turn, "home.links_shown", "unlink", shown)


def unlink(turn: HomeTurn) -> Outcome:
    """End a link (`unlink:handle`); the only chat that reaches the person is asked about first,
    and ends with `unlink!:handle`. Without a handle: which one."""
    if not turn.args():
        return show_links(turn)
    known = turn.query(channels(turn))
    wanted = _named(turn, known)
    if wanted is None:
        return turn.refuse("home-no-channel")
    ending = Unlink(turn.person, wanted.handle)
    if any(each != wanted and not each.gone for each in known):
        done = Message(text("home-unlinked", name=wanted.name))
        return answered(turn, "home.unlinked", "unlinked", done, ending)
    if turn.name == "unlink!":
        return turn.done("home.unlinked", effects=(ending,))
    yes = button(turn.activity, "home-button-unlink-yes", wanted.handle)
    rows = grid(turn.activity, yes, _stay_linked(turn))
    asked = Message(text("home-unlink-last", name=wanted.name), choices=rows)
    return answered(turn, "home.unlink_asked", "unlink", asked)


def _named(turn: HomeTurn, known: tuple[Channel, ...]) -> Channel | None:
    return next((each for each in known if (each.handle,) == turn.args()), None)


def _linked_since(channel: Channel) -> Words:
    return text("home-linked-since", name=channel.name, day=Moment(channel.since, "day"))


def _stay_linked(turn: HomeTurn) -> Choice:
    return choice(turn.activity, "settings", text("home-button-stay-linked"))


# -- reminders


def ask_reminders(turn: HomeTurn) -> Outcome:
    """What holds now, and which reminders: common ones to tap (`reminders:3600.600`), or typed."""
    if turn.args() == ("usual",):
        return _keep(turn, None)
    if turn.args():
        return _keep(turn, tuple(each for each in turn.ints() if 0 < each <= 30 * 86_400))
    person = person_of(turn)
    usual = turn.context.rules.reminders.of_unit(turn.roster, person.unit)
    now = usual if person.reminders is None else person.reminders
    rows = grid(
        turn.activity,
        *(choice(turn.activity, "reminders", _durations(each), *each) for each in COMMON),
        (
            choice(turn.activity, "reminders", text("home-button-no-reminders"), 0),
            choice(turn.activity, "reminders", text("home-button-usual-reminders"), "usual"),
        ),
    )
    asked = Message(lines(_kept(now), text("home-ask-reminders")), choices=rows)
    return answered(turn, "home.reminders_asked", "own", asked, prompt="reminders")


def type_reminders(turn: HomeTurn) -> Outcome:
    """`1d, 2h, 10m` · `1天、2小时、10分钟`."""
    found = read_several(turn.line())
    if not 0 < len(found) <= MOST_REMINDERS:
        return turn.refuse("home-no-reminders", most=MOST_REMINDERS)
    return _keep(turn, tuple(sorted(found, reverse=True)))


def _keep(turn: HomeTurn, seconds: tuple[int, ...] | None) -> Outcome:
    """From now on; None: those that are usual in the branch."""
    told = Message(text("home-reminders-usual") if seconds is None else _kept(seconds))
    changed = Change(turn.person, "reminders", write_reminders(seconds))
    return answered(turn, "home.reminders_chosen", "own", told, changed)


def _kept(seconds: tuple[int, ...]) -> Words:
    if not seconds:
        return text("home-reminders-none")
    return text("home-reminders-now", when=_durations(seconds))


def _durations(seconds: tuple[int, ...]) -> Words:
    """`1 天 + 10 分钟`."""
    return Lines(tuple(map(lasting_words, seconds)), " + ")

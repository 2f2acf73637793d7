"""What shall happen: the effects that a decision may ask for.

The runtime writes them into the same transaction as the new state; two loops carry them out. A
workflow may bring effects of its own, with the handlers that carry them out (`Workflow.effects`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from service.core.events import Attached, Said
from service.core.membership import MemberChange
from service.core.message import Chat, Message, Ref
from service.core.people import Person
from service.core.privacy import Act
from service.core.texts import Secret, Words

Priority = Literal["reply", "normal", "bulk"]
OnUnknown = Literal["resend", "skip"]


@dataclass(frozen=True, slots=True)
class ToPerson:
    """The person's private chat, wherever they are linked."""

    id: int


@dataclass(frozen=True, slots=True)
class ToRoom:
    """The rooms of a unit and of the units below it."""

    unit: int


@dataclass(frozen=True, slots=True)
class ToMembers:
    """Every active member of the unit and below, in private: one bulk row.

    With `but_status`, those whose entry in this activity has one of these statuses are left out,
    judged when their chunk is sent: who has answered in the meantime is not bothered. With
    `only_status`, nobody else but those whose entry has one of these is meant; "" is that of who
    has none. `zone`: only those who live by the clock of this time zone; `standings`: only those
    with one of these.
    """

    unit: int
    but_status: tuple[str, ...] = ()
    only_status: tuple[str, ...] = ()
    zone: str = ""
    standings: tuple[str, ...] = ()

    def means(self, person: Person) -> bool:
        """Whether the person is meant, whatever their status and their unit."""
        here = not self.zone or person.timezone == self.zone
        return here and (not self.standings or person.standing in self.standings)


@dataclass(frozen=True, slots=True)
class ToChat:
    """Where something was said: a short answer there, for all who read it."""

    chat: Chat


Recipient = ToPerson | ToRoom | ToMembers | ToChat


class Effect:
    """Something that a decision asks for."""

    __slots__ = ()


GOES_ON = ".on"
"""The end of a token of `Send.prompt` that takes word after word: nobody waits for an answer, and
there is nothing to leave."""

YIELDS = f".else{GOES_ON}"
"""The end of such a token that takes what is the label of no other choice in the chat."""


@dataclass(frozen=True, slots=True)
class Send(Effect):
    """Say `message`. `key` names it within the activity and the chat, so that it can be edited.

    `prompt`: a token; the next free text of the reader in this private chat is `Said(asked=token)`.
    `on_unknown`: what to do when a platform without idempotency may or may not have sent it.
    `deferrable`: nobody asked for it, so it may wait: until the reader's quiet hours are over, an
    hour has passed since the last such message, and to come together with others.
    `time_sensitive`: it is due now, so it waits for the end of quiet hours only.
    `until`: after this a deferrable message would be of no use, so it does not wait longer.
    `secret`: holds confidential text; its row is sealed and emptied once sent.
    `due_at`: when it was due, for the record of reminders.
    `about`: whose entry answers to it concern, when not the reader's own.
    `holder`: of a secret message: who wrote the confidential text it shows; `scope`: who else may
    read it (`access.Rules.scopes`).
    `nameless`: sealed words in it are shown to every reader, for nothing in it says whose they are.
    `outdates`: what was sent before under its key offers nothing any more; `closes`: nor does what
    was sent under this other key, as a question that it settles; several stand with spaces between.
    """

    to: Recipient
    key: str
    message: Message
    priority: Priority = "normal"
    prompt: str = ""
    on_unknown: OnUnknown = "resend"
    deferrable: bool = False
    time_sensitive: bool = False
    until: datetime | None = None
    secret: bool = False
    due_at: datetime | None = None
    about: int | None = None
    holder: int | None = None
    nameless: bool = False
    scope: str = ""
    outdates: bool = False
    closes: str = ""


@dataclass(frozen=True, slots=True)
class Edit(Effect):
    """Replace the message sent under `key`; a newer edit replaces an older one still waiting."""

    to: ToPerson | ToRoom
    key: str
    message: Message
    prompt: str = ""
    about: int | None = None
    secret: bool = False
    holder: int | None = None
    nameless: bool = False
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Erase(Effect):
    """Take a message of a person out of the chat, where the platform lets us (a typed note). What
    was tapped and not typed is none, and is left alone."""

    ref: Ref


@dataclass(frozen=True, slots=True)
class Acknowledge(Effect):
    """A quiet receipt: a mark on the person's message, and nothing where there are no marks."""

    ref: Ref


@dataclass(frozen=True, slots=True)
class SetTimer(Effect):
    """Set the timer `name` of the activity, or of one person's entry; replaces an earlier one.

    `revision` comes back with the event: a machine that has moved on drops the timer.
    """

    name: str
    at: datetime
    person: int | None = None
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Raise(Effect):
    """Handle the timer `name` of the activity, or of one person's entry, at once: in the same
    transaction, after everything else that the decision asks for."""

    name: str
    person: int | None = None
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Inform(Effect):
    """Let another activity hear `events.Informed` at once: in the same transaction, after
    everything else that the decision asks for. `about`: what it is of, such as "vote.closed";
    `details`: plain values; `person`: whose part there it concerns. Where there is no such
    activity, nobody hears it."""

    activity: int
    about: str
    details: Mapping[str, Any] = field(default_factory=dict)
    person: int | None = None


@dataclass(frozen=True, slots=True)
class ClearTimer(Effect):
    name: str
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Start(Effect):
    """Create an activity of `kind`; `details` are plain values its `begin` understands, or its
    `copy_definition` where it begins from a `template`: its id, or its name in the unit or above.
    `sandbox`: the activity that is tried out by the person."""

    kind: str
    unit: int
    by: int | None = None  # the person on whose behalf
    details: dict[str, Any] = field(default_factory=dict)
    template: int | str | None = None
    sandbox: int | None = None


@dataclass(frozen=True, slots=True)
class Relay(Effect):
    """What the person who acts has said was meant for this activity: it hears it now, as of the
    moment `at` when it was said."""

    activity: int
    said: Said | Attached
    at: datetime


@dataclass(frozen=True, slots=True)
class EndSandbox(Effect):
    """What the person tries out is over, and nothing of it stays."""

    person: int


@dataclass(frozen=True, slots=True)
class Claim(Effect):
    """Take a key that only one can hold. If it is taken, nothing of the decision happens and the
    workflow is asked again with the key in `context.taken`."""

    key: str


@dataclass(frozen=True, slots=True)
class Release(Effect):
    key: str


@dataclass(frozen=True, slots=True)
class Change(Effect):
    """Change a setting of a person, because the person chose so: `field` is "language",
    "timezone", "channel", the account that reminders go to, or "reminders"
    (`people.write_reminders`). "circumstances" are secret, and may be set by others."""

    person: int
    field: Literal["language", "timezone", "channel", "reminders", "circumstances"]
    value: str | Secret


@dataclass(frozen=True, slots=True)
class Agree(Effect):
    """Record that the person was shown these words, has seen them, agrees to them or withdraws what
    they agreed to (`core.privacy`), with their version, their hash and the time."""

    person: int
    subject: str
    version: str
    act: Act
    words: Words


@dataclass(frozen=True, slots=True)
class EraseData(Effect):
    """Take out what was written about the person, as far as nothing obliges to keep it: of what
    they did the journal keeps the act and not the words."""

    person: int


@dataclass(frozen=True, slots=True)
class ChangeMember(Effect):
    """Somebody leaves, moves, changes or comes back, with all that follows from it."""

    change: MemberChange


@dataclass(frozen=True, slots=True)
class HandOver(Effect):
    """The person's post goes to another, by these changes of both; so do these activities, which
    are the person's by it (`queries.ByPost`)."""

    person: int
    to: int
    changes: tuple[MemberChange, ...]
    activities: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AddMember(Effect):
    """Add a person to the unit, and give whoever acts the code that invites them."""

    name: str
    unit: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class InviteMember(Effect):
    """Give whoever acts a one-time code with which this person joins."""

    person: int


@dataclass(frozen=True, slots=True)
class OpenCalendarFeed(Effect):
    """Let whoever has the token, of which only this hash is kept, read the person's calendar, in
    place of an earlier token. An empty hash: nobody any more."""

    person: int
    hash: str


@dataclass(frozen=True, slots=True)
class OfferOffice(Effect):
    """Give the person a link with which they sign in at the pages for offices, once. The runtime
    makes it and says it: nothing else ever knows it."""

    person: int


@dataclass(frozen=True, slots=True)
class EndOffice(Effect):
    """End this session of the person at those pages."""

    person: int
    session: int


@dataclass(frozen=True, slots=True)
class DropOfficeWay(Effect):
    """The person comes in at those pages no more by this: the number of a passkey, `code`
    (one-time codes) or `oidc` (the organization's own sign-in); all of their sessions there end."""

    person: int
    way: str


@dataclass(frozen=True, slots=True)
class EndReports(Effect):
    """Send the person no more reports of their unit's figures."""

    person: int


@dataclass(frozen=True, slots=True)
class ShowApiTokens(Effect):
    """Tell the person which tokens of theirs read the API, and how to make or end one."""

    person: int


@dataclass(frozen=True, slots=True)
class MakeApiToken(Effect):
    """Give the person a token for the API. The runtime makes it and says it once. `offer`: which
    scopes, `all` or `figures`."""

    person: int
    offer: str


@dataclass(frozen=True, slots=True)
class EndApiToken(Effect):
    """This token of the person is good no longer."""

    person: int
    token: int


@dataclass(frozen=True, slots=True)
class OpenPage(Effect):
    """Let whoever has the token, of which only this hash is kept, see the activity's page
    (`Workflow.public_page` or `screen`), in place of an earlier token. An empty hash: nobody any
    more."""

    hash: str


@dataclass(frozen=True, slots=True)
class GiveCode(Effect):
    """Give the person a one-time code that links another chat of theirs. The runtime makes it and
    says it: nothing else ever knows the code."""

    person: int


@dataclass(frozen=True, slots=True)
class Invite(Effect):
    """Make a new invitation for the person and say it to whoever acts, who passes it on. As with
    `GiveCode`, nothing else ever knows the code."""

    person: int


@dataclass(frozen=True, slots=True)
class Unlink(Effect):
    """Unlink a chat of the person, named by the handle of its `queries.Channel`. What waits to be
    sent there goes on to the person's other chats."""

    person: int
    handle: str


@dataclass(frozen=True, slots=True)
class KeepTemplate(Effect):
    """Keep what the activity is made of for its unit, under a name; one of that name is replaced.
    `by`: the person who does so."""

    activity: int
    name: str
    by: int


@dataclass(frozen=True, slots=True)
class RenameTemplate(Effect):
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class DropTemplate(Effect):
    id: int

"""Whether a person agrees to what takes a consent of its own, and the record of it."""

from __future__ import annotations

from service.core.effects import Agree
from service.core.people import Person
from service.core.privacy import SENSITIVE, Act, Privacy, holds
from service.core.texts import Words
from service.core.workflow import Context


def privacy_of(context: Context) -> Privacy:
    """What the organization has set; home has the table of it."""
    found = context.settings.get("home")
    return found if isinstance(found, Privacy) else Privacy()


def given(context: Context, person: Person | None, subject: str = SENSITIVE) -> bool:
    """Whether the person has agreed to the version that holds now."""
    return person is not None and holds(person, subject, privacy_of(context).version)


def recorded(
    context: Context, person: int, act: Act, words: Words, subject: str = SENSITIVE
) -> Agree:
    """The act of the person about these words."""
    return Agree(person, subject, privacy_of(context).version, act, words)

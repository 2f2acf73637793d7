"""The template of an impact assessment (PIPL, articles 55 and 56), filled in as far as the settings
tell: what is processed, by whom it is read, how long it is kept, and where it goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from service.cli.words import Voice
from service.core.message import Document, Heading, Paragraph, Table
from service.core.posts import role_name
from service.core.privacy import Privacy
from service.settings.loading import Settings

Block = Heading | Paragraph | Table

KINDS = (
    "roster",
    "chats",
    "parts",
    "talks",
    "circumstances",
    "reports",
    "messages",
    "journal",
    "consents",
)
"""The kinds of data, each a row `assess-kind-…`: what, for what, who reads it, how it is kept."""
RISKS = ("admin", "abroad", "rooms", "backup", "leak", "secretary")
OPEN = ("basis", "necessity", "rights", "incident", "training")
"""What the settings can't tell: to be filled in by whoever is responsible."""


def assessment(settings: Settings, voice: Voice, today: date) -> Document:
    """The document, in the language of the voice."""
    title = voice.words("assess-title", name=settings.organization.name)
    made = voice.words("assess-made", day=today.isoformat())
    return Document(title, (Paragraph(made), *_blocks(settings, voice)))


def _blocks(settings: Settings, voice: Voice) -> Iterator[Block]:
    privacy: Privacy = settings.of_workflows()["home"]
    controller = privacy.controller or settings.organization.name
    yield Heading(voice.words("assess-who"))
    yield Paragraph(
        voice.words(
            "assess-controller",
            controller=controller,
            contact=privacy.contact or voice.words("assess-missing"),
            version=privacy.version,
        )
    )
    yield Heading(voice.words("assess-what"))
    header = tuple(voice.words(f"assess-column-{each}") for each in ("kind", "how", "days"))
    yield Table(header, tuple(_kind(each, settings, privacy, voice) for each in KINDS))
    yield Heading(voice.words("assess-readers"))
    yield Paragraph(voice.words("assess-readers-about"))
    yield Table(
        (voice.words("assess-column-role"), voice.words("assess-column-may")),
        tuple(_roles(settings.organization.roles, voice)),
    )
    yield Heading(voice.words("assess-where"))
    yield Table(
        tuple(voice.words(f"assess-column-{each}") for each in ("account", "abroad", "recipient")),
        tuple(_accounts(settings, voice)),
    )
    yield Heading(voice.words("assess-risks"))
    for each in RISKS:
        yield Paragraph(f"· {voice.words(f'assess-risk-{each}')}")
    yield Heading(voice.words("assess-open"))
    for each in OPEN:
        yield Paragraph(f"☐ {voice.words(f'assess-open-{each}')}")
    yield Paragraph(voice.words("assess-sign"))


def _kind(kind: str, settings: Settings, privacy: Privacy, voice: Voice) -> tuple[str, str, str]:
    messages = settings.retention.messages_days
    days = {
        "circumstances": voice.words("assess-days", n=privacy.circumstances_days),
        "reports": voice.words("assess-days", n=privacy.circumstances_days),
        "messages": voice.words("assess-days", n=messages) if messages else "",
        "consents": voice.words("assess-days", n=settings.retention.consents_days),
    }
    what, how = voice.words(f"assess-kind-{kind}"), voice.words(f"assess-how-{kind}")
    return what, how, days.get(kind) or voice.words("assess-record")


def _roles(roles: Mapping[str, Any], voice: Voice) -> Iterator[tuple[str, str]]:
    for role, granted in roles.items():
        yield role_name(role, voice.language), ", ".join(sorted(granted)) or "—"


def _accounts(settings: Settings, voice: Voice) -> Iterator[tuple[str, str, str]]:
    for name, account in settings.adapters.items():
        answer = voice.words("assess-yes") if account.abroad else voice.words("assess-no")
        yield f"{name} ({account.kind})", answer, account.recipient or "—"

"""The harness of the SDK with the texts and the codec of the service."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cryptography.fernet import Fernet

from service.core.message import Message
from service.core.people import Language
from service.core.texts import Words
from service.core.workflow import Workflow
from service.runtime.codec import Codec
from service.runtime.localization.catalog import Catalog, Locale
from service.runtime.outbound.rendering import render
from service.runtime.registry import packages_of
from service.sdk.testing import Harness
from service.store.cipher import FernetSealer

CIPHER = FernetSealer([Fernet.generate_key().decode()])


class Texts:
    """What the harness leans on, of the service."""

    def __init__(self, *workflows: Workflow) -> None:
        self.catalog = Catalog.of(packages_of(workflows))
        self._codec = Codec(workflows, CIPHER)

    def say(self, words: Words, language: Language) -> str:
        return self.catalog.say(words, Locale(language, opens=CIPHER.open))

    def check(self, message: Message, language: Language) -> None:
        render(message, self.catalog, Locale(language))

    def stored(self, workflow: Workflow, state: Any, *, part: bool) -> Any:
        """The state as it comes back from JSON, with what is confidential sealed."""
        decode = self._codec.entry if part else self._codec.activity
        return decode(workflow.kind, workflow.schema, self._codec.encode(state))


def harness(workflow: Workflow, *, beside: Sequence[Workflow] = (), **how: Any) -> Harness:
    """A harness of this workflow; `beside`, `how`: see `service.sdk.testing.Harness`."""
    return Harness(workflow, Texts(workflow, *beside), beside=beside, **how)

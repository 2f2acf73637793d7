"""State to JSON and back: frozen dataclasses through msgspec, with schema versions.

A `Secret` is sealed on its way into a row and stays sealed when it is read again. A part that must
not be told from another is sealed as a whole, which is opened when it is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import msgspec

from service.core.texts import Secret
from service.core.workflow import Workflow
from service.ports import PART, WRITTEN, Sealer


class Codec:
    """Encodes and decodes what the store keeps as text."""

    def __init__(self, workflows: Iterable[Workflow], sealer: Sealer) -> None:
        self._sealer = sealer
        self._encoder = msgspec.json.Encoder(enc_hook=self._seal)
        self._workflows = {each.kind: each for each in workflows}
        self._activity = {
            kind: self._decoder(each.activity_type) for kind, each in self._workflows.items()
        }
        self._entry = {
            kind: self._decoder(each.entry_type) for kind, each in self._workflows.items()
        }

    def encode(self, value: Any, *, whole: bool = False) -> str:
        """The value as JSON; fresh secrets are sealed. `whole`: and so is all of it, as a JSON
        string."""
        encoded = self._encoder.encode(value).decode()
        return f'"{self._sealer.seal(encoded, PART)}"' if whole else encoded

    def activity(self, kind: str, schema: int, data: str) -> Any:
        """The state of an activity of this kind, whatever schema it was written in."""
        if schema != self._workflows[kind].schema:
            data = self._upcast(kind, schema, data)
        return self._activity[kind].decode(data)

    def entry(self, kind: str, schema: int, data: str) -> Any:
        """The part of a person, whether or not it is sealed as a whole."""
        if data.startswith('"'):
            data = self._sealer.open(data.strip('"'))
        if schema != self._workflows[kind].schema:
            data = self._upcast(kind, schema, data)
        return self._entry[kind].decode(data)

    def _decoder(self, wanted: Any) -> msgspec.json.Decoder[Any]:
        return msgspec.json.Decoder(wanted, dec_hook=_unseal)

    def _upcast(self, kind: str, schema: int, data: str) -> str:
        workflow = self._workflows[kind]
        if schema > workflow.schema:
            raise ValueError(f"{kind}: stored with schema {schema}, newer than {workflow.schema}")
        fields: dict[str, Any] = json.loads(data)
        for version in range(schema, workflow.schema):
            fields = workflow.upcasters[version](fields)
        return json.dumps(fields)

    def _seal(self, value: Any) -> str:
        if isinstance(value, Secret):
            return value.token or self._sealer.seal(value.fresh, WRITTEN)
        raise NotImplementedError(f"{type(value).__name__} can't be stored")


def _unseal(wanted: type, value: Any) -> Any:
    if wanted is Secret:
        return Secret(token=value)
    raise NotImplementedError(f"{wanted.__name__} can't be read")

"""State in rows: read as it was written, whatever its age, and secrets only sealed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest
from cryptography.fernet import Fernet

from service.core.texts import Secret
from service.core.workflow import Workflow
from service.runtime.codec import Codec
from service.store.cipher import FernetSealer

NOW = datetime(2026, 3, 6, 10, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Thing:
    phase: str = "open"
    at: datetime | None = None
    answers: tuple[tuple[int, ...] | None, ...] = ()
    note: Secret | None = None
    names: frozenset[str] = frozenset()


def flow(**changes: Any) -> Workflow:
    made = Workflow("thing", Thing, Thing, lambda *_: Thing(), lambda *_: None, lambda _: None)  # type: ignore[arg-type, return-value]
    return replace(made, **changes)


@pytest.fixture
def sealer() -> FernetSealer:
    return FernetSealer([Fernet.generate_key().decode()])


def test_state_is_read_as_it_was_written(sealer: FernetSealer) -> None:
    codec = Codec([flow()], sealer)
    thing = Thing("closed", NOW, ((1, 2), None, ()), names=frozenset({"李", "a\0b"}))
    assert codec.activity("thing", 1, codec.encode(thing)) == thing
    assert codec.entry("thing", 1, codec.encode(thing)) == thing


def test_a_time_of_another_zone_is_the_same_moment(sealer: FernetSealer) -> None:
    codec = Codec([flow()], sealer)
    elsewhere = NOW.astimezone(timezone(timedelta(hours=8)))
    assert codec.activity("thing", 1, codec.encode(Thing(at=elsewhere))).at == NOW


def test_a_secret_is_sealed_in_the_row_and_stays_sealed_when_read(sealer: FernetSealer) -> None:
    codec = Codec([flow()], sealer)
    row = codec.encode(Thing(note=Secret(fresh="她家里有困难")))
    assert "困难" not in row
    assert "\\u56f0" not in row
    read = codec.activity("thing", 1, row)
    assert read.note.fresh == ""
    assert sealer.open(read.note.token) == "她家里有困难"
    assert codec.activity("thing", 1, codec.encode(read)) == read, "it is not sealed twice"


def test_an_old_row_is_brought_up_step_by_step(sealer: FernetSealer) -> None:
    newer = flow(
        schema=3,
        upcasters={
            1: lambda fields: fields | {"phase": fields["phase"].lower()},
            2: lambda fields: fields | {"names": [fields["phase"]]},
        },
    )
    codec = Codec([newer], sealer)
    assert codec.activity("thing", 1, '{"phase":"OPEN"}') == Thing(names=frozenset({"open"}))
    assert codec.activity("thing", 2, '{"phase":"OPEN"}') == Thing(
        "OPEN", names=frozenset({"OPEN"})
    )
    assert codec.activity("thing", 3, '{"phase":"OPEN"}') == Thing("OPEN")


def test_a_row_of_a_newer_schema_is_refused(sealer: FernetSealer) -> None:
    with pytest.raises(ValueError, match="stored with schema 2, newer than 1"):
        Codec([flow()], sealer).activity("thing", 2, "{}")


def test_a_new_field_with_a_default_needs_no_upcaster(sealer: FernetSealer) -> None:
    assert Codec([flow()], sealer).activity("thing", 1, '{"phase":"open"}') == Thing()


def test_a_damaged_row_is_an_error_not_a_guess(sealer: FernetSealer) -> None:
    with pytest.raises(msgspec.ValidationError):
        Codec([flow()], sealer).activity("thing", 1, '{"phase":5}')


def test_what_can_not_be_stored_says_so(sealer: FernetSealer) -> None:
    with pytest.raises(NotImplementedError, match="object can't be stored"):
        Codec([flow()], sealer).encode(object())

"""Whether a certificate is good, for anybody who has its number: nothing is told of the person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.core.certificates import number_of, read_number
from service.core.people import LANGUAGES, Language
from service.core.texts import Moment, text
from service.core.workflow import Activity
from service.runtime.engine import Engine
from service.runtime.localization.catalog import Locale
from service.runtime.public_pages import spoken


@dataclass(frozen=True, slots=True)
class Verdict:
    """A page: its title and its lines, in the reader's language. `found`: there is one."""

    title: str
    words: tuple[str, ...]
    language: Language
    found: bool = False


class Certificates:
    """Looks numbers up, as the store has them now."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def verdict(self, number: str, languages: Sequence[str]) -> Verdict:
        """What the certificate says of itself. Every number that is none gets the same words."""
        reader = Locale(spoken(languages, LANGUAGES[0]))
        known = read_number(number)
        verdict = await self._read(*known, reader) if known is not None else None
        if verdict is not None:
            return verdict
        nothing = self._say("certificate-none", reader)
        return Verdict(nothing, (self._say("certificate-check", reader),), reader.language)

    async def _read(self, number: int, code: str, reader: Locale) -> Verdict | None:
        registry, roster = self._engine.registry, self._engine.directory.roster
        async with self._engine.store.read() as transaction:
            row = next(iter(await transaction.activities({number})), None)
            if row is None or row.rehearsed_by is not None:
                return None
            certifies = registry.workflows[row.kind].certifies
            if certifies is None:
                return None
            entries = [
                (each.person, registry.codec.entry(row.kind, each.schema, each.state))
                for each in await transaction.entries_of(number)
            ]
        state = registry.codec.activity(row.kind, row.schema, row.state)
        found = certifies(Activity(number, row.kind, row.unit, state), entries, code)
        unit = roster.units.get(row.unit)
        if found is None or unit is None:
            return None
        reader = Locale(reader.language, unit.timezone)
        day = Moment(found.at, "date", unit.timezone)
        said = text(
            "certificate-says", number=number_of(number, code), unit=unit.name, day=day,
            hours=found.hours,
        )  # fmt: skip
        title = "certificate-void" if found.void is not None else "certificate-good"
        words = self._engine.registry.catalog.say(said, reader)
        return Verdict(self._say(title, reader), (words,), reader.language, found=True)

    def _say(self, key: str, reader: Locale) -> str:
        return self._engine.registry.catalog.say(text(key), reader)

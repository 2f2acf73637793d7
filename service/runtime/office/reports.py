"""Figures that are sent into the chat of an office, each Monday or on the first of the month."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from service.core import office as o
from service.core.access import SEES_FIGURES
from service.core.calendar import local, shown
from service.core.choices import HOME, ChoiceId
from service.core.message import (
    Attachment,
    Bars,
    Chart,
    Choice,
    Document,
    Message,
    Paragraph,
    Table,
)
from service.core.texts import FileName, Moment, Words, lines, text
from service.ports import Clock
from service.runtime.engine import RETRY_SECONDS, Engine
from service.runtime.observability.log import get_logger
from service.runtime.office.pages import SHEET, Pages
from service.runtime.unit_of_work import UnitOfWork
from service.store.database import DATABASE_DOWN
from service.store.office_reports import OfficeReports

LOOK_SECONDS = 60.0
AT_ONCE = 20  # reports between two looks
NINE = time(9)  # on the clock of the reader
NAMED = 10  # units in the words; the table has all
DRAWN = 8  # units in the picture

log = get_logger()


@dataclass(frozen=True, slots=True)
class Reports:
    """`switch` is asked by the pages; `run` sends what is due."""

    engine: Engine
    clock: Clock
    pages: Pages

    async def wanted(self, person: int) -> o.Every:
        """How often the person wants one."""
        async with self.engine.store.read() as transaction:
            row = await OfficeReports(transaction).of(person)
        return row.every if row is not None else ""

    async def switch(self, person: int, every: o.Every) -> None:
        """From now on so often; the first one on the next Monday or first of a month."""
        reader = self.pages.reader(person)
        following = next_report(every, reader.now, reader.person.timezone)
        async with self.engine.store.write() as transaction:
            await OfficeReports(transaction).keep(person, every, following)

    async def run(self) -> None:
        """Send until cancelled. A database that fails is tried again."""
        while True:
            try:
                await self.send_due()
            except DATABASE_DOWN as error:
                log.error("reports.database_failed", error=error)
                await asyncio.sleep(RETRY_SECONDS)
                continue
            await asyncio.sleep(LOOK_SECONDS)

    async def send_due(self) -> None:
        """Send what is due, once the figures are counted up to now. One that was missed while the
        service stood still is sent once."""
        if self.pages.keeper.as_of is None:
            return
        async with self.engine.store.read() as transaction:
            rows = await OfficeReports(transaction).due(self.clock.now(), AT_ONCE)
        for row in rows:
            await self._send(row)

    async def _send(self, row: Any) -> None:
        try:
            allowed = self.pages.allows(row.person, SEES_FIGURES)
        except o.NotHere:
            allowed = False
        if not allowed:  # whoever has lost the role is sent nothing more
            await self._say(row.person, "", self.clock.now(), None)
            return
        reader = self.pages.reader(row.person)
        following = next_report(row.every, reader.now, reader.person.timezone)
        told = await self._report(row.person, row.every)
        await self._say(row.person, row.every, following, told)

    async def _say(
        self, person: int, every: str, next_at: datetime, report: Message | None
    ) -> None:
        """Say a report to the person, and keep when the next one is due (`every` "": none is)."""

        async def say(uow: UnitOfWork) -> None:
            await OfficeReports(uow.transaction).keep(person, every, next_at)
            reader = uow.directory.roster.people.get(person)
            if reader is not None and report is not None:
                uow.outbox.tell(reader, report, key="office_report")

        await self.engine.do("office_reported" if report else "office_report_ended", say)

    async def _report(self, person: int, every: str) -> Message:
        """The figures in words, and every unit that is behind in a workbook."""
        page = await self.pages.duties(person, o.Filters(kind="units"), SHEET)
        now, zone = self.clock.now(), self.pages.reader(person).person.timezone
        units, at, day = page.head.units, Moment(now, "record"), shown(now, zone).date()
        said = text(
            "office-report",
            every=every,
            unit=page.head.name,
            units=units.n,
            late=units.late,
            due=units.due,
            met=units.met,
        )
        listed: list[Words] = [
            text("office-report-unit", unit=each.name, late=each.duties.late, due=each.duties.due)
            for each in page.behind[:NAMED]
        ]
        title = text("office-report-title", every=every, unit=page.head.name)
        columns = self.pages.columns(person, "behind")
        rows = tuple(
            (each.name, each.duties.late, each.duties.due, each.duties.met, each.duties.n)
            for each in page.behind
        )
        about = Paragraph(text("office-sheet", unit=page.head.name, at=at, list="behind"))
        file = Attachment(
            FileName(day, page.head.name, text("office-report-kind", every=every), ".xlsx"),
            Document(title, (about, Table(columns, rows))),
        )
        button = ChoiceId(HOME, "unreport", ()).encode()
        stop = Choice(button, text("office-report-stop"))
        files = (self._drawn(page, every, day), *((file,) if rows else ()))
        return Message(lines(said, *listed), title, ((stop,),), attachments=files)

    @staticmethod
    def _drawn(page: o.DutiesPage, every: str, day: date) -> Attachment:
        """The figures of the words as a picture: the units by the worst of their duties, and who is
        behind most."""
        units, named = page.head.units, page.behind[:DRAWN]
        states = (("late", units.late), ("due", units.due), ("met", units.met))
        stand = tuple((text("office-status", status=state), float(n)) for state, n in states)
        panels = [Bars(text("office-chart-units", n=units.n), stand, float(max(units.n, 1)))]
        if named:
            most = float(max(each.duties.late + each.duties.due for each in named))
            behind = tuple(
                (each.name.rpartition(" / ")[2], float(each.duties.late + each.duties.due))
                for each in named
            )
            panels.append(Bars(text("office-chart-behind"), behind, most))
        title = text("office-report-title", every=every, unit=page.head.name)
        name = FileName(day, page.head.name, text("office-report-kind", every=every), ".png")
        return Attachment(name, Chart(title, tuple(panels)))


def next_report(every: str, now: datetime, zone: str) -> datetime:
    """Nine o'clock on the next Monday, or on the first of the next month, on this clock."""
    today = shown(now, zone).date()
    if every == "month":
        day = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    else:
        day = today + timedelta(days=7 - today.weekday())
    return local(datetime.combine(day, NINE), zone)

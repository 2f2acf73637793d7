"""What members' reports leave in the archive of a year: how many reported of how many, round by
round; never what."""

from __future__ import annotations

from collections.abc import Iterator

from service.core.archive import Filed, Year
from service.sdk.export import table
from service.workflows.report.model import SeriesState, form_of
from service.workflows.report.table import RATES


def files(year: Year) -> Iterator[Filed]:
    this = str(year.span.first.year)
    for kept in year.kept:
        state: SeriesState = kept.activity.state
        rates = [each for each in state.progress.rates if each.day.startswith(this)]
        name = form_of(state).name
        if rates:
            found = table(RATES, rates)
            what = (form_of(state).id, "report")
            yield Filed(what, year.start, name, (found,), ((name, found),), dated=False)

"""A run as data, for programs: what `--json` prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from service.core.people import Language
from service.play.expectations import Failure
from service.play.run import Run
from service.runtime.localization.catalog import Catalog, Locale


def to_json(run: Run, catalog: Catalog, language: Language) -> str:
    """The run as JSON, indented; times are ISO 8601 with their offset."""
    reader = Locale(language, str(run.start.tzinfo))

    def failure(each: Failure) -> Mapping[str, Any]:
        what = catalog.say(each.what, reader)
        return {"step": each.step, "at": each.at, "what": what, "diff": each.diff}

    data = {
        "title": run.title,
        "ok": run.ok,
        "start": run.start,
        "end": run.end,
        "played": run.played,
        "conversations": run.conversations,
        "activities": run.report.activities,
        "participation": run.report.participation,
        "reminders": run.report.reminders,
        "failures": [failure(each) for each in run.failures],
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode()

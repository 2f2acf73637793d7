"""A rehearsal as data, for programs: what `--json` prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from service.core.people import Language
from service.play.expectations import Failure
from service.play.run import Rehearsal
from service.runtime.localization.catalog import Glossary, Reader


def to_json(rehearsal: Rehearsal, glossary: Glossary, language: Language) -> str:
    """The rehearsal as JSON, indented; times are ISO 8601 with their offset."""
    reader = Reader(language, str(rehearsal.start.tzinfo))

    def failure(each: Failure) -> Mapping[str, Any]:
        what = glossary.say(each.what, reader)
        return {"step": each.step, "at": each.at, "what": what, "diff": each.diff}

    data = {
        "title": rehearsal.title,
        "ok": rehearsal.ok,
        "start": rehearsal.start,
        "end": rehearsal.end,
        "played": rehearsal.played,
        "conversations": rehearsal.conversations,
        "activities": rehearsal.report.activities,
        "participation": rehearsal.report.participation,
        "reminders": rehearsal.report.reminders,
        "failures": [failure(each) for each in rehearsal.failures],
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode()

"""A rule of recurring dates in words, as everybody reads it."""

from __future__ import annotations

from functools import reduce

from service.core.calendar import WEEKDAYS, Recurrence
from service.core.texts import Arg, Text, Words, text

_RULES = {
    "week": "sdk-every-week",
    "month": "sdk-every-month",
    "nth": "sdk-every-month-nth",
    "year": "sdk-every-year",
}


def rule_words(rule: Recurrence, timezone: str = "") -> Text:
    """The rule as a sentence: every month on the first Friday at 19:30. `timezone`: the clock that
    goes without saying."""
    zone = text("sdk-zone", zone=rule.timezone) if rule.timezone != timezone else ""
    args: dict[str, Arg] = {
        "at": f"{rule.at:%H:%M}",
        "zone": zone,
        "holiday": text("sdk-holiday", rule=rule.on_holiday),
    }
    if rule.every != "year":
        args["each"] = text(f"sdk-each-{rule.every}", n=rule.interval, months=_months(rule))
    named = [each for each in (rule.weekday, *rule.weekdays) if each]
    days = [text("sdk-weekday", day=each) for each in named]
    if sorted(named, key=WEEKDAYS.index) == list(WEEKDAYS[:5]):
        args["weekday"] = text("sdk-workdays")
    elif days:
        args["weekday"] = reduce(lambda so_far, day: text("sdk-and", days=so_far, day=day), days)
    for name in ("nth", "day", "month"):
        number: int | None = getattr(rule, name)
        if number is not None:
            args[name] = number
    if len(rule.weekdays) == len(WEEKDAYS) and rule.interval == 1:
        return text("sdk-every-day", at=args["at"], zone=zone, holiday=args["holiday"])
    return Text(_RULES["nth" if rule.nth is not None else rule.every], args)


def _months(rule: Recurrence) -> Words:
    """The months of a year in which it is held, where they are always the same."""
    if rule.every != "month" or rule.since is None or 12 % rule.interval:
        return ""
    first = (rule.since.month - 1) % rule.interval + 1
    return "/".join(str(each) for each in range(first, 13, rule.interval))

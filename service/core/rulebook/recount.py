"""Counts a vote again from its file, with nothing but the file: a second count by other means.

It shares no code with `verdict`: shares are compared as fractions here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

FORMAT = "orglife-vote-1"
_PRESENT = ("present_voters", "association_present")


def recount(data: Mapping[str, Any]) -> str:
    """What the ballots, or the totals, come to: the outcome as `expected` should have it. Raises
    ValueError for a file of another format, or whose ballots and totals differ."""
    if data.get("format") != FORMAT:
        raise ValueError(f"this is no file of a vote: its format is not {FORMAT}")
    rule, figures, choices = data["rule"], data["figures"], data["choices"]
    if "ballots" in data:
        _compare(choices, data["matters"][0]["counts"], [x["choice"] for x in data["ballots"]])
    if "slips" in data:
        _compare_slips(data, choices)
    if figures["returned"] > figures["given_out"]:
        return "void"
    if not _meets(rule["quorum"], figures["present"], figures):
        return "no_quorum"
    if rule["passes"] is None or rule["advisory"]:
        return "advisory"
    if rule["kind"] == "election":
        return "passed" if _filled(data) else "put_off"
    yes = data["matters"][0]["counts"][0]
    if _meets(rule["passes"], yes, figures):
        return "passed"
    of = _base(rule["passes"], figures)
    return "put_off" if rule["exactly_half"] and Fraction(yes, of) == Fraction(1, 2) else "failed"


def _compare(choices: Sequence[str], totals: Sequence[int], cast: Sequence[str]) -> None:
    if [cast.count(each) for each in choices] != list(totals) or len(cast) != sum(totals):
        raise ValueError("the ballots and the totals differ")


def _compare_slips(data: Mapping[str, Any], choices: Sequence[str]) -> None:
    """Of a secret vote: the slips of each matter with what was filed in writing, those with others
    who were named, and as many codes as ballots."""
    figures, others = data["figures"], data.get("others", [])
    listed, named = data["matters"][: len(data["slips"])], data["matters"][len(data["slips"]) :]
    found = [(each["name"], each["counts"][0]) for each in named]
    if len(listed) != len(data["slips"]) or sorted(Counter(others).items()) != sorted(found):
        raise ValueError("the ballots and the totals differ")
    for matter, slips in zip(listed, data["slips"], strict=True):
        _compare(choices, matter["counts"], [*slips, *data["written"]])
        if len(slips) != figures["valid"]:
            raise ValueError("the ballots and the totals differ")
    if len(set(data["codes"])) != figures["returned"]:
        raise ValueError("there are not as many codes as ballots")


def _base(rule: Mapping[str, Any], figures: Mapping[str, int]) -> int:
    return figures["present" if rule["base"] in _PRESENT else "should"]


def _meets(rule: Mapping[str, Any] | None, count: int, figures: Mapping[str, int]) -> bool:
    if rule is None:
        return True
    there, share = Fraction(count, _base(rule, figures)), Fraction(rule["num"], rule["den"])
    return there > share if rule["op"] == ">" else there >= share


def _filled(data: Mapping[str, Any]) -> bool:
    """Whether exactly as many got enough, or as many more than all others, as there are seats."""
    figures = data["figures"]
    yes = sorted((each["counts"][0] for each in data["matters"]), reverse=True)
    if not data["runoff"]:
        yes = [each for each in yes if _meets(data["rule"]["passes"], each, figures)]
    yes, seats = [each for each in yes if each], figures["seats"]
    return bool(len(yes) == seats or (len(yes) > seats and yes[seats - 1] > yes[seats]))

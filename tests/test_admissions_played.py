"""Admissions are played from the application to the filed papers: one is refused, one extended, one
moves to another branch. `python -m benchmarks.admissions` plays twelve people."""

from __future__ import annotations

from benchmarks.admissions import EXTENDED, MOVED, REFUSED, played

CPU = 0.25  # seconds of one act, on the slowest machine


def test_admissions_of_three_years_are_played_with_one_refused_one_extended_and_one_moved() -> None:
    run, cpu, acts = played((REFUSED, EXTENDED, MOVED))
    assert run.failures == ()
    assert run.played == acts
    assert cpu < CPU * acts
    last = {each.name: each.remarks[-1].text for each in run.conversations}
    assert "培养还不够" in last[f"申请人{REFUSED + 1:02}"]
    assert "已按期转正" in last[f"申请人{EXTENDED + 1:02}"]
    assert "已按期转正" in last[f"申请人{MOVED + 1:02}"]
    over = {each.name: each.remarks[-1].at for each in run.conversations}
    assert (over[f"申请人{EXTENDED + 1:02}"] - over[f"申请人{MOVED + 1:02}"]).days > 180
    assert "材料已转过去" in "".join(x.text for c in run.conversations for x in c.remarks) or any(
        "随本人从原单位转来" in x.text for c in run.conversations for x in c.remarks
    )

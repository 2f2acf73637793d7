"""Admissions are played from the application to the filed papers: one is refused; another moves to
another branch and is extended there. `python -m benchmarks.admissions` plays twelve people."""

from __future__ import annotations

from benchmarks.admissions import DAYS, EXTENSION, played

CPU = 0.06  # seconds of one act; some 0.03 as it stands


def test_admissions_are_played_with_one_refused_and_one_moved_and_extended() -> None:
    run, cpu, acts = played((("refused",), ("moved", "extended")))
    assert run.failures == ()
    assert run.played == acts
    assert cpu < CPU * acts, f"{cpu:.1f} s for {acts} acts"
    refused, admitted = (
        next(each.remarks for each in run.conversations if each.name == name)
        for name in ("申请人01", "申请人02")
    )
    assert "培养还不够" in refused[-1].text
    assert "已按期转正" in admitted[-1].text
    took = admitted[-1].at - next(each.at for each in admitted if each.text == "申请")
    assert took.days >= DAYS[-1][1] + EXTENSION
    said = "".join(x.text for each in run.conversations for x in each.remarks)
    assert "材料已转过去" in said or "随本人从原单位转来" in said

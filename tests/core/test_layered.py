"""Snapshots that share what they have in common."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from service.core import layered

KEYS = st.integers(0, 20)
CHANGES = st.dictionaries(KEYS, st.one_of(st.none(), st.integers(0, 3)), max_size=6)


@given(st.dictionaries(KEYS, st.integers(0, 3)), st.lists(CHANGES, max_size=8))
def test_a_snapshot_is_what_a_copy_would_be(
    first: dict[int, int], steps: list[dict[int, int | None]]
) -> None:
    snapshots: list[Mapping[int, int]] = [first]
    copies = [dict(first)]
    for changes in steps:
        snapshots.append(layered.changed(snapshots[-1], changes))
        merged = {**copies[-1], **changes}
        copies.append({key: value for key, value in merged.items() if value is not None})
    for snapshot, copy in zip(snapshots, copies, strict=True):
        assert dict(snapshot) == copy
        assert set(layered.differing(snapshots[0], snapshot)) == {
            key for key in {*copies[0], *copy} if copies[0].get(key) != copy.get(key)
        }


def test_a_change_leaves_what_it_does_not_touch_where_it_is() -> None:
    first = {number: number for number in range(10_000)}
    second = layered.changed(first, {3: 4})
    assert second[3] == 4
    assert first[3] == 3
    assert list(layered.differing(first, second)) == [3]
    assert list(layered.differing(second, layered.changed(second, {5: 6}))) == [5]

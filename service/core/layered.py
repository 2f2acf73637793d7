"""Snapshots of large mappings that differ from one another in little.

A new snapshot shares what it has in common with the one before, so a change costs what has
changed, however much there is beside it.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from typing import TypeVar, cast

K = TypeVar("K")
V = TypeVar("V")

_MOST = 512
"""Changes over a common ground; with more, everything is copied once."""


def changed(mapping: Mapping[K, V], changes: Mapping[K, V | None]) -> Mapping[K, V]:
    """The mapping with other values for some keys, and without those whose value is None."""
    gone = [key for key, value in changes.items() if value is None]
    kept = {key: value for key, value in changes.items() if value is not None}
    above, ground = _layers(mapping)
    above = {**above, **kept}
    if any(key in mapping for key in gone) or len(above) > _MOST:
        whole = {**ground, **above}
        for key in gone:
            whole.pop(key, None)
        return whole
    return ChainMap(above, cast("dict[K, V]", ground)) if above else mapping


def differing(before: Mapping[K, V], after: Mapping[K, V]) -> Iterator[K]:
    """The keys that only one of the two has, or that have another value in it."""
    (above, ground), (above_now, ground_now) = _layers(before), _layers(after)
    if ground is not ground_now:
        above, above_now = before, after
    keys = above.keys() | above_now.keys()
    return (key for key in keys if before.get(key) != after.get(key))


def _layers(mapping: Mapping[K, V]) -> tuple[Mapping[K, V], Mapping[K, V]]:
    """What lies over the common ground, and the ground."""
    if isinstance(mapping, ChainMap):
        above, ground = mapping.maps
        return above, ground
    return {}, mapping

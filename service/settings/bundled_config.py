"""The files of `config/`: next to the code in a checkout, under `share` once installed."""

from __future__ import annotations

import sys
from pathlib import Path

_HERE = Path(__file__)
_SHARE = Path("share", "orglife", "config")
_PLACES = (
    _HERE.parents[2] / "config",  # a checkout
    *(each / _SHARE for each in _HERE.parents),  # `pip install`, with --user or --target too
)

CONFIG = next(
    (each for each in _PLACES if (each / "orglife.example.toml").is_file()),
    Path(sys.prefix) / _SHARE,
)
EXAMPLE = CONFIG / "orglife.example.toml"
SAMPLE = CONFIG / "sample"
RULES = CONFIG / "rules"
PROCEDURES = RULES / "procedures"

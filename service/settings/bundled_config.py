"""The files of `config/`: next to the code in a checkout, under `share` once installed."""

from __future__ import annotations

import sys
from pathlib import Path

_CHECKOUT = Path(__file__).parents[2] / "config"
_INSTALLED = Path(sys.prefix) / "share" / "orglife" / "config"

CONFIG = _CHECKOUT if _CHECKOUT.is_dir() else _INSTALLED
EXAMPLE = CONFIG / "orglife.example.toml"
SAMPLE = CONFIG / "sample"
RULES = CONFIG / "rules"
PROCEDURES = RULES / "procedures"

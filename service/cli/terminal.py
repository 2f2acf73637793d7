"""Tables and progress bars on the terminal."""

from __future__ import annotations

import sys

from rich.console import Console

WIDE = 200  # columns of a file or a pipe, which need no folding

out = Console(width=None if sys.stdout.isatty() else WIDE)
err = Console(stderr=True)

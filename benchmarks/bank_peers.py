"""What the same files and answers cost others, in the same run.

GIFT has a peer on PyPI, pygiftparser, which has had no release for years. Nothing there reads
questions in xlsx, docx or Moodle XML and can be installed, so for these the bare libraries stand:
all cells, all paragraphs, all elements, with nothing understood, the least that an import costs.
Scoring is set beside what one would do in a notebook: an array of answers compared with the key,
right or wrong, without the partial credit of a question.
"""

from __future__ import annotations

import io
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from docx import Document
from openpyxl import load_workbook

from tests.environments import Environment

_HERE = Path(__file__).parent
PEERS = Environment(".peers", _HERE / "peers.lock", "the figures of the import need pygiftparser")


def gift(content: bytes) -> float:
    """Seconds that pygiftparser takes. Raises AssertionError if it finds next to nothing."""
    done = subprocess.run(
        [PEERS.python(), _HERE / "gift_peer.py"], input=content, capture_output=True, check=True
    )
    seconds, found = done.stdout.decode().split()
    if int(found) < 900:
        raise AssertionError(f"pygiftparser found {found} questions only")
    return float(seconds)


def _cells(content: bytes) -> int:
    book = load_workbook(io.BytesIO(content), read_only=True)
    return sum(1 for sheet in book for row in sheet.iter_rows(values_only=True) for _ in row)


def _paragraphs(content: bytes) -> int:
    return sum(len(each.text) for each in Document(io.BytesIO(content)).paragraphs)


def _elements(content: bytes) -> int:
    return sum(1 for _ in ElementTree.fromstring(content).iter())  # noqa: S314 - our own file


def _timed(read: Callable[[bytes], int]) -> Callable[[bytes], float]:
    def measured(content: bytes) -> float:
        began = time.perf_counter()
        found = read(content)
        seconds = time.perf_counter() - began
        if not found:
            raise AssertionError("nothing was read")
        return seconds

    return measured


READERS: dict[str, tuple[str, Callable[[bytes], float]]] = {
    ".gift": ("pygiftparser_1000_gift_s", gift),
    ".xlsx": ("openpyxl_1000_xlsx_s", _timed(_cells)),
    ".docx": ("python_docx_1000_docx_s", _timed(_paragraphs)),
    ".xml": ("elementtree_1000_moodle_xml_s", _timed(_elements)),
}


def compared(people: int, answers: int) -> float:
    """Seconds for a numpy array of answers against the key."""
    given = np.random.default_rng(2020).integers(0, 4, (people, answers))
    key = given[0]
    began = time.perf_counter()
    total = (given == key).sum(axis=1)
    seconds = time.perf_counter() - began
    if total[0] != answers:
        raise AssertionError("the first person gave the key")
    return seconds

"""What a disk may hold after the power went: what was synced, and of the rest anything.

Names follow what a file system with a journal keeps: making and deleting files lasts in its order,
at the latest with the first sync of a new file in the folder. Of what was written to a file since
its last sync, each piece may be there, or be torn: some of its sectors, or something else in their
place. SQLite expects no more of a disk; one that only says that it has synced keeps no promise.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest

from adapters.webchat import database as webchat_database
from service.store import database
from tests.amounts import SEED, again
from tests.disk.disk import SECTOR, Step
from tests.store.old_database import contents

Contents = Mapping[str, Sequence[Any]]
"""The rows of each table."""


@dataclass
class _Content:
    """A file, whatever its name is now. `since`: what was done to it after the last sync."""

    synced: bytearray = field(default_factory=bytearray)
    since: list[Step] = field(default_factory=list)
    is_new: bool = True

    def sync(self) -> None:
        for step in self.since:
            _do(step, self.synced)
        self.since = []

    def lose(self, random: Random) -> None:
        """A sync has failed: what waited for it is written or not, and no later sync mends that."""
        for step in self.since:
            if random.random() < 0.5:
                _do(step, self.synced)
        self.since = []

    def after_crash(self, random: Random) -> bytes:
        left, likely = bytearray(self.synced), random.choice((0.0, 0.5, 0.9, 1.0))
        last = random.randrange(len(self.since) + 1) if random.random() < 0.5 else len(self.since)
        for step in self.since[:last]:
            if random.random() < likely:
                _do(step, left)
            elif step.kind == "write" and random.random() < 0.5:
                _tear(step, left, random)
        return bytes(left)


class Volume:
    """The files of a folder, step by step. `files`: what is there at first, by path."""

    def __init__(self, files: Mapping[str, bytes], seed: str) -> None:
        self._now = {
            path: _Content(bytearray(content), is_new=False) for path, content in files.items()
        }
        self._durable = dict(self._now)
        self._renamed: list[tuple[str, _Content | None]] = []  # since names were synced
        self._seed = seed
        self._lost = Random(seed)

    def take(self, step: Step) -> None:
        """This is done now."""
        if step.kind in ("create", "delete"):
            made = _Content() if step.kind == "create" else None
            self._renamed.append((step.file, made))
            self._rename(self._now, step.file, made)
            if step.kind == "delete" and step.at:
                self._sync_names()
        elif step.kind != "mark":
            content = self._now[step.file]
            if step.kind == "sync":
                content.sync()
                if content.is_new:
                    content.is_new = False
                    self._sync_names()
            elif step.kind == "lost":
                content.lose(self._lost)
            else:
                content.since.append(step)

    def crash(self, number: int) -> dict[str, bytes]:
        """What is left of all files if the power goes now; one of many possibilities."""
        random = Random(f"{self._seed}/{number}")
        names = dict(self._durable)
        for path, content in self._renamed[: random.randrange(len(self._renamed) + 1)]:
            self._rename(names, path, content)
        return {path: content.after_crash(random) for path, content in names.items()}

    def _sync_names(self) -> None:
        self._durable, self._renamed = dict(self._now), []

    @staticmethod
    def _rename(names: dict[str, _Content], path: str, content: _Content | None) -> None:
        if content is None:
            names.pop(path, None)
        else:
            names[path] = content


@dataclass(frozen=True, slots=True)
class Image:
    """What a crash left, by path, and all that was promised before."""

    number: int
    files: Mapping[str, bytes]
    promised: Sequence[tuple[str, Any]]

    def promises(self, kind: str) -> list[Any]:
        """Those of one kind, in their order."""
        return [each for what, each in self.promised if what == kind]

    def write(self, folder: Path) -> Path:
        """Put the files into a folder of their own."""
        folder.mkdir()
        for path, content in self.files.items():
            (folder / Path(path).name).write_bytes(content)
        return folder


def crash_images(
    before: Mapping[str, bytes], steps: Sequence[Step], count: int, seed: str, *, after: int = 0
) -> Iterator[Image]:
    """So many crashes at random moments, in their order. `before`: the files as they were before
    the first step; `after`: how many steps no crash undoes."""
    random = Random(seed)
    moments = sorted(random.randint(after, len(steps)) for _ in range(count))
    volume, done = Volume(before, seed), 0
    promised: list[tuple[str, Any]] = []
    for number, moment in enumerate(moments):
        for step in steps[done:moment]:
            volume.take(step)
            if step.kind == "mark":
                promised.append(step.mark)
        done = moment
        yield Image(number, volume.crash(number), tuple(promised))


async def try_all(
    before: Mapping[str, bytes],
    steps: Sequence[Step],
    count: int,
    folder: Path,
    check: Callable[[Path, Image], Awaitable[None]],
    *,
    after: int = 0,
) -> None:
    """Check so many images; one that fails is named, and kept."""
    for image in crash_images(before, steps, count, SEED, after=after):
        left = image.write(folder / f"crash-{image.number}")
        with again(f"crash {image.number}, kept in {left}"):
            await check(left, image)
        shutil.rmtree(left)


def sound(file: Path) -> Contents:
    """What stands in a database that is open; it is sound, through and through."""
    with closing(sqlite3.connect(file)) as reader:
        assert reader.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert not reader.execute("PRAGMA foreign_key_check").fetchall()
    return contents(file)


def few_pages(patch: pytest.MonkeyPatch, *more: str) -> None:
    """Databases move their journal into the file often. `more`: further pragmas."""
    for module in (database, webchat_database):
        kept = [each for each in module._PRAGMAS if "autocheckpoint" not in each]
        patch.setattr(module, "_PRAGMAS", (*kept, "PRAGMA wal_autocheckpoint=40", *more))


def _do(step: Step, content: bytearray) -> None:
    if step.kind == "cut":
        del content[step.at :]
        content.extend(bytes(step.at - len(content)))
    else:
        _put(content, step.at, step.content)


def _tear(step: Step, content: bytearray, random: Random) -> None:
    """Write some sectors of it."""
    start, end = step.at, step.at + len(step.content)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        fate = random.random()
        if fate < 0.5:
            _put(content, start, step.content[start - step.at : stop - step.at])
        elif fate < 0.6:
            _put(content, start, random.randbytes(stop - start))
        start = stop


def _put(content: bytearray, at: int, piece: bytes) -> None:
    content.extend(bytes(max(0, at - len(content))))
    content[at : at + len(piece)] = piece

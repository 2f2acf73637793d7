"""A disk under the SQLite that Python uses: it writes down what is done to it, and fails on demand.

A virtual file system (https://sqlite.org/vfs.html) in front of SQLite's own, registered by ctypes
with the very library that the module `sqlite3` calls, as the one that new connections use. So the
service runs on it as it is, and what is tried is the SQLite it has. Only writing, cutting, syncing
and closing go through here; everything else is SQLite's own code.
"""

from __future__ import annotations

import _sqlite3
import ctypes as c
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest

Kind = Literal["write", "cut", "sync", "lost", "create", "delete", "mark"]
Fault = Literal["full", "io", "torn"]

OK = 0
FULL = 13
FAILED = {"write": 778, "sync": 1034, "cut": 1546}  # SQLITE_IOERR_WRITE, …_FSYNC, …_TRUNCATE
SECTOR = 512


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done to a file. `handle`: by which opening of it; `at`: the offset, or the
    length that is left. `lost`: a sync that failed, and what it was to write may be gone; `mark`:
    what somebody relies on from then on."""

    kind: Kind
    file: str = ""
    handle: int = 0
    at: int = 0
    content: bytes = field(default=b"", repr=False)
    mark: tuple[str, Any] = ("", None)


@dataclass
class Disk:
    """`steps`: all that was done. `fail`: asked before each step that can fail, what it does."""

    steps: list[Step] = field(default_factory=list)
    fail: Callable[[Step], Fault | None] = lambda _: None

    def promise(self, kind: str, what: Any) -> None:
        """From here on somebody relies on this."""
        self.steps.append(Step("mark", mark=(kind, what)))


class _Methods(c.Structure):
    _fields_ = [
        ("version", c.c_int),
        *((name, c.c_void_p) for name in ("close", "read", "write", "truncate", "sync")),
        *((f"other{number}", c.c_void_p) for number in range(13)),
    ]


class _File(c.Structure):
    _fields_ = [("methods", c.POINTER(_Methods))]


class _System(c.Structure):
    _fields_ = [
        ("version", c.c_int),
        ("size", c.c_int),
        ("longest", c.c_int),
        ("next", c.c_void_p),
        ("name", c.c_char_p),
        ("data", c.c_void_p),
        ("open", c.c_void_p),
        ("delete", c.c_void_p),
        *((f"other{number}", c.c_void_p) for number in range(14)),
    ]


_FileAt = c.POINTER(_File)
_Open = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_void_p, _FileAt, c.c_int, c.c_void_p)
_Delete = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_char_p, c.c_int)
_Close = c.CFUNCTYPE(c.c_int, _FileAt)
_Write = c.CFUNCTYPE(c.c_int, _FileAt, c.c_void_p, c.c_int, c.c_int64)
_Truncate = c.CFUNCTYPE(c.c_int, _FileAt, c.c_int64)
_Sync = c.CFUNCTYPE(c.c_int, _FileAt, c.c_int)


def _library() -> Any:
    """The library that the module `sqlite3` calls."""
    library = c.CDLL(_sqlite3.__file__)
    try:
        library.sqlite3_vfs_find.argtypes = [c.c_char_p]
        library.sqlite3_vfs_find.restype = c.POINTER(_System)
    except AttributeError:
        pytest.skip("this Python has its SQLite inside, where nothing can be put in front of it")
    return library


@contextmanager
def disk() -> Iterator[Disk]:
    """New connections of this process are on this disk, until they are closed."""
    library, made = _library(), Disk()
    system = _Recording(library.sqlite3_vfs_find(None), made)
    library.sqlite3_vfs_register(c.byref(system.system), 1)
    try:
        yield made
    finally:
        library.sqlite3_vfs_unregister(c.byref(system.system))
        library.sqlite3_vfs_register(system.below, 1)
        assert not system.open_files, "a connection was left open"


class _Recording:
    """The file system in front of the one `below`, whose functions work on the files themselves:
    only their table of methods is another one."""

    def __init__(self, below: Any, disk: Disk) -> None:
        self.below = below
        self.disk = disk
        self.open_files: dict[int, tuple[str, int, _Methods]] = {}
        self._count = 0
        self._open = _Open(below.contents.open)
        self._delete = _Delete(below.contents.delete)
        self._tables: dict[int, _Methods] = {}
        self.system = _System.from_buffer_copy(below.contents)
        self.system.name = b"recording"
        self.system.next = None
        ours = [_Open(self.open), _Delete(self.delete)]
        self._kept: list[Any] = ours
        self.system.open, self.system.delete = (c.cast(each, c.c_void_p) for each in ours)

    def open(self, _: Any, name: int | None, file: Any, flags: int, told: Any) -> int:
        """`name`: where it lies in memory, which SQLite's own functions remember; None for a file
        without one."""
        path = os.fsdecode(c.string_at(name)) if name else ""
        there = os.path.exists(path)  # noqa: PTH110
        result = self._open(c.addressof(self.below.contents), name, file, flags, told)
        if result == OK and path:
            self._count += 1
            address = c.addressof(file.contents)
            real = file.contents.methods.contents
            self.open_files[address] = (path, self._count, real)
            file.contents.methods = c.pointer(self._table(real))
            if not there:
                self.disk.steps.append(Step("create", path, self._count))
        return result

    def _table(self, real: _Methods) -> _Methods:
        """The methods of a file, with ours among them."""
        known = self._tables.get(c.addressof(real))
        if known is None:
            ours = [_Close(self.close), _Write(self.write), _Truncate(self.truncate)]
            ours.append(_Sync(self.sync))
            self._kept += ours
            known = _Methods.from_buffer_copy(real)
            known.close, known.write, known.truncate, known.sync = (
                c.cast(each, c.c_void_p) for each in ours
            )
            self._tables[c.addressof(real)] = known
        return known

    def delete(self, _: Any, name: bytes, synced: int) -> int:
        result = self._delete(c.addressof(self.below.contents), name, synced)
        if result == OK:
            self.disk.steps.append(Step("delete", os.fsdecode(name), at=synced))
        return result

    def close(self, file: Any) -> int:
        _, _, real = self.open_files.pop(c.addressof(file.contents))
        file.contents.methods = c.pointer(real)
        return _Close(real.close)(file)

    def write(self, file: Any, content: int, size: int, at: int) -> int:
        path, handle, real = self.open_files[c.addressof(file.contents)]
        step = Step("write", path, handle, at, c.string_at(content, size))
        fault = self.disk.fail(step)
        if fault == "torn":  # what was written before the disk failed stays
            size = size // 2 // SECTOR * SECTOR or size // 2
            step = Step("write", path, handle, at, step.content[:size])
        if fault in (None, "torn"):
            self.disk.steps.append(step)
            result = _Write(real.write)(file, content, size, at)
            return result if fault is None else FULL
        return FULL if fault == "full" else FAILED["write"]

    def truncate(self, file: Any, length: int) -> int:
        path, handle, real = self.open_files[c.addressof(file.contents)]
        step = Step("cut", path, handle, length)
        if self.disk.fail(step) is not None:
            return FAILED["cut"]
        self.disk.steps.append(step)
        return _Truncate(real.truncate)(file, length)

    def sync(self, file: Any, flags: int) -> int:
        path, handle, _ = self.open_files[c.addressof(file.contents)]
        step = Step("sync", path, handle)
        if self.disk.fail(step) is not None:
            self.disk.steps.append(Step("lost", path, handle))
            return FAILED["sync"]
        self.disk.steps.append(step)
        return OK  # nobody pulls the plug of the real one

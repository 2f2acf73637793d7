"""Opens a zip package without trusting what it says about itself.

An xlsx file of a few kilobytes can unpack to gigabytes (a "zip bomb"), and parsed XML takes many
times its size. So everything is unpacked once, in pieces that are only counted, before anything is
read.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from service.files.errors import Unreadable, refusal

MAX_UNPACKED = 50_000_000  # bytes of all parts together
MAX_TAGS = 2_000_000  # "<" in all parts: a bound on what a parser would build
MAX_RATIO = 250  # unpacked to packed, of a large part; real tables stay below 50
MAX_PARTS = 1_000

_LARGE = 1_000_000  # bytes from which the ratio counts
_PIECE = 1 << 16
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # xls, and xlsx behind a password
_ENCRYPTED = 0x1  # general purpose flag of a part, APPNOTE 4.4.4


def is_package(data: bytes) -> bool:
    """Whether this looks like a workbook, of the new or the old kind."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE))


def is_old_document(data: bytes) -> bool:
    """Whether this is a document of Word or WPS before docx ([MS-DOC])."""
    return data.startswith(_OLE) and "WordDocument".encode("utf-16-le") in data


def open_package(
    data: bytes, name: str, kind: Literal["not_xlsx", "not_docx"] = "not_xlsx"
) -> zipfile.ZipFile:
    """The package, once it is known to be harmless. `kind`: the error for a file that is no
    package. Raises `Unreadable`."""
    if data.startswith(_OLE):
        raise refusal(name, "old_excel" if kind == "not_xlsx" else kind)
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # zipfile raises whatever the damage leads to
        raise refusal(name, kind) from error
    try:
        _check(package, name)
    except Unreadable:
        raise
    except Exception as error:  # the same, from each of its decompressors
        raise refusal(name, "damaged") from error
    return package


def _check(package: zipfile.ZipFile, name: str) -> None:
    parts = package.infolist()
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise refusal(name, "encrypted")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise refusal(name, "bomb")
    unpacked = tags = 0
    for part in parts:
        size = 0
        with package.open(part) as content:
            while piece := content.read(_PIECE):
                size += len(piece)
                tags += piece.count(b"<")
                if unpacked + size > MAX_UNPACKED or tags > MAX_TAGS:
                    raise refusal(name, "bomb")
        if size > _LARGE and size > MAX_RATIO * max(part.compress_size, 1):
            raise refusal(name, "bomb")
        unpacked += size


SETTLED = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can tell
_WHEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def settled(package: bytes) -> bytes:
    """A document or workbook that we have just made, without the time at which it was: the same
    content is the same file to the byte."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as made, zipfile.ZipFile(content, "w") as kept:
        for part in made.infolist():
            data = made.read(part)
            if part.filename == "docProps/core.xml":
                data = _WHEN.sub(rb"\g<1>1980-01-01T00:00:00Z", data)
            entry = zipfile.ZipInfo(part.filename, SETTLED)
            kept.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return content.getvalue()

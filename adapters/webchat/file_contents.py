"""Pure: whether a file holds what its name says, by the first bytes of the common kinds.

It is no search for viruses: what a name promises and the content does not keep is taken by nobody.
"""

from __future__ import annotations

from collections.abc import Mapping

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINS: Mapping[str, tuple[bytes, ...]] = {
    "png": (b"\x89PNG",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
    "bmp": (b"BM",),
    "pdf": (b"%PDF-",),
    **dict.fromkeys(("zip", "docx", "pptx", "odt", "ods"), _ZIP),
    **dict.fromkeys(("xlsx", "xlsm"), (*_ZIP, _OLE)),  # with a password it is the latter
}
_TEXTS = frozenset({"txt", "csv", "md", "gift", "aiken", "xml", "html", "htm", "json", "toml"})
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # UTF-16, in which every second byte may be zero
LOOKED_AT = 4096  # bytes


def agrees(name: str, content: bytes) -> bool:
    """Whether the content is what the ending of the name says. An ending that is not known says
    nothing, and neither does an empty file."""
    ending = name.rpartition(".")[2].lower()
    if ending in _TEXTS:
        return b"\0" not in content[:LOOKED_AT] or content.startswith(_WIDE)
    return not content or content.startswith(_BEGINS.get(ending, (b"",)))

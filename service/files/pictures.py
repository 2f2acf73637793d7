"""Scales people's pictures for display: smaller, upright, without the camera's metadata.

Only pixels and a small colour profile are kept: no EXIF (place, time, camera), no comment. An
animation becomes its first picture. Takes time and memory: call it in a thread.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from PIL import Image

Size = Literal["small", "large"]

EDGES: Mapping[Size, int] = {"small": 960, "large": 2048}
"""The longest side in pixels: on a page of many pictures, and alone."""

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
LARGEST = 20 * 1024 * 1024  # bytes of an original
MOST_PIXELS = 50_000_000  # 200 MB while scaling; phones take up to 50 million
LARGEST_PROFILE = 4096  # bytes
QUALITY = 82

Image.MAX_IMAGE_PIXELS = None  # checked below, before anything is unpacked

_UNREADABLE = (OSError, ValueError, SyntaxError, TypeError, EOFError, IndexError, KeyError,
               struct.error, OverflowError, MemoryError)  # fmt: skip
"""What Pillow raises for files that are broken or malicious."""


@dataclass(frozen=True, slots=True)
class Scaled:
    """A JPEG and its size in pixels."""

    content: bytes
    width: int
    height: int


def scale(content: bytes, size: Size) -> Scaled | None:
    """The picture scaled down to `size`; None if it can't be read as a picture, or is too large to
    unpack."""
    if len(content) > LARGEST:
        return None
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            return _scaled(picture, EDGES[size])
    except _UNREADABLE:
        return None


def _scaled(picture: Image.Image, edge: int) -> Scaled:
    profile = picture.info.get("icc_profile") if picture.mode == "RGB" else None
    turned = picture.getexif()
    if picture.mode == "P":  # palette colours can't be blended
        small = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
        small.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    else:
        picture.thumbnail((edge, edge), Image.Resampling.LANCZOS, reducing_gap=2.0)
        small = picture
    upright = _upright(small, turned)
    if profile is not None and len(profile) > LARGEST_PROFILE:
        profile = None
    shown = _on_white(upright)
    out = BytesIO()
    shown.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True, icc_profile=profile)
    return Scaled(out.getvalue(), shown.width, shown.height)


def _upright(picture: Image.Image, exif: Image.Exif) -> Image.Image:
    """Turned upright."""
    turn = _TURNS.get(exif.get(_ORIENTATION, 1))
    return picture if turn is None else picture.transpose(turn)


_ORIENTATION = 0x0112
_TURNS: Mapping[int, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _on_white(picture: Image.Image) -> Image.Image:
    """Only the pixels, with transparency as white."""
    flat = Image.new("RGB", picture.size, "white")
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        flat.paste(clear, mask=clear.getchannel("A"))
    else:
        flat.paste(picture.convert("RGB"))
    return flat

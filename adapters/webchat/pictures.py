"""Pictures as they stand in a conversation: smaller, and without what a camera adds to them."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, ImageOps

EDGE = 960  # pixels of the longer side: sharp on a phone, across a bubble on a desk
MOST_PIXELS = 80_000_000  # what is decoded at all
QUALITY = 82

_TYPES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp"})
_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp")
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")


def is_picture(name: str, mime: str) -> bool:
    """Whether the file is to be tried as a picture; some browsers tell no type."""
    return mime in _TYPES or name.lower().endswith(_ENDINGS)


def scaled(content: bytes) -> tuple[bytes, str] | None:
    """The picture turned upright, `EDGE` at most, and its media type; nothing if it is none.
    Takes up to a second: not for the event loop."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # Pillow warns of odd files; they are tried all the same
            return _scaled(content)
    except Exception:  # whatever a broken or hostile file makes a decoder raise
        return None


def _scaled(content: bytes) -> tuple[bytes, str] | None:
    with Image.open(BytesIO(content), formats=_FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            return None
        opened.draft("RGB", (2 * EDGE, 2 * EDGE))  # a JPEG need not be decoded in full
        picture = ImageOps.exif_transpose(opened)
        drawn = picture.mode in ("1", "P", "L", "LA", "RGBA", "PA")
        picture = picture.convert("RGBA" if drawn else "RGB")
        picture.thumbnail((EDGE, EDGE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    written = BytesIO()
    if drawn:  # charts and formulas: sharp edges, and what is transparent stays so
        picture.save(written, "PNG", optimize=False)
        return written.getvalue(), "image/png"
    picture.save(written, "JPEG", quality=QUALITY)
    return written.getvalue(), "image/jpeg"

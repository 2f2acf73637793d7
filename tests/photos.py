"""Pictures as people send them, made for real."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageDraw

CAMERA = "Camera of somebody 42"
LATITUDE = 39.9042


def painted(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Red at the top left, blue at the rest."""
    picture = Image.new(mode, (width, height), (20, 60, 200) if mode == "RGB" else 0)
    if mode == "RGB":
        drawn = ImageDraw.Draw(picture)
        drawn.rectangle((0, 0, width // 2 - 1, height // 2 - 1), fill=(220, 30, 30))
    return picture


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def photo(width: int = 1600, height: int = 1200, *, turned: int = 1) -> bytes:
    """A JPEG of a phone: how it was held, by which camera, and where, with a comment."""
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010F] = CAMERA
    place = exif.get_ifd(0x8825)
    place.update({1: "N", 2: (39.0, 54.0, 15.12), 3: "E", 4: (116.0, 23.0, 30.0)})
    return saved(painted(width, height), "JPEG", exif=exif, comment=b"taken at home", quality=90)


def animation() -> bytes:
    """Three pictures of a GIF."""
    frames = [Image.new("RGB", (300, 200), colour) for colour in ("red", "green", "blue")]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=80)


def heic() -> bytes:
    """How a file of an iPhone begins."""
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(400)


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A small PNG of 3.6 billion pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(2_000_000))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", header), chunk(b"IDAT", rows), chunk(b"IEND", b""))
    )

"""Pictures are made smaller and upright, and lose what a camera has added to them."""

from __future__ import annotations

import tracemalloc
from io import BytesIO
from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from service.core.message import Attachment, Original
from service.files.attachments import make_file
from service.files.pictures import EDGES, LARGEST, scale
from tests.photos import CAMERA, animation, bomb, heic, painted, photo, saved

RED, BLUE, WHITE = (220, 30, 30), (20, 60, 200), (255, 255, 255)


def opened(content: bytes, size: str = "small") -> Image.Image:
    made = scale(content, size)  # type: ignore[arg-type]
    assert made is not None
    picture = Image.open(BytesIO(made.content))
    assert picture.format == "JPEG"
    assert picture.size == (made.width, made.height)
    return picture


def alike(picture: Image.Image, at: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    found = picture.convert("RGB").getpixel(at)
    assert isinstance(found, tuple)
    return all(abs(one - other) < 24 for one, other in zip(found, colour, strict=True))


def test_it_is_no_larger_than_it_is_shown_and_never_made_larger() -> None:
    assert opened(photo(4000, 3000)).size == (960, 720)
    assert opened(photo(4000, 3000), "large").size == (2048, 1536)
    assert opened(photo(400, 300), "large").size == (400, 300)
    assert opened(photo(5000, 2)).size == (960, 1)


def test_nothing_tells_where_and_by_which_camera_it_was_taken() -> None:
    original = photo()
    assert CAMERA.encode() in original
    made = scale(original, "large")
    assert made is not None
    assert CAMERA.encode() not in made.content
    assert b"taken at home" not in made.content
    assert b"Exif" not in made.content
    picture = Image.open(BytesIO(made.content))
    assert not picture.getexif()
    assert not picture.getexif().get_ifd(0x8825), "the place"
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progression",
                                 "progressive"}  # fmt: skip


CORNERS = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}


@pytest.mark.parametrize("turned", range(1, 9))
def test_it_stands_upright_however_the_camera_was_held(turned: int) -> None:
    """The red corner of the original lies where EXIF says."""
    picture = opened(photo(1600, 1200, turned=turned))
    assert picture.size == ((960, 720) if turned < 5 else (720, 960))
    right, bottom = picture.width - 20, picture.height - 20
    for column, row in ((0, 0), (1, 0), (0, 1), (1, 1)):
        at = (right if column else 20, bottom if row else 20)
        assert alike(picture, at, RED if (column, row) == CORNERS[turned] else BLUE)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "BMP", "JPEG"])
def test_pictures_of_common_kinds_are_read(kind: str) -> None:
    picture = opened(saved(painted(1200, 800), kind))
    assert picture.size == (960, 640)
    assert alike(picture, (100, 100), RED)
    assert alike(picture, (900, 600), BLUE)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_transparent_is_white(kind: str) -> None:
    clear = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    clear.paste((20, 60, 200, 255), (200, 0, 400, 300))
    picture = opened(saved(clear, kind))
    assert alike(picture, (50, 50), WHITE)
    assert alike(picture, (350, 50), BLUE)


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK", "LA", "I;16"])
def test_odd_kinds_of_pixels_are_read(mode: str) -> None:
    picture = Image.new("I;16", (300, 200)) if mode == "I;16" else painted(300, 200).convert(mode)
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert opened(saved(picture, kind)).size == (300, 200)


def test_of_an_animation_the_first_picture_is_shown() -> None:
    assert alike(opened(animation()), (10, 10), (255, 0, 0))


@pytest.mark.parametrize(
    "content",
    [heic(), b"", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", photo()[:2000],
     saved(painted(99, 99), "TIFF"), bytes(LARGEST + 1)],
    ids=["HEIC", "nothing", "PDF", "SVG", "cut short", "TIFF", "too large"],
)  # fmt: skip
def test_what_is_no_picture_for_us_is_told_and_is_no_error(content: bytes) -> None:
    assert scale(content, "small") is None
    with pytest.raises(ValueError, match=r"."):
        make_file(Attachment("picture.jpg", Original(content or b"x")))


def test_a_small_file_of_very_many_pixels_is_never_unpacked() -> None:
    content = bomb()
    assert len(content) < 10_000
    tracemalloc.start()
    begun = thread_time()
    assert scale(content, "small") is None
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000
    assert thread_time() - begun < 5


@settings(max_examples=60)
@given(at=st.integers(0, 10**6), byte=st.integers(0, 255), kind=st.sampled_from(["PNG", "GIF",
       "WEBP", "JPEG"]))  # fmt: skip
def test_a_broken_file_is_a_picture_or_none_and_never_an_error(
    at: int, byte: int, kind: str
) -> None:
    content = bytearray(saved(painted(60, 40), kind))
    content[at % len(content)] = byte
    made = scale(bytes(content), "small")
    assert made is None or max(made.width, made.height) <= EDGES["small"]

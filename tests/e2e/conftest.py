"""The goldens: what is printed today is compared with what was read and found good."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

GOLDENS = Path(__file__).parent / "goldens"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="write what is printed now into tests/e2e/goldens; read the difference before you "
        "commit it (name tests/e2e on the command line)",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden(name, text)`: the text is the one that is kept under this name."""
    update = request.config.getoption("--update-goldens", default=False)

    def check(name: str, text: str) -> None:
        file = GOLDENS / name
        if update:
            file.write_text(text, "utf-8")
        assert text == file.read_text("utf-8")

    return check

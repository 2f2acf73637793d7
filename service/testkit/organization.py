"""A small organization for tests: a branch, its people, a question bank, a moment."""

from __future__ import annotations

from datetime import UTC, datetime

from cryptography.fernet import Fernet

from service.core.message import Attachment, File
from service.core.people import RosterRow
from service.core.texts import plain
from service.questions.model import Option, Question

START = datetime(2026, 3, 6, 10, tzinfo=UTC)  # a Friday, 18:00 in Shanghai
BRANCH = "一支部"
KEY = Fernet.generate_key().decode()
PEOPLE = (RosterRow("王敏", f"校/{BRANCH}", role="secretary"), RosterRow("李华", f"校/{BRANCH}"))
QUESTIONS = (
    Question("single", "一加一?", (Option("1", False), Option("2", True)), 2, "算术"),
    Question(
        "several",
        "偶数?",
        (Option("2", True), Option("3", False), Option("4", True)),
        3,
        "能被二整除",
    ),
    Question("truefalse", "对吗?", (Option("对", True), Option("错", False)), 1),
)


def make_file(attachment: Attachment) -> File:
    """A stand-in for the maker of documents."""
    name = plain(attachment.name)
    return File(name, "text/plain", name.encode())

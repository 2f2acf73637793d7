"""`python -m tests.reference` writes docs/reference/*.md."""

import sys

from tests.reference.pages import FOLDER, pages

made = pages()
FOLDER.mkdir(exist_ok=True)
for old in FOLDER.glob("*.md"):
    if old.name not in made:
        old.unlink()
for name, words in made.items():
    (FOLDER / name).write_text(words, encoding="utf-8")
sys.stdout.write(f"{len(made)} pages in {FOLDER}\n")

"""Search in Chinese without a dictionary: by pairs of characters."""

from __future__ import annotations

import re

from sphinx.search import SearchLanguage  # type: ignore[import-not-found]

_WORDS = re.compile(r"[a-zA-Z0-9_]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")


class Pairs(SearchLanguage):  # type: ignore[misc]
    """A query finds the pages that have all of its pairs, as one in English finds those that have
    all of its words."""

    lang = "zh"
    language_name = "Chinese"
    js_splitter_code = """
function splitQuery(query) {
  const found = [];
  for (const [run] of query.toLowerCase().matchAll(/[a-z0-9_]+|[\\u3400-\\u9fff]+/g)) {
    if (run.length < 2 || /^[a-z0-9_]/.test(run)) { found.push(run); continue; }
    for (let i = 0; i + 1 < run.length; i++) found.push(run.slice(i, i + 2));
  }
  return found;
}
"""

    def split(self, input: str) -> list[str]:
        pairs = [
            run[start : start + 2]
            for run in _CHINESE.findall(input)
            for start in range(max(len(run) - 1, 1))
        ]
        return pairs + _WORDS.findall(input.lower())

    def word_filter(self, stemmed_word: str) -> bool:
        return len(stemmed_word) > 1

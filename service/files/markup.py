"""HTML as plain text that means the same: what raises, strikes or separates keeps a sign."""

from __future__ import annotations

import html as entities
import re

from service.core.characters import lowered, raised
from service.files.workbooks import CONTROL

_IMAGE = re.compile(r"<(?:img|svg|video|audio|object|canvas|iframe)\b", re.IGNORECASE)
_LINE_END = re.compile(r"<(?:br|hr)\s*/?>|</(?:p|div|li|tr|h[1-6]|table|blockquote)\s*>", re.I)
_NEXT_CELL = re.compile(r"</t[dh]\s*>(?=\s*<t[dh]\b)", re.IGNORECASE)
_ATTRIBUTE = r"""\s+[a-z_:][-\w:.]*\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=]+)"""
_NAMES = (
    "a|abbr|address|article|aside|b|bdi|bdo|big|blockquote|br|caption|center|cite|code|col|colgroup"
    "|dd|del|details|div|dl|dt|em|figcaption|figure|font|footer|h[1-6]|header|hr|i|ins|kbd|label|li"
    "|main|mark|nav|ol|p|pre|q|rp|rt|ruby|s|samp|section|small|span|strike|strong|style|sub|summary"
    "|sup|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|wbr"
)
_TAG = re.compile(rf"<!--[^<>]*>|</?(?:{_NAMES})(?:{_ATTRIBUTE}){{0,20}}\s*/?>", re.IGNORECASE)
_PLAIN_TAG = re.compile(rf"</?(?:b|i|em|strong|span|font)(?:{_ATTRIBUTE}){{0,20}}\s*>", re.I)
_STYLE = re.compile(r"<style\b[^<>]*>[^<]*</style\s*>", re.IGNORECASE)
_BLANK_LINE = re.compile(r"<u(?:\s[^<>]*)?>(?:\s|&nbsp;|\u3000|\xa0)*</u\s*>", re.IGNORECASE)
_STRUCK = "s|del|strike"


def _inside(names: str) -> re.Pattern[str]:
    return re.compile(rf"<(?P<tag>{names})(?:\s[^<>]*)?>(?P<text>[^<>]*)</(?P=tag)\s*>", re.I)


_MARKS = (
    (_inside("sup"), raised),
    (_inside("sub"), lowered),
    (_inside(_STRUCK), lambda text: f"~~{text}~~" if text.strip() else text),
    (_inside("rt"), lambda text: f"({text})"),
)


def from_html(written: str) -> str | None:
    """HTML as plain text, with its line breaks. None: it contains a picture."""
    if _IMAGE.search(written):
        return None
    if "<" not in written and "&" not in written:
        return CONTROL.sub("", written).replace("\xa0", " ")
    text = _BLANK_LINE.sub("____", _STYLE.sub("", written))
    text = re.sub(r"<rp(?:\s[^<>]*)?>[^<]*</rp\s*>", "", text, flags=re.IGNORECASE)
    text = _within_marks(text)
    text = _TAG.sub("", _LINE_END.sub("\n", _NEXT_CELL.sub(" | ", text)))
    return CONTROL.sub("", entities.unescape(text)).replace("\xa0", " ")


def _within_marks(text: str) -> str:
    """With signs for what marks mean: `10<sup>8</sup>` is `10⁸`. What stands in them may be marked
    itself, without meaning: `<sup><b>8</b></sup>`."""
    if not re.search(rf"<(?:sup|sub|rt|{_STRUCK})\b", text, re.IGNORECASE):
        return text
    text = _PLAIN_TAG.sub("", text)
    for pattern, sign in _MARKS:
        text = pattern.sub(lambda found: sign(entities.unescape(found["text"])), text)  # noqa: B023
    return text


def to_html(text: str) -> str:
    """A text whose signs a reader of HTML would take for markup, written so that it does not."""
    if from_html(text) == text:
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace(
        "\xa0", "&nbsp;"
    )  # fmt: skip

"""The visible paragraphs of a Word document, with automatic numbering, without deleted text; and
the pictures in them (ECMA-376, WordprocessingML)."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element  # all parsing is done by defusedxml

from service.core.characters import lowered, raised
from service.files.errors import Unreadable, refusal
from service.files.packages import open_package

MAX_PARAGRAPHS = 50_000

_DOCUMENT = "word/document.xml"
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "pPr", "rPr", "instrText", "delText"})
_CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "japaneseCounting",
                      "ideographTraditional", "chineseLegalSimplified"})  # fmt: skip
_SYMBOLS = {"FC": "√", "FE": "☑", "FB": "×", "FD": "☒", "50": "√", "52": "☑", "4F": "×", "54": "☒",
            "A8": "□", "6F": "□"}  # fmt: skip  # of Wingdings and Wingdings 2
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph with text. `number`: its position in the document from 1, counting blank ones;
    `label`: its automatic numbering: `3.`, `B.`, `二、`."""

    number: int
    text: str
    label: str = ""
    pictures: tuple[bytes, ...] = ()


def read_docx(data: bytes, name: str) -> tuple[Paragraph, ...]:
    """The paragraphs, including those in tables. Raises `Unreadable`."""
    with open_package(data, name, kind="not_docx") as package:
        try:
            return tuple(_paragraphs(package))
        except Unreadable:
            raise
        except KeyError as error:  # a part that every document has
            raise refusal(name, "not_docx") from error
        except Exception as error:  # a damaged or hostile package fails anywhere
            raise refusal(name, "damaged") from error


def _paragraphs(package: zipfile.ZipFile) -> Iterator[Paragraph]:
    numbering = _Numbering.read(package)
    media = _media(package)
    number = 0
    for element in _root(package, _DOCUMENT).iter():
        if _local(element) != "p" or not str(element.tag).startswith("{"):
            continue
        number += 1
        if number > MAX_PARAGRAPHS:
            raise ValueError("too many paragraphs")
        parts: list[str] = []
        pictures: list[bytes] = []
        for shown in _shown(element):
            if isinstance(shown, str):
                parts.append(shown)
            else:
                pictures.extend(_pictured(package, media, shown))
        text = "".join(parts).strip()
        label = numbering.label(element) if text or pictures else ""
        if text or pictures:
            yield Paragraph(number, text, label, tuple(pictures))


def _shown(element: Element) -> Iterator[str | Element]:
    """The visible text below an element, and where pictures are; a paragraph inside (in a text box)
    is separate."""
    for child in element:
        name = _local(child)
        if name in _LEFT_OUT or name == "p":
            continue
        match name:
            case "t":
                yield child.text or ""
            case "tab":
                yield "\t"
            case "br" | "cr":
                yield "\n"
            case "noBreakHyphen":
                yield "-"
            case "sym":
                yield _SYMBOLS.get(_attribute(child, "char").upper()[-2:], "□")
            case "blip":
                yield child
            case "r" | "sup" | "sub" | "f":
                yield from _moved(child, name)
            case _:
                yield from _shown(child)


def _moved(element: Element, name: str) -> Iterator[str | Element]:
    """A run that is raised, lowered or an underlined blank; a part of a formula (OMML)."""
    inside = [*_shown(element)]
    text = "".join(each for each in inside if isinstance(each, str))
    yield from (each for each in inside if not isinstance(each, str))
    if name == "f":
        over, under = (
            "".join(each for each in _shown(part) if isinstance(each, str))
            for part in (_child(element, "num"), _child(element, "den"))
        )
        yield f"{_grouped(over)}/{_grouped(under)}"
        return
    properties = _child(element, "rPr")
    how = {"sup": "superscript", "sub": "subscript"}.get(name) or _val(properties, "vertAlign")
    if how in ("superscript", "subscript"):
        text = raised(text) if how == "superscript" else lowered(text)
    elif text and not text.strip(" \u3000\xa0\t") and _val(properties, "u") not in ("", "none"):
        text = "____"
    yield text


def _child(element: Element, name: str) -> Element:
    return next((each for each in element if _local(each) == name), Element(name))


def _grouped(part: str) -> str:
    return part if part.isalnum() else f"({part})"


def _pictured(package: zipfile.ZipFile, media: Mapping[str, str], blip: Element) -> Iterator[bytes]:
    wanted = next((value for key, value in blip.items() if key.endswith("}embed")), "")
    if wanted in media:
        yield package.read(media[wanted])


def _media(package: zipfile.ZipFile) -> dict[str, str]:
    """The parts that hold pictures, by the relationship ids of the document."""
    part = "word/_rels/document.xml.rels"
    if part not in package.namelist():
        return {}
    return {
        each.get("Id", ""): posixpath.normpath(
            posixpath.join("/word", each.get("Target", ""))
        ).lstrip("/")
        for each in _root(package, part)
        if each.get("Type", "").endswith("/image") and each.get("TargetMode") != "External"
    }


# -- automatic numbering


@dataclass(slots=True)
class _Numbering:
    """The lists of a document. `formats[list][level]`: the number format; `styles`: the list of a
    paragraph style."""

    formats: Mapping[str, Mapping[int, str]]
    styles: Mapping[str, tuple[str, int]]
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, package: zipfile.ZipFile) -> _Numbering:
        parts = package.namelist()
        formats: dict[str, Mapping[int, str]] = {}
        if "word/numbering.xml" in parts:
            root = _root(package, "word/numbering.xml")
            abstract = {
                _attribute(each, "abstractNumId"): _levels(each)
                for each in root
                if _local(each) == "abstractNum"
            }
            for each in root:
                if _local(each) == "num":
                    formats[_attribute(each, "numId")] = abstract.get(
                        _val(each, "abstractNumId"), {}
                    )
        styles = {}
        if "word/styles.xml" in parts:
            for style in _root(package, "word/styles.xml"):
                found = _list_of(style)
                if _local(style) == "style" and found is not None:
                    styles[_attribute(style, "styleId")] = found
        return cls(formats, styles)

    def label(self, paragraph: Element) -> str:
        """The numbering before the paragraph; "" if there is none that counts."""
        found = _list_of(paragraph) or self.styles.get(_val(paragraph, "pStyle"))
        if found is None or found[0] not in self.formats:
            return ""
        number, level = found
        counters = self._counters.setdefault(number, {})
        counters[level] = counters.get(level, 0) + 1
        for deeper in [each for each in counters if each > level]:
            del counters[deeper]
        return _written(self.formats[number].get(level, ""), counters[level])


def _levels(abstract: Element) -> dict[int, str]:
    return {
        int(_attribute(each, "ilvl")): _val(each, "numFmt")
        for each in abstract
        if _local(each) == "lvl"
    }


def _list_of(element: Element) -> tuple[str, int] | None:
    """The list and the level in it; None for a paragraph in no list."""
    for properties in element.iter():
        if _local(properties) == "numPr":
            number = _val(properties, "numId")
            return (number, int(_val(properties, "ilvl") or 0)) if number not in ("", "0") else None
        if _local(properties) == "r":
            break
    return None


def _written(form: str, count: int) -> str:
    if form in ("decimal", "decimalZero", "decimalEnclosedCircle", "decimalFullWidth"):
        return f"{count}."
    if form in ("upperLetter", "lowerLetter") and count <= 26:
        return f"{chr(ord('A') + count - 1)}."
    if form in _CHINESE and count < 100:
        tens, ones = divmod(count, 10)
        ten = f"{_DIGITS[tens] if tens > 1 else ''}十" if tens else ""
        return f"{ten}{_DIGITS[ones] if ones else ''}、"
    return ""


# -- XML


def _root(package: zipfile.ZipFile, part: str) -> Element:
    from defusedxml.ElementTree import fromstring

    root: Element = fromstring(package.read(part), forbid_dtd=True)
    return root


def _local(element: Element) -> str:
    """The name without its namespace, which differs between "transitional" and "strict" files."""
    return str(element.tag).rpartition("}")[2]


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


def _val(element: Element, name: str) -> str:
    """The value of the first element of this name below."""
    found = next((each for each in element.iter() if _local(each) == name), None)
    return _attribute(found, "val") if found is not None else ""

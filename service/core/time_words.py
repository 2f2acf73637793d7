"""One spelling for what people type for a time: lower case, plain digits, `周1` to `周7`, Chinese
words for days and parts of the day."""

from __future__ import annotations

import re
import unicodedata

from service.core.characters import visible

_NUMERALS = "一二三四五六七八九"
_ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
           "twelve")  # fmt: skip
_ENGLISH = tuple(
    (re.compile(english), chinese)
    for english, chinese in (
        (r"\b(?:the )?day after tomorrow\b", "后天"),
        (r"\b(?:the )?day before yesterday\b", "前天"),
        (r"\blast night\b", "昨晚"),
        (r"\byesterday\b", "昨天"),
        (r"\btomorrow\b|\btmrw?\b", "明天"),
        (r"\btonight\b|\bthis evening\b", "今晚"),
        (r"\btoday\b|\bthis (?=morning|afternoon)", "今天 "),
        (r"\b(?:right |just )?now\b|\bat once\b|\bimmediately\b|\basap\b", "现在"),
        (r"\b(?:the )?end of (?:the |this )?month\b|\bmonth ?end\b", "本月底"),
        (r"\b(?:the )?end of next month\b", "下月底"),
        (r"\b(?:the )?end of (?:the |this )?year\b", "年底"),
        (r"\bnext month(?:'s)?(?: on)?(?: the)? (\d{1,2})(?:st|nd|rd|th)?\b", r"下月\1日"),
        (r"\b(?:on )?the (\d{1,2})(?:st|nd|rd|th) of next month\b", r"下月\1日"),
        (r"\b(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)(?: of (?:this|the) month)?\b", r"\1日"),
        (r"(周[1-7]) *(?:of )?next week\b", r"下\1"),
        (r"\bnext week,? ?(?:on )?(周[1-7])", r"下\1"),
        (r"(周[1-7]) *(?:of )?last week\b", r"上\1"),
        (r"\bnext ", "下"),
        (r"\bthis (?:coming )?|\bcoming ", "本"),
        (r"\ba quarter of an hour\b", "15分钟"),
        (r"\b(?:an|1) hour and a half\b|\b(?:1|one) and a half hours\b", "90分钟"),
        (r"\bhalf an? hour\b|\bhalf hour\b", "30分钟"),
        (r"\ban hour\b", "1小时"),
        (r"\ba (day|week|minute)\b", r"1\1"),
        (r"\bhalf past (\d{1,2})\b", r"\1点30分"),
        (r"\b(?:a )?quarter past (\d{1,2})\b", r"\1点15分"),
        (r"(\d{1,2}) ?o'?clock\b", r"\1点"),
        (r"\b(?:12 )?noon\b|\bmidday\b", "12:00"),
        (r"\bmidnight\b", "24:00"),
        (r"\b(?:in the )?morning\b", "上午"),
        (r"\b(?:in the )?afternoon\b", "下午"),
        (r"\b(?:in the )?evening\b|\b(?:at )?night\b", "晚上"),
        (r"\bat (\d{1,2})(?= |$)(?! ?[ap]\.?m)", r"\1点"),
        (r"\b(?:starting|from|by|until|till|before)\b", " "),
    )
)
_CHINESE = (
    (re.compile(r"(?:星期|礼拜|周)([一二三四五六日天])"), None),
    (re.compile("立即|立刻|马上|即刻|此刻|这就"), "现在"),
    (re.compile("半夜|深夜|夜里|夜间|夜晚"), "晚上"),
    (re.compile("1刻钟|一刻钟"), "15分钟"),
    (re.compile("下个月|下个?月(?=底)"), "下月"),
    (re.compile("这个月|本个?月|这月|当月"), "本月"),
    (re.compile("月末"), "月底"),
    (re.compile("年末"), "年底"),
    (re.compile("今儿"), "今天"),
    (re.compile("昨儿"), "昨天"),
    (re.compile("昨夜"), "昨晚"),
    (re.compile("明儿"), "明天"),
    (re.compile("后儿"), "后天"),
)
_BEFORE = re.compile(
    r"^(?:时间(?:是|为|：|:)?|截止(?:时间)?(?:到|至|为|是|：|:)?|截至|直到|就|定在|改到|到|至)"
)
_BEHIND = re.compile(r"(?:开始|截止|结束|为止|止|之前|以前|前|吧|哈|开会|准时)+$|[。.!！,，;；]+$")
_AGO = re.compile(r"(?<!\d)(\d{1,2}) ?个?(天|d|星期|周|w)(?:ays?|eeks?)? ?(?:之前|以前|前|ago\b)")
_QUARTER_TO = re.compile(r"\b(?:a )?quarter to (\d{1,2})\b|差1刻(\d{1,2})点")


def spelled(words: str) -> str:
    """The words in one spelling."""
    plain = " ".join(unicodedata.normalize("NFKC", visible(words)).lower().split())
    plain = plain.replace("’", "'")
    for each, chinese in _CHINESE:
        plain = each.sub(_weekday_digit if chinese is None else chinese, plain)
    plain = re.sub(
        r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs?|ur)?(?:day)?\b",
        lambda found: f"周{_ENGLISH_DAYS.index(found[1]) + 1} ",
        plain,
    )
    plain = re.sub(rf"\b({'|'.join(_COUNTS)})\b", _count, plain)
    plain = re.sub(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}(?=[ ,]|$)", r"\2 \1", plain)
    plain = re.sub(
        rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?(?=[ ,]|$)(?:,? (\d{{4}})\b)?", _date, plain
    )
    for found, chinese in _ENGLISH:
        plain = found.sub(chinese, plain)
    plain = re.sub("[〇零]", "0", plain.replace("两", "二").replace("俩", "二"))
    plain = re.sub(f"([{_NUMERALS}]?)(十?)([{_NUMERALS}]?)", _digits, plain)
    plain = _QUARTER_TO.sub(_quarter_to, plain)
    plain = _AGO.sub(_days_ago, plain)
    return _BEHIND.sub("", _BEHIND.sub("", _BEFORE.sub("", plain.strip()))).strip()


def _days_ago(found: re.Match[str]) -> str:
    return f"过去{int(found[1]) * (1 if found[2] in 'd天' else 7)}天"


def _weekday_digit(found: re.Match[str]) -> str:
    return f"周{'一二三四五六'.find(found[1]) + 1 or 7} "


def _count(found: re.Match[str]) -> str:
    return str(_COUNTS.index(found[1]) + 1)


def _date(found: re.Match[str]) -> str:
    year = f"{found[3]}年" if found[3] else ""
    return f"{year}{_MONTHS.index(found[1]) + 1}月{found[2]}日 "


def _quarter_to(found: re.Match[str]) -> str:
    return f"{(int(found[1] or found[2]) - 1) % 24}:45"


def _digits(found: re.Match[str]) -> str:
    """五 → 5, 十 → 10, 二十五 → 25, 二六 → 26."""
    tens, ten, ones = found.groups()
    if not ten:
        return "".join(str(_NUMERALS.index(each) + 1) for each in tens + ones)
    return f"{_NUMERALS.find(tens) + 1 if tens else 1}{_NUMERALS.index(ones) + 1 if ones else 0}"

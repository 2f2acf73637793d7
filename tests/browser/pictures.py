"""The pictures of the docs, made anew: `make pictures`.

A service in this process, a real browser, and the ways of a secretary and of a member through a
quiz, a discussion and a talk, and the pages of an office, in both languages: three screens of a
phone beside each other. They need Chromium and its fonts:
`apt-get install chromium fonts-noto-cjk fonts-noto-color-emoji`.
"""

from __future__ import annotations

import asyncio
import io
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image

from service.core.people import Language, RosterRow
from service.core.texts import text
from service.files.bank_writing import write_bank
from service.files.questions import read_bank
from service.questions.grammar.words import LETTERS
from service.questions.model import Question
from service.runtime.localization.catalog import Locale
from tests.browser.driver import Browser, Page, Screen, open_browser
from tests.browser.house import House, open_house
from tests.browser.offices import page_of_office
from tests.browser.works import page_of_works

PROJECT = Path(__file__).parents[2]
DOCS = PROJECT / "docs"
SAMPLE = PROJECT / "config" / "sample"
PHONE = Screen(390, 844, scale=2)
GAP = 32  # pixels between two screens
COLOURS = 128
QUESTION_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Cast:
    """Who takes part, in one language. `sample`: the questions, of the sample organization."""

    language: Language
    branch: str
    secretary: str
    member: str
    sample: str
    file: str
    attach: str  # the page's own word for sending a file
    menu: str
    topic: str
    prompt: str
    opinion: str
    other: str  # what somebody else says

    @property
    def questions(self) -> tuple[Question, ...]:
        return read_bank((SAMPLE / self.sample).read_bytes(), self.sample).questions


CHINESE = Cast(
    "zh-CN",
    "第一支部",
    "王敏",
    "李华",
    "questions.xlsx",
    "防护与支部工作.xlsx",
    "发送文件",
    menu="菜单",
    topic="居家怎样安排学习",
    prompt="居家这段时间，您怎样安排学习？有什么办法值得大家参考？",
    opinion="每天上午读一小时书，晚上在群里说一条体会，互相督促。",
    other="我和室友约好每周三、周六晚上一起看一堂课。",
)
ENGLISH = Cast(
    "en",
    "Branch One",
    "Wang Min",
    "Li Hua",
    "questions-en.gift",
    "Hygiene.xlsx",
    "Send a file",
    menu="menu",
    topic="Studying at home",
    prompt="How do you arrange your studies at home? What works that others could try?",
    opinion="I read for an hour every morning and post one thought in our room in the evening.",
    other="My roommate and I watch a lecture together every Wednesday and Saturday.",
)


def strip(screens: Sequence[bytes]) -> bytes:
    """The screens beside each other, as a PNG with a palette."""
    opened = [Image.open(io.BytesIO(each)).convert("RGB") for each in screens]
    width = sum(each.width for each in opened) + GAP * (len(opened) - 1)
    sheet = Image.new("RGB", (width, max(each.height for each in opened)), "white")
    left = 0
    for each in opened:
        sheet.paste(each, (left, 0))
        left += each.width + GAP
    written = io.BytesIO()
    sheet.quantize(COLOURS, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


class Way:
    """One person at a page, who taps what the product itself calls a button."""

    def __init__(self, house: House, page: Page, language: Language) -> None:
        self.page = page
        self._glossary = house.app.engine.registry.catalog
        self._reader = Locale(language)

    async def press(self, key: str, **values: int | str) -> None:
        await self.page.tap(self._say(key, **values))

    async def sees(self, key: str, **values: int | str) -> None:
        """Wait until this button is on the screen."""
        label = self._say(key, **values)
        await self.page.until(f"orglife.point({json.dumps(label)})", f"“{label}” on the screen")

    async def picture(self, key: str, **values: int | str) -> bytes:
        """The screen, once this button is on it."""
        await self.sees(key, **values)
        return await self.page.picture()

    async def end(self, words: str) -> None:
        """Go to the end of the chat, once these words stand there."""
        await self.page.until(f"document.body.innerText.includes({json.dumps(words)})", words)
        await self.page.run("document.getElementById('scroller').scrollTo(0, 1e9)")

    def _say(self, key: str, **values: int | str) -> str:
        return self._glossary.say(text(key, **values), self._reader)


async def of_the_secretary(way: Way, cast: Cast, folder: Path) -> list[bytes]:
    """From a file to a quiz: what was read, the times, what is scheduled."""
    file = folder / cast.file
    file.write_bytes(write_bank(cast.questions, ".xlsx").content)
    await way.page.send_file(file, cast.attach)
    await way.page.run("document.activeElement.blur()")
    screens = [await way.picture("quiz-button-store-and-go")]
    await way.press("quiz-button-store-and-go")
    screens.append(await way.picture("quiz-opens-in", minutes=60))
    await way.press("quiz-opens-in", minutes=60)
    await way.sees("quiz-lasts", minutes=60)
    await way.press("quiz-lasts", minutes=30)
    await way.press("quiz-button-confirm")
    return [*screens, await way.picture("sdk-button-edit")]


async def of_the_member(way: Way, cast: Cast) -> list[bytes]:
    """From the invitation to the result."""
    screens = [await way.picture("quiz-button-begin")]
    await way.press("quiz-button-begin")
    for number, question in enumerate(cast.questions, 1):
        for option in sorted(question.right):
            await way.page.tap(question.options[option].text)
            if question.kind == "several":
                await way.page.sees(f"● {LETTERS[option].upper()}.")
        if number == QUESTION_SHOWN:
            screens.append(await way.picture("quiz-button-submit"))
        if question.kind == "several":
            await way.press("quiz-button-submit")
    await way.press("quiz-button-hand-in")
    most = sum(each.points for each in cast.questions)
    await way.page.sees(f"{most}/{most}")
    return [*screens, await way.page.picture()]


async def of_the_menu(way: Way, cast: Cast) -> list[bytes]:
    """The menu, what can be begun, and the rest."""
    await way.page.write(cast.menu)
    await way.page.run("document.activeElement.blur()")
    screens = [await way.picture("home-button-begin")]
    await way.press("home-button-begin")
    screens.append(await way.picture("discussion-menu"))
    await way.press("home-button-menu")
    await way.press("home-button-rest")
    return [*screens, await way.picture("home-button-results")]


async def of_the_discussion(house: House, leading: Way, member: Way, cast: Cast) -> list[bytes]:
    """The topic in the room, what is said to it, and the digest."""
    await house.begin(
        "discussion", cast.secretary, title=cast.topic, prompt=cast.prompt, minutes=60
    )
    for way, words in ((leading, cast.other), (member, cast.opinion)):
        await way.page.tap(cast.branch)
        if way is member:
            screens = [await way.picture("discussion-button-have-my-say", genre="discussion")]
        await way.press("discussion-button-have-my-say", genre="discussion")
        await way.sees("discussion-button-leave", genre="discussion")
        await way.page.write(words)
        await way.sees("discussion-button-again", genre="discussion")
    await member.page.run("document.activeElement.blur()")
    screens.append(await member.page.picture())
    await leading.page.write(cast.menu)
    await leading.page.tap(cast.topic)
    await leading.press("discussion-button-close", genre="discussion")
    await leading.press("discussion-button-close-yes", genre="discussion")
    await member.page.tap(cast.branch)
    await member.end(cast.other)
    return [*screens, await member.page.picture()]


async def of_the_talk(house: House, leading: Way, member: Way, cast: Cast) -> list[bytes]:
    """Times on offer, the one that is chosen, and what the secretary sees of it."""
    day = datetime.now().astimezone().date() + timedelta(days=2)
    slots = [f"{day}T{at}" for at in ("12:30", "19:30", "20:00")]
    await house.begin("talk", cast.secretary, members=[cast.member], slots=slots)
    await member.page.touch(".room")  # the private chat comes first
    await member.end("12:30")
    screens = [await member.picture("talk-button-other")]
    await member.page.tap("19:30")
    await member.end(".ics")
    screens.append(await member.picture("talk-button-move"))
    await leading.end(".ics")
    return [*screens, await leading.page.picture()]


async def made(browser: Browser, cast: Cast, folder: Path) -> dict[str, bytes]:
    people = (
        RosterRow(cast.secretary, cast.branch, role="secretary", language=cast.language),
        RosterRow(cast.member, cast.branch, language=cast.language),
    )
    organization = {"language": cast.language}
    async with open_house(folder / "house", people, organization=organization) as house:

        async def way(name: str) -> Way:
            page = await house.page(browser, name, PHONE, language=cast.language)
            return Way(house, page, cast.language)

        leading, taking_part = await way(cast.secretary), await way(cast.member)
        secretary = await of_the_secretary(leading, cast, folder)
        bank = cast.file.removesuffix(".xlsx")
        await house.quiz(cast.secretary, bank, cast.questions, minutes=30, feedback="end")
        member = await of_the_member(taking_part, cast)
        discussion = await of_the_discussion(house, leading, taking_part, cast)
        talk = await of_the_talk(house, leading, taking_part, cast)
        return {
            "menu": strip(await of_the_menu(leading, cast)),
            "quiz-secretary": strip(secretary),
            "quiz-member": strip(member),
            "discussion": strip(discussion),
            "talk": strip(talk),
        }


def kept(name: str, content: bytes) -> None:
    (DOCS / name).write_bytes(content)
    sys.stdout.write(f"{name}: {len(content) // 1024} KB\n")


async def main() -> None:
    async with open_browser() as browser:
        with tempfile.TemporaryDirectory() as folder:
            kept("gallery.png", strip([await page_of_works(browser, Path(folder))]))
        for cast in (CHINESE, ENGLISH):
            with tempfile.TemporaryDirectory() as folder:
                pictures = await made(browser, cast, Path(folder))
            pictures["office"] = strip(await page_of_office(browser, cast.language))
            for name, content in pictures.items():
                kept(f"{name}.{cast.language}.png", content)


if __name__ == "__main__":
    asyncio.run(main())

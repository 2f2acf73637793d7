"""Works that people send from their phones, and the page on which they stand, for its picture."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from service.core.effects import Start
from service.core.people import RosterRow
from tests.browser.driver import Browser, Screen
from tests.browser.house import open_house

BRANCH = "第一支部"
PEOPLE = (
    RosterRow("王敏", BRANCH, role="secretary"),
    RosterRow("李华", BRANCH),
    RosterRow("张伟", BRANCH),
)
CALL = {"genre": "works", "title": "春天在身边", "prompt": "拍一张、写一段，说说您身边的春天。"}
VERSE = "值班的夜里，灯一直亮着。\n天亮时，校门口的海棠开了第一枝。"
PHONE = Screen(390, 844, scale=2)


def landscape() -> bytes:
    """Hills in the morning, as a JPEG."""
    width, height = 1600, 1200
    picture = Image.new("RGB", (width, height))
    drawn = ImageDraw.Draw(picture)
    for row in range(height):
        part = row / height
        drawn.line((0, row, width, row), (int(250 - 90 * part), int(214 - 20 * part), 190))
    drawn.ellipse((1080, 260, 1280, 460), (255, 244, 214))
    hills = (((0, 820), (500, 520), (1000, 840)), ((500, 900), (1100, 600), (1700, 920)))
    for colour, hill in zip(((122, 158, 126), (88, 129, 87)), hills, strict=True):
        drawn.polygon((*hill, (hill[-1][0], height), (hill[0][0], height)), colour)
    drawn.rectangle((0, 900, width, height), (58, 90, 64))
    written = BytesIO()
    picture.save(written, "JPEG", quality=88)
    return written.getvalue()


async def page_of_works(browser: Browser, folder: Path) -> bytes:
    """The screen of somebody who has been given the link."""
    async with open_house(folder / "house", PEOPLE) as house:
        owner = house.person("王敏")
        await house.app.engine.begin(Start("discussion", owner.unit, owner.id, CALL))
        house.app.delivery.wake()
        file = folder / "操场的早晨.jpg"
        file.write_bytes(landscape())
        photographer = await house.page(browser, "李华", PHONE)
        await photographer.tap("在这里投稿")
        await photographer.send_file(file, "发送文件")
        await photographer.sees("已收到您")
        writer = await house.page(browser, "张伟", PHONE)
        await writer.tap("在这里投稿")
        await writer.write(VERSE)
        await writer.sees("已收到您")
        leader = await house.page(browser, "王敏", PHONE)
        await leader.tap("审核")
        for waiting in ("共 2 件待审核", "共 1 件待审核"):
            await leader.sees(waiting)
            await leader.tap("通过")
        await leader.sees("没有待审核的投稿")
        await leader.tap("返回")
        await leader.tap("更多操作…")
        await leader.tap("作品展页")
        await leader.tap("是的，公开")
        await leader.until("document.body.innerText.includes('/gallery/')", "the link")
        words = await leader.run("document.body.innerText")
        shown = await browser.page(re.findall(r"http://\S+/gallery/\S+", words)[-1], PHONE)
        loaded = "[...document.images].every((each) => each.complete && each.naturalWidth)"
        await shown.until(loaded, "the picture")
        return await shown.picture()

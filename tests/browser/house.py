"""A branch in the web chat of a service that runs in this process, and its people at the pages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adapters.webchat import WebChat
from service.app import App
from service.core.effects import Start
from service.core.message import Chat
from service.core.people import Person, RosterRow
from service.questions.model import Question
from service.settings.loading import Settings
from service.testkit.waiting import patience
from tests.browser.driver import PHONE, Browser, Page, Screen
from tests.e2e.running import free_port

ACCOUNT = "webchat"


@dataclass(frozen=True, slots=True)
class House:
    app: App

    async def page(self, browser: Browser, name: str, screen: Screen = PHONE, **given: Any) -> Page:
        """The person's page on another device of theirs, with the tabs of their chats on it."""
        page = await self.opened(browser, await self.link(name), screen, **given)
        await page.until("document.querySelectorAll('.room').length > 1", "the chats")
        await page.until("!document.getElementById('empty').hidden || orglife.loaded()")
        return page

    async def link(self, name: str) -> str:
        """A new invitation of the person."""
        chat, person = self.app.adapters[ACCOUNT], self.person(name).id
        code = (await self.app.administration.invite([person]))[person]
        return str(chat.invite_link(code))

    @staticmethod
    async def opened(browser: Browser, link: str, screen: Screen = PHONE, **given: Any) -> Page:
        """The page behind an invitation, once its button has been tapped."""
        page = await browser.page(link, screen, **given)
        await page.run("document.querySelector('form button').click()")
        await page.until("!!document.getElementById('log')", "the chat")
        return page

    def person(self, name: str) -> Person:
        people = self.app.engine.directory.roster.people.values()
        return next(each for each in people if each.name == name)

    async def quiz(self, by: str, bank: str, questions: Sequence[Question], **details: Any) -> None:
        """A quiz of the person's branch, open from now on unless said otherwise."""
        await self.app.administration.import_bank(self.person(by).unit, bank, questions)
        await self.begin("quiz", by, bank=bank, **details)

    async def begin(self, kind: str, by: str, **details: Any) -> None:
        """An activity of the person's branch, as a plan would begin it."""
        owner = self.person(by)
        await self.app.engine.begin(Start(kind, owner.unit, owner.id, details))
        self.app.delivery.wake()


@asynccontextmanager
async def open_house(
    folder: Path, rows: Sequence[RosterRow], **settings: Any
) -> AsyncIterator[House]:
    """Everybody is linked to a chat of their own, and to the room of their branch."""
    web = {"port": free_port()}
    calm = {"enabled": False}
    app = await App.build(Settings(data_dir=folder, web=web, quiet_hours=calm, **settings))
    chat = app.adapters[ACCOUNT]
    assert isinstance(chat, WebChat)
    await app.administration.import_roster(rows)
    directory = await app.administration.directory()
    for person in directory.roster.people.values():
        user = await chat.ensure_user(person.name, person.language, f"u-{person.id}")
        place = Chat(ACCOUNT, await chat.private_room(user))
        await app.administration.link(place, user, person.id)
    await app.engine.refresh()
    await app.follow_roster()
    stop, ready = asyncio.Event(), asyncio.Event()
    running = asyncio.create_task(app.run(stop, ready.set))
    try:
        async with patience():
            await ready.wait()
        yield House(app)
    finally:
        stop.set()
        await running

"""One list of where somebody is signed in: the sessions of their web chat stand at the pages for
offices too, and an administrator ends them all."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from service.core.office import Browser
from service.host.control import Control, SignOut
from service.runtime.accounts import office
from service.runtime.accounts.api_tokens import make
from service.runtime.unit_of_work import UnitOfWork
from service.store import office_tables as ot
from service.store.api_tokens import ApiTokens
from tests.web.test_one_chat import ROWS, device, invited, number, serving


async def test_sessions_of_the_chat_are_listed_and_ended_by_their_owner_and_the_administrator(
    tmp_path: Path,
) -> None:
    async with serving(tmp_path) as app:
        await app.administration.import_roster(ROWS)
        await app.engine.refresh()
        async with device(app, "王敏") as phone, device(app) as desk, device(app, "陈静") as other:
            await desk.come_in(await invited(app, "王敏"))
            owner, another = number(app, "王敏"), number(app, "陈静")
            page = await app.desk.settings(owner, passkeys_work=False, provider="")
            assert len(page.chats) == 2
            (theirs,) = (await app.desk.settings(another, passkeys_work=False, provider="")).chats
            _, _, session = theirs.key.partition("-")
            for key in (f"0-{session}", "0-", "1-1", "x", f"0-{'9' * 30}"):
                await app.desk.end_chat_device(owner, key)
            assert (await other.http.get(f"{other.home}state")).status_code == 200
            newest = page.chats[0]  # the one used last: the desk
            await app.desk.end_chat_device(owner, newest.key)
            assert (await desk.http.get(f"{desk.home}state")).status_code == 401
            assert (await phone.http.get(f"{phone.home}state")).status_code == 200

            async def begin(uow: UnitOfWork) -> str:
                person = uow.directory.roster.people[owner]
                return await office.begin(uow, person, "link", Browser("?", ""))

            token = await app.engine.do("office_sign_in", begin)
            await app.engine.do("made", lambda uow: make(uow, owner, ("units",), 30))
            assert await app.desk.visitor(token) is not None
            control = Control(app.administration, app.engine, app.adapters)
            assert await control.do(SignOut(owner, ways=True)) == 2
            assert await app.desk.visitor(token) is None
            assert (await phone.http.get(f"{phone.home}state")).status_code == 401
            async with app.store.read() as transaction:
                assert await transaction.rows(select(ot.office_passkeys)) == []
                assert await ApiTokens(transaction).listed(app.clock.now()) == []

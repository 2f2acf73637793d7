"""With what the reader comes in: passkeys, one-time codes, the organization's own sign-in, and the
devices at which they are signed in. Who changes it has just shown who they are."""

from __future__ import annotations

from typing import Any

from litestar import Response
from litestar.response import Redirect

from service.core.access import SEES_FIGURES
from service.web.office.asked import ANY, SETTING_UP, Asked, PageRoute
from service.web.office.entrance import end_session, leave_for_provider
from service.web.office.site import read_json

SETTINGS = "/office/sessions"


async def _settings(asked: Asked) -> Response[Any]:
    """With what the reader comes in, and where they are signed in."""
    page = await asked.site.settings(asked.person)
    return asked.shown("sessions", page, script=page.passkeys_work)


async def _end(asked: Asked) -> Response[Any]:
    """Ends one of the reader's sessions, or all."""
    return await end_session(asked.site, asked.request, asked.visitor)


async def _second(asked: Asked) -> Response[Any]:
    """Asks for a second factor, or once more for one."""
    return await _ask_second(asked)


async def _ask_second(asked: Asked, status: int = 200, said: str = "") -> Response[Any]:
    page = await asked.site.settings(asked.person)
    return asked.shown("second", page, status, script=page.passkeys_work, said=said)


async def _show_code(asked: Asked) -> Response[Any]:
    """Takes a one-time code (`code`)."""
    code = (await asked.form())("code")
    browser = asked.site.browser(asked.request)
    shown, token = await asked.site.ways.show_code(asked.visitor, code, browser)
    if shown != "right":
        return await _ask_second(asked, *_WRONG[shown])
    to = "/office/" if asked.visitor.stage == "second" else SETTINGS
    return asked.site.proved(asked.request, token, to)


_WRONG = {"wrong": (400, "code_wrong"), "wait": (429, "code_wait")}


async def _change(asked: Asked) -> Response[Any]:
    """Renames a passkey (`rename`: its number, `name`), or takes a way in away (`remove`)."""
    given = await asked.form()
    if way := given("remove"):
        await asked.site.ways.remove(asked.visitor, way, asked.site.browser(asked.request))
    elif (number := given("rename")).isascii() and number.isdigit() and len(number) < 19:
        await asked.site.ways.rename_passkey(asked.visitor, int(number), given("name"))
    return Redirect(SETTINGS, status_code=303)


async def _ask_passkey(asked: Asked) -> Response[Any]:
    """The question with which a browser makes a passkey, as JSON."""
    drawn, question = await asked.site.ways.ask_for_new_passkey(asked.visitor)
    if not drawn:
        return asked.site.told(409, asked.visitor.language, "passkeys_full")
    return asked.site.prompt(asked.request, drawn, question)


async def _add_passkey(asked: Asked) -> Response[Any]:
    """Keeps the passkey that the browser has made: `answer` and `name`, as JSON."""
    site, request = asked.site, asked.request
    given = await read_json(request)
    answer, name = str(given.get("answer", "")), str(given.get("name", ""))
    drawn, browser = site.drawn(request), site.browser(request)
    token = await site.ways.add_passkey(asked.visitor, drawn, answer, name, browser)
    if not token:
        return site.told(400, asked.visitor.language, "passkey_failed")
    return site.proved(request, token, SETTINGS)


async def _code(asked: Asked) -> Response[Any]:
    """The secret of one-time codes, while they are being set up."""
    return await _set_up_code(asked)


async def _set_up_code(asked: Asked, status: int = 200, said: str = "") -> Response[Any]:
    secret = await asked.site.ways.secret_code(asked.visitor)
    if secret is None:
        return Redirect(SETTINGS, status_code=303)
    return asked.shown("code", secret, status, said=said)


async def _take_code(asked: Asked) -> Response[Any]:
    """Draws a secret (`start`), or takes the first code of it (`code`)."""
    site, given = asked.site, await asked.form()
    if given("start"):
        await site.ways.prepare_code(asked.visitor)
        return Redirect("/office/code", status_code=303)
    browser = site.browser(asked.request)
    shown, token = await site.ways.show_code(asked.visitor, given("code"), browser, new=True)
    if shown != "right":
        return await _set_up_code(asked, *_WRONG[shown])
    return site.proved(asked.request, token, SETTINGS)


async def _bind(asked: Asked) -> Response[Any]:
    """Leads to the organization's own sign-in, to be known there from now on."""
    return await leave_for_provider(asked.site, asked.request, asked.visitor)


WAYS: tuple[PageRoute, ...] = (
    PageRoute("/sessions", SEES_FIGURES, _settings, stages=SETTING_UP),
    PageRoute("/sessions", SEES_FIGURES, _end, "POST", ANY),
    PageRoute("/second", SEES_FIGURES, _second, stages=ANY),
    PageRoute("/second", SEES_FIGURES, _show_code, "POST", ANY),
    PageRoute("/ways", SEES_FIGURES, _change, "POST", SETTING_UP, fresh=True),
    PageRoute("/passkeys/ask", SEES_FIGURES, _ask_passkey, "POST", SETTING_UP, fresh=True),
    PageRoute("/passkeys", SEES_FIGURES, _add_passkey, "POST", SETTING_UP, fresh=True),
    PageRoute("/code", SEES_FIGURES, _code, stages=SETTING_UP, fresh=True),
    PageRoute("/code", SEES_FIGURES, _take_code, "POST", SETTING_UP, fresh=True),
    PageRoute("/bind", SEES_FIGURES, _bind, "POST", SETTING_UP, fresh=True),
)

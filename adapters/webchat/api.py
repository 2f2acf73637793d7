"""The API of the page's script: state, history, the event stream, acts and files."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal
from urllib.parse import quote

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import UploadFile
from litestar.exceptions import HTTPException
from litestar.response import Stream

from adapters.webchat.capabilities import LARGEST_ACT, LONGEST_FILE_NAME, UPLOADS_PER_DAY
from adapters.webchat.errors import Refusal
from adapters.webchat.event_stream import HEADERS
from adapters.webchat.event_stream import events as events_of
from adapters.webchat.file_contents import agrees
from adapters.webchat.inbound import clean_name
from adapters.webchat.outbound import message_number
from adapters.webchat.site import Site
from service.core.message import File

PAGE = 50  # messages

_ACT_ID = r"\A[A-Za-z0-9-]{8,64}\Z"
_MIME = re.compile(r"[\w.+-]{1,64}/[\w.+-]{1,64}")

ActId = Annotated[str, msgspec.Meta(pattern=_ACT_ID)]


class Say(msgspec.Struct, tag="say", tag_field="kind"):
    id: ActId
    room: str
    text: str
    reply_to: str | None = None


class Press(msgspec.Struct, tag="press", tag_field="kind"):
    id: ActId
    room: str
    message: str
    choice: str


class Change(msgspec.Struct, tag="change", tag_field="kind"):
    id: ActId
    room: str
    message: str
    text: str


class Withdraw(msgspec.Struct, tag="withdraw", tag_field="kind"):
    id: ActId
    room: str
    message: str


class Speak(msgspec.Struct, tag="speak", tag_field="kind"):
    id: ActId
    language: Literal["zh-CN", "en"]


class Read(msgspec.Struct, tag="read", tag_field="kind"):
    """The room was read up to this message. Nobody else is notified."""

    room: str
    message: str


Act = Say | Press | Change | Withdraw | Speak | Read
_acts: msgspec.json.Decoder[Act] = msgspec.json.Decoder(Act)


def api_routes(site: Site) -> list[Any]:
    """The routes under `/chat/u/<user>/`."""

    @get("/u/{user:str}/state", name="chat.state")
    async def state(request: Request[Any, Any, Any], user: str) -> dict[str, Any]:
        """The person's rooms, the number of the latest change, their language."""
        session = await site.reader(request, user)
        change = await site.store.history.latest_change()  # first: later changes are streamed
        rooms = await site.store.people.rooms(user)
        return {"rooms": rooms, "change": change, "language": session.user.language}

    @get("/u/{user:str}/rooms/{room:str}", name="chat.history")
    async def history(
        request: Request[Any, Any, Any], user: str, room: str, before: str = ""
    ) -> dict[str, Any]:
        """The newest messages of a room, or those before the message `before`; `more`: whether
        there may be older ones."""
        await site.reader(request, user)
        await site.conversation.room(user, room)
        page = await site.store.history.page(user, room, _number(before), PAGE)
        return {"messages": page, "more": len(page) == PAGE}

    @get("/u/{user:str}/events", name="chat.events")
    async def events(request: Request[Any, Any, Any], user: str, after: str = "") -> Stream:
        """An event stream of what changes after the change `after`, or after `Last-Event-ID`; 503
        while too many pages are open."""
        session = await site.reader(request, user)
        if site.feed.full:
            raise Refusal(503, "too_many_pages")
        resumed = message_number(request.headers.get("last-event-id"))
        seen = max((each for each in (_number(after), resumed) if each is not None), default=None)
        if seen is None:
            seen = await site.store.history.latest_change()
        return Stream(events_of(site, session, seen), media_type="text/event-stream",
                      headers=HEADERS)  # fmt: skip

    @post("/u/{user:str}/acts", name="chat.act", request_max_body_size=LARGEST_ACT, status_code=200)
    async def act(request: Request[Any, Any, Any], user: str) -> dict[str, str]:
        """One act, as JSON: to say, press, change, withdraw or have read something, or to speak
        another language. The same `id` twice is as once."""
        await site.writer(request, user)
        try:
            given = _acts.decode(await _body(request))
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            raise Refusal(400, "not_understood") from None
        return {"message": await _perform(site, user, given) or ""}

    return [state, history, events, act, *_files(site)]


def _files(site: Site) -> list[Any]:
    @post(
        "/u/{user:str}/files",
        name="chat.upload",
        request_max_body_size=site.largest_upload + LARGEST_ACT,
        status_code=200,
    )
    async def upload(request: Request[Any, Any, Any], user: str) -> dict[str, str]:
        """A file, as a form with `id`, `room` and `file`, perhaps `text`, `reply_to` and `album`;
        413 for one that is too large."""
        await site.writer(request, user)
        _check_length(request, site.largest_upload + LARGEST_ACT, site.largest_upload)
        form = await request.form()
        act_id, sent = str(form.get("id", "")), form.get("file")
        album = str(form.get("album", ""))
        if not all(re.fullmatch(_ACT_ID, each) for each in (act_id, album or act_id)):
            raise Refusal(400, "not_understood")
        if not isinstance(sent, UploadFile):
            raise Refusal(400, "not_understood")
        content = await sent.read()
        if len(content) > site.largest_upload:
            raise _too_large(site.largest_upload)
        if not site.uploads.admit(user, len(content)):
            raise Refusal(413, "uploads_used_up", limit=UPLOADS_PER_DAY // 1024 // 1024)
        name = clean_name(sent.filename.replace("\\", "/").rpartition("/")[2]) or "file"
        if not agrees(name, content):
            raise Refusal(415, "file_other_content")
        mime = sent.content_type if _MIME.fullmatch(sent.content_type or "") else ""
        message = await site.conversation.upload(
            user,
            act_id,
            str(form.get("room", "")),
            File(name[-LONGEST_FILE_NAME:], mime or "application/octet-stream", content),
            text=str(form.get("text", "")),
            reply_to=str(form.get("reply_to", "")) or None,
            album=album,
        )
        return {"message": message}

    @get("/u/{user:str}/files/{file:str}", name="chat.file")
    async def download(request: Request[Any, Any, Any], user: str, file: str) -> Response[bytes]:
        """A file that the person may see, as a download."""
        await site.reader(request, user)
        found = await site.store.messages.file(file, reader=user)
        if found is None:
            raise Refusal(404, "file_gone")
        return Response(
            found.content,
            media_type=found.mime,
            headers={
                "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name, safe='')}",
                "Content-Security-Policy": "default-src 'none'; sandbox",
            },
        )

    return [upload, download]


async def _perform(site: Site, user: str, act: Act) -> str | None:
    """Carry out the act. Returns the message it made or is about."""
    conversation = site.conversation
    match act:
        case Say(id, room, text, reply_to):
            return await conversation.say(user, id, room, text, reply_to)
        case Press(id, room, message, choice):
            return await conversation.press(user, id, room, message, choice)
        case Change(id, room, message, text):
            return await conversation.change(user, id, room, message, text)
        case Withdraw(id, room, message):
            return await conversation.withdraw(user, id, room, message)
        case Speak(id, language):
            await conversation.speak(user, id, language)
        case Read(room, message):
            await site.store.people.read(user, room, message_number(message) or 0)
    return None


def _number(given: str) -> int | None:
    """A number of the query; nothing if it is not given. Raises `Refusal`."""
    number = message_number(given)
    if given and number is None:
        raise Refusal(400, "not_understood")
    return number


async def _body(request: Request[Any, Any, Any]) -> bytes:
    _check_length(request, LARGEST_ACT, LARGEST_ACT)
    try:
        return await request.body()
    except HTTPException as error:
        if error.status_code != 413:
            raise
        raise _too_large(LARGEST_ACT) from None


def _check_length(request: Request[Any, Any, Any], most: int, told: int) -> None:
    """Refuse a request that declares itself too long, before reading it."""
    length = request.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length) > most:
        raise _too_large(told)


def _too_large(limit: int) -> Refusal:
    return Refusal(413, "file_too_large", limit=f"{limit / 1024 / 1024:g}")

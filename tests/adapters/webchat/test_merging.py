"""A file of earlier days, in which every sign-in was somebody of their own, is merged."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from litestar import Litestar

from adapters.webchat import WebChat, build
from adapters.webchat.inbound import Spoke, update
from adapters.webchat.tables import SCHEMA_VERSION
from service.core.events import Said
from service.core.message import Chat
from tests.adapters.webchat.conftest import BASE, Browser, Mirror, Recorder
from tests.adapters.webchat.door import TestDoor
from tests.adapters.webchat.test_devices import SECRET, cookie_of_earlier_days

OLD = """
CREATE TABLE users (id VARCHAR NOT NULL PRIMARY KEY, name VARCHAR NOT NULL,
    language VARCHAR NOT NULL, created_at INTEGER NOT NULL);
CREATE TABLE rooms (id VARCHAR NOT NULL PRIMARY KEY, title VARCHAR NOT NULL, kind VARCHAR NOT NULL);
CREATE TABLE room_members (room VARCHAR NOT NULL REFERENCES rooms (id),
    user VARCHAR NOT NULL REFERENCES users (id), read_up_to INTEGER DEFAULT '0' NOT NULL,
    PRIMARY KEY (room, user));
CREATE TABLE messages (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    room VARCHAR NOT NULL REFERENCES rooms (id), sender VARCHAR REFERENCES users (id),
    title TEXT NOT NULL, body TEXT NOT NULL, buttons TEXT NOT NULL, sealed BOOLEAN NOT NULL,
    reply_to INTEGER REFERENCES messages (id), key VARCHAR NOT NULL UNIQUE,
    created_at INTEGER NOT NULL, edited_at INTEGER, deleted_at INTEGER,
    marked BOOLEAN DEFAULT '0' NOT NULL, changed INTEGER NOT NULL UNIQUE);
CREATE TABLE files (id VARCHAR NOT NULL PRIMARY KEY,
    message INTEGER NOT NULL REFERENCES messages (id), name VARCHAR NOT NULL,
    mime VARCHAR NOT NULL, size INTEGER NOT NULL, content BLOB NOT NULL, sealed BOOLEAN NOT NULL);
CREATE TABLE acts (key VARCHAR NOT NULL PRIMARY KEY, number INTEGER NOT NULL UNIQUE,
    message VARCHAR NOT NULL, raw TEXT NOT NULL, sealed BOOLEAN NOT NULL,
    carried BOOLEAN NOT NULL, at INTEGER NOT NULL);
CREATE TABLE facts (name VARCHAR NOT NULL PRIMARY KEY, value TEXT NOT NULL);
PRAGMA user_version=1;
INSERT INTO users VALUES ('phone', 'Jack', 'zh-CN', 1), ('desk', '王敏', 'zh-CN', 2),
    ('third', '王敏', 'en', 3), ('li', '李华', 'zh-CN', 4);
INSERT INTO rooms VALUES ('p-phone', '', 'private'), ('p-desk', '', 'private'),
    ('p-third', '', 'private'), ('p-li', '', 'private'), ('unit-1', '第一支部', 'room');
INSERT INTO room_members VALUES ('p-phone', 'phone', 3), ('p-desk', 'desk', 4),
    ('p-third', 'third', 0), ('p-li', 'li', 0), ('unit-1', 'phone', 6), ('unit-1', 'desk', 2),
    ('unit-1', 'li', 0);
"""
SAID = (  # room, sender, words; private ones are sealed
    ("p-phone", "phone", "菜单"),
    ("unit-1", "desk", "大家好"),
    ("p-phone", None, "这是菜单"),
    ("p-desk", None, "您好"),
    ("p-desk", "desk", "设置"),
    ("unit-1", "phone", "收到"),
    ("p-third", "third", "hello"),
    ("p-li", "li", "别人的话"),
)


def old_file(folder: Path) -> Path:
    path = folder / "webchat.sqlite3"
    with sqlite3.connect(path) as file:
        file.executescript(OLD)
        for number, (room, sender, words) in enumerate(SAID, 1):
            private = room.startswith("p-")
            body = Mirror().seal(words) if private else words
            file.execute(
                "INSERT INTO messages (room, sender, title, body, buttons, sealed, key, created_at,"
                " changed) VALUES (?, ?, '', ?, '', ?, ?, ?, ?)",
                (room, sender, body, private, f"k{number}", number, number),
            )
        file.execute("UPDATE messages SET reply_to = 3 WHERE id = 1")
        file.execute("INSERT INTO files VALUES ('f1', 5, ?, 'text/plain', 3, ?, 1)",
                     (Mirror().seal("a.txt"), Mirror().seal("YWJj").encode()))  # fmt: skip
        late = update(Spoke(key="phone:late", room="p-phone", private=True, user="phone",
                            message="1", text="菜单"))  # fmt: skip
        file.execute("INSERT INTO acts VALUES ('phone:late', 1, '1', ?, 1, 0, 5)",
                     (Mirror().seal(late.raw),))  # fmt: skip
    file.close()
    return path


async def opened(path: Path) -> tuple[WebChat, Litestar, TestDoor, Recorder]:
    settings = {"path": str(path), "base_url": BASE, "secret": SECRET}
    chat, door, inbox = build(settings, account="webchat", sealer=Mirror()), TestDoor(), Recorder()
    await chat.open()
    chat.open_to(door)
    app = Litestar([*chat.routes(inbox)], logging_config=None, openapi_config=None)
    return chat, app, door, inbox


async def test_several_of_one_person_become_one_with_the_history_of_all(tmp_path: Path) -> None:
    chat, app, door, _ = await opened(old_file(tmp_path))
    for _ in range(2):  # as after a crash between the two files
        await chat.merge("desk", ["phone", "third"])
    await chat.rename({"desk": "王敏", "li": "李华"})
    wang = Browser(app, "desk")
    await wang.come_in(chat, door.invite("王敏", "desk"))
    history = await wang.history("p-desk")
    assert [(each["body"], each["sender"]) for each in history] == [
        ("菜单", "desk"),
        ("这是菜单", None),
        ("您好", None),
        ("设置", "desk"),
        ("hello", "desk"),
    ]
    assert history[0]["reply"]["text"] == "这是菜单"
    assert (await wang.http.get(f"{wang.home}/files/f1")).content == b"abc"
    room = await wang.history("unit-1")
    assert [(each["sender"], each["name"]) for each in room] == [("desk", "王敏")] * 2
    unread = {each["id"]: each["unread"] for each in (await wang.state())["rooms"]}
    assert unread == {"p-desk": 0, "unit-1": 0}
    async with chat.store.database.read() as connection:
        broken = (await connection.exec_driver_sql("PRAGMA foreign_key_check")).all()
        version = (await connection.exec_driver_sql("PRAGMA user_version")).scalar_one()
    assert (broken, version) == ([], SCHEMA_VERSION)
    await wang.http.aclose()
    await chat.close()


async def test_what_a_former_one_did_is_done_by_the_one_that_is_left(tmp_path: Path) -> None:
    path = old_file(tmp_path)
    chat, *_ = await opened(path)
    await chat.merge("phone", ["third"])
    await chat.merge("desk", ["phone"])
    await chat.close()
    chat, app, _, inbox = await opened(path)
    (late,) = await chat.store.acts.waiting(10)
    (event,) = chat.parse(late.raw)
    assert isinstance(event, Said)
    assert (event.sender, event.ref.chat) == ("desk", Chat("webchat", "p-desk"))
    # The old address leads to the one chat, for the browser that was signed in there.
    for former in ("phone", "third"):
        browser = Browser(app, former)
        cookie = cookie_of_earlier_days(former)
        browser.http.cookies.set("orglife_chat", cookie, path=f"/chat/u/{former}/")
        answer = await browser.http.get(f"{browser.home}/")
        assert (answer.status_code, answer.headers["location"]) == (302, "/chat/u/desk/")
        assert (await browser.http.get("/chat/u/desk/state")).status_code == 200
        stranger = Browser(app, former)
        assert (await stranger.http.get(f"{stranger.home}/")).status_code == 401
        await browser.http.aclose()
        await stranger.http.aclose()
    assert not inbox.updates
    await chat.close()

"""A database is made by its migrations, and kept by them."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import ProgrammingError

from service.core.events import Attached
from service.core.message import Chat, Ref
from service.questions.model import Option
from service.runtime.accounts.invite_codes import code_hash
from service.runtime.inbound.routing import Begun, InboundEvent, MessageOrigin, look_up
from service.runtime.retention import Keep, Retention
from service.store.account_linking import Links
from service.store.banks import BankTables
from service.store.database import Database
from service.store.history import running
from service.store.migrate import DatabaseTooNewError, upgrade
from service.store.room import has_room
from service.store.schema import EPOCH, metadata
from service.store.store import Store
from service.store.templates import TemplateTable
from tests.world import world


def differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "compare_server_default": True}
    )
    return compare_metadata(context, metadata)


def partial_indexes(connection: Connection) -> set[str]:
    """The indexes that hold only some rows: what Alembic does not compare."""
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE sql LIKE '%INDEX% WHERE %'",
        "postgresql": "SELECT indexname FROM pg_indexes WHERE indexdef LIKE '% WHERE %'",
    }
    return set(connection.execute(text(catalogue[connection.dialect.name])).scalars())


async def test_the_migrations_make_exactly_the_tables_the_code_knows(
    empty_url: str,
) -> None:
    store = await Store.open(empty_url)
    async with store.database.write() as connection:
        assert await connection.run_sync(differences) == []
        made = await connection.run_sync(partial_indexes)
    await store.close()
    known = {
        str(index.name)
        for table in metadata.tables.values()
        for index in table.indexes
        if "where" in index.info
    }
    assert known
    assert made == known


async def test_opening_again_changes_nothing_and_keeps_what_was_written(
    empty_url: str,
) -> None:
    store = await Store.open(empty_url)
    async with store.write() as transaction:
        await transaction.connection.execute(text("INSERT INTO meta VALUES ('a', 'b')"))
    await store.close()
    store = await Store.open(empty_url)
    async with store.read() as transaction:
        assert (await transaction.rows(text("SELECT value FROM meta")))[0].value == "b"
    await store.close()


async def test_a_database_of_a_newer_version_is_refused_and_left_alone(
    empty_url: str,
) -> None:
    store = await Store.open(empty_url)
    async with store.write() as transaction:
        await transaction.connection.execute(text("UPDATE alembic_version SET version_num='9999'"))
    await store.close()
    with pytest.raises(DatabaseTooNewError, match=r"9999.*newer OrgLife"):
        await Store.open(empty_url)
    database = Database(empty_url)
    async with database.read() as connection:
        found = await connection.execute(text("SELECT version_num FROM alembic_version"))
        assert found.scalar_one() == "9999"
    await database.close()


def test_a_database_of_another_kind_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(ValueError, match=r"'mysql' is not supported; use sqlite:.*postgresql:"):
        Database("mysql://localhost/x")


async def test_sqlite_keeps_what_it_has_confirmed(sqlite_url: str) -> None:
    """WAL, and every commit on the disk before it is confirmed."""
    database = Database(sqlite_url)
    async with database.write() as connection:
        mode = (await connection.execute(text("PRAGMA journal_mode"))).scalar_one()
        synchronous = (await connection.execute(text("PRAGMA synchronous"))).scalar_one()
    await database.close()
    assert (mode, synchronous) == ("wal", 2)


async def test_codes_of_an_old_database_are_kept_harder_and_still_found(empty_url: str) -> None:
    once = hashlib.sha256(b"ABCDEFGHJK").hexdigest()  # as 0018 kept it
    database = Database(empty_url)
    async with database.write() as connection:
        await connection.run_sync(upgrade, "0018")
        kept = "INSERT INTO codes (hash, kind, person, expires_at) VALUES (:hash, 'invite', 1, 5)"
        await connection.execute(text(kept), {"hash": once})
    await database.close()
    store = await Store.open(empty_url)
    async with store.read() as transaction:
        row = await Links(transaction).code(code_hash("abcde-fghjk"))
        assert row is not None
        assert row.person == 1
        assert await Links(transaction).code(once) is None, "the plain hash is gone"
    await store.close()


async def test_a_role_that_may_only_read_and_write_is_enough_once_all_is_migrated(
    empty_postgres_url: str,
) -> None:
    """And a statement that takes too long is ended by the server."""
    await (await Store.open(empty_postgres_url)).close()
    role = f"orglife_{secrets.token_hex(6)}"
    url, owner = make_url(empty_postgres_url), Database(empty_postgres_url)
    async with owner.write() as connection:
        for statement in (
            f"CREATE ROLE {role} LOGIN PASSWORD 'x'",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
            f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}",
        ):
            await connection.execute(text(statement))
    limited = url.set(username=role, password="x").render_as_string(hide_password=False)
    async with world(url=limited) as w:
        await w.quiz()
        await w.press("李华", "开始")
        assert "quiz.begun" in await w.actions("quiz")
        await Retention(w.store, w.clock, Keep()).sweep()
        assert await has_room(w.store)
        (timeout,) = await w.sql("SHOW statement_timeout")
        assert timeout.statement_timeout == "1min"
        for forbidden in ("CREATE TABLE x (y int)", "DROP TABLE journal", "TRUNCATE journal"):
            with pytest.raises(ProgrammingError, match=r"permission|owner"):
                await w.sql(forbidden)
    async with owner.write() as connection:
        await connection.execute(text(f"DROP OWNED BY {role}"))
        await connection.execute(text(f"DROP ROLE {role}"))
    await owner.close()


async def test_scores_of_an_old_file_become_hundredths(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    async with database.write() as connection:
        await connection.run_sync(upgrade, "0001")
        for statement in (
            "INSERT INTO activities (id, kind, unit, phase, title, finished, created_at, schema, "
            "version, state) VALUES (:id, :kind, 1, 'open', '', FALSE, 0, 1, 1, '{}')",
            "INSERT INTO entries (activity, person, status, score, out_of, schema, version, state) "
            "VALUES (:id, 5, 'submitted', 4, 6, 1, 1, '{}')",
        ):
            old = [{"id": 1, "kind": "quiz"}, {"id": 2, "kind": "discussion"}]
            await connection.execute(text(statement), old)
    await database.close()
    store = await Store.open(sqlite_url)
    async with store.read() as transaction:
        rows = await transaction.rows(text("SELECT activity, score, out_of FROM entries"))
    await store.close()
    assert sorted(map(tuple, rows)) == [(1, 400, 600), (2, 4, 6)]


async def test_banks_of_an_old_file_become_questions_with_a_first_version(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    old = [
        {"kind": "single", "prompt": "1+1?", "points": 2, "explanation": "算术",
         "options": [{"text": "1", "correct": False}, {"text": "2", "correct": True}]},
        {"kind": "single", "prompt": "1+1?", "points": 1, "explanation": "",
         "options": [{"text": "2", "correct": True}, {"text": "3", "correct": False}]},
    ]  # fmt: skip
    async with database.write() as connection:
        await connection.run_sync(upgrade, "0001")
        await connection.execute(
            text("INSERT INTO banks (id, unit, name, questions) VALUES (7, 3, '党章', :questions)"),
            {"questions": json.dumps(old)},
        )
    await database.close()
    store = await Store.open(sqlite_url)
    async with store.read() as transaction:
        (bank,) = await BankTables(transaction).banks([3])
    await store.close()
    assert (bank.id, bank.name) == (7, "党章")
    first, second = bank.questions
    assert (first.prompt, first.points, first.version, first.retired) == ("1+1?", 2, 1, False)
    assert first.options == (Option("1", False), Option("2", True))
    assert first.id
    assert first.id != second.id


async def test_what_ran_before_there_were_rehearsals_is_none(empty_url: str) -> None:
    database = Database(empty_url)
    async with database.write() as connection:
        await connection.run_sync(upgrade, "0012")
        await connection.execute(
            text(
                "INSERT INTO activities (id, kind, unit, phase, title, finished, created_at, "
                "schema, version, state) VALUES (7, 'quiz', 1, 'open', '', FALSE, 0, 2, 1, '{}')"
            )
        )
    await database.close()
    store = await Store.open(empty_url)
    async with store.read() as transaction:
        (known,) = await running(transaction, [1])
        kept = await TemplateTable(transaction).listed([1])
    await store.close()
    assert (known.id, known.rehearsed_by, kept) == (7, None, [])


async def test_what_was_the_desk_is_home(empty_url: str) -> None:
    database = Database(empty_url)
    async with database.write() as connection:
        await connection.run_sync(upgrade, "0015")
        for number, kind in enumerate(("desk", "quiz"), 1):
            await connection.execute(
                text(
                    "INSERT INTO activities (id, kind, unit, phase, title, finished, created_at, "
                    "schema, version, state) "
                    "VALUES (:id, :kind, 1, 'open', '', FALSE, 0, 1, 1, '{}')"
                ),
                {"id": number, "kind": kind},
            )
            await connection.execute(
                text(
                    "INSERT INTO journal (at, activity, action, event, sealed) "
                    "VALUES (0, :activity, :action, '{}', FALSE)"
                ),
                {"activity": number, "action": f"{kind}.opened"},
            )
    await database.close()
    store = await Store.open(empty_url)
    async with store.read() as transaction:
        assert await transaction.singleton("home") == 1
        lines = await transaction.rows(text("SELECT activity, action FROM journal ORDER BY id"))
    await store.close()
    assert [tuple(line) for line in lines] == [(1, "home.opened"), (2, "quiz.opened")]


async def test_what_was_a_place_is_a_chat_and_what_was_said_in_it_is_still_found(
    empty_url: str,
) -> None:
    ref = '"ref":{"place":{"account":"a","id":"r"},"id":"m1","private":false},"sender":"u"'
    tapped = f'{{"Chose":{{{ref},"choice":"7::join:"}}}}'
    sent = (
        f'{{"Attached":{{{ref},"name":"1.jpg","mime":"image/jpeg","size":1,"file_id":"f",'
        '"asked":"work","album":"g"}}'
    )
    database = Database(empty_url)
    async with database.write() as connection:
        await connection.run_sync(upgrade, "0026")
        for statement in (
            'INSERT INTO identities (account, "user", person, place, gone, linked_at) '
            "VALUES ('a', 'u', 5, 'p', FALSE, 0)",
            "INSERT INTO rooms (account, place, unit, gone) VALUES ('a', 'r', 1, FALSE)",
            "INSERT INTO timers (due_at, activity, person, name, step) VALUES (9, 7, 0, 'open', 3)",
            "INSERT INTO outbox (state, kind, priority, account, place, attempts, key, offers,"
            " asks, on_unknown, payload, sealed, audience, pressing, created_at) VALUES ('waiting',"
            " 'bulk', 2, '', '', 0, '', FALSE, 'title', 'skip', '', FALSE,"
            ' \'{"units":[1],"patient":true}\', TRUE, 0)',
        ):
            await connection.exec_driver_sql(statement)
        for message, event in (("m1", tapped), ("m2", sent)):
            await connection.execute(
                text(
                    "INSERT INTO journal (at, action, activity, about, actor, account, place, "
                    "message, event, sealed) "
                    "VALUES (0, 'x', 7, 5, 5, 'a', 'r', :message, :event, FALSE)"
                ),
                {"message": message, "event": event},
            )
    await database.close()
    store, chat = await Store.open(empty_url), Chat("a", "r")
    new = Attached(Ref(chat, "m3"), "u", "2.jpg", "image/jpeg", 1, "f2", "", "m1", album="g")
    async with store.read() as transaction:
        found = await look_up(transaction, [InboundEvent(1, EPOCH, new, None)])
        (waiting,) = await transaction.rows(text("SELECT * FROM outbox"))
        (timer,) = await transaction.rows(text("SELECT * FROM timers"))
        (known,) = await transaction.rows(text("SELECT chat FROM identities"))
    await store.close()
    assert found.heard[chat, "m1"] == MessageOrigin(7, 5, "7::join:", 5)
    assert found.albums[chat, "g"] == Begun(7, 5, 5, "work", None)
    assert (waiting.prompt, bool(waiting.time_sensitive)) == ("title", True)
    assert waiting.audience == '{"units":[1],"deferrable":true}'
    assert (timer.revision, known.chat) == (3, "p")

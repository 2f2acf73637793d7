"""Databases of the tests' own on a PostgreSQL, named `orglife_test_<random>`."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import URL, create_engine

from service.store.migrate import upgrade
from tests.environments import Unavailable


@contextmanager
def fresh_database(server: URL, template: URL | None = None) -> Iterator[URL]:
    """A database on the server, empty or a copy of another, dropped afterwards. The given user must
    be allowed to create databases. Raises `Unavailable` when it isn't, or when the server can't be
    reached."""
    name = f"orglife_test_{secrets.token_hex(8)}"
    identifier = sql.Identifier(name)
    original = sql.Identifier((template and template.database) or "template0")
    with _connected(server) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(identifier, original))
    try:
        yield server.set(database=name)
    finally:
        with _connected(server) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(identifier))


def migrate(database: URL) -> None:
    """Make the tables of today in it."""
    engine = create_engine(database)
    try:
        with engine.begin() as connection:
            upgrade(connection)
    finally:
        engine.dispose()


@contextmanager
def _connected(server: URL) -> Iterator[psycopg.Connection[Any]]:
    plain = server.set(drivername="postgresql").render_as_string(hide_password=False)
    shown = server.render_as_string()
    try:
        connection = psycopg.connect(plain, autocommit=True, connect_timeout=60)
    except psycopg.OperationalError as error:
        raise Unavailable(f"can't connect to {shown}: check ORGLIFE_TEST_DATABASE_URL") from error
    try:
        yield connection
    except psycopg.errors.InsufficientPrivilege as error:
        raise Unavailable(
            f"{shown} may not create databases: run `ALTER ROLE … CREATEDB` for it"
        ) from error
    finally:
        connection.close()

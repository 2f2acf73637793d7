"""A branch whose people are all on a Bot API server, laid out before the service runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.app import build_service_registry
from service.core.effects import Start
from service.core.people import RosterRow
from service.host.key_store import build_sealer
from service.questions.model import Question
from service.runtime.accounts.administration import Administration
from service.runtime.engine import Engine
from service.runtime.timers.clock import SystemClock
from service.settings.loading import Settings, load
from service.store import tables as t
from service.store.history import running
from service.store.store import Store
from tests.telegram_server.account import Account, User

ACCOUNT = "telegram"


@dataclass(frozen=True, slots=True)
class Branch:
    """`users`: everybody, in the order of their numbers as persons."""

    settings: Settings
    users: dict[int, User]

    @property
    def database(self) -> Path:
        return self.settings.data_dir / "orglife.sqlite3"


def settle_down(folder: Path, account: Account, api_url: str, rates: Mapping[str, Any]) -> Settings:
    """Write the settings of a service with this bot into the folder, and read them."""
    given = ", ".join(f"{name} = {list(pace)}" for name, pace in rates.items())
    file = folder / "orglife.toml"
    file.write_text(
        f"""
data_dir = "{folder / "data"}"
[web]
port = 0
[log]
level = "warning"
[delivery]
backoff_seconds = 0.2
rates.{ACCOUNT} = {{ {given} }}
[adapters.{ACCOUNT}]
kind = "telegram"
token = "{account.token}"
api_url = "{api_url}"
""",
        "utf-8",
    )
    return load(file)


async def found_branch(settings: Settings, account: Account, names: Sequence[str]) -> Branch:
    """Everybody is on the roster, has started the bot and is linked."""
    store = await Store.open(settings.database_url)
    office = Administration(store, SystemClock())
    await office.import_roster([RosterRow(name, "校/支部") for name in names])
    people = (await office.directory()).roster.people
    users = {number: account.person(person.name) for number, person in sorted(people.items())}
    async with store.write() as transaction:
        await transaction.connection.execute(
            t.identities.insert(),
            [
                {"account": ACCOUNT, "user": str(user.id), "person": number,
                 "chat": str(user.id), "gone": False, "linked_at": SystemClock().now()}
                for number, user in users.items()
            ],
        )  # fmt: skip
    await store.close()
    return Branch(settings, users)


async def begin_quiz(branch: Branch, questions: Sequence[Question]) -> int:
    """A quiz that is open from now on for ten hours: everybody is to be invited. Its id."""
    store = await Store.open(branch.settings.database_url)
    registry = build_service_registry(branch.settings, build_sealer(branch.settings))
    engine = Engine(store, registry, SystemClock(), {})
    await engine.prepare()
    unit = next(each.id for each in engine.directory.roster.units.values() if each.name == "支部")
    await Administration(store, SystemClock()).import_bank(unit, "bank", questions)
    details = {"bank": "bank", "minutes": 600, "feedback": "each"}
    await engine.begin(Start("quiz", unit, None, details))
    await engine.handle_everything()
    async with store.read() as transaction:
        quiz = next(each.id for each in await running(transaction, [unit]) if each.kind == "quiz")
    await store.close()
    return int(quiz)

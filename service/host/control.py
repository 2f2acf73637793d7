"""Commands that change something: through the running service, or directly if none is running."""

from __future__ import annotations

import asyncio
import http.client
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec

from service.core.archive import Archive
from service.core.membership import MemberChange
from service.core.people import Roster, RosterRow
from service.files.attachments import make_file
from service.host.adapters import build_adapters
from service.host.command_session import alone, beside, in_memory, is_missing
from service.host.instance_lock import Reachable
from service.host.key_store import build_sealer
from service.ports import Adapter, Check, Inspectable, RoomProvider, SignsIn
from service.questions.model import Question
from service.runtime.accounts import api_tokens, webhooks
from service.runtime.accounts.administration import Administration, Kept
from service.runtime.accounts.membership import Affected
from service.runtime.accounts.roster_comparison import RosterReport
from service.runtime.engine import Engine
from service.runtime.office.desk import Desk
from service.runtime.outbound.attachments import Attachments
from service.runtime.registry import build_registry
from service.runtime.timers.clock import SystemClock
from service.settings.loading import Settings
from service.store.store import Store

T = TypeVar("T")
TIMEOUT_SECONDS = 60.0


class ControlError(Exception):
    """The running service could not do it. The message says why."""


class NoAnswerError(Exception):
    """The running service does not answer. `pid`: its process."""

    def __init__(self, pid: int) -> None:
        super().__init__(f"the running service (process {pid}) does not answer")
        self.pid = pid


@dataclass(frozen=True, slots=True)
class ImportRoster:
    """`answers`: which rows are a person who is known, see `roster_comparison`. `by`: who imports,
    for the journal."""

    rows: tuple[RosterRow, ...]
    dry_run: bool = False
    answers: tuple[tuple[int, int], ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class ChangeMembers:
    """Members leave, move, change or come back. Answers with what that touches; with `dry_run`
    nothing else happens."""

    changes: tuple[MemberChange, ...]
    dry_run: bool = False
    by: str = ""


@dataclass(frozen=True, slots=True)
class ImportBank:
    unit: int
    name: str
    questions: tuple[Question, ...]
    pictures: dict[str, bytes] = field(default_factory=dict)
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Retire:
    """Retire these questions of a bank, or reinstate them."""

    bank: int
    keys: tuple[str, ...]
    retired: bool = True


@dataclass(frozen=True, slots=True)
class Invite:
    """Codes for these people; without names, for everyone without a chat. `void`: their codes that
    were not used yet can't be used any more."""

    people: tuple[int, ...] = ()
    void: bool = False


@dataclass(frozen=True, slots=True)
class Invitation:
    person: int
    name: str
    unit: str
    code: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MakeArchive:
    """Put the unit's year together; 0: this year. `by`: who asks, for the journal."""

    unit: int
    year: int
    by: str = ""


@dataclass(frozen=True, slots=True)
class MadeArchive:
    """The zip and what it is called; without one, `why`, see `core.archive.Archive`."""

    name: str = ""
    content: bytes = b""
    why: str = ""


@dataclass(frozen=True, slots=True)
class MoveBranch:
    """Move the unit and those below it from one account to another."""

    unit: int
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class MoveReport:
    """The progress of a move. `there`: members on the new account; `invitations`: for those who are
    not; `moved`: units whose new room is bound; `waiting`: units whose room is not; `hosted`: the
    new platform creates it by itself."""

    there: tuple[str, ...]
    invitations: tuple[Invitation, ...]
    moved: tuple[str, ...]
    waiting: tuple[str, ...]
    hosted: bool


@dataclass(frozen=True, slots=True)
class KeepTemplates:
    """Save these templates for the unit, replacing those of the same name."""

    unit: int
    templates: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class DropTemplates:
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Examine:
    """Check the accounts, and how OrgLife stands in the rooms."""


@dataclass(frozen=True, slots=True)
class ExportPerson:
    """Everything that is kept about a person, as JSON. `by`: who exports, for the journal."""

    person: int
    by: str = ""


@dataclass(frozen=True, slots=True)
class ErasePerson:
    """Erase a person's data as far as nothing obliges to keep it."""

    person: int
    by: str = ""


@dataclass(frozen=True, slots=True)
class SignOut:
    """Sign a person out of the pages for offices and of chats of our own. `ways`: take away their
    passkeys, one-time codes and connected account as well. Answers with how many sessions."""

    person: int
    ways: bool = False


@dataclass(frozen=True, slots=True)
class MakeToken:
    """A token for the API with this person's rights; answers with it, "" for who has none.
    `by`: who makes it, for the journal."""

    person: int
    scopes: tuple[str, ...]
    days: int
    by: str = ""


@dataclass(frozen=True, slots=True)
class EndToken:
    token: int
    by: str = ""


@dataclass(frozen=True, slots=True)
class MakeWebhook:
    """Tell this address of what closes; answers with the secret, "" for who has no rights."""

    person: int
    url: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class EndWebhook:
    webhook: int
    by: str = ""


OfApi = MakeToken | EndToken | MakeWebhook | EndWebhook
Changing = (
    ImportRoster
    | ChangeMembers
    | ImportBank
    | Retire
    | KeepTemplates
    | DropTemplates
    | Invite
    | MoveBranch
    | ExportPerson
    | ErasePerson
    | SignOut
    | OfApi
)
Request = Changing | Examine | MakeArchive
_NAMES: Mapping[str, type[Any]] = {
    "roster": ImportRoster,
    "members": ChangeMembers,
    "bank": ImportBank,
    "retire": Retire,
    "invite": Invite,
    "move": MoveBranch,
    "keep_templates": KeepTemplates,
    "drop_templates": DropTemplates,
    "examine": Examine,
    "export_person": ExportPerson,
    "erase_person": ErasePerson,
    "archive": MakeArchive,
    "sign_out": SignOut,
    "make_token": MakeToken,
    "end_token": EndToken,
    "make_webhook": MakeWebhook,
    "end_webhook": EndWebhook,
}


_OF_THE_ENGINE = (
    ImportRoster,
    ChangeMembers,
    MoveBranch,
    ExportPerson,
    ErasePerson,
    MakeArchive,
    SignOut,
    OfApi,
)
"""What has consequences that only an engine knows."""


class Control:
    """Carries out the requests of commands, in the process that holds the database."""

    def __init__(
        self,
        administration: Administration,
        engine: Engine | None = None,
        adapters: Mapping[str, Adapter] | None = None,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        """`changed` is called after a change, once the engine knows of it."""
        self._administration = administration
        self._engine = engine
        self._adapters = adapters or {}
        self._changed = changed

    async def act(self, name: str, body: bytes) -> bytes:
        """Answer a request of the control endpoint. Raises ValueError for an unknown one."""
        wanted = _NAMES.get(name)
        if wanted is None:
            raise ValueError(f"there is no such command: {name}")
        try:
            request = msgspec.json.decode(body, type=wanted)
        except msgspec.DecodeError as error:
            raise ValueError(f"{name}: not understood") from error
        return msgspec.json.encode(await self.do(request))

    async def do(self, request: Request) -> Any:
        """Carry out one request; of what was changed the engine is told."""
        if isinstance(request, Examine):
            return await self._examine()
        if isinstance(request, MakeArchive):
            return await self._archive(request)
        answer = await self._change(request)
        if self._engine is not None:
            await self._engine.refresh()
            self._changed()
        return answer

    async def _change(self, request: Changing) -> Any:
        match request:
            case ImportRoster():
                return await self._import_roster(request)
            case ChangeMembers():
                return await self._change_members(request)
            case ImportBank(unit, name, questions, pictures, dry_run):
                return await self._administration.import_bank(
                    unit, name, questions, pictures, dry_run=dry_run
                )
            case Retire(bank, keys, retired):
                return await self._administration.retire(bank, keys, retired=retired)
            case KeepTemplates(unit, templates):
                return await self._administration.keep_templates(unit, templates)
            case DropTemplates(ids):
                return await self._administration.drop_templates(ids)
            case Invite(people, void):
                return await self._invite(people, void=void)
            case MoveBranch():
                return await self._move(request)
            case ExportPerson() | ErasePerson() | SignOut():
                return await self._of_person(request)
            case MakeToken() | EndToken() | MakeWebhook() | EndWebhook():
                return await self._of_api(request)

    async def _examine(self) -> tuple[tuple[str, Check], ...]:
        """The checks of each account, by its name."""
        directory = await self._administration.directory()
        found: list[tuple[str, Check]] = []
        for name, adapter in self._adapters.items():
            rooms = [chat.id for chat in directory.units if chat.account == name]
            found += [(name, each) for each in await examine(adapter, rooms)]
        return tuple(found)

    async def _import_roster(self, wanted: ImportRoster) -> RosterReport:
        """Without an engine there is nobody yet for whom anything follows."""
        rows, answers, administration = wanted.rows, wanted.answers, self._administration
        if self._engine is None or wanted.dry_run:
            return await administration.import_roster(rows, answers, dry_run=wanted.dry_run)
        units = administration.language, administration.timezone
        return await self._engine.import_roster(rows, answers, units, wanted.by)

    async def _change_members(self, wanted: ChangeMembers) -> Sequence[Affected]:
        if self._engine is None:
            raise ValueError("there is no engine to change members with")
        language = self._administration.language
        affected = await self._engine.preview(wanted.changes, language)
        if not wanted.dry_run:
            await self._engine.change_members(wanted.changes, wanted.by)
        return affected

    async def _of_person(self, wanted: ExportPerson | ErasePerson | SignOut) -> str | bool | int:
        if self._engine is None:
            raise ValueError("there is no engine to look into a person's data with")
        if wanted.person not in self._engine.directory.roster.people:
            raise ValueError("this person is no longer in the roster")
        if isinstance(wanted, SignOut):
            chats = [each for each in self._adapters.values() if isinstance(each, SignsIn)]
            desk = Desk(self._engine, self._engine.clock, chats=chats)
            return await desk.end_everywhere(wanted.person, ways=wanted.ways)
        if isinstance(wanted, ExportPerson):
            return await self._engine.export(wanted.person, wanted.by)
        await self._engine.erase(wanted.person, wanted.by)
        return True

    async def _archive(self, wanted: MakeArchive) -> MadeArchive:
        """It holds nothing that somebody sent, so no adapter is asked."""
        if self._engine is None:
            raise ValueError("there is no engine to look into a year with")
        found = await self._engine.archive(Archive(wanted.unit, wanted.year), wanted.by)
        if found.file is None:
            return MadeArchive(why=found.why)
        files = Attachments(self._engine.store, {}, make_file)
        made = await files.file(found.file, may_wait=False)
        return MadeArchive(made.name, made.content) if made is not None else MadeArchive()

    async def _of_api(self, wanted: OfApi) -> str | bool:
        if self._engine is None:
            raise ValueError("there is no engine to make or end it with")
        by = wanted.by
        try:
            match wanted:
                case MakeToken(person, scopes, days):
                    return await self._engine.do(
                        "api_token_made",
                        lambda uow: api_tokens.make(uow, person, scopes, days, by),
                    )
                case MakeWebhook(person, url):
                    return await self._engine.do(
                        "webhook_made", lambda uow: webhooks.make(uow, person, url, by)
                    )
                case EndToken(token):
                    return await self._engine.do(
                        "api_token_ended", lambda uow: api_tokens.end(uow, token, by=by)
                    )
                case EndWebhook(webhook):
                    return await self._engine.do(
                        "webhook_ended", lambda uow: webhooks.end(uow, webhook, by)
                    )
        except ValueError:  # who may not see figures, or no longer
            return ""

    async def _invite(self, people: tuple[int, ...], *, void: bool) -> tuple[Invitation, ...]:
        directory = await self._administration.directory()
        roster = directory.roster
        wanted = people or tuple(
            each.id
            for each in roster.people.values()
            if each.active and not directory.homes.get(each.id)
        )
        if any(each not in roster.people for each in wanted):
            raise ValueError("someone to be invited is no longer in the roster")
        codes = await self._administration.invite(wanted, void=void)
        return self._invitations(codes, roster, self._adapters.values())

    @staticmethod
    def _invitations(
        codes: Mapping[int, str], roster: Roster, adapters: Iterable[Adapter]
    ) -> tuple[Invitation, ...]:
        there, shown = tuple(adapters), roster.told_apart(map(roster.people.__getitem__, codes))
        return tuple(
            Invitation(
                number,
                shown[number],
                roster.units[roster.people[number].unit].name,
                code,
                tuple(filter(None, (each.invite_link(code) for each in there))),
            )
            for number, code in codes.items()
        )

    async def _move(self, wanted: MoveBranch) -> MoveReport:
        if self._engine is None:
            raise ValueError("there is no engine to move a branch with")
        moved = await self._engine.move(wanted.unit, wanted.source, wanted.target)
        roster = self._engine.directory.roster
        target = [each for name, each in self._adapters.items() if name == wanted.target]
        return MoveReport(
            roster.names(moved.there),
            self._invitations(moved.codes, roster, target),
            tuple(roster.units[each].name for each in moved.left),
            tuple(roster.units[each].name for each in moved.missing),
            any(isinstance(each, RoomProvider) for each in target),
        )


async def examine(adapter: Adapter, rooms: Sequence[str]) -> list[Check]:
    """What the adapter finds of its account, and in these rooms."""
    checks = [*await adapter.check()]
    if isinstance(adapter, Inspectable):
        checks += await adapter.survey(rooms)
    return checks


async def ask(settings: Settings, request: Request, answer: type[T]) -> T:
    """Have the running service carry out a request; if none is running, do it here. Raises
    `ControlError`, `NoAnswerError`."""
    if isinstance(request, ImportRoster) and request.dry_run and is_missing(settings):
        async with in_memory() as store:
            return await _do_alone(settings, store, request, answer)
    async with beside(settings) as running:
        if running is None:
            async with alone(settings) as store:
                return await _do_alone(settings, store, request, answer)
        name = next(name for name, kind in _NAMES.items() if isinstance(request, kind))
        body = await asyncio.to_thread(_post, running, name, msgspec.json.encode(request))
        return msgspec.json.decode(body, type=answer)


async def _do_alone(settings: Settings, store: Store, request: Request, answer: type[T]) -> T:
    """Carry out a request where no service runs, on the service's store or on a mere trial."""
    organization = settings.organization
    administration = Administration(
        store, SystemClock(), organization.language, organization.timezone
    )
    acts = isinstance(request, _OF_THE_ENGINE) and not is_missing(settings)
    engine = await _engine(settings, store) if acts else None
    adapters = _adapters(settings) if isinstance(request, Invite | MoveBranch) else {}
    done = await Control(administration, engine, adapters).do(request)
    return msgspec.convert(done, type=answer, from_attributes=True)


async def _engine(settings: Settings, store: Store) -> Engine:
    """An engine for one command. Its messages wait until the service runs."""
    registry = build_registry(
        build_sealer(settings),
        rules=settings.rules(),
        settings=settings.of_workflows(),
        abroad=settings.abroad(),
    )
    engine = Engine(store, registry, SystemClock(), {}, accounts=settings.adapters)
    await engine.prepare()
    return engine


def _adapters(settings: Settings) -> Mapping[str, Adapter]:
    """The adapters of the settings, not opened: for links as the service will give them."""
    return build_adapters(settings, build_sealer(settings), settings.web.url(settings.web.port))


def _post(running: Reachable, name: str, body: bytes) -> bytes:
    # A plain connection: the token must not pass a proxy from the environment.
    connection = http.client.HTTPConnection(urlsplit(running.url).netloc, timeout=TIMEOUT_SECONDS)
    headers = {"Authorization": f"Bearer {running.token}", "Content-Type": "application/json"}
    try:
        connection.request("POST", f"/control/{name}", body, headers)
        answer = connection.getresponse()
        given = answer.read()
    except (OSError, http.client.HTTPException):
        raise NoAnswerError(running.pid) from None
    finally:
        connection.close()
    if answer.status != http.client.OK:
        raise ControlError(given.decode(errors="replace"))
    return given


__all__ = ["Control", "ControlError", "NoAnswerError", "RosterReport", "ask"]

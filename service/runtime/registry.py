"""What the runtime leans on and does not change while it runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from service.core.access import PERMISSIONS, ROLES, Permission, Rules
from service.core.calendar import Holidays, QuietHours
from service.core.people import LANGUAGES
from service.core.privacy import FIRST_VERSION, Privacy
from service.core.privacy import abroad as agreement
from service.core.workflow import Command, Menu, Workflow, menu_of, rules_of
from service.ports import Sealer
from service.runtime.codec import Codec
from service.runtime.localization.catalog import Catalog
from service.store.ballot_keys import BallotKeys
from service.store.cipher import FernetSealer
from service.workflows import WORKFLOWS

GROUP = "orglife.workflows"  # the entry-point group
SHARED_TEXTS = ("service.runtime", "service.sdk")


class WorkflowError(Exception):
    """Workflows can't be used as they are. `problems`: one line each, with what to do."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class Registry:
    """The workflows with their words, commands and codec, and the organization's rules."""

    workflows: Mapping[str, Workflow]
    codec: Codec
    catalog: Catalog
    sealer: Sealer
    ballot_keys: BallotKeys
    rules: Rules = field(default_factory=Rules)
    quiet: QuietHours = field(default_factory=QuietHours)
    holidays: Holidays = field(default_factory=Holidays)
    settings: Mapping[str, Any] = field(default_factory=dict)  # of kinds with a table, by kind
    url: str = ""  # where our pages stand
    abroad: Mapping[str, str] = field(default_factory=dict)  # accounts abroad, and who has them
    menu: Mapping[str, Menu] = field(default_factory=dict)  # by kind, in its order
    commands: Mapping[str, tuple[Workflow, Command]] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)  # what is typed → command

    @property
    def needs(self) -> Mapping[str, str]:
        """By account abroad, what a person must have agreed to before anything goes there."""
        settings = self.settings.get("home")
        version = settings.version if isinstance(settings, Privacy) else FIRST_VERSION
        return {account: agreement(account, version) for account in self.abroad}

    @property
    def home(self) -> Workflow:
        """The workflow that answers when nothing more special does."""
        return next(each for each in self.workflows.values() if each.singleton)


@cache
def installed_workflows() -> tuple[Workflow, ...]:
    """Ours, and those that other packages bring by the entry-point group. Raises
    `WorkflowError`."""
    return (*WORKFLOWS, *map(_loaded, entry_points(group=GROUP)))


def _loaded(entry: EntryPoint) -> Workflow:
    where = f"{GROUP}.{entry.name} = {entry.value}"
    try:
        found = entry.load()
    except (ImportError, AttributeError) as error:
        raise WorkflowError([f"{where}: can't be loaded ({error}): fix or remove it"]) from None
    if not isinstance(found, Workflow):
        raise WorkflowError([f"{where}: is not a Workflow: name one, such as package:WORKFLOW"])
    return found


def every_permission() -> tuple[Permission, ...]:
    """Every permission there is, of the service and of each workflow. Raises `WorkflowError`."""
    return rules_of(installed_workflows()).permissions


def packages_of(workflows: Iterable[Workflow]) -> tuple[str, ...]:
    """The packages whose `texts` folders hold the words of the service and of these workflows."""
    return (*SHARED_TEXTS, *map(_package_of, workflows))


def _package_of(workflow: Workflow) -> str:
    return workflow.texts or f"service.workflows.{workflow.kind}"


def build_registry(
    sealer: Sealer,
    *,
    rules: Rules | None = None,
    quiet: QuietHours | None = None,
    holidays: Holidays | None = None,
    settings: Mapping[str, Any] | None = None,
    url: str = "",
    abroad: Mapping[str, str] | None = None,
    workflows: Iterable[Workflow] | None = None,
) -> Registry:
    """Everything that follows from the workflows (None: those that are installed). Raises
    `WorkflowError` for one that would not work."""
    listed = tuple(workflows) if workflows is not None else installed_workflows()
    problems = list(problems_of(listed))
    if problems:
        raise WorkflowError(problems)
    known = rules_of(listed, rules, settings)
    catalog = Catalog.of(packages_of(listed), known.book.words)
    commands = {each.name: (workflow, each) for workflow in listed for each in workflow.commands}
    return Registry(
        workflows={each.kind: each for each in listed},
        codec=Codec(listed, sealer),
        catalog=catalog,
        sealer=sealer,
        ballot_keys=sealer.ballots if isinstance(sealer, FernetSealer) else BallotKeys(),
        rules=known,
        quiet=quiet or QuietHours(),
        holidays=holidays or Holidays(),
        settings=settings or {},
        url=url,
        abroad=abroad or {},
        menu=menu_of(listed),
        commands=commands,
        typed={word: name for name in commands for word in catalog.command_words(name)},
    )


# -- what is wrong with them


def problems_of(workflows: Sequence[Workflow]) -> Iterator[str]:
    """What keeps these workflows from working together, each with what to do."""
    yield from _twice("kind", [each.kind for each in workflows])
    yield from _twice("command", [one.name for each in workflows for one in each.commands])
    declared = [*PERMISSIONS, *(one for each in workflows for one in each.permissions)]
    yield from _twice("permission", [each.name for each in declared])
    yield from _twice("settings table", [each.settings.name for each in workflows if each.settings])
    known = {each.name for each in declared}
    for workflow in workflows:
        yield from _unknown(workflow, known)
        yield from _wordless(workflow)
    yield from _same_texts(workflows)


def _twice(what: str, names: Iterable[str]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"there are {count} workflows with the {what} {name!r}: rename it in all but one"


def _unknown(workflow: Workflow, permissions: set[str]) -> Iterator[str]:
    """Permissions that are asked for but declared nowhere, and roles that don't exist."""
    asked = [each.permission for each in workflow.commands]
    asked.append(workflow.menu.permission if workflow.menu is not None else None)
    for name in sorted(set(filter(None, asked)) - permissions):
        yield (
            f"workflow {workflow.kind}: asks for the permission {name!r}, which nobody declares: "
            "add it to its permissions"
        )
    for each in workflow.permissions:
        for role in (role for role in each.roles if role not in ROLES):
            there = ", ".join(ROLES)
            yield (
                f"workflow {workflow.kind}: gives {each.name} to the role {role!r}, which doesn't "
                f"exist: use {there}"
            )


def _same_texts(workflows: Iterable[Workflow]) -> Iterator[str]:
    """Texts that would stand for those of another package."""
    owners: dict[str, str] = {}
    for package in dict.fromkeys(packages_of(workflows)):
        keys = _keys(package)
        for key in sorted(keys & owners.keys()):
            yield f"the text {key} stands in {owners[key]} and in {package}: rename one of them"
        owners.update(dict.fromkeys(keys, package))


def _keys(package: str) -> frozenset[str]:
    """The keys of a package's texts; none where there are no texts."""
    try:
        return frozenset().union(*Catalog.of((package,)).keys.values())
    except (ImportError, OSError):
        return frozenset()


def _wordless(workflow: Workflow) -> Iterator[str]:
    """Texts that the menu, the help and the list of commands need, and that are missing."""
    package = _package_of(workflow)
    try:
        catalog = Catalog.of((package,))
    except (ImportError, OSError) as error:
        files = ", ".join(f"texts/{each}.ftl" for each in LANGUAGES)
        yield f"workflow {workflow.kind}: there are no words in {package} ({error}): add {files}"
        return
    wanted = [f"{part}-{one.name}" for one in workflow.commands for part in ("command", "about")]
    if workflow.menu is not None:
        wanted += [
            f"{workflow.kind}-{part}" for part in ("menu", "running", "untitled", "help", "status")
        ]
        others = (*workflow.menu.also, *workflow.menu.more)
        wanted += [f"{workflow.kind}-menu-{each.name}" for each in others]
    for language, keys in catalog.keys.items():
        missing = [each for each in wanted if each not in keys]
        if missing:
            yield (
                f"workflow {workflow.kind}: texts/{language}.ftl of {package} lacks "
                f"{', '.join(missing)}: add them"
            )

"""What the runtime leans on and does not change while it runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from service.core.access import Rules
from service.core.calendar import Holidays, QuietHours
from service.core.talks import TalkRules
from service.core.workflow import Command, Workflow
from service.ports import Sealer
from service.runtime.codec import Codec
from service.runtime.localization.catalog import Catalog
from service.workflows import WORKFLOWS

SHARED_TEXTS = ("service.runtime", "service.sdk")


@dataclass(frozen=True, slots=True)
class Registry:
    """The workflows with their words, commands and codec, and the organization's rules."""

    workflows: Mapping[str, Workflow]
    codec: Codec
    catalog: Catalog
    sealer: Sealer
    rules: Rules = field(default_factory=Rules)
    quiet: QuietHours = field(default_factory=QuietHours)
    holidays: Holidays = field(default_factory=Holidays)
    talks: TalkRules = field(default_factory=TalkRules)
    url: str = ""  # where our pages stand
    commands: Mapping[str, tuple[Workflow, Command]] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)  # what is typed → command

    @property
    def home(self) -> Workflow:
        """The workflow that answers when nothing more special does."""
        return next(each for each in self.workflows.values() if each.singleton)


def packages_of(workflows: Iterable[Workflow]) -> tuple[str, ...]:
    """The packages whose `texts` folders hold the words of the service and of these workflows."""
    own = (each.texts or f"service.workflows.{each.kind}" for each in workflows)
    return (*SHARED_TEXTS, *own)


def build_registry(
    sealer: Sealer,
    *,
    rules: Rules | None = None,
    quiet: QuietHours | None = None,
    holidays: Holidays | None = None,
    talks: TalkRules | None = None,
    url: str = "",
    workflows: Iterable[Workflow] = WORKFLOWS,
) -> Registry:
    """Everything that follows from the tuple of workflows."""
    known = {each.kind: each for each in workflows}
    catalog = Catalog.of(packages_of(known.values()))
    commands = {
        command.name: (workflow, command)
        for workflow in known.values()
        for command in workflow.commands
    }
    return Registry(
        workflows=known,
        codec=Codec(known.values(), sealer),
        catalog=catalog,
        sealer=sealer,
        rules=rules or Rules(),
        quiet=quiet or QuietHours(),
        holidays=holidays or Holidays(),
        talks=talks or TalkRules(),
        url=url,
        commands=commands,
        typed={word: name for name in commands for word in catalog.command_words(name)},
    )

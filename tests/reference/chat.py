"""What people type, and what it takes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from service.core.access import PERMISSIONS, ROLES, SCOPES, Permission, Scope
from service.core.people import Language
from service.core.texts import text
from service.core.workflow import Command, Workflow
from service.runtime.localization.catalog import Catalog, Locale
from service.runtime.registry import SHARED_TEXTS, packages_of
from service.workflows import WORKFLOWS
from tests.reference.markdown import code, plain, table

_OURS = ""  # of no kind


def commands() -> str:
    """A section for each kind, in the order of the menu, with home first."""
    kinds = sorted(WORKFLOWS, key=lambda each: each.menu.order if each.menu else 0)
    return "\n\n".join(_of_kind(each) for each in kinds if each.commands)


def _of_kind(workflow: Workflow) -> str:
    """`about-NAME` is what a platform's own menu says of a command."""
    heads = ("Command", "Words", "中文", "What it does", "Permission")
    rows = [
        (
            code(each.name),
            _typed(each, "en"),
            _typed(each, "zh-CN"),
            _said(f"about-{each.name}", "en"),
            code(each.permission or ""),
        )
        for each in workflow.commands
    ]
    about = plain(workflow_doc(workflow)).partition("\n\n")[0]
    files = ""
    if workflow.menu and workflow.menu.files:
        files = f"\n\nA file begins one too: {', '.join(map(code, workflow.menu.files))}."
    return f"## {workflow.kind}\n\n{about}\n\n{table(heads, rows)}{files}"


def workflow_doc(workflow: Workflow) -> str:
    """The story at the head of a workflow's package."""
    from importlib import import_module

    return import_module(f"service.workflows.{workflow.kind}").__doc__ or ""


def _typed(command: Command, language: Language) -> str:
    return ", ".join(_said(f"command-{command.name}", language).split("|"))


def _said(key: str, language: Language) -> str:
    return _catalog().say(text(key), Locale(language))


@cache
def _catalog() -> Catalog:
    return Catalog.of((*SHARED_TEXTS, *packages_of(WORKFLOWS)))


def permissions() -> str:
    """Every permission with the roles that hold it, and who is let in to confidential text."""
    heads = ("Permission", "Allows to", "Kind", *ROLES)
    rows = [
        (
            code(each.name),
            each.allows,
            kind,
            *("✓" if role in each.roles else "" for role in ROLES),
        )
        for kind, each in _all_permissions()
    ]
    scopes = [
        (
            code(name),
            kind,
            "yes" if each.subject else "no",
            code(each.permission) or "nobody",
            "yes" if each.sensitive else "no",
        )
        for kind, name, each in _all_scopes()
    ]
    return (
        f"{table(heads, rows)}\n\n## Who may read confidential text\n\n"
        "Whoever wrote it always may. A holder of the permission may in the unit of whom it is "
        "about; what is sensitive goes to no account whose servers are abroad.\n\n"
        + table(("Scope", "Kind", "Whom it is about", "Who else", "Sensitive"), scopes)
    )


def _all_permissions() -> Iterator[tuple[str, Permission]]:
    yield from ((_OURS, each) for each in PERMISSIONS)
    for workflow in WORKFLOWS:
        yield from ((workflow.kind, each) for each in workflow.permissions)


def _all_scopes() -> Iterator[tuple[str, str, Scope]]:
    yield from ((_OURS, name, each) for name, each in SCOPES.items())
    for workflow in WORKFLOWS:
        yield from ((workflow.kind, name, each) for name, each in workflow.scopes.items())

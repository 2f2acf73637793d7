"""The shape of the house: who may import whom, what is pure, and that no word is missing."""

from __future__ import annotations

import ast
import importlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from service.core.people import LANGUAGES
from service.core.workflow import Workflow
from service.workflows import WORKFLOWS

ROOT = Path(__file__).parent.parent
SOURCES = tuple(
    path
    for folder in ("service", "adapters")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations/versions" not in path.as_posix()
)
FLOWS = sorted(path.parent.name for path in (ROOT / "service" / "workflows").glob("*/__init__.py"))

# What a part may import of our own; the parts of `service` that are not named may see everything.
FOR_WORKFLOWS = ("service.core", "service.circumstances", "service.questions", "service.sdk")
MAY_SEE = {
    "service.core": ("service.core",),
    "service.sdk": ("service.core", "service.sdk"),
    "service.questions": ("service.core", "service.questions"),
    "service.circumstances": ("service.core", "service.circumstances"),
    "service.ports": ("service.core",),
    "service.browsers": ("service.core", "service.browsers"),
    "service.files": ("service.core", "service.questions", "service.files"),
    "service.store": ("service.core", "service.questions", "service.ports", "service.store"),
    "service.runtime": (
        "service.core",
        "service.circumstances",
        "service.questions",
        "service.ports",
        "service.browsers",
        "service.store",
        "service.runtime",
    ),
    "service.web": ("service.core", "service.ports", "service.browsers", "service.web"),
    "service.workflows": FOR_WORKFLOWS,
}
EXCEPTIONS = {
    ("service.runtime.registry", "service.workflows"),  # the runtime's one look at the tuple
}
PURE = (*FOR_WORKFLOWS, "service.workflows")
IMPURE_MODULES = frozenset(
    {"asyncio", "concurrent", "logging", "multiprocessing", "os", "pathlib", "random", "secrets"}
    | {"shutil", "socket", "sqlite3", "subprocess", "sys", "tempfile", "threading", "time"}
    | {"urllib", "uuid"}
)
IMPURE_CALLS = frozenset({"open", "print", "input", "exec", "eval", "now", "utcnow", "today"})
LONGEST = 600  # lines; a longer file holds two ideas
LONG_WITH_REASON: dict[str, str] = {}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Every module that the file names in an import, wherever it stands."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports are absolute"
            module = str(node.module)
            below = (f"{module}.{alias.name}" for alias in node.names)
            found = [each for each in below if is_ours(each)]
            yield from found or [module]


@cache
def is_ours(name: str) -> bool:
    """Whether there is a module of ours of this name."""
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def within(module: str, part: str) -> bool:
    return module == part or module.startswith(f"{part}.")


def allowed_parts(module: str) -> tuple[str, ...] | None:
    """What of our own the module may import; None: everything."""
    if module.startswith("service.workflows."):
        return (*FOR_WORKFLOWS, ".".join(module.split(".")[:3]))
    if module == "service.workflows":
        return (*FOR_WORKFLOWS, "service.workflows")
    if module.startswith("adapters."):
        return (
            "service.core",
            "service.ports",
            "service.browsers",
            ".".join(module.split(".")[:2]),
        )
    return next((parts for part, parts in MAY_SEE.items() if within(module, part)), None)


def offenders(rule: Callable[[Path], Iterable[str]]) -> list[str]:
    """What breaks the rule anywhere in the sources, each with its module."""
    return [f"{module_name(path)}: {problem}" for path in SOURCES for problem in rule(path)]


def unseen(path: Path) -> Iterator[str]:
    """Imports of our own that the module's part may not see."""
    module = module_name(path)
    allowed = allowed_parts(module)
    for imported in imports(path):
        if imported.startswith("tests"):
            yield f"imports {imported}; the service knows nothing of its tests"
        if allowed is None or not imported.startswith(("service", "adapters")):
            continue
        if any(within(module, who) and within(imported, what) for who, what in EXCEPTIONS):
            continue
        if not any(within(imported, part) for part in allowed):
            yield f"imports {imported}; it may see {', '.join(allowed)}"


def for_tests(path: Path) -> Iterator[str]:
    """Imports of the test-kit and of pytest outside the test-kit."""
    if not within(module_name(path), "service.testkit"):
        for imported in imports(path):
            if within(imported, "service.testkit") or imported.startswith("pytest"):
                yield f"imports {imported}"


def impure(path: Path) -> Iterator[str]:
    """What is not of the standard library, and of it what knows the time, chance or the world."""
    for imported in imports(path):
        top = imported.split(".")[0]
        if top in IMPURE_MODULES or (top != "service" and top not in sys.stdlib_module_names):
            yield f"imports {imported}"
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in IMPURE_CALLS:
                yield f"line {node.lineno}: {name}()"
        if isinstance(node, ast.AsyncFunctionDef | ast.Await | ast.Global):
            yield f"line {node.lineno}: {type(node).__name__}"


def impure_where_pure(path: Path) -> Iterator[str]:
    if any(within(module_name(path), part) for part in PURE):
        yield from impure(path)


def too_long(path: Path) -> Iterator[str]:
    lines = len(path.read_text("utf-8").splitlines())
    if lines > LONGEST and path.relative_to(ROOT).as_posix() not in LONG_WITH_REASON:
        yield f"{lines} lines: ask whether it holds two ideas"


def untold(path: Path) -> Iterator[str]:
    if not ast.get_docstring(parsed(path)):
        yield "a docstring is missing at the head"


def test_a_module_imports_only_what_its_part_may_see() -> None:
    assert offenders(unseen) == []


def test_the_service_runs_without_the_test_kit_and_pytest() -> None:
    assert offenders(for_tests) == []


def test_core_and_workflows_are_pure() -> None:
    assert offenders(impure_where_pure) == []


def test_no_modules_of_the_runtime_import_one_another() -> None:
    graph = {
        module_name(path): {each for each in imports(path) if within(each, "service.runtime")}
        for path in SOURCES
        if within(module_name(path), "service.runtime")
    }
    while leaves := {each for each, below in graph.items() if not below}:
        graph = {each: below - leaves for each, below in graph.items() if each not in leaves}
    assert graph == {}, "what is left imports itself by some way"


def test_a_file_holds_one_idea() -> None:
    assert offenders(too_long) == []


def test_a_module_says_what_it_is() -> None:
    assert offenders(untold) == []


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another project's root."""
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("rule", "where", "source", "found"),
    [
        (unseen, "service/core/bad.py", '"""."""\nimport service.store.store', 1),
        (unseen, "service/store/bad.py", '"""."""\nfrom tests.world import world', 1),
        (unseen, "service/workflows/quiz/bad.py", '"""."""\nimport service.workflows.talk', 1),
        (for_tests, "service/web/bad.py", "import pytest\nimport service.testkit.asking", 2),
        (impure_where_pure, "service/core/bad.py", "import random\nx = datetime.now()", 2),
        (impure_where_pure, "service/core/bad.py", "import msgspec\nasync def f(): ...", 2),
        (impure_where_pure, "service/web/fine.py", "import random\nimport msgspec", 0),
        (too_long, "service/web/bad.py", "\n" * (LONGEST + 1), 1),
        (untold, "service/web/bad.py", "x = 1", 1),
    ],
)
def test_a_rule_finds_its_offenders(
    rule: Callable[[Path], Iterable[str]],
    where: str,
    source: str,
    found: int,
    house: Path,
) -> None:
    bad = house / where
    bad.parent.mkdir(parents=True)
    bad.write_text(source)
    assert len(list(rule(bad))) == found


# -- workflows


def test_every_workflow_folder_is_registered_and_named_like_its_kind() -> None:
    assert sorted(each.kind for each in WORKFLOWS) == FLOWS


@pytest.mark.parametrize("kind", FLOWS)
def test_every_workflow_has_the_same_parts(kind: str) -> None:
    folder = ROOT / "service" / "workflows" / kind
    for part in ("model.py", "texts/zh-CN.ftl", "texts/en.ftl"):
        assert (folder / part).is_file(), f"{kind}/{part} is missing"
    package = importlib.import_module(f"service.workflows.{kind}")
    assert isinstance(package.WORKFLOW, Workflow)
    assert package.__doc__
    assert len(package.__doc__.splitlines()) >= 3, "its story in a few lines"


def test_sign_up_shows_how_little_a_new_kind_takes() -> None:
    """The measure of the SDK: if this grows, something is missing there. Certificates, the
    hours of a year and seminars are its own."""
    folder, own = ROOT / "service" / "workflows" / "signup", ("certificates", "seminar")
    files = [each for each in folder.glob("*.py") if each.stem not in own]
    assert sum(len(each.read_text("utf-8").splitlines()) for each in files) <= 400


def test_a_command_belongs_to_one_workflow() -> None:
    names = [command.name for each in WORKFLOWS for command in each.commands]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda each: each.kind)
def test_old_state_can_be_brought_up_step_by_step(workflow: Workflow) -> None:
    assert set(workflow.upcasters) == set(range(1, workflow.schema))


# -- words


PACKAGES = ("service.runtime", "service.sdk", *(f"service.workflows.{kind}" for kind in FLOWS))


class Variables(Visitor):  # type: ignore[misc]
    """Collects the variables of a pattern."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802
        raise AssertionError(f"{node.id.name}: messages are parsed one by one; repeat its words")

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


@cache
def messages(package: str, language: str) -> dict[str, frozenset[str]]:
    """The messages of a package in a language: their variables by key."""
    path = ROOT.joinpath(*package.split("."), "texts", f"{language}.ftl")
    found: dict[str, frozenset[str]] = {}
    for entry in FluentParser().parse(path.read_text("utf-8")).body:
        if isinstance(entry, ftl.Comment | ftl.GroupComment | ftl.ResourceComment):
            continue
        assert isinstance(entry, ftl.Message), f"{path.name}: can't be read: {entry.content!r}"
        assert entry.id.name not in found, f"{path.name}: {entry.id.name} stands there twice"
        variables = Variables()
        variables.visit(entry)
        found[entry.id.name] = frozenset(variables.names)
    return found


def spoken(package: str) -> Iterator[tuple[str, bool, frozenset[str] | None]]:
    """What the sources of a package say: (key, or how it begins), whether it is whole, and its
    arguments, where they are plain to see.

    Any string of the form `part-name` counts as spoken where the part is a known one, so that
    keys in tables are seen; `f"quiz-confirm-{what}"` speaks every key that begins so.
    """
    folder = ROOT.joinpath(*package.split("."))
    prefixes = {"-".join(key.split("-")[:1]) for key in messages(package, "zh-CN")}
    for path in sorted(folder.rglob("*.py")):
        seen: set[int] = set()
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and called_as(node) in ("text", "Text", "refuse"):
                yield from said_by_call(node, seen)
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.JoinedStr):
                seen.update(id(each) for each in node.values)
                first = node.values[0] if node.values else None
                if isinstance(first, ast.Constant) and looks_like_key(first.value, prefixes):
                    yield first.value, False, None
        for node in ast.walk(parsed(path)):
            if not isinstance(node, ast.Constant) or id(node) in seen:
                continue
            if looks_like_key(node.value, prefixes):
                yield str(node.value), True, None


DERIVED = (
    "ask-",
    "field-",
    "option-",
    "new",
    "title",
    "status",
    "todo",
    "own",
    "panel",
    "reminder",
    "invitation",
    "column-hours",
    "column-topic",
    "word-",
    "not-yours",
    "not-abroad",
    "nobody-else",
    "over",
    "dropped",
    "ledger-sent",
)
"""How the keys go on that the SDK makes of the name of a kind."""


def called_as(node: ast.Call) -> str:
    """`text` of `text(…)`, `refuse` of `turn.refuse(…)`."""
    return str(getattr(node.func, "id", "") or getattr(node.func, "attr", ""))


def said_by_call(
    node: ast.Call, seen: set[int]
) -> Iterator[tuple[str, bool, frozenset[str] | None]]:
    key = node.args[0] if node.args else None
    if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
        return
    seen.add(id(key))
    named = [keyword.arg for keyword in node.keywords]
    plain = called_as(node) in ("text", "refuse") and None not in named
    yield key.value, True, frozenset(filter(None, named)) if plain else None


def looks_like_key(value: object, prefixes: Iterable[str]) -> bool:
    return isinstance(value, str) and bool(
        re.fullmatch(rf"(?:{'|'.join(prefixes)})-[a-z0-9-]+", value)
    )


@pytest.mark.parametrize("package", PACKAGES)
def test_both_languages_have_the_same_keys_with_the_same_values(package: str) -> None:
    chinese, english = (messages(package, language) for language in LANGUAGES)
    assert chinese.keys() == english.keys()
    for key, variables in chinese.items():
        assert variables == english[key], f"{key}: the languages use different values"


@pytest.mark.parametrize("package", PACKAGES)
def test_every_text_that_is_said_is_there_with_the_values_it_is_given(package: str) -> None:
    known = {**messages("service.sdk", "zh-CN"), **messages(package, "zh-CN")}
    called = {
        (key, arguments)
        for key, whole, arguments in spoken(package)
        if whole and arguments is not None
    }
    assert called or package.endswith("plan")
    for key, arguments in called:
        assert key in known, f"{key}: said in {package}, but there are no words for it"
        given = arguments | {"slash"}  # of the catalog, for every text
        assert known[key] <= given, f"{key}: needs {set(known[key] - given)}"


OF_KIND = ("menu", "running", "help", "untitled")


@pytest.mark.parametrize("package", PACKAGES)
def test_no_text_is_unused(package: str) -> None:
    said = list(spoken(package))
    whole = {key for key, complete, _ in said if complete}
    begun = tuple(key for key, complete, _ in said if not complete)
    kind = package.rpartition(".")[2]
    derived = tuple(f"{kind}-{part}" for part in DERIVED)
    unused = {
        key
        for key in messages(package, "zh-CN")
        if not key.startswith(("command-", "about-", f"{kind}-menu-", *derived))
        and key not in whole
        and not key.startswith(begun)
        and key not in {f"{kind}-{part}" for part in OF_KIND}  # see `Workflow`
    }
    assert not unused


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda each: each.kind)
def test_every_command_has_words_in_every_language(workflow: Workflow) -> None:
    wanted = {f"command-{command.name}" for command in workflow.commands}
    for language in LANGUAGES:
        keys = messages(f"service.workflows.{workflow.kind}", language)
        assert {key for key in keys if key.startswith("command-")} == wanted
        about = {f"about-{command.name}" for command in workflow.commands}
        assert {key for key in keys if key.startswith("about-")} == about


def test_no_key_belongs_to_two_packages() -> None:
    keys = [key for package in PACKAGES for key in messages(package, "zh-CN")]
    assert len(keys) == len(set(keys))


def test_no_word_means_two_commands() -> None:
    meant: dict[str, str] = {}
    for package in PACKAGES:
        for language in LANGUAGES:
            path = ROOT.joinpath(*package.split("."), "texts", f"{language}.ftl")
            for name, words in re.findall(r"^command-(\w+) = (.+)$", path.read_text("utf-8"), re.M):
                for word in words.split("|"):
                    assert meant.setdefault(word.strip().lower(), name) == name, word

"""Whoever holds the database without its key can't tell who said what without a name.

Several strategies link people to contributions by what stands in the rows: by handles, by order, by
time and by length, in every table and at every moment. On how it was kept once they find everybody,
on how it is kept today they do no better than chance.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select

from adapters.memory.adapter import SELF
from service.core.access import Rules
from service.core.people import RosterRow
from service.core.workflow import Workflow
from service.runtime.codec import Codec
from service.runtime.sealed_parts import seal_parts
from service.store import cipher
from service.store import tables as t
from service.store.cipher import FernetSealer
from service.store.key_rotation import reseal
from service.testkit.organization import KEY
from service.workflows import WORKFLOWS
from tests.workflows.discussion.stories import ROOM, at_school, choose, draft
from tests.world import World

ALLOWED = Rules(anonymous=True)
NAMES = ("李华", "张三", "钱多", "孙悦", "周全", "吴用")
PEOPLE = (
    RosterRow("王敏", f"校/{ROOM}", role="secretary"),
    *(RosterRow(name, f"校/{ROOM}") for name in NAMES),
)
LIVES = 5
BY_CHANCE = LIVES  # a random guess finds one of six, whatever their number
TOO_MANY = BY_CHANCE + 5 * LIVES**0.5  # the variance of a random guess is one a life as well

Guess = Mapping[int, str]
Row = Mapping[str, Any]


@dataclass(slots=True)
class Life:
    """What somebody has who holds the database and reads what everybody may read.

    `copies`: rows by table, as they stood at each moment, the oldest first; `first_round` of them
    before anybody commented. `texts`: what the digest in the room shows, in its order. `known_by`:
    the handle of each, as the secretary's buttons name it. `truth`: whose they are.
    """

    truth: dict[int, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    known_by: dict[str, str] = field(default_factory=dict)
    copies: list[tuple[str, Row]] = field(default_factory=list)
    first_round: int = 0
    seen: set[tuple[Any, ...]] = field(default_factory=set)

    def of(self, table: str, person: int, until: int | None = None) -> Iterator[Row]:
        """Rows about the person, until the comment round or in all."""
        for name, row in self.copies[:until]:
            if name == table and person in (row.get("person"), row.get("actor"), row.get("by")):
                yield row


async def lived(seed: int, workflows: Sequence[Workflow] = WORKFLOWS) -> Life:
    """Everybody speaks, all comment and like, one text is picked."""
    chance, life = random.Random(seed), Life()
    async with at_school(PEOPLE, rules=ALLOWED, workflows=workflows) as w:
        await draft(w)
        await choose(w, "王敏", "更多设置", "匿名：否", "互评：没有", "返回", "发布")
        for name in chance.sample(NAMES, len(NAMES)):
            words = written(chance, chance.randint(5, 500))
            life.truth[w.person(name).id] = words
            await w.press(name, "在这里发言")
            await said(w, life, name, words)
        life.first_round = len(life.copies)
        await w.advance_to(w.clock.now().replace(hour=9))  # the comment round has begun
        for name in chance.sample(NAMES, len(NAMES)):
            await choose(w, name, "赞", "评论这一条")
            await said(w, life, name, written(chance, chance.randint(5, 500)))
        await choose(w, "王敏", "提前结束", "是的")
        digest = w.last("王敏", ROOM)
        await choose(w, "王敏", "选登")
        life.known_by = handles(w, list(life.truth.values()))
        await choose(w, "王敏", "☆ 1")
        await keep(w, life)
        life.texts = sorted(life.truth.values(), key=digest.index)
    return life


def written(chance: random.Random, length: int) -> str:
    return "".join(chr(chance.randint(0x4E00, 0x9FA5)) for _ in range(length))


async def said(w: World, life: Life, name: str, words: str) -> None:
    """Written, looked at before it is handled, and handled."""
    update_ = w.chats.said(w.chat(name), name, words)
    await w.engine.receive(w.account, [update_])
    for row in await w.rows(select(t.inbox).where(t.inbox.c.update == update_.id)):
        life.copies.append(("inbox", {**row._mapping, "by": w.person(name).id}))
    await w.engine.handle_everything()
    await keep(w, life)  # before anything is sent
    await w.settle()


async def keep(w: World, life: Life) -> None:
    """Copy what is new."""
    for table in (t.entries, t.journal, t.outbox):
        rows = [row for row in await w.rows(select(table)) if tuple(row) not in life.seen]
        life.seen.update(map(tuple, rows))
        life.copies += [(table.name, row._mapping) for row in rows]


def handles(w: World, texts: Sequence[str]) -> dict[str, str]:
    """By text, as the secretary sees the stars."""
    line = next(
        line
        for line in reversed(w.chat("王敏").lines.values())
        if line.sender == SELF and "点编号选登" in line.post.body
    )
    shown = [each for each in line.post.body.split("\n\n") if each.startswith("☆")]
    stars = [each for each in line.post.flat_buttons if "☆" in each.label]
    found = {}
    for star, words in zip(stars, shown, strict=True):
        (text,) = [each for each in texts if each[:5] in words]
        found[text] = star.id.split(":")[-1].split(".")[0]
    return found


# -- the strategies


def matched(life: Life, order: Callable[[int], Any], size: Callable[[str], Any]) -> Guess:
    """People and texts, each in an order, one beside the other; ties are broken by chance."""
    chance = random.Random(len(life.copies))
    people = sorted(life.truth, key=lambda each: (order(each), chance.random()))
    texts = sorted(life.texts, key=lambda each: (size(each), chance.random()))
    return dict(zip(people, texts, strict=True))


def by_handle(life: Life) -> Guess:
    """Whose rows name it."""
    found = {}
    for person in life.truth:
        rows = str([row for name in ("entries", "journal") for row in life.of(name, person)])
        own = [text for text in life.texts if f'"handle":"{life.known_by[text]}"' in rows]
        found[person] = own[0] if own else ""
    return found


def by_order(table: str, column: str) -> Callable[[Life], Guess]:
    """As the digest shows them: the first for who came first."""

    def guess(life: Life) -> Guess:
        return matched(life, lambda each: next(life.of(table, each))[column], life.texts.index)

    return guess


def by_length(table: str, column: str, *, at_the_end: bool = False) -> Callable[[Life], Guess]:
    """The longest for whose row is longest."""

    def order(life: Life, person: int) -> int:
        until = None if at_the_end else life.first_round
        return max(len(row[column] or "") for row in life.of(table, person, until))

    return lambda life: matched(life, lambda each: order(life, each), len)


STRATEGIES: Mapping[str, Callable[[Life], Guess]] = {
    "handles": by_handle,
    "order of entries": by_order("entries", "at"),
    "order of people": by_order("entries", "person"),
    "order of the journal": by_order("journal", "id"),
    "order of the outbox": by_order("outbox", "id"),
    "order of the inbox": by_order("inbox", "id"),
    "length of entries": by_length("entries", "state"),
    "length of entries at the end": by_length("entries", "state", at_the_end=True),
    "length in the journal": by_length("journal", "event"),
    "length in the inbox": by_length("inbox", "raw"),
    "length in the outbox": by_length("outbox", "payload"),
}
ONCE = (
    "handles",
    "length of entries",
    "length in the inbox",
    "length in the journal",
)
"""What found everybody, as it was kept once."""


def hits(lives: Sequence[Life], strategy: str) -> int:
    found = 0
    for life in lives:
        guess = STRATEGIES[strategy](life)
        found += sum(guess[person] == text for person, text in life.truth.items())
    return found


def named_in_rows(life: Life) -> list[Row]:
    """Rows that name a handle: of who likes a text, or is asked about it, it is not."""
    handles = set(life.known_by.values())
    return [row for _, row in life.copies if any(each in str(row) for each in handles)]


@contextmanager
def as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sequence[Workflow]]:
    """The workflows and the sealer of an earlier release: parts lie open, nothing is padded."""
    with monkeypatch.context() as earlier:
        earlier.setattr(cipher, "padded", lambda text, least: text)
        yield [replace(each, seals_parts=lambda state: False) for each in WORKFLOWS]


async def test_nothing_that_is_kept_links_people_to_what_they_said_without_a_name() -> None:
    lives = [await lived(seed) for seed in range(LIVES)]
    found = {name: hits(lives, name) for name in STRATEGIES}
    assert {name: n for name, n in found.items() if n > TOO_MANY} == {}, "better than chance"
    assert not [row for life in lives for row in named_in_rows(life)], "nobody is ruled out either"


async def test_the_strategies_find_people_where_parts_lie_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with as_it_was(monkeypatch) as earlier:
        lives = [await lived(seed, earlier) for seed in range(2)]
    found = {name: hits(lives, name) for name in ONCE}
    assert all(n >= 2 * len(NAMES) - 2 for n in found.values()), found
    assert named_in_rows(lives[0]), "whom somebody likes, or comments on, is not that one"


async def test_parts_of_an_earlier_release_are_sealed_once_and_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with at_school(PEOPLE, rules=ALLOWED) as w:
        with as_it_was(monkeypatch) as earlier:
            w.registry.workflows.update({each.kind: each for each in earlier})  # type: ignore[attr-defined]
            await draft(w)
            await choose(w, "王敏", "更多设置", "匿名：否", "返回", "发布")
            for name in NAMES[:3]:
                await w.press(name, "在这里发言")
                await w.say(name, f"{name}说的")
            assert all("handle" in row.state for row in await w.rows(select(t.entries)))
            w.registry.workflows.update({each.kind: each for each in WORKFLOWS})  # type: ignore[attr-defined]
        await seal_parts(w.store, w.registry)
        kept = [row.state for row in await w.rows(select(t.entries))]
        assert not [each for each in kept if "handle" in each]
        assert len({len(each) for each in kept}) == 1, "and they are alike"
        await seal_parts(w.store, w.registry)
        assert [row.state for row in await w.rows(select(t.entries))] == kept, "once"
        newer = Fernet.generate_key().decode()
        await reseal(w.store, FernetSealer([newer, KEY]))
        for row in await w.rows(select(t.entries)):
            part = Codec(WORKFLOWS, FernetSealer([newer])).entry("discussion", 3, row.state)
            words = FernetSealer([newer]).open(part.contributions[0].sealed.token)
            assert words.endswith("说的"), "the words in a sealed part have the newest key too"
        await reseal(w.store, FernetSealer([KEY, newer]))
        line = w.newest(w.chat("李华"), "李华说的", sender="李华")
        await w.edit(line, "改过的话")
        await choose(w, "王敏", "提前结束", "是的")
        assert "改过的话" in w.last("王敏", ROOM)
        assert "张三说的" in w.last("王敏", ROOM)

"""Ten thousand choices that nobody was offered, pressed by somebody of another branch."""

from __future__ import annotations

import random
import string
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from sqlalchemy import select

from service.core.choices import ChoiceId
from service.core.events import Chose
from service.core.message import Chat, Ref
from service.core.people import RosterRow
from service.core.workflow import Activity, Context, Decision, Entry, Outcome
from service.store import tables as t
from tests.world import BRANCH, World, world

FORGED, WHOLE_WAY = 10_000, 200
PEOPLE = (
    RosterRow("王敏", f"校/{BRANCH}", role="secretary"),
    RosterRow("李华", f"校/{BRANCH}"),
    RosterRow("外人", "校/外支部"),
)
KINDS = ("discussion", "plan", "quiz", "report", "signup", "study", "talk")
MACHINES = [import_module(f"service.workflows.{kind}.machine").MACHINE for kind in KINDS]
VERBS = sorted({row.event for each in MACHINES for row in each.rows if row.event[:1].isalpha()})


async def kept(w: World) -> dict[str, Any]:
    """What a choice could change of others: everything but what is told, and home's own."""
    outsider, home = (
        w.person("外人").id,
        await w.rows(select(t.activities.c.id).where(t.activities.c.kind == "home")),
    )
    queries = {
        "activities": select(t.activities).where(t.activities.c.kind != "home"),
        "entries": select(t.entries).where(t.entries.c.activity != home[0].id),
        "people": select(t.people).where(t.people.c.id != outsider),
        "rooms": select(t.rooms),
        "timers": select(t.timers),
        "claims": select(t.claims),
        "banks": select(t.banks),
        "pages": select(t.pages),
    }
    return {name: sorted(map(str, await w.rows(query))) for name, query in queries.items()}


def forged(chance: random.Random, people: int) -> str:
    """Of a known verb mostly, for any activity and anybody's part, with any arguments."""
    verb = chance.choice(VERBS) if chance.random() < 0.9 else "".join(chance.choices("abcz!", k=3))
    letters = string.ascii_letters + string.digits + "-_"
    words = (str(chance.randint(0, 9)), "".join(chance.choices(letters, k=4)))
    args = tuple(chance.choices(words, (7, 3), k=chance.randint(0, 3)))
    about = chance.randint(1, people) if chance.random() < 0.5 else None
    return ChoiceId(chance.randint(1, 9), verb, args, about).encode()


async def test_ten_thousand_forged_choices_change_nothing_of_others() -> None:
    """All are decided, and a few of them go the whole way."""
    chance = random.Random(7)
    async with world(PEOPLE) as w:
        await w.quiz(title="进行中的测验", minutes=600)
        await w.press("李华", "开始")
        for words in ("/discussion", "题目", "提示", "今晚8点", "/signup", "植树", "/talk"):
            await w.say("王敏", words)
        await w.say("外人", "menu")
        before = await kept(w)
        assert len(before["activities"]) >= 3
        choices = [forged(chance, len(PEOPLE) + 1) for _ in range(FORGED)]
        known = await w.sql("SELECT id FROM activities WHERE kind <> 'home'")
        activities = {row.id: await w.activity(row.id) for row in known}
        decided = [decide(w, activities, each) for each in choices]
        assert len(list(filter(None, decided))) > FORGED / 4, "many are for what there is"
        assert not [each for each in decided if isinstance(each, Decision)]

        line, chat = w.newest(w.chat("外人")), w.chat("外人")
        presses = [w.chats.pressed(chat, "外人", line, each) for each in choices[:WHOLE_WAY]]
        await w.engine.receive(w.account, presses)
        await w.engine.handle_everything()
        assert await kept(w) == before
        (aside,) = await w.sql("SELECT count(*) AS n FROM inbox WHERE error IS NOT NULL")
        assert aside.n == 0, "none is a fault of ours either"


def decide(w: World, activities: Mapping[int, Activity[Any]], choice: str) -> Outcome | None:
    """What its machine makes of it; None for an activity that there is not."""
    found, outsider = ChoiceId.decode(choice), w.person("外人")
    activity = activities.get(found.activity if found else 0)
    if activity is None or found is None:
        return None
    context = Context(
        w.clock.now(),
        outsider,
        w.engine.directory.roster,
        w.registry.rules,
        settings=w.registry.settings,
    )
    event = Chose(Ref(Chat(w.account, "@外人"), "m", private=True), "外人", choice)
    workflow = w.registry.workflows[activity.kind]
    return workflow.decide(context, activity, Entry(activity.id, found.about or outsider.id), event)

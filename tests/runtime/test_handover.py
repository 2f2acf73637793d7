"""A post goes to another in one step, with all that runs by it, and back."""

from __future__ import annotations

from datetime import timedelta

from service.core.choices import ChoiceId
from service.core.people import RosterRow
from service.files.attachments import make_file
from tests.world import World, world

PEOPLE = (
    RosterRow("周文博", "学院", role="secretary"),
    RosterRow("王敏", "学院/一支部", role="secretary", post="支部书记"),
    RosterRow("李华", "学院/一支部", role="committee", post="组织委员"),
    RosterRow("张伟", "学院/一支部"),
    RosterRow("赵红", "学院/二支部"),
)


def posts(w: World, *names: str) -> list[tuple[str, str]]:
    return [(w.person(each).role, w.person(each).post) for each in names]


async def tap(w: World, name: str, verb: str, *people: str) -> None:
    """A button that may stand nowhere."""
    args = tuple(str(w.person(each).id) for each in people)
    chat = w.chat(name)
    line = w.latest(chat)
    await w.receive(w.chats.pressed(chat, name, line, ChoiceId(1, verb, args).encode()))


async def handed(w: World, by: str = "王敏") -> None:
    await w.say(by, "成员")
    await tap(w, by, "heir!", "王敏", "李华")


async def test_role_and_post_go_over_and_come_back() -> None:
    async with world(PEOPLE, make_file=make_file) as w:
        await handed(w)
        assert posts(w, "王敏", "李华") == [("member", ""), ("secretary", "支部书记")]
        await w.press("王敏", "撤销")
        assert posts(w, "王敏", "李华") == [("secretary", "支部书记"), ("committee", "组织委员")]
        await tap(w, "王敏", "unheir", "王敏", "李华")
        assert posts(w, "王敏", "李华")[0] == ("secretary", "支部书记"), "once is enough"


async def test_it_is_not_taken_back_late_or_after_another_change() -> None:
    async with world(PEOPLE, make_file=make_file) as w:
        await handed(w)
        await w.say("周文博", "成员")
        await tap(w, "周文博", "leave!", "李华")
        await tap(w, "王敏", "unheir", "王敏", "李华")
        assert posts(w, "王敏") == [("member", "")]
    async with world(PEOPLE, make_file=make_file) as w:
        await handed(w, by="周文博")
        await w.advance(timedelta(minutes=11))
        await tap(w, "周文博", "unheir", "王敏", "李华")
        assert posts(w, "王敏", "李华") == [("member", ""), ("secretary", "支部书记")]


async def test_who_may_not_hand_over_does_not() -> None:
    """Neither a member, nor to somebody of another unit, nor a post that nobody has, nor twice."""
    async with world(PEOPLE, make_file=make_file) as w:
        before = posts(w, "王敏", "李华", "张伟", "赵红")
        for name in ("王敏", "李华", "张伟"):
            await w.say(name, "菜单")
        await tap(w, "李华", "heir!", "王敏", "李华")
        await tap(w, "张伟", "heir!", "王敏", "张伟")
        await tap(w, "王敏", "heir!", "王敏", "赵红")
        await tap(w, "王敏", "heir!", "王敏", "王敏")
        await tap(w, "王敏", "heir!", "张伟", "李华")
        await tap(w, "张伟", "unheir", "王敏", "李华")
        assert posts(w, "王敏", "李华", "张伟", "赵红") == before


async def test_the_list_holds_what_goes_with_the_post_and_nothing_else() -> None:
    async with world(PEOPLE, make_file=make_file) as w:
        await w.quiz(title="党史")
        await w.say("李华", "诉求")
        await handed(w)
        assert "党史" in w.last("李华") and "党史" in w.last("王敏")
        assert "诉求" not in w.last("王敏"), "what the next one asks for is their own"
        rows = await w.sql("SELECT state FROM activities WHERE kind = 'quiz'")
        assert f'"organizer":{w.person("李华").id}' in rows[0].state

"""What people do. An act draws from what stands in the chats just now, so that the same act in
another life is another one, and still makes sense."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from adapters.memory.adapter import SELF, Line, MemoryChat
from service.core.effects import Start
from service.core.events import ChatStatusChanged
from service.core.membership import MemberChange
from service.core.message import Button
from service.ports import Update
from tests.simulation.organization import ALPHA, BETA, FIRST, LINKED, PEOPLE, ROOMS, SECOND
from tests.simulation.platform import Platform
from tests.simulation.world import World

Act = Callable[[World, Random], None]

COMMANDS = (
    "quiz", "discuss", "talk", "signup", "plan", "meeting", "minutes", "vote", "month", "today",
    "menu", "help", "settings", "study", "hours", "report", "reports", "matter", "matters",
    "request", "requests", "procedure", "apply", "workplan", "pulse", "mydata", "nonsense",
)  # fmt: skip
TYPED = (
    "A", "B", "AC", "1", "2", "3", "0", "菜单", "帮助", "交卷", "取消", "Hand in", "help", "是",
    "明天 19:30", "后天下午三点", "3月29日 02:30", "下周五", "30", "30分钟", "植树", "主题党日",
    "每周五 19:30", "张伟", "张伟、Anna", "李华", "全部", "谈心", "测验", "讨论", "\u202e倒写",
    "😀" * 3, "x" * 300, "tomorrow at 9", "=1+1",
)  # fmt: skip
SEARCHED = (
    "确认", "是的", "发布", "发出", "开始", "公布", "开会", "签到", "散会", "签字", "完成",
    "Yes", "Start", "Confirm", "I'm here",
)  # fmt: skip
ROLES = ("secretary", "organizer", "committee", "member", "office")


def places(w: World) -> list[tuple[Platform, str, str]]:
    """Everybody's chats: the platform, the user, the place; each room once for who is in it."""
    found = []
    for account in (ALPHA, BETA):
        for name in LINKED[account]:
            found.append((w.platforms[account], name, f"@{name}"))
    for (account, room), unit in ROOMS.items():
        for row in PEOPLE:
            if row.branch.endswith(unit) and row.name in LINKED[account]:
                found.append((w.platforms[account], row.name, room))
    return found


def somebody(w: World, random: Random) -> tuple[Platform, str, MemoryChat]:
    platform, user, place = random.choice(places(w))
    return platform, user, platform.chats[place]


def with_buttons(chat: MemoryChat) -> list[Line]:
    """What OrgLife offers in the chat, the newest last."""
    lines = [each for each in chat.lines.values() if each.sender == SELF and each.post.buttons]
    return sorted((each for each in lines if not each.deleted), key=lambda each: each.changed)


def offers(w: World) -> list[tuple[Platform, str, MemoryChat]]:
    """Who can press something."""
    found = [(platform, user, platform.chats[place]) for platform, user, place in places(w)]
    return [each for each in found if with_buttons(each[2])]


def mostly_private(
    able: list[tuple[Platform, str, MemoryChat]], random: Random
) -> tuple[Platform, str, MemoryChat]:
    """One of these; seldom in a room, where everybody has the same before them."""
    private = [each for each in able if each[2].private]
    return random.choice(private if private and random.random() < 0.85 else able)


def words(w: World, random: Random) -> str:
    """Something that is typed. Half of it can be told from everything else."""
    if random.random() < 0.5:
        return random.choice(TYPED)
    return f"我想说暗语{next(w.words)}号，再写长一点，让它算得上一段话。"


def press(w: World, random: Random) -> None:
    """Somebody presses a button that is there, mostly of the newest message."""
    able = offers(w)
    if not able:
        say(w, random)
        return
    platform, user, chat = mostly_private(able, random)
    lines = with_buttons(chat)
    line = lines[-1] if random.random() < 0.8 else random.choice(lines)
    buttons = line.post.flat_buttons
    likely = [each for each in buttons if any(word in each.label for word in SEARCHED)]
    button = random.choice(likely) if likely and random.random() < 0.3 else random.choice(buttons)
    platform.hand_over(platform.pressed(chat, user, line, button.id))


def press_twice(w: World, random: Random) -> None:
    """Impatient: the same button three times, at once."""
    able = offers(w)
    if able:
        platform, user, chat = random.choice(able)
        line = with_buttons(chat)[-1]
        button = random.choice(line.post.flat_buttons)
        platform.hand_over(*(platform.pressed(chat, user, line, button.id) for _ in range(3)))


def all_press(w: World, random: Random) -> None:
    """Many at once, each on their newest message; they arrive in any order."""
    by_platform: dict[str, list[Update]] = {}
    first = random.random() < 0.6
    for platform, user, chat in offers(w):
        line = with_buttons(chat)[-1]
        buttons = line.post.flat_buttons
        button: Button = buttons[0] if first else random.choice(buttons)
        if random.random() < (0.7 if chat.private else 0.2):
            pressed = platform.pressed(chat, user, line, button.id)
            by_platform.setdefault(platform.account, []).append(pressed)
    for account, pressed_by_all in by_platform.items():
        random.shuffle(pressed_by_all)
        w.platforms[account].hand_over(*pressed_by_all)


def rush(w: World, random: Random) -> None:
    """Everybody goes for the same at once: the first question, the first place, the first hour."""
    by_verb: dict[str, list[tuple[Platform, str, MemoryChat, Line, Button]]] = {}
    for platform, user, chat in offers(w):
        if not chat.private:
            continue
        seen = set()
        for line in reversed(with_buttons(chat)):
            for button in line.post.flat_buttons:
                verb = [*button.id.split(":"), "", ""][2]
                if verb not in seen:
                    seen.add(verb)
                    by_verb.setdefault(verb, []).append((platform, user, chat, line, button))
    many = sorted(verb for verb, able in by_verb.items() if len(able) > 1)
    if not many:
        press(w, random)
        return
    wanted = [each for each in many if each in ("take", "a", "in", "pick")]
    verb = random.choice(wanted if wanted and random.random() < 0.6 else many)
    for platform, user, chat, line, button in by_verb[verb]:
        platform.hand_over(platform.pressed(chat, user, line, button.id))


def press_old(w: World, random: Random) -> None:
    """A button of a message as it was once."""
    platform, user, chat = somebody(w, random)
    old = [
        (line, post)
        for line in chat.lines.values()
        if line.sender == SELF
        for post in line.history
        if post.buttons
    ]
    if not old:
        press(w, random)
        return
    line, post = random.choice(old)
    button = random.choice(post.flat_buttons)
    platform.hand_over(platform.pressed(chat, user, line, button.id))


def press_others(w: World, random: Random) -> None:
    """A choice that was offered to somebody else, or that nobody was offered."""
    able = offers(w)
    if not able:
        return
    _, _, seen = random.choice(able)
    choice = random.choice(random.choice(with_buttons(seen)).post.flat_buttons).id
    if random.random() < 0.3:
        number, about, verb, args = [*choice.split(":"), "", "", ""][:4]
        about = random.choice((about, "1", "2", "999", ""))
        number = random.choice((number, "1", "2", "3", "999999999999999999", "x"))
        args = random.choice((args, "0.1", "999", "-1", ""))
        choice = f"{number}:{about}:{random.choice((verb, verb + '!'))}:{args}"
    platform, user, chat = somebody(w, random)
    ours = [line for line in chat.lines.values() if line.sender == SELF]
    if ours:
        platform.hand_over(platform.pressed(chat, user, random.choice(ours), choice))


def say(w: World, random: Random) -> None:
    """Words, in private or in the room, now and then as a reply."""
    platform, user, chat = somebody(w, random)
    lines = [each for each in chat.lines.values() if each.sender == SELF]
    answered = random.choice(lines).id if lines and random.random() < 0.3 else None
    platform.hand_over(platform.said(chat, user, words(w, random), answered))


def answer(w: World, random: Random) -> None:
    """Words or a letter to whoever was asked something last: the newest message with buttons, or
    the newest at all."""
    spoken = [
        (platform, user, platform.chats[place])
        for platform, user, place in places(w)
        if any(line.sender == SELF for line in platform.chats[place].lines.values())
    ]
    if not spoken:
        say(w, random)
        return
    platform, user, chat = random.choice(spoken)
    ours = [each for each in chat.lines.values() if each.sender == SELF]
    newest = max(ours, key=lambda each: each.changed)
    room = not chat.private
    replied = newest.id if room or random.random() < 0.3 else None
    platform.hand_over(platform.said(chat, user, words(w, random), replied))


def command(w: World, random: Random) -> None:
    platform, user, chat = somebody(w, random)
    name = random.choice(COMMANDS)
    platform.hand_over(platform.said(chat, user, f"/{name}"))


def _own(w: World, random: Random) -> tuple[Platform, MemoryChat, Line] | None:
    """Something that somebody has written."""
    found = []
    for platform in w.platforms.values():
        for chat in platform.chats.values():
            lines = [each for each in chat.lines.values() if each.sender != SELF]
            found += [(platform, chat, each) for each in lines if not each.deleted]
    return random.choice(found) if found else None


def edit(w: World, random: Random) -> None:
    found = _own(w, random)
    if found is not None:
        platform, chat, line = found
        platform.hand_over(platform.edited(chat, line, words(w, random)))


def withdraw(w: World, random: Random) -> None:
    found = _own(w, random)
    if found is not None:
        platform, chat, line = found
        if platform.capabilities.deletions:
            platform.hand_over(platform.deleted(chat, line))


def like(w: World, random: Random) -> None:
    platform, user, chat = somebody(w, random)
    if chat.lines and platform.capabilities.likes:
        line = random.choice(list(chat.lines.values()))
        platform.hand_over(platform.liked(chat, user, line, taken_back=random.random() < 0.3))


def repeat(w: World, random: Random) -> None:
    """A platform hands over again what it has handed over before."""
    platform = random.choice(list(w.platforms.values()))
    if platform.produced:
        again = random.choice(list(platform.produced.values()))
        platform.waiting.append(again)
        platform.hand_over()


def disorder(w: World, random: Random) -> None:
    """What waits at the platform comes in another order."""
    for platform in w.platforms.values():
        platform.deaf_until = max(platform.deaf_until, w.loop.time() + random.choice((0.5, 5.0)))
    for _ in range(3):
        random.choice((press, say, answer))(w, random)
    for platform in w.platforms.values():
        random.shuffle(platform.waiting)


def stranger(w: World, random: Random) -> None:
    """Somebody whom nobody knows."""
    platform = random.choice(list(w.platforms.values()))
    chat = platform.private("stranger")
    platform.hand_over(
        platform.said(chat, "stranger", random.choice(("你好", "12345678", "/quiz")))
    )


def leave_chat(w: World, random: Random) -> None:
    """Somebody blocks OrgLife, or a room puts it out; or lets it in again."""
    platform, user, chat = somebody(w, random)
    chat.closed = not chat.closed
    ref = platform.ref(chat, "")
    if random.random() < 0.7 or not chat.closed:
        sender = user if chat.private else ""
        status: Any = ("blocked" if chat.private else "out") if chat.closed else "in"
        platform.hand_over(platform.update(ChatStatusChanged(ref, sender, status)))


# -- what organizers and administrators do


VOTES: tuple[dict[str, Any], ...] = (
    {"title": "今年的预算", "profile": "ordinary_resolution"},
    {"title": "明年的预算", "profile": "ordinary_resolution", "room": True},
    {"title": "延长预备期", "profile": "probation_extension", "tap": True},
    {"title": "延长预备期", "profile": "probation_extension", "tap": True},
    {"title": "改选", "profile": "election_committee", "tap": True, "seats": 1,
     "candidates": ["吴刚", "赵一"]},
)  # fmt: skip


def details_of(w: World, random: Random, kind: str) -> dict[str, Any]:
    """An activity that begins by itself."""
    now = w.clock.now()
    zone = "Asia/Shanghai"

    def at(minutes: float) -> str:
        moment = now + timedelta(minutes=minutes)
        return local_words(moment, zone)

    match kind:
        case "quiz":
            feedback = random.choice(("each", "end"))
            return {"bank": "题库", "title": "知识测验", "minutes": random.choice((5, 30, 90)),
                    "feedback": feedback}  # fmt: skip
        case "discussion":
            minutes = random.choice((10, 60, 600))
            return {"title": "读书讨论", "prompt": "你有什么收获？", "minutes": minutes}
        case "talk":
            slots = [at(60 * each) for each in sorted(random.sample(range(3, 40), 3))]
            members = random.choice((["张伟"], ["张伟", "Anna", "陈晨"], ["Anna", "John"]))
            return {"members": members, "slots": slots}
        case "meeting":
            return {"kind": random.choice(("members_meeting", "committee_meeting", "theme_day")),
                    "items": ["通报上月工作", "审议年度预算"], "place": "201 会议室",
                    "starts_at": at(random.choice((10, 60, 600)))}  # fmt: skip
        case "vote":
            return dict(random.choice(VOTES))
        case "signup":
            return {"title": "植树", "about": "自带水杯", "starts_at": at(180), "closes_at": at(60),
                    "places": random.choice((0, 1, 2))}  # fmt: skip
        case "study":
            way = random.choice(("read", "words", "lecture", "quiz:题库"))
            return {"title": "第一章", "materials": ["书" * 300], "way": way, "hours": 2,
                    "closes_at": at(random.choice((60, 600)))}  # fmt: skip
        case "report":
            form = random.choice(("health", "journeys", "活动回访\n下周六能来吗？能/不能"))
            rule = random.choice(("每天 8:00", "每天 20:00", "每周五 8:00"))
            return {"form": form, "rule": rule, "closes_at": at(60 * 24 * 7)}
        case "pulse":
            return {"minutes": random.choice((60, 600, 1440))}
        case "workplan" | "procedure" | "matter" | "request":
            return {"command": kind, "args": "今年" if kind == "workplan" else ""}
        case _:
            return {"title": "每日一练", "kind": "quiz",
                    "when": {"every": "day", "at": random.choice(("02:30", "08:00", "19:30"))},
                    "details": {"bank": "题库", "minutes": 30, "feedback": "end"}}  # fmt: skip


def local_words(moment: datetime, zone: str) -> str:
    """The moment on the clock there, at the five minutes before it."""
    there = moment.astimezone(ZoneInfo(zone)).replace(second=0, microsecond=0)
    return there.replace(minute=there.minute // 5 * 5).replace(tzinfo=None).isoformat()


KINDS = (
    "quiz", "discussion", "talk", "signup", "plan", "meeting", "meeting", "vote", "study", "report",
    "pulse", "workplan", "procedure", "matter", "request",
)  # fmt: skip


def begin(w: World, random: Random, kind: str = "") -> None:
    """An activity begins, as by a plan of the settings."""
    kind = kind or random.choice(KINDS)
    unit, owner = random.choice(((FIRST, "王敏"), (FIRST, "李华"), (SECOND, "周洁")))
    details = details_of(w, random, kind)
    if kind == "talk" and unit == SECOND:
        details["members"] = ["吴迪", "郑爽"]
    if kind == "talk" and random.random() < 0.5:  # the same times once more
        owner, unit = "王敏", FIRST
    effect = Start(kind, w.prepared.units[unit], w.prepared.people[owner], details)
    w.ask(lambda process: process.engine.begin(effect))


def hold(w: World, random: Random) -> None:
    """Who leads goes on with what is open, a step or a few; now and then everybody checks in, or
    votes."""
    for _ in range(random.randint(2, 8)):
        for platform, user, chat in offers(w):
            if not chat.private or (user not in LEADERS and random.random() < 0.5):
                continue
            if random.random() < 0.1 and _changes_ballot(w, platform, user, chat):
                continue
            found = _next_step(chat, random)
            if found is not None:
                line, button = found
                platform.hand_over(platform.pressed(chat, user, line, button.id))
        w.advance(random.choice((2, 2, 2, 600)))


def _changes_ballot(w: World, platform: Platform, user: str, chat: MemoryChat) -> bool:
    """Whoever has the code to change a secret ballot says so in the room, and types it."""
    bodies = [each.post.body for each in chat.lines.values() if each.sender == SELF]
    codes = [found for body in bodies for found in CHANGE_CODE.findall(body)]
    rooms = [each for other, who, each in offers(w) if (other, who) == (platform, user)]
    asked = [
        (room, line, button)
        for room in rooms
        for line in with_buttons(room)
        for button in line.post.flat_buttons
        if not room.private and button.id.split(":")[2:3] == ["ballot"]
    ]
    if not codes or not asked:
        return False
    room, line, button = asked[-1]
    platform.hand_over(platform.pressed(room, user, line, button.id))
    w.advance(2)
    platform.hand_over(platform.said(chat, user, codes[-1]))
    return True


CHANGE_CODE = re.compile(r"(?:改票码：|Change code: )([A-Z2-7]{4}(?:-[A-Z2-7]{4}){3})")
LEADERS = ("王敏", "李华", "周洁")
STEPS = (
    "begin", "here", "cast", "end", "close", "close!", "sign", "staff", "next", "vote", "evidence",
    "call", "again!", "finish!", "print", "read", "write", "note", "same", "fill", "q", "a",
    "submit", "answer", "put", "put!", "agree", "send", "send!", "approve", "approve!", "publish",
    "procedure", "subject", "give", "take", "field", "named", "confidential", "accept", "rate",
    "kind", "seen", "mine", "mark",
)  # fmt: skip


def _next_step(chat: MemoryChat, random: Random) -> tuple[Line, Button] | None:
    """A button of the newest message that leads on."""
    for line in reversed(with_buttons(chat)[-3:]):
        leading = [
            each for each in line.post.flat_buttons if [*each.id.split(":"), "", ""][2] in STEPS
        ]
        if leading:
            return line, leading[0] if random.random() < 0.7 else random.choice(leading)
    return None


def change_member(w: World, random: Random) -> None:
    """Somebody leaves, comes back, moves, or has another role; and does at once what they could
    do before."""
    name = random.choice([each.name for each in PEOPLE])
    person = w.prepared.people[name]
    change = MemberChange(person)
    match random.choice(("role", "role", "leave", "return", "move")):
        case "role":
            change = replace(change, role=random.choice(ROLES))
        case "leave":
            change = replace(change, active=False)
        case "return":
            change = replace(change, active=True)
        case "move":
            unit = random.choice((FIRST, SECOND))
            change = replace(change, unit=w.prepared.units[unit])
    w.ask(lambda process: process.engine.change_members([change], by="administrator"))
    for account in (ALPHA, BETA):
        if name in LINKED[account]:
            platform = w.platforms[account]
            chat = platform.private(name)
            for line in with_buttons(chat)[-2:]:
                button = random.choice(line.post.flat_buttons)
                platform.hand_over(platform.pressed(chat, name, line, button.id))


def resign(w: World, random: Random) -> None:
    """Who leads loses the role, and goes on as if nothing had been; or gets it back."""
    name = random.choice(("王敏", "李华", "周洁"))
    role = random.choice(("member", "member", "secretary"))
    change = MemberChange(w.prepared.people[name], role=role)
    w.ask(lambda process: process.engine.change_members([change], by="administrator"))
    for account in (ALPHA, BETA):
        if name in LINKED[account]:
            platform = w.platforms[account]
            chat = platform.private(name)
            for line in with_buttons(chat):
                for button in random.sample(line.post.flat_buttons, 1):
                    platform.hand_over(platform.pressed(chat, name, line, button.id))


def confide(w: World, random: Random) -> None:
    """Somebody answers what only few may read: the note on a talk where one is asked for, else the
    words that go with a wish for a talk, or a request."""
    for platform, user, chat in offers(w):
        for line in reversed(with_buttons(chat)[-4:]):
            for button in line.post.flat_buttons:
                if "写谈心内容" in button.label or "Write the note" in button.label:
                    platform.hand_over(platform.pressed(chat, user, line, button.id))
                    w.advance(3)
                    whisper(w, platform, chat, user)
                    return
    user = random.choice(("张伟", "陈晨", "Anna"))
    platform = w.platforms[ALPHA]
    chat = platform.private(user)
    wish = random.choice(("/wish", "/request"))
    platform.hand_over(platform.said(chat, user, wish))
    w.advance(3)
    for line in with_buttons(chat)[-1:]:
        button = random.choice(line.post.flat_buttons[:2])
        platform.hand_over(platform.pressed(chat, user, line, button.id))
        w.advance(3)
    whisper(w, platform, chat, user)


def whisper(w: World, platform: Platform, chat: MemoryChat, user: str) -> None:
    said = f"这是暗语{next(w.words)}号，请保密。"
    platform.hand_over(platform.said(chat, user, said))
    w.advance(2)

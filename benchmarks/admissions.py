"""Three years of a branch's admissions, played: `python -m benchmarks.admissions [FILE]`.

Twelve people go through all 25 steps of the shipped procedure, begun three weeks apart; one is
refused by the superior, one has the probation extended, one moves to another branch halfway. They
write, tap and send files as people do, on `orglife play` with its whole service. What has to be
held besides (talks, meetings, votes) is confirmed by a tap here: `branch_year` holds those. With a
FILE the scenario is written there, for `orglife play FILE`. What is measured is the CPU of it all.
"""

from __future__ import annotations

import asyncio
import re
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from service.play.loading import load_scenario
from service.play.run import Run, play_scenario
from service.settings.bundled_config import PROCEDURES

START = datetime.fromisoformat("2026-03-02T10:00:00+08:00")
ABOVE, SECRETARY, OTHER = "周静", "王敏", "赵磊"
APART = 19  # days between two applications
CITY = "示范大学党委"
NAMED = {"contact": "孙丽", "introducer": "孙丽、何嘉宁"}
THERE = {"introducer": "陈静、钱进"}
DAYS: tuple[tuple[str, int], ...] = (
    *(("s01", 0), ("s02", 5), ("s03", 20), ("s04", 21), ("s05", 22)),
    *(("s06", 172), ("s06", 340), ("s07", 390), ("s08", 395), ("s09", 396), ("s10", 400)),
    *(("s11", 405), ("s12", 410), ("s13", 430), ("s14", 432), ("s15", 440), ("s16", 450)),
    *(("s17", 460), ("s18", 461), ("s19", 462), ("s20", 463), ("s21", 520), ("s21", 578)),
    *(("s21", 636), ("s22", 810), ("s23", 815), ("s24", 840), ("s25", 850)),
)
"""When each step is taken, in days from the application; those that are repeated stand often, each
before its reminder: those of one morning come in one message, whose buttons share their labels."""
EXTENSION = 190  # days by which the last steps of who is put off come later


Fate = tuple[str, ...]
TWELVE: tuple[Fate, ...] = (("moved",), ("refused",), ("extended",), *((),) * 9)
"""What happens to each of the people on the way."""


@dataclass(frozen=True)
class Scene:
    """Something that is done, on a day."""

    day: int
    who: str
    words: str

    def line(self, at: datetime) -> str:
        return f'  {{ at = "{at:%Y-%m-%d %H:%M}", who = "{self.who}", {self.words} }},'


class Case:
    """One person's way through it."""

    def __init__(self, place: int, fate: Fate, steps: dict[str, Any]) -> None:
        self.began, self.fate, self.steps = place * APART, fate, steps
        self.name = f"申请人{place + 1:02}"
        self.title = f"发展党员：{self.name}"
        self.secretary = SECRETARY

    def scenes(self) -> Iterator[Scene]:
        began = self.began
        yield Scene(began, self.name, 'say = "申请"')
        yield Scene(began, self.name, 'press = "发展党员"')
        yield Scene(began, self.name, 'press = "开始办理", expect = { holds = "入党申请书" }')
        for step, day in DAYS:
            late = EXTENSION if "extended" in self.fate and step >= "s24" else 0
            yield from self.take(step, began + day + late)
            if "refused" in self.fate and step == "s07":
                yield Scene(began + day + 5, ABOVE, f'press = "不同意", of = "{self.title}"')
                said = f'expect = {{ who = "{self.name}", holds = "培养还不够" }}'
                yield Scene(began + day + 5, ABOVE, f'say = "培养还不够", {said}')
                return
            if "moved" in self.fate and step == "s05":
                yield from self.move(began + day + 30)
            if "extended" in self.fate and step == "s23":
                yield from self.take("s23", began + day + EXTENSION)

    def move(self, day: int) -> Iterator[Scene]:
        for who, label in (
            (SECRETARY, f"{self.name} ·"), (SECRETARY, "转到别的支部"), (SECRETARY, "请上级办理"),
            (ABOVE, "转到别的支部"), (ABOVE, "第二支部"), (ABOVE, "确定转出"),
        ):  # fmt: skip
            if who == SECRETARY and label.endswith("·"):
                yield Scene(day, who, 'say = "成员"')
            yield Scene(day, who, f'press = "{label}"')
        self.secretary = OTHER

    def take(self, step: str, day: int) -> Iterator[Scene]:
        rule = self.steps[step]
        who = {"subject": self.name, "superior": ABOVE}.get(rule["who"][0], self.secretary)
        who = NAMED["contact"] if rule["who"][0] == "contact" else who
        for item in rule["evidence"]:
            if step == "s23" and item["kind"] == "approval" and not self.decides(day):
                for label in ("延长 6 个月", "是的，延长"):
                    yield Scene(day, who, f'press = "{label}"')
                return
            yield from self.bring(item, who, day)

    def decides(self, day: int) -> bool:
        """Whether the meeting decides now, or puts it off."""
        return "extended" not in self.fate or day >= self.began + 815 + EXTENSION

    def bring(self, item: dict[str, Any], who: str, day: int) -> Iterator[Scene]:
        kind, of = item["kind"], f', of = "{self.title}"'
        name = item.get("name", {}).get("zh") or {"confirm": "确认已完成"}.get(kind, "")
        done = Scene(day, who, f'press = "就是今天"{of}')
        if kind == "approval":
            yield Scene(day, who, f'press = "✔ 同意"{of}')
            yield Scene(day, who, 'press = "是的，同意"')
            return
        if kind == "notice":
            yield Scene(day, who, f'press = "公示 {item["workdays"]} 个工作日"{of}')
            yield Scene(day, who, 'press = "发出"')
            return
        opens = {"file": "交：", "form": "填写：", "confirm": "✔ ", "study": "📚 ", "names": "确定"}
        role = {"contact": "培养联系人", "introducer": "入党介绍人"}.get(item.get("role", ""), name)
        yield Scene(day, who, f'press = "{opens[kind]}{role}"{of}')
        if kind == "file":
            yield Scene(day, who, 'attach = "paper.txt"')
        elif kind == "study":
            yield Scene(day, who, f'say = "{item["hours"]}"')
        elif kind == "names":
            named = {**NAMED, **(THERE if self.secretary == OTHER else {})}
            yield Scene(day, who, f'say = "{named[item["role"]]}"')
        for field in item.get("fields", ()):
            said = {"number": 'say = "12"', "date": 'press = "今天（"'}
            yield Scene(day, who, said.get(field.get("type", ""), 'say = "一直表现很好"'))
        yield done


def rules() -> str:
    """The shipped procedure, with a tap in place of what has to be held."""
    words = (PROCEDURES / "admission.toml").read_text("utf-8")
    held = r'\{ kind = "(?:talk|meeting|vote)"[^{}]*?(name = \{[^}]*\})? *\}'
    number = iter(range(100))

    def tap(found: re.Match[str]) -> str:
        name = f"会已开好{next(number):02}"
        return f'{{ kind = "confirm", name = {{ zh = "{name}", en = "{name}" }} }}'

    return re.sub(held, tap, words)


def write(folder: Path, fates: tuple[Fate, ...]) -> Path:
    """The scenario of these people, with the files beside it."""
    (folder / "admission.toml").write_text(rules(), "utf-8")
    (folder / "paper.txt").write_text("一份材料\n", "utf-8")
    steps = {each["id"]: each for each in tomllib.loads(rules())["steps"]}
    cases = [Case(place, fate, steps) for place, fate in enumerate(fates)]
    scenes = sorted((x for each in cases for x in each.scenes()), key=lambda each: each.day)
    here, there = f"{CITY}/第一支部", f"{CITY}/第二支部"
    people = [(ABOVE, CITY, "secretary", "full"), (SECRETARY, here, "secretary", "full")]
    people += [(each.name, here, "member", "applicant") for each in cases]
    people += [(each, here, "member", "full") for each in ("孙丽", "何嘉宁")]
    people += [(OTHER, there, "secretary", "full")]
    people += [(each, there, "member", "full") for each in ("陈静", "钱进")]
    told = [
        f'  {{ name = "{name}", branch = "{branch}", role = "{role}", standing = "{standing}" }},'
        for name, branch, role, standing in people
    ]
    lines, before, minutes = list[str](), -1, 0
    for each in scenes:
        minutes = minutes + 1 if each.day == before else 0
        before = each.day
        lines.append(each.line(START + timedelta(days=each.day, minutes=minutes)))
    file = folder / "admissions.toml"
    file.write_text(
        "\n".join((
            'title = "三年的发展党员工作"', f"start = {START.isoformat()}",
            'organization = { procedures = ["admission.toml"] }',
            "people = [", *told, "]", "steps = [", *lines, "]", "",
        )),
        "utf-8",
    )  # fmt: skip
    return file


def played(fates: tuple[Fate, ...]) -> tuple[Run, float, int]:
    """The play of these people, its CPU in seconds, and how many acts it has."""
    with TemporaryDirectory() as folder:
        scenario = load_scenario(write(Path(folder), fates))
        began = time.process_time()
        run = asyncio.run(play_scenario(scenario))
        return run, time.process_time() - began, len(scenario.steps)


def main() -> None:
    if sys.argv[1:]:
        write(Path(sys.argv[1]).parent, TWELVE).rename(sys.argv[1])
        return
    run, cpu, acts = played(TWELVE)
    assert run.failures == (), run.failures[:3]
    days = (run.end - run.start).days
    print(f"admissions_cpu_s {cpu:.1f}  ({acts} acts in {days} days, 12 people)")


if __name__ == "__main__":
    main()

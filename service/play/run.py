"""Plays a scenario from its first step to its last, and checks the outcome."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.fernet import Fernet

from adapters.memory import Memory
from adapters.memory.adapter import Line
from service.core.calendar import shown
from service.core.capabilities import Capabilities
from service.core.effects import Start
from service.core.message import File
from service.core.texts import text
from service.core.workflow import Rejected
from service.files.attachments import make_file
from service.files.holidays import mainland_china
from service.play import degraded_client
from service.play.clients import Clients, InMemory
from service.play.expectations import Failure, check_outcomes, check_sights
from service.play.finders import NotThereError, newest
from service.play.report import Report, read_report
from service.play.scenario import (
    FLAGS,
    Attach,
    Begin,
    Change,
    Delete,
    Like,
    Press,
    Say,
    Scenario,
    Step,
)
from service.play.stage import Stage
from service.play.transcript import Conversation, Recorder, Seen, conversation
from service.store.cipher import FernetSealer

PAGES = "https://orglife.example"  # where the pages would be


@dataclass(frozen=True, slots=True)
class Run:
    """The outcome of a scenario. Times in `report` are in the scenario's time zone.

    `played`: the number of steps done; fewer than there are if one could not be done.
    """

    title: str
    start: datetime
    end: datetime
    played: int
    conversations: tuple[Conversation, ...]
    report: Report
    failures: tuple[Failure, ...]

    @property
    def ok(self) -> bool:
        return not self.failures


async def play_scenario(scenario: Scenario, clients: Clients | None = None) -> Run:
    """Play the scenario on a service of its own, in memory and under a manual clock, with chats in
    memory or on the platform of these clients."""
    stage = await _stage(scenario, clients or InMemory(Memory(capabilities=scenario.capabilities)))
    try:
        return await _play(scenario, stage)
    finally:
        await stage.close()


async def _stage(scenario: Scenario, clients: Clients) -> Stage:
    stage = await Stage.open(
        scenario.start,
        FernetSealer([Fernet.generate_key().decode()]),
        make_file,
        clients=clients,
        rules=scenario.rules,
        quiet=scenario.quiet,
        holidays=mainland_china(),
        settings=scenario.settings,
        base_url=PAGES,
    )
    await stage.people(scenario.people, language=scenario.language, timezone=scenario.timezone)
    for bank in scenario.banks:
        unit = stage.unit(bank.unit) if bank.unit else stage.root
        await stage.administration.import_bank(unit.id, bank.name, bank.questions)
    return stage


async def _play(scenario: Scenario, stage: Stage) -> Run:
    recorder = Recorder(stage.clock)
    stage.clients.on_line = recorder.on_line
    stage.on_press = recorder.press
    failures: list[Failure] = []
    lacks = _lacking(scenario, stage.clients.capabilities)
    window = 0  # what appears from here on belongs to the step
    played = 0
    for step in scenario.steps:
        if step.begins:
            window = len(recorder.seen)
        await stage.advance_to(step.at)
        try:
            await _act(stage, step)
        except NotThereError as error:
            failures.append(_cannot(step, error))
            break
        played += 1
        failures += check_sights(step, stage, recorder.seen[window:], lacks)
    report = await read_report(stage, scenario.timezone, scenario.language)
    if played == len(scenario.steps):  # an unfinished run has no outcome to check
        failures += check_outcomes(scenario, report)
    return Run(
        title=scenario.title,
        start=shown(scenario.start, scenario.timezone),
        end=shown(stage.clock.now(), scenario.timezone),
        played=played,
        conversations=_conversations(stage, recorder.seen),
        report=report,
        failures=tuple(failures),
    )


def _lacking(scenario: Scenario, capabilities: Capabilities) -> frozenset[str]:
    """What the scenario relies on and this platform lacks."""
    return frozenset(
        each
        for each in FLAGS
        if getattr(scenario.capabilities, each) and not getattr(capabilities, each)
    )


async def _act(stage: Stage, step: Step) -> None:
    """Carry out the step. Raises `NotThereError`."""
    who, room = step.who, step.room
    match step.act:
        case None:
            return
        case Press(label, of):
            await stage.press(who, label, room=room, of=of)
        case Say(words, reply_to):
            await _say(stage, step, words, reply_to)
        case Attach(file, words, reply_to):
            sent = File(file.name, _mime(file.name), file.read_bytes())
            answered = _answered(stage, step, reply_to)
            await stage.attach(who, sent, words, room=room, reply_to=answered)
        case Like(words, taken_back):
            await _like(stage, step, words, taken_back=taken_back)
        case Change(words, to):
            await stage.edit(stage.newest(stage.chat(who, room), words, sender=who), to, room=room)
        case Delete(words):
            await stage.delete(stage.newest(stage.chat(who, room), words, sender=who), room=room)
        case Begin(kind, unit, details):
            person = stage.person(who)
            where = stage.unit(unit).id if unit else person.unit
            outcome = await stage.engine.begin(Start(kind, where, person.id, dict(details)))
            if isinstance(outcome, Rejected):
                raise NotThereError(outcome.code)
            await stage.settle()


async def _say(stage: Stage, step: Step, words: str, reply_to: str) -> None:
    answered = _answered(stage, step, reply_to)
    if answered is not None and step.room and not stage.clients.capabilities.replies:
        await degraded_client.reply(stage, step.who, words)
        return
    await stage.say(step.who, words, room=step.room, reply_to=answered)


async def _like(stage: Stage, step: Step, words: str, *, taken_back: bool) -> None:
    if not stage.clients.capabilities.likes:
        await degraded_client.like(stage, step.who, words)
        return
    line = newest(stage.chat(step.who, step.room), words, sender=None)
    await stage.like(step.who, line, room=step.room, taken_back=taken_back)


def _answered(stage: Stage, step: Step, holding: str) -> Line | None:
    """The message that is replied to, if any."""
    return newest(stage.chat(step.who, step.room), holding, sender=None) if holding else None


def _mime(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def _cannot(step: Step, error: NotThereError) -> Failure:
    """The step can't be done, so the run ends here."""
    match step.act:
        case Press(label):
            what = text("play-cannot-press", who=step.who, label=label)
        case Begin(kind):
            what = text("play-cannot-start", kind=kind, code=str(error))
        case Change(words) | Delete(words) | Like(words):
            what = text("play-cannot-reply", who=step.who, words=words)
        case Say(reply_to=words) | Attach(reply_to=words):
            what = text("play-cannot-reply", who=step.who, words=words)
        case _:
            raise error
    return Failure(step.number, step.at, what, tuple(f"+ {each}" for each in error.there))


def _conversations(stage: Stage, seen: Sequence[Seen]) -> tuple[Conversation, ...]:
    """The rooms first, then the private chats, in the order of the roster; silent ones left out."""
    roster = stage.engine.directory.roster
    found = []
    for unit in roster.units.values():
        chat = stage.clients.room(unit.name)
        if chat is not None:
            found.append(conversation(chat, unit.name, unit.language, unit.timezone, seen))
    for person in roster.people.values():
        chat = stage.clients.private(person.name)
        found.append(conversation(chat, person.name, person.language, person.timezone, seen))
    return tuple(each for each in found if each.remarks)

"""Who answers a report reads it and replies, in private on both sides."""

from __future__ import annotations

from dataclasses import replace

from service.core.effects import Erase
from service.core.events import Said
from service.core.message import Message
from service.core.texts import lines, text
from service.core.workflow import Outcome, Rejected
from service.sdk.panels import choice, grid
from service.workflows.report import readers
from service.workflows.report.answering import part_of
from service.workflows.report.model import (
    ReportTurn,
    confided,
    day_words,
    form_of,
    refused_abroad,
    said,
)

LONGEST = 2000  # characters of a reply


def read(turn: ReportTurn) -> Outcome:
    """One report, to whom the rule names; every reading stands in the journal."""
    part, form = part_of(turn), form_of(turn.state)
    if not readers.may_read(turn, turn.actor):
        return turn.refuse("report-not-for-you")
    if found := refused_abroad(turn):
        return found
    if not part.last:
        return turn.refuse("report-nothing")
    name = turn.roster.name(turn.person)
    how = confided(turn, turn.me)
    body = lines(text("report-of", name=name, day=day_words(part.day)), *said(form, part.last))
    ways = [choice(turn.activity, "reply", text("report-button-reply"), about=turn.person)]
    below = Message(text("report-read", name=name), choices=grid(turn.activity, *ways))
    sent = turn.reply(Message(body, form.name), f"read{turn.person}", about=turn.person, **how)
    asked = turn.reply(below, f"filed{turn.person}", about=turn.person)
    return turn.done("report.read", effects=(*sent, *asked))


def ask_reply(turn: ReportTurn) -> Outcome:
    """What is typed next goes to the member."""
    if not readers.may_read(turn, turn.actor):
        return turn.refuse("report-not-for-you")
    asked = Message(text("report-ask-reply", name=turn.roster.name(turn.person)))
    sent = turn.reply(asked, f"filed{turn.person}", prompt="reply", about=turn.person)
    return turn.done("report.reply_asked", effects=sent)


def reply(turn: ReportTurn) -> Outcome:
    """The contact's words, to the member in private."""
    part, form = part_of(turn), form_of(turn.state)
    words = turn.words(LONGEST)
    if not readers.may_read(turn, turn.actor) or not part.filed:
        return turn.refuse("report-not-for-you")
    if found := refused_abroad(turn):
        return found
    if isinstance(words, Rejected):
        return words
    newest = replace(part.filed[-1], reply=words)
    by, name = turn.roster.name(turn.me), turn.roster.name(turn.person)
    message = Message(text("report-reply", name=by, words=words), form.name)
    told = turn.tell((turn.person,), "reply", message, **confided(turn, turn.person))
    done = turn.reply(Message(text("report-reply-sent", name=name)), f"filed{turn.person}")
    erased = (Erase(turn.event.ref),) if isinstance(turn.event, Said) and form.sensitive else ()
    part = replace(part, filed=(*part.filed[:-1], newest))
    return turn.done(
        "report.replied", part=part, effects=(*erased, *told, *done), secret=form.sensitive
    )

"""Public notices, what is published, and objections: in confidence, each with a conclusion."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from service.core.calendar import shown as on_clock
from service.core.effects import Erase, Send, ToRoom
from service.core.events import Said
from service.core.message import Message
from service.core.rulebook.procedures import Evidence, Length
from service.core.texts import Named, Secret, Words, lines, text
from service.core.workflow import Outcome, Rejected
from service.sdk.panels import choice, confirmation, grid
from service.workflows.procedure import going, order, view
from service.workflows.procedure.acting import find
from service.workflows.procedure.deciding import LONGEST, ask, reason_of
from service.workflows.procedure.model import (
    OBJECTION,
    Answer,
    CaseTurn,
    Objection,
    Paper,
    Posted,
    name_of_case,
    this_day,
)
from service.workflows.procedure.people import keeps, secretaries, superiors

SHOWN = 10  # objections in one message


def give(turn: CaseTurn) -> Outcome:
    """The text as everybody would read it, before it is posted."""
    found = find(turn)
    if isinstance(found, Rejected):
        return found
    step, at, item = found
    if turn.state.progress.notice(step.id, at) is not None:
        return turn.refuse("procedure-posted-already")
    last = _last(turn, item)
    asked = text(
        "procedure-confirm-post",
        kind=item.kind,
        words=_words(turn, item),
        n=item.workdays,
        day=order.noon(turn, last),
    )
    shown = confirmation(turn.activity, "post", asked, text("procedure-button-post"), step.id, at)
    return turn.done("procedure.post_asked", effects=turn.reply(shown, "ask"))


def post(turn: CaseTurn) -> Outcome:
    """It stands in the rooms from now on: a notice in the unit's, for its working days; what is
    published in every one."""
    found = find(turn)
    if isinstance(found, Rejected):
        return found
    step, at, item = found
    if item.kind not in ("notice", "publish") or turn.state.progress.notice(step.id, at):
        return turn.refuse("sdk-moved-on")
    by = turn.actor.id if turn.actor is not None else 0
    if item.kind == "publish":
        *_, root = turn.roster.path(turn.unit)
        told = Send(ToRoom(root), "published", view.page(turn, _words(turn, item)))
        now = going.with_paper(turn, Paper(step.id, at, by, turn.now, this_day(turn)))
    else:
        how = text("procedure-notice-how")
        until = order.at_hour(turn, _last(turn, item) + timedelta(days=1), 0)
        posted = Posted(step.id, at, by, turn.now, until)
        told = Send(ToRoom(turn.unit), "notice", _notice(turn, posted, how))
        known = turn.state.progress.posted
        now = turn.becomes(turn.state.advanced(posted=(*known, posted)))
    word = text("procedure-is-posted")
    return going.settled(turn, now, "posted", word, first=(told,))


def _last(turn: CaseTurn, item: Evidence) -> date:
    """The last working day of a notice that is posted today, which does not count itself."""
    return order.plus(this_day(turn), Length(workdays=item.workdays), turn.context.holidays)


def _words(turn: CaseTurn, item: Evidence, posted: Posted | None = None) -> Named:
    """The text with what stands in braces filled in, in both languages; with the days on which it
    was `posted`, else as from today."""
    folder, zone = turn.state.progress, turn.unit_timezone
    days = {"from": this_day(turn), "until": _last(turn, item)}
    if posted is not None:
        last = on_clock(posted.until - timedelta(hours=12), zone)
        days = {"from": on_clock(posted.at, zone).date(), "until": last.date()}
    unit = turn.roster.full_name(turn.unit)

    def filled(words: str, language: str) -> str:
        rule = folder.rule.name
        answers = (each for paper in folder.papers for each in paper.answers)
        known = {
            **{each.blank: _said(each, language) for each in answers},
            "name": str(name_of_case(turn)),
            "unit": unit,
            "procedure": rule.en if language == "en" else rule.zh,
            **{name: _day(each, language) for name, each in days.items()},
        }
        return re.sub(r"\{(\w+)\}", lambda found: known.get(found[1], "—"), words)

    return Named(filled(item.text.zh, "zh-CN"), filled(item.text.en, "en"))


def _said(answer: Answer, language: str) -> str:
    picked = answer.picked
    if picked is None:
        return answer.words
    return picked.en if language == "en" else picked.zh


def _day(day: date, language: str) -> str:
    if language == "en":
        return f"{day.day} {day:%B} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def _notice(turn: CaseTurn, posted: Posted, *below: Words) -> Message:
    """The notice, with the button for an objection."""
    item = turn.state.progress.rule.step(posted.step).evidence[posted.item]
    label = text("procedure-button-object")
    object_ = choice(turn.activity, "object", label, posted.step, leads=True)
    return view.page(turn, _words(turn, item, posted), *below, rows=((object_,),))


def standing_here(turn: CaseTurn) -> Posted | None:
    """The notice that whoever acts may object to now."""
    folder, actor = turn.state.progress, turn.actor
    if actor is None or not turn.roster.within(actor.unit, turn.unit):
        return None
    return next((x for x in folder.posted if folder.paper(x.step, x.item) is None), None)


def show(turn: CaseTurn) -> Outcome:
    """The notice in one's own chat: where choices are typed, an objection begun in the room would
    be seen by everybody."""
    posted = standing_here(turn)
    if posted is None:
        return turn.refuse("procedure-not-concerned")
    said = turn.reply(_notice(turn, posted), "objected")
    return turn.done("procedure.notice_shown", effects=said)


# -- objections


def object_(turn: CaseTurn) -> Outcome:
    """Somebody has something to say against it: in their own chat, in confidence."""
    refused = _may_object(turn)
    if refused is not None:
        return refused
    step = "".join(turn.args()[:1])
    return ask(turn, f"object.{step}", text("procedure-ask-object", name=name_of_case(turn)))


def _may_object(turn: CaseTurn) -> Rejected | None:
    folder, actor = turn.state.progress, turn.actor
    step = "".join(turn.args()[:1])
    stands = [each for each in folder.posted if each.step == step]
    if actor is None or not turn.roster.within(actor.unit, turn.unit):
        return turn.refuse("sdk-not-invited")
    if not stands or all(folder.paper(each.step, each.item) for each in stands):
        return turn.refuse("procedure-notice-over")
    return turn.refuse("procedure-not-abroad") if turn.context.abroad else None


def kept_back(turn: CaseTurn) -> Outcome:
    """They say nothing after all."""
    word = view.page(turn, text("procedure-kept-back"))
    return turn.done("procedure.kept_back", effects=turn.reply(word, "objected", closes=going.ASK))


def objected(turn: CaseTurn) -> Outcome:
    """The objection is kept sealed; who decides is told that there is one."""
    refused = _may_object(turn)
    words = turn.event.text.strip() if isinstance(turn.event, Said) else ""
    if refused is not None:
        return refused
    if not isinstance(turn.event, Said) or not 0 < len(words) <= LONGEST:
        return turn.refuse("sdk-bad-text", most=LONGEST)
    by = turn.actor.id if turn.actor is not None else 0
    folder = turn.state.progress
    number = len(folder.objections) + 1
    new = Objection(number, by, turn.now, Secret(fresh=words))
    now = turn.becomes(turn.state.advanced(objections=(*folder.objections, new)))
    thanks = view.page(now, text("procedure-objected"))
    people = [each for each in dict.fromkeys((*secretaries(now), *superiors(now))) if each != by]
    told = now.tell(people, f"objection{number}", _told(now, new))
    effects = (Erase(turn.event.ref), *told, *now.reply(thanks, "objected", closes=going.ASK))
    return now.done("procedure.objected", state=now.state, effects=effects, secret=True)


def _told(turn: CaseTurn, objection: Objection, *above: Words) -> Message:
    number = objection.number
    rows = grid(
        turn.activity,
        choice(turn.activity, "read", text("procedure-button-read"), number),
        choice(turn.activity, "conclude", text("procedure-button-dismiss"), number, "no"),
        choice(turn.activity, "conclude", text("procedure-button-uphold"), number, "yes"),
    )
    if not objection.is_open:
        rows = rows[:1]
    return view.page(turn, *above, _line(turn, objection), rows=rows)


def _line(turn: CaseTurn, each: Objection) -> Words:
    status = "open" if each.concluded_at is None else "upheld" if each.upheld else "dismissed"
    return text("procedure-objection", n=each.number, status=status, words=each.conclusion or "—")


def listed(turn: CaseTurn) -> Outcome:
    """All of them, without who wrote what."""
    if not keeps(turn):
        return turn.refuse("procedure-not-own")
    folder = turn.state.progress
    effects = [
        sent
        for each in folder.objections[-SHOWN:]
        for sent in turn.reply(_told(turn, each), f"objection{each.number}")
    ]
    if not effects:
        return turn.refuse("sdk-moved-on")
    return turn.done("procedure.objections_shown", effects=effects)


def _objection(turn: CaseTurn) -> Objection | Rejected:
    """The one that the event names, for who may decide about it."""
    if not keeps(turn):
        return turn.refuse("procedure-not-own")
    number = "".join(turn.args()[:1])
    found = (each for each in turn.state.progress.objections if str(each.number) == number)
    return next(found, None) or turn.refuse("sdk-moved-on")


def read(turn: CaseTurn) -> Outcome:
    """What it says, for who decides about it; the journal says who has read it."""
    found = _objection(turn)
    if isinstance(found, Rejected):
        return found
    shown = view.page(
        turn,
        text("procedure-objection-by", name=turn.roster.name(found.by)),
        found.words or text("procedure-erased"),
    )
    how: Any = {"secret": True, "holder": found.by, "about": found.by, "scope": OBJECTION}
    sent = turn.reply(shown, f"read{found.number}", **how)
    return turn.done("procedure.objection_read", effects=sent)


def ask_conclusion(turn: CaseTurn) -> Outcome:
    """What was found (`conclude:number.yes`)?"""
    found = _concluding(turn)
    if isinstance(found, Rejected):
        return found
    objection, upheld = found
    token = f"conclude.{objection.number}.{'yes' if upheld else 'no'}"
    return ask(turn, token, text("procedure-ask-conclusion", upheld=int(upheld)))


def conclude(turn: CaseTurn) -> Outcome:
    """The conclusion stands. One that holds stops the case until it goes back, or ends."""
    found, reason = _concluding(turn), reason_of(turn)
    if isinstance(found, Rejected):
        return found
    if isinstance(reason, Rejected):
        return reason
    objection, upheld = found
    by = turn.actor.id if turn.actor is not None else 0
    closed = replace(
        objection, conclusion=reason, upheld=upheld, concluded_by=by, concluded_at=turn.now
    )
    folder = turn.state.progress
    kept = [closed if each.number == closed.number else each for each in folder.objections]
    now = turn.becomes(turn.state.advanced(objections=tuple(kept)))
    now = going.over_notices(now)
    said = lines(text("procedure-concluded"), text("procedure-upheld") if upheld else None)
    answer = view.page(now, text("procedure-objection-answer", words=reason, upheld=int(upheld)))
    told = now.tell([closed.by], "objected", answer)
    return going.settled(turn, now, "concluded", said, first=told)


def _concluding(turn: CaseTurn) -> tuple[Objection, bool] | Rejected:
    found, args = _objection(turn), (*turn.args(), "", "")
    if isinstance(found, Rejected):
        return found
    if found.by == (turn.actor.id if turn.actor is not None else 0):
        return turn.refuse("procedure-own-objection")
    if found.concluded_at is not None or args[1] not in ("yes", "no"):
        return turn.refuse("sdk-moved-on")
    return found, args[1] == "yes"

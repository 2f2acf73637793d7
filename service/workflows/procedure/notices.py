"""Public notices, what is published, and objections: in confidence, each with a conclusion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from service.core.addresses import reach
from service.core.effects import Effect, Erase, Send, ToRoom
from service.core.events import Attached, Said, Started
from service.core.message import Gallery, Message
from service.core.people import Roster
from service.core.rulebook.procedures import Evidence, Length
from service.core.texts import Named, Secret, Words, lines, text
from service.core.workflow import Activity, Context, Outcome, Rejected
from service.sdk import pages
from service.sdk.panels import choice, confirmation, grid
from service.sdk.turn import Policy, Turn
from service.workflows.procedure import going, order, view
from service.workflows.procedure.acting import Wanted, wanting
from service.workflows.procedure.deciding import LONGEST, asking, reasoned
from service.workflows.procedure.model import (
    OBJECTION,
    Answer,
    CaseTurn,
    Objection,
    Paper,
    Posted,
    by,
    day_of,
    name_of_case,
    this_day,
)
from service.workflows.procedure.people import keeps, secretaries, superiors

SHOWN = 10  # objections in one message
UNNAMED = "＊＊＊"  # who has not agreed that their name stands on a page


@wanting("notice", "publish")
def give(turn: CaseTurn, wanted: Wanted) -> Outcome:
    """The text as everybody would read it, before it is posted."""
    step, at, item = wanted.step, wanted.at, wanted.item
    if turn.state.progress.notice(step.id, at) is not None:
        return turn.refuse("procedure-posted-already")
    asked = text(
        "procedure-confirm-post", kind=item.kind, words=_words(turn, item), n=item.workdays,
        day=order.noon(turn, _last(turn, item)), page=int(_has_page(turn)),
    )  # fmt: skip
    shown = confirmation(turn.activity, "post", asked, text("procedure-button-post"), step.id, at)
    return turn.done("procedure.post_asked", effects=turn.reply(shown, "ask"))


@wanting("notice", "publish")
def post(turn: CaseTurn, wanted: Wanted) -> Outcome:
    """It stands from now on: a notice in the unit's rooms and on a page, for its working days; what
    is published in every room."""
    step, at, item, folder = wanted.step, wanted.at, wanted.item, turn.state.progress
    if folder.notice(step.id, at):
        return turn.refuse("sdk-moved-on")
    if item.kind == "publish":
        *_, root = turn.roster.path(turn.unit)
        told: Sequence[Effect] = (
            Send(ToRoom(root), "published", view.page(turn, _words(turn, item))),
        )
        now = going.with_paper(turn, Paper(step.id, at, by(turn), turn.now, this_day(turn)))
        return going.settled(turn, now, "posted", text("procedure-is-posted"), first=told)
    until = order.at_hour(turn, _last(turn, item) + timedelta(days=1), 0)
    posted = Posted(step.id, at, by(turn), turn.now, until)
    now = turn.becomes(turn.state.advanced(posted=(*folder.posted, posted)))
    opened, link = _page(now)
    notice = _notice(turn, posted, text("procedure-notice-how"), link)
    told = (Send(ToRoom(turn.unit), "notice", notice), *opened)
    word = lines(text("procedure-is-posted"), link or text("procedure-no-page"))
    return going.settled(turn, now, "posted", word, first=told)


def _last(turn: CaseTurn, item: Evidence) -> date:
    """The last working day of a notice that is posted today, which does not count itself."""
    return order.plus(this_day(turn), Length(workdays=item.workdays), turn.context.holidays)


def _words(turn: CaseTurn, item: Evidence, posted: Posted | None = None, hidden: str = "") -> Named:
    """The text with what stands in braces filled in, in both languages; with the days on which it
    was `posted`, else as from today. `hidden`: a name that is not to stand there."""
    folder = turn.state.progress
    first, last = this_day(turn), this_day(turn)
    if posted is not None:
        first, last = (day_of(turn, x) for x in (posted.at, posted.until - timedelta(hours=12)))
    elif item.workdays:
        last = _last(turn, item)

    def filled(language: str) -> str:
        answers = (each for paper in folder.papers for each in paper.answers)
        known = {
            **{each.blank: _said(each, language) for each in answers},
            "name": str(name_of_case(turn)),
            "unit": turn.roster.full_name(turn.unit),
            "procedure": _in(folder.rule.name, language),
            "from": _day(first, language),
            "until": _day(last, language),
        }
        said = _in(item.text, language)
        said = re.sub(r"\{(\w+)\}", lambda found: known.get(found[1], "—"), said)
        return said.replace(hidden, UNNAMED) if hidden else said

    return Named(filled("zh-CN"), filled("en"))


def _in(named: Named, language: str) -> str:
    return named.en if language == "en" else named.zh


def _said(answer: Answer, language: str) -> str:
    return _in(answer.picked, language) if answer.picked is not None else answer.words


def _day(day: date, language: str) -> str:
    if language == "en":
        return f"{day.day} {day:%B} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def _notice(turn: CaseTurn, posted: Posted, *below: Words | None) -> Message:
    """The notice, with the button for an objection."""
    item = turn.state.progress.rule.step(posted.step).evidence[posted.item]
    label = text("procedure-button-object")
    object_ = choice(turn.activity, "object", label, posted.step, leads=True)
    return view.page(turn, _words(turn, item, posted), *below, rows=((object_,),))


# -- the page


def _has_page(turn: CaseTurn) -> bool:
    """Whether others than who sits at the machine can open an address of ours."""
    return bool(turn.context.url) and reach(turn.context.url) != "machine"


def _page(turn: CaseTurn) -> tuple[tuple[Effect, ...], Words | None]:
    """What opens the page of the notice, and the line with its address. Whose case it is, is asked
    whether their name may stand there."""
    if not _has_page(turn):
        return (), None
    opened, address = pages.opened(turn.context)
    subject = turn.state.progress.subject
    asked = pages.ask_to_sign(turn, [subject] if subject else [], text("procedure-page-sign"))
    return (opened, *asked), text("procedure-page-link", address=address)


def public_page(
    roster: Roster, activity: Activity[Any], entries: Sequence[tuple[int, Any]]
) -> Gallery | None:
    """The notices that stand, for whoever has the link; the name of the person of the case once
    they have agreed."""
    folder = activity.state.progress
    posted = folder.standing() if activity.state.phase == "running" else ()
    if not posted:
        return None
    context = Context(now=posted[0].at, roster=roster)
    turn: CaseTurn = Turn(context, activity, None, Started(), Policy())
    named = not folder.subject or pages.has_signed(roster, folder.subject)
    hidden = "" if named else roster.name(folder.subject)
    words = [
        _words(turn, folder.rule.step(each.step).evidence[each.item], each, hidden)
        for each in posted
    ]
    title = text("procedure-page-title", procedure=folder.rule.name)
    return Gallery(
        title, lines(*words, text("procedure-page-how", named=int(named)), sep="\n\n"), ()
    )


# -- objections


def standing_here(turn: CaseTurn) -> Posted | None:
    """The notice that whoever acts may object to now."""
    standing, actor = turn.state.progress.standing(), turn.actor
    here = actor is not None and turn.roster.within(actor.unit, turn.unit)
    return standing[0] if here and standing else None


def show(turn: CaseTurn) -> Outcome:
    """The notice in one's own chat: where choices are typed, an objection begun in the room would
    be seen by everybody."""
    posted = standing_here(turn)
    if posted is None:
        return turn.refuse("procedure-not-concerned")
    said = turn.reply(_notice(turn, posted), "objected")
    return turn.done("procedure.notice_shown", effects=said)


def aloud(turn: CaseTurn) -> Outcome:
    """What somebody answers to the notice in the room is taken out of it, as far as the platform
    lets us, and kept nowhere; they are asked in their own chat instead."""
    event, posted = turn.event, standing_here(turn)
    if not isinstance(event, Said | Attached) or event.ref.private or posted is None:
        return turn.refuse("sdk-moved-on")
    shown = _notice(turn, posted, text("procedure-not-aloud"))
    effects = (Erase(event.ref), *turn.reply(shown, "objected"))
    return turn.done("procedure.led_to_private", effects=effects, secret=True, wordless=True)


def object_(turn: CaseTurn) -> Outcome:
    """Somebody has something to say against it: in their own chat, in confidence."""
    refused = _may_object(turn)
    asked = text("procedure-ask-object", name=name_of_case(turn))
    return refused or asking(turn, asked, ".".join(("object", *turn.args()[:1])))


def _may_object(turn: CaseTurn) -> Rejected | None:
    actor, step = turn.actor, turn.args()[:1]
    if actor is None or not turn.roster.within(actor.unit, turn.unit):
        return turn.refuse("sdk-not-invited")
    if step not in [(each.step,) for each in turn.state.progress.standing()]:
        return turn.refuse("procedure-notice-over")
    return turn.refuse("procedure-not-abroad") if turn.context.abroad else None


def kept_back(turn: CaseTurn) -> Outcome:
    """They say nothing after all."""
    word = view.page(turn, text("procedure-kept-back"))
    return turn.done("procedure.kept_back", effects=turn.reply(word, "objected", closes=going.ASK))


def objected(turn: CaseTurn) -> Outcome:
    """The objection is kept sealed; who decides is told that there is one."""
    refused, folder = _may_object(turn), turn.state.progress
    words = turn.event.text.strip() if isinstance(turn.event, Said) else ""
    if refused is not None:
        return refused
    if not isinstance(turn.event, Said) or not 0 < len(words) <= LONGEST:
        return turn.refuse("sdk-bad-text", most=LONGEST)
    new = Objection(len(folder.objections) + 1, by(turn), turn.now, Secret(fresh=words))
    now = turn.becomes(turn.state.advanced(objections=(*folder.objections, new)))
    thanks = view.page(now, text("procedure-objected"))
    deciding = dict.fromkeys((*secretaries(now), *superiors(now)))
    people = [each for each in deciding if each != new.by]
    told = now.tell(people, f"objection{new.number}", _told(now, new))
    effects = (Erase(turn.event.ref), *told, *now.reply(thanks, "objected", closes=going.ASK))
    return now.done("procedure.objected", state=now.state, effects=effects, secret=True)


def _told(turn: CaseTurn, objection: Objection) -> Message:
    number = objection.number
    rows = grid(
        turn.activity,
        choice(turn.activity, "read", text("procedure-button-read"), number),
        choice(turn.activity, "conclude", text("procedure-button-dismiss"), number, "no"),
        choice(turn.activity, "conclude", text("procedure-button-uphold"), number, "yes"),
    )
    return view.page(turn, _line(turn, objection), rows=rows if objection.is_open else rows[:1])


def _line(turn: CaseTurn, each: Objection) -> Words:
    status = "open" if each.concluded_at is None else "upheld" if each.upheld else "dismissed"
    return text("procedure-objection", n=each.number, status=status, words=each.conclusion or "—")


def listed(turn: CaseTurn) -> Outcome:
    """All of them, without who wrote what."""
    if not keeps(turn):
        return turn.refuse("procedure-not-own")
    effects = [
        sent
        for each in turn.state.progress.objections[-SHOWN:]
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
    author = text("procedure-objection-by", name=turn.roster.name(found.by))
    shown = view.page(turn, author, found.words or text("procedure-erased"))
    how: Any = {"secret": True, "holder": found.by, "about": found.by, "scope": OBJECTION}
    sent = turn.reply(shown, f"read{found.number}", **how)
    return turn.done("procedure.objection_read", effects=sent)


def _concluding(turn: CaseTurn) -> tuple[Objection, bool] | Rejected:
    found, verdict = _objection(turn), turn.args()[1:2]
    if isinstance(found, Rejected):
        return found
    if found.by == by(turn):
        return turn.refuse("procedure-own-objection")
    if found.concluded_at is not None or verdict not in (("yes",), ("no",)):
        return turn.refuse("sdk-moved-on")
    return found, verdict == ("yes",)


def _conclude(turn: CaseTurn, found: tuple[Objection, bool], conclusion: str) -> Outcome:
    """The conclusion stands. One that holds stops the case until it goes back, or ends."""
    objection, upheld = found
    closed = replace(
        objection,
        conclusion=conclusion,
        upheld=upheld,
        concluded_by=by(turn),
        concluded_at=turn.now,
    )
    known = turn.state.progress.objections
    kept = tuple(closed if each.number == closed.number else each for each in known)
    now = going.over_notices(turn.becomes(turn.state.advanced(objections=kept)))
    said = lines(text("procedure-concluded"), text("procedure-upheld") if upheld else None)
    answer = text("procedure-objection-answer", words=conclusion, upheld=int(upheld))
    told = now.tell([closed.by], "objected", view.page(now, answer))
    return going.settled(turn, now, "concluded", said, first=told)


CONCLUDING = reasoned(
    "conclude",
    _concluding,
    lambda turn, found: text("procedure-ask-conclusion", upheld=int(found[1])),
    _conclude,
)

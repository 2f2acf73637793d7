"""What is said of a case: to who acts, to who leads it, and to the person of the case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from service.core.message import Choice, Message
from service.core.rulebook.procedures import SUPERIOR, Blank, Evidence, ProcedureStep
from service.core.texts import Moment, Named, Words, lines, series, text
from service.core.workflow import Rejected
from service.sdk.cards import styled
from service.sdk.panels import Rows, choice, grid, in_rows
from service.workflows.procedure import order
from service.workflows.procedure.model import Answer, CaseTurn, Paper, name_of_case, this_day
from service.workflows.procedure.people import actors, keeps, superiors, who_words

REST = "rest"


def title(turn: CaseTurn) -> Words:
    folder = turn.state.progress
    if folder.procedure is None:
        return text("procedure-new")
    return text("procedure-title", procedure=folder.rule.name, name=name_of_case(turn))


def page(turn: CaseTurn, *body: Words | None, rows: Rows = ()) -> Message:
    """The lines under the title of the case."""
    return Message(lines(*body), title(turn), rows)


def question(
    turn: CaseTurn, *body: Words | None, rows: Iterable[tuple[Choice, ...]] = ()
) -> Message:
    """Something that is asked, with a way back."""
    return page(turn, *body, rows=(*rows, *grid(turn.activity, "sdk-button-keep")))


# -- what a step takes


def item_words(turn: CaseTurn, item: Evidence) -> Words:
    """What a piece of evidence is called."""
    if item.name.zh:
        return item.name
    meetings = [each.name for each in turn.book.meetings if each.id in item.of]
    votes = [each.name for each in turn.book.votes if each.id in item.of]
    named: Words = lines(*(meetings if item.kind == "meeting" else votes), sep=" / ")
    if item.kind == "names":
        named = turn.state.progress.rule.role(item.role)
    n = item.hours or item.workdays
    return text("procedure-shows", kind=item.kind, name=named, n=n)


def asked_words(turn: CaseTurn, item: Evidence) -> Words:
    """What is asked for: of names, the role."""
    return turn.state.progress.rule.role(item.role) if item.role else item_words(turn, item)


def numbered(turn: CaseTurn, step: ProcedureStep) -> Words:
    """The step with its number, its stage and its article."""
    rule = turn.state.progress.rule
    stage: Words = next((each.name for each in rule.stages if each.id == step.stage), "")
    return text(
        "procedure-step",
        n=rule.place(step.id) + 1,
        of=len(rule.steps),
        step=step.name,
        stage=stage,
        staged=int(bool(step.stage)),
        article=step.article,
        ruled=int(bool(step.article)),
    )


def step_lines(turn: CaseTurn, step: ProcedureStep) -> Words:
    """A step as who takes it reads it: what it takes, and by when."""
    folder = turn.state.progress
    return lines(
        numbered(turn, step),
        text("procedure-by", who=who_words(turn, step)),
        step.hint if step.hint.zh else None,
        *(_item_line(turn, step, at) for at in range(len(step.evidence))),
        *_when(turn, step),
        text("procedure-nobody-above") if _nobody_above(turn, step) else None,
        text("procedure-objecting", n=len(folder.objecting())) if folder.objecting() else None,
    )


def _item_line(turn: CaseTurn, step: ProcedureStep, at: int) -> Words:
    folder, name = turn.state.progress, item_words(turn, step.evidence[at])
    paper, notice = folder.paper(step.id, at), folder.notice(step.id, at)
    if step.every:
        due = order.next_due(folder, step)
        day = order.noon(turn, due) if due is not None else "—"
        late = int(due is not None and due < this_day(turn))
        return text("procedure-again", name=name, n=order.times(folder, step), day=day, late=late)
    if paper is not None:
        return text("procedure-have", name=name, day=order.noon(turn, paper.on))
    if notice is not None:
        last = Moment(notice.until - timedelta(hours=12), "day", turn.unit_timezone)
        return text("procedure-posted", name=name, day=last)
    return text("procedure-need", name=name)


def _when(turn: CaseTurn, step: ProcedureStep) -> Iterator[Words]:
    first, last = order.earliest(turn, step), order.latest(turn, step)
    if first is not None and not order.can_be_taken(turn, step):
        yield text("procedure-from", day=order.noon(turn, first.day))
    if last is not None:
        day = order.noon(turn, last.day)
        yield text("procedure-until", day=day, late=int(last.day < this_day(turn)))


def _nobody_above(turn: CaseTurn, step: ProcedureStep) -> bool:
    return SUPERIOR in step.who and not superiors(turn)


def step_buttons(turn: CaseTurn, step: ProcedureStep) -> Rows:
    """What who takes the step can do. Before its day, where a reason goes over that: give it."""
    folder, rows = turn.state.progress, list[tuple[Choice, ...]]()
    if not order.can_be_taken(turn, step):
        early = text("procedure-button-early", step=step.name)
        return ((choice(turn.activity, "anyway", early, step.id, "early"),),)
    missing = [*folder.missing(step)]
    for at in missing[:1] if step.in_order else missing:
        item = step.evidence[at]
        if item.kind == "approval":
            if all(step.evidence[each].kind == "approval" for each in missing):
                rows += _approval(turn, step, at)
        elif folder.notice(step.id, at) is None:
            label = text("procedure-button-give", kind=item.kind, name=item_words(turn, item))
            rows.append((choice(turn.activity, "give", label, step.id, at),))
    if step.strength == "generally" and not step.every:
        label = text("procedure-button-skip", step=step.name)
        rows.append((choice(turn.activity, "skip", label, step.id),))
    return tuple(rows)


def _approval(turn: CaseTurn, step: ProcedureStep, at: int) -> Iterator[tuple[Choice, ...]]:
    item, folder = step.evidence[at], turn.state.progress
    yield (
        styled(
            choice(turn.activity, "approve", text("procedure-button-approve"), step.id, at),
            "primary",
        ),
    )
    others = [
        choice(turn.activity, verb, text(f"procedure-button-{verb}"), step.id, at)
        for verb in ("return", "refuse")
        if verb in item.acts
    ]
    if others:
        yield tuple(others)
    if not any(each.step == step.id and each.months for each in folder.returned):
        yield from in_rows(
            [
                choice(
                    turn.activity, "extend", text("procedure-button-extend", n=each), step.id, each
                )
                for each in item.extends
            ],
            2,
        )


# -- cards


def card(turn: CaseTurn, person: int, *above: Words | None) -> Message:
    """The case as this person sees it: what they can do, else where it stands."""
    known = turn.roster.people.get(person)
    turn = _as(turn, person)
    folder, running = turn.state.progress, turn.state.phase == "running"
    steps = order.open_steps(folder) if running else ()
    theirs = [each for each in steps if person in actors(turn, each)]
    leads = known is not None and keeps(turn)
    shown = steps if leads else theirs
    stands = _stands(turn) if leads or not theirs else None
    now = [
        each for each in theirs if order.can_be_taken(turn, each) or order.may_be_early(turn, each)
    ]
    rows = tuple(row for each in now for row in step_buttons(turn, each))
    if folder.papers and now and person != folder.subject:
        papers = (choice(turn.activity, "papers", text("procedure-button-papers")),)
        rows = (*rows[:1], papers, *rows[1:])
    more = choice(turn.activity, REST, text("sdk-button-more"))
    return page(
        turn,
        *above,
        stands,
        *_apart([step_lines(turn, each) for each in shown], first=not (above or stands)),
        rows=(*rows, *(((more,),) if leads else ())),
    )


def _as(turn: CaseTurn, person: int) -> CaseTurn:
    """The turn as if this person acted, for what they may do and see."""
    return replace(turn, context=replace(turn.context, actor=turn.roster.people.get(person)))


def _apart(parts: Iterable[Words], *, first: bool) -> Iterator[Words]:
    """Each with an empty line above it; without one where it comes `first` in the message."""
    for at, each in enumerate(parts):
        yield each if first and at == 0 else lines(" ", each)


def _stands(turn: CaseTurn) -> Words:
    """How far the case has come."""
    folder, phase = turn.state.progress, turn.state.phase
    rule = folder.rule
    names = series(each.name for each in order.open_steps(folder)) if phase == "running" else "—"
    return text(
        "procedure-stands",
        phase=phase,
        n=sum(order.is_over(folder, each) for each in rule.steps),
        of=len(rule.steps),
        names=names,
        reason=folder.end or text("procedure-gone"),
        outcome=rule.outcome if rule.outcome.zh else text("procedure-all-done"),
    )


def own(turn: CaseTurn, *above: Words | None) -> Message:
    """Where the person of the case stands, told to them alone."""
    folder = turn.state.progress
    steps = order.open_steps(folder) if turn.state.phase == "running" else ()
    waits = [_one_waits(turn, each) for each in steps]
    mine = card(turn, folder.subject)
    return page(turn, *above, _stands(turn), *waits, rows=mine.choices)


def _one_waits(turn: CaseTurn, step: ProcedureStep) -> Words:
    """What is waited for: their own step in full, of another's by whom and when."""
    if turn.state.progress.subject in actors(turn, step):
        return lines(" ", step_lines(turn, step))
    days = [*_when(turn, step)]
    said = lines(*days, sep="；")
    who = who_words(turn, step)
    return text("procedure-waits", step=step.name, who=who, days=said, timed=len(days))


def paper_lines(turn: CaseTurn, paper: Paper, *, opened: bool = False) -> Words | None:
    """What is in a paper, if anything; what is sealed only where it is `opened` for who may read
    it."""
    rule = turn.state.progress.rule
    item = rule.step(paper.step).evidence[paper.item]
    blanks = {each.id: each for each in item.fields}
    answered = [
        text(
            "procedure-answer",
            name=unasked(blanks[each.blank].name),
            words=_said(turn, blanks[each.blank], each, opened=opened),
        )
        for each in paper.answers
    ]
    named = series(turn.roster.names(paper.people)) if paper.people else None
    said = lines(
        *answered,
        paper.file.name if paper.file is not None else None,
        named,
        text("procedure-hours", n=f"{paper.hours:g}", typed=int(not paper.title))
        if paper.hours
        else None,
        paper.title or None,
    )
    return said if said.parts else None


def unasked(name: Named) -> Named:
    """What a line of a form asks, as it stands before its answer: without a question mark."""
    return Named(name.zh.rstrip("？?"), name.en.rstrip("?"))


def _said(turn: CaseTurn, blank: Blank, answer: Answer, *, opened: bool) -> Words:
    if answer.sealed is not None:
        return answer.sealed if opened else text("procedure-sealed")
    if blank.type == "date" and answer.words:
        return order.noon(turn, date.fromisoformat(answer.words))
    return answer.picked or answer.words or "—"


# -- why not


def why_not(turn: CaseTurn, step: ProcedureStep, hindrance: order.Hindrance) -> Rejected:
    """The refusal; where the rule holds only generally, with the way over it."""
    code = f"procedure.{hindrance.obstacle}"
    if hindrance.must:
        return Rejected(code, hindrance.words)
    label = text("procedure-button-anyway")
    anyway = choice(turn.activity, "anyway", label, step.id, hindrance.obstacle)
    said = lines(hindrance.words, text("procedure-generally"))
    return Rejected(code, said, ((anyway,),))

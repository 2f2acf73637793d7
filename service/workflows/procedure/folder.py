"""A case's papers as a folder: what is there, what is missing or dated wrongly; as one zip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from service.core.access import may_open
from service.core.message import Attachment, Bundle, Document, Enclosed, Heading, Paragraph, Table
from service.core.rulebook.procedures import Length, ProcedureStep
from service.core.texts import Strong, Words, lines, series, text
from service.core.workflow import Outcome
from service.sdk.export import file_of, head
from service.sdk.panels import grid
from service.workflows.procedure import order, view
from service.workflows.procedure.model import (
    PAPERS,
    CaseTurn,
    Paper,
    day_of,
    name_of_case,
    this_day,
)
from service.workflows.procedure.people import is_actor, keeps

MOST = 20  # papers that are shown at once, the newest


def show(turn: CaseTurn) -> Outcome:
    """What is missing and what is wrong with it, in short; the rest is in the export."""
    if not keeps(turn):
        return turn.refuse("procedure-not-own")
    missing, wrong, papers = [*_missing(turn)], [*_wrong(turn)], turn.state.progress.papers
    counts = text("procedure-folder", n=len(papers), missing=len(missing), wrong=len(wrong))
    read = "procedure-button-papers" if papers else ""
    rows = grid(turn.activity, read, "procedure-button-export", "sdk-button-keep")
    shown = view.page(turn, lines(counts, *missing, *wrong), rows=rows)
    return turn.done("procedure.folder_shown", effects=turn.reply(shown, "folder"))


def _step(turn: CaseTurn, paper: Paper) -> ProcedureStep:
    return turn.state.progress.rule.step(paper.step)


def _item(turn: CaseTurn, paper: Paper) -> Words:
    return view.item_words(turn, _step(turn, paper).evidence[paper.item])


def _missing(turn: CaseTurn) -> Iterator[Words]:
    """Of the steps that are behind, or whose turn it is: what they lack."""
    folder = turn.state.progress
    for step in folder.rule.steps:
        done, items = folder.taken(step.id), list[int]()
        if (done is not None and not done.skipped) or order.is_open(folder, step):
            items = [*folder.missing(step)]
        if step.every and items:
            enough = order.times(folder, step) >= order.owed(folder, step, this_day(turn))
            items = [] if enough else items
        if items:
            papers = series(view.item_words(turn, step.evidence[at]) for at in items)
            yield text("procedure-lacks", step=step.name, papers=papers)


def _wrong(turn: CaseTurn) -> Iterator[Words]:
    """What does not fit: days, signatures, a notice that was too short, an objection that is open;
    of what somebody went over with a reason, that reason."""
    folder = turn.state.progress
    for paper in folder.papers:
        how = text("procedure-listed", name=_item(turn, paper), day=order.dated(turn, paper.on))
        if _is_misdated(turn, paper):
            yield text("procedure-misdated", step=_step(turn, paper).name, paper=how)
        if _step(turn, paper).evidence[paper.item].signed and not paper.signed:
            yield text("procedure-unsigned", step=_step(turn, paper).name, paper=how)
    for done in folder.done if folder.procedure else ():
        step = folder.rule.step(done.step)
        known = order.waived(folder, step)
        for each in () if done.skipped else order.hindrances(turn, step, done.on):
            why = known.get(each.obstacle)
            waived = why is not None and not each.must
            yield text(
                "procedure-explained", step=step.name, on=order.dated(turn, done.on),
                words=each.words, waived=int(waived), reason=why.reason if why is not None else "",
            )  # fmt: skip
    if folder.objecting():
        yield text("procedure-objecting", n=len(folder.objecting()))


def _is_misdated(turn: CaseTurn, paper: Paper) -> bool:
    """From before its step could begin, from after it was brought, before what it follows in its
    step, or a notice that did not stand for all its working days."""
    folder, step = turn.state.progress, _step(turn, paper)
    begun, posted = order.begun_on(folder, step), folder.notice(step.id, paper.item)
    item = step.evidence[paper.item]
    needs = day_of(turn, posted.at) if posted is not None else paper.on
    if item.kind == "notice":
        needs = order.plus(needs, Length(workdays=item.workdays), turn.context.holidays)
    beside = order.out_of_order(folder, paper)
    return (
        (begun is not None and paper.on < begun)
        or paper.on > day_of(turn, paper.at)
        or paper.on < needs
        or (beside is not None and beside.item < paper.item)
    )


# -- what who decides reads


def papers(turn: CaseTurn) -> Outcome:
    """What has been brought so far, with the files, for who takes a step or leads the case. What is
    sealed is in it for who may read that alone."""
    folder, actor = turn.state.progress, turn.actor
    acts = any(is_actor(turn, each) for each in order.open_steps(folder))
    if not (acts or keeps(turn)) or actor is None:
        return turn.refuse("procedure-not-concerned")
    if not folder.papers:
        return turn.refuse("procedure-no-papers")
    rules, parties = turn.context.rules, (folder.subject, folder.subject)
    opens = _is_sealed(turn) and may_open(rules, turn.roster, actor, PAPERS, parties)
    listed = [_paper(turn, each, opened=opens) for each in folder.papers]
    files = [Attachment(each.file.name, each.file) for each in folder.papers if each.file]
    shown = view.page(turn, *listed[-MOST:])
    shown = replace(shown, attachments=tuple(files[-MOST:]))
    sent = turn.reply(shown, "papers", **(_sealed(turn) if opens else {}))
    return turn.done("procedure.papers_shown", effects=sent)


def _paper(turn: CaseTurn, paper: Paper, *, opened: bool) -> Words:
    name, day = _item(turn, paper), order.dated(turn, paper.on)
    words = view.paper_lines(turn, paper, opened=opened)
    return lines(Strong(text("procedure-listed", name=name, day=day)), words)


def _is_sealed(turn: CaseTurn) -> bool:
    papers = turn.state.progress.papers
    return any(answer.sealed for paper in papers for answer in paper.answers)


def _sealed(turn: CaseTurn) -> dict[str, Any]:
    """How a message goes that shows what the person of the case confided."""
    subject = turn.state.progress.subject
    return {"secret": True, "holder": subject, "about": subject, "scope": PAPERS}


# -- the export


def export(turn: CaseTurn) -> Outcome:
    """Everything as one zip: the table of contents, and every file in the order of the steps."""
    if not keeps(turn):
        return turn.refuse("procedure-not-own")
    folder, zone = turn.state.progress, turn.unit_timezone
    began = folder.begun or turn.now
    contents = Enclosed(lines("00 ", text("procedure-contents"), ".docx", sep=""), _contents(turn))
    files = [contents, *_files(turn)]
    name = text("procedure-file-folder")
    title = lines(folder.rule.name, name_of_case(turn), sep=" ")
    made = file_of(Bundle(tuple(files)), ".zip", title, kind=name, began=began, zone=zone)
    shown = view.page(turn, text("procedure-exported", n=len(files)))
    shown = replace(shown, attachments=(made,))
    how = _sealed(turn) if _is_sealed(turn) else {}
    return turn.done("procedure.exported", effects=turn.reply(shown, "export", **how))


def _files(turn: CaseTurn) -> Iterator[Enclosed]:
    folder = turn.state.progress
    places = {each.id: at for at, each in enumerate(folder.rule.steps, 1)}
    ordered = sorted(folder.papers, key=lambda each: (places[each.step], each.item, each.at))
    for number, paper in enumerate((each for each in ordered if each.file is not None), 1):
        if paper.file is not None:
            place = f"{places[paper.step]:02}-{number:02} {paper.file.name}"
            yield Enclosed(place, paper.file)


def _contents(turn: CaseTurn) -> Document:
    """The table of contents: each step with its day, by whom, and what is in its papers, with what
    is sealed: who may not read that does not get the file."""
    folder = turn.state.progress
    blocks: list[Heading | Paragraph | Table] = [
        Paragraph(head(turn, folder.begun or turn.now, turn.state.schedule.closes_at)),
        Table(
            tuple(text(f"procedure-column-{each}") for each in ("step", "day", "by", "papers")),
            tuple(_row(turn, step) for step in folder.rule.steps),
        ),
    ]
    for heading, listed in (
        ("procedure-checked", [*_missing(turn), *_wrong(turn)]),
        ("procedure-notes", [*_notes(turn)]),
    ):
        if listed:
            blocks += [Heading(text(heading)), *(Paragraph(each) for each in listed)]
    return Document(view.title(turn), tuple(blocks))


def _row(turn: CaseTurn, step: ProcedureStep) -> tuple[Words, ...]:
    folder, done = turn.state.progress, turn.state.progress.taken(step.id)
    papers = [each for each in folder.papers if each.step == step.id]
    by = series(turn.roster.names(dict.fromkeys(each.by for each in papers))) if papers else "—"
    listed: list[Words] = [
        lines(
            text(
                "procedure-listed",
                name=view.item_words(turn, step.evidence[each.item]),
                day=order.dated(turn, each.on),
            ),
            view.paper_lines(turn, each, opened=True),
        )
        for each in papers
    ]
    if done is not None and done.skipped:
        listed.append(text("procedure-left-out", reason=done.reason))
    day: Words = order.dated(turn, done.on) if done is not None else "—"
    return (view.numbered(turn, step), day, by, lines(*listed) if listed else "—")


def _notes(turn: CaseTurn) -> Iterator[Words]:
    """What was gone over, sent back and objected to, with the reasons."""
    folder, name = turn.state.progress, turn.roster.name
    steps = {each.id: each.name for each in folder.rule.steps}
    for waiver in folder.waivers:
        yield text("procedure-note-waived", step=steps[waiver.step], name=name(waiver.by),
                   reason=waiver.reason, obstacle=waiver.obstacle)  # fmt: skip
    for each in folder.returned:
        if each.months:
            yield text("procedure-note-put-off", step=steps[each.step], n=each.months)
        else:
            yield text("procedure-note-returned", step=steps[each.to], name=name(each.by),
                       reason=each.reason)  # fmt: skip
    for objection in folder.objections:
        yield text("procedure-note-objection", n=objection.number, words=objection.conclusion)

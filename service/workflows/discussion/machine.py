"""The machine of a discussion: who may do what in which phase; `MACHINE.table()` shows it.

draft → scheduled → open → (voting →) closed      (draft, scheduled, open → cancelled)
"""

from __future__ import annotations

from typing import Any

from service.core.access import Permission
from service.core.texts import text
from service.core.workflow import Command, Menu, Outcome, Workflow
from service.sdk import transitions as t
from service.sdk.ahead import reminds_ahead
from service.sdk.cards import more_actions
from service.sdk.handover import organized_by
from service.sdk.nudge import nudge
from service.sdk.state import organizer_of
from service.sdk.transitions import Refusals, confirmed, entries, machine, on, results
from service.sdk.turn import Policy
from service.sdk.undo import Restore
from service.workflows.discussion import (
    agenda,
    archived,
    comment_round,
    contributions,
    deliberation,
    digest_actions,
    drafting,
    organizing,
    page,
    records,
    reminders,
    review,
    voting,
)
from service.workflows.discussion.model import (
    REMINDERS,
    UPCASTERS,
    DiscussionState,
    DiscussionTurn,
    Part,
    summarize,
)
from service.workflows.discussion.personal import PERSONAL

ALL = "draft scheduled open voting closed cancelled"
SHOWN = " ".join(page.PHASES)

READS: Any = {"by": t.ORGANIZER, "undo": t.READ_ONLY}
SETS: Any = {"by": t.ORGANIZER, "undo": t.IDEMPOTENT}
DOES: Any = {"by": t.ORGANIZER, "undo": t.IRREVERSIBLE, "confirms": True}
LOOKS: Any = {"by": t.PARTICIPANT, "undo": t.READ_ONLY}
SAYS: Any = {"by": t.PARTICIPANT, "undo": t.IDEMPOTENT}
TIME: Any = {"by": t.SYSTEM, "undo": t.BY_SYSTEM}
EACH: Any = {"requires": (entries,)}

DRAFT = (
    on("draft", "started", drafting.started, **TIME),
    on("draft", "title prompt deadline comments_at jury", drafting.ask, **READS),
    on("draft", "?title ?prompt ?deadline lasts", drafting.take, **SETS),
    on("draft", "opens ?opens", drafting.opens, **SETS),
    on("draft", "genre", drafting.genre, **SETS),
    on("draft", "length", drafting.length, **SETS),
    on("draft", "options", drafting.show_options, **READS),
    on("draft", "set", drafting.switch, toggle=True, **SETS),
    on("draft", "material", drafting.ask_material, **READS),
    on("draft", "?material attached", drafting.material, **SETS),
    on("draft", "clear", drafting.clear_materials, by=t.ORGANIZER, undo=t.REVERSIBLE),
    REMINDERS.rows(),
    on("draft", "?comments_at", drafting.comments_at, **SETS),
    on("draft", "?jury", drafting.jury, **SETS),
    on("draft", "publish", drafting.publish, **DOES),
    confirmed(
        "draft", "drop", drafting.drop, by=t.ORGANIZER, undo=t.REVERSIBLE,
        ask=drafting.ask_drop, yes=text("discussion-button-drop-yes"),
    ),
    on("scheduled", "edit", drafting.edit, by=t.ORGANIZER, undo=t.REVERSIBLE),
)  # fmt: skip

CLOSES: Any = {"ask": organizing.ask_close, "yes": text("discussion-button-close-yes")}
CANCELS: Any = {"ask": organizing.ask_cancel, "yes": text("discussion-button-cancel-yes")}
COUNTS: Any = {"ask": organizing.ask_count, "yes": text("discussion-button-count-yes")}
ORGANIZED = (
    on(ALL, "show keep", organizing.show, **READS),
    on("scheduled", "@open", organizing.open_, **TIME),
    on("", "delivery_failed", organizing.undelivered, **TIME),
    reminds_ahead(organizing.card, lambda turn: turn.state.definition.named),
    more_actions(ALL, organizing.card, lambda turn: turn.state.definition.named),
    on("open", "progress", organizing.progress, requires=(results,), **READS),
    nudge("open", reminders.silent, reminders.reminder),
    on("open", "@close", organizing.close, **TIME, **EACH),
    confirmed("open", "close", organizing.close_now, by=t.ORGANIZER, **CLOSES, **EACH),
    confirmed(
        "scheduled", "cancel", organizing.cancel, by=t.ORGANIZER, undo=t.REVERSIBLE, **CANCELS
    ),
    confirmed("open", "cancel", organizing.cancel, by=t.ORGANIZER, **CANCELS),
    on("voting", "@count", organizing.end, **TIME, **EACH),
    confirmed("voting", "count", organizing.end, by=t.ORGANIZER, **COUNTS, **EACH),
)

REVIEWED = (
    on("open", "review", review.show, **READS, **EACH),
    on("open", "approve", review.approve, **DOES, **EACH),
    on("open", "return", review.ask_word, **READS),
    on("open", "?word", review.give_back, **DOES, **EACH),
)

REPORTS: Any = {"ask": digest_actions.ask_report, "yes": text("discussion-button-report-yes")}
DIGEST = (
    on("open closed", "pick", digest_actions.pick, **READS, **EACH),
    on("open closed", "picked", digest_actions.picked, **SETS, **EACH),
    on("closed", "post", digest_actions.post_again, **DOES, **EACH),
    on("closed", "files", digest_actions.files, **READS, **EACH),
    confirmed("closed", "report", digest_actions.report, by=t.ORGANIZER, **REPORTS, **EACH),
)

MATTER = (
    on("closed", "points ?points", deliberation.points, **SETS),
    on("closed", "bring", deliberation.bring, requires=(deliberation.around,), **SETS),
    on("closed", "informed", deliberation.informed, **TIME),
    on("closed", "?why", deliberation.why, **SETS),
    on("closed", "announce", deliberation.announce, **DOES),
)

TAKEN_BACK: Any = {"by": t.PARTICIPANT, "undo": t.IRREVERSIBLE, "confirms": True}
PAGE = (
    on(SHOWN, "page", page.show, requires=(page.page_open,), **SETS),
    on(SHOWN, "renew", page.renew, requires=(page.entries,), **SETS),
    on(SHOWN, "unpublish", page.close, **SETS),
    on("closed", "undo", page.ask_take_off, **LOOKS),
    on("closed", "undo!", page.take_off, **TAKEN_BACK),
)

MEMBERS = (
    on("open", "said attached ?speak ?comment", contributions.said, **SAYS),
    on("open", "edited", contributions.edited, **SAYS),
    on("open", "withdrawn", contributions.withdrawn, by=t.PARTICIPANT, undo=t.PROGRESS),
    on("open", "speak", contributions.ask, **LOOKS),
    on("open", "leave", contributions.leave, **LOOKS),
    on("open", "show own", contributions.show, **LOOKS),
    on("voting closed", "own", records.show_own, **LOOKS),
    on("closed", "show", records.show, **LOOKS, **EACH),
    on("open", "undo", contributions.ask_take_back, **LOOKS),
    on("open", "undo!", contributions.take_back, **TAKEN_BACK),
    on("open", "comment", comment_round.ask, **SAYS),
    on("open", "another", comment_round.another, **LOOKS, **EACH),
    on("open", "liked", comment_round.liked, **SAYS),
    on("open", "like", comment_round.like, toggle=True, **SAYS),
    on("open", "tonight", reminders.tonight, by=t.PARTICIPANT, undo=t.PROGRESS),
)

TIMED = (
    on("open", "@round", comment_round.begin, **TIME, **EACH),
    on("open", "@remind", reminders.remind, **TIME),
    on("open", "@tonight", reminders.due_tonight, **TIME),
)

VOTERS = (  # a jury may come from elsewhere
    on("voting", "ballot show", voting.show, by=t.OWN, undo=t.READ_ONLY),
    on("voting", "vote", voting.vote, by=t.OWN, undo=t.IDEMPOTENT, toggle=True),
    on("voting", "points", voting.points, by=t.OWN, undo=t.IDEMPOTENT),
    on("voting", "rejudge", voting.rejudge, by=t.OWN, undo=t.READ_ONLY),
)

OF_MEMBERS = frozenset(row.event for rows in MEMBERS for row in rows)


def not_allowed(turn: DiscussionTurn) -> Outcome:
    """Who may not organize it; a member who looks in too early or too late is told when it is."""
    if turn.name == "show":
        return unexpected(turn) if turn.takes_part() else not_invited(turn)
    return turn.refuse("sdk-not-allowed")


def not_invited(turn: DiscussionTurn) -> Outcome:
    return turn.refuse("discussion-not-invited") if turn.is_own() else not_yours(turn)


def not_yours(turn: DiscussionTurn) -> Outcome:
    return turn.ignore("discussion-not-yours")


def unexpected(turn: DiscussionTurn) -> Outcome:
    """What members do comes too early or too late; of the rest nothing is known here."""
    if turn.name == "liked":
        return turn.ignore("discussion-late")  # nobody is bothered about a reaction
    if turn.name not in OF_MEMBERS or turn.state.phase in ("draft", "open"):
        return turn.refuse("sdk-not-now")
    is_early = turn.state.phase == "scheduled"
    return contributions.early(turn) if is_early else contributions.late(turn)


MACHINE = machine(
    (*DRAFT, *ORGANIZED, *REVIEWED, *DIGEST, *MATTER, *PAGE, *MEMBERS, *TIMED, *VOTERS),
    policy=Policy(organizing.PERMISSION, organizer_of),
    refusals=Refusals(
        {t.ORGANIZER: not_allowed, t.PARTICIPANT: not_invited, t.OWN: not_yours}, unexpected
    ),
    undo=Restore(organizing.restore),
)

COLLECTED = tuple(Command(name, organizing.PERMISSION) for name in ("works", "diary", "story"))

WORKFLOW = Workflow(
    kind="discussion",
    activity_type=DiscussionState,
    entry_type=Part,
    begin=drafting.begin,
    copy_definition=drafting.copy_definition,
    dry_run=drafting.dry_run,
    decide=MACHINE.decide,
    summary=summarize,
    absent=frozenset({"silent"}),
    title=lambda state: state.definition.title,
    seals_parts=lambda state: state.definition.anonymous,
    standing=agenda.standing,
    watches=agenda.watches,
    files=archived.files,
    by_post=organized_by,
    mine=records.mine,
    past=records.past,
    topic=contributions.heard_as,
    requires=MACHINE.requires,
    public_page=page.public_page,
    menu=Menu(20, organizing.PERMISSION, also=COLLECTED, plannable=drafting.PLANNABLE),
    permissions=(
        Permission(
            organizing.PERMISSION,
            "open and close discussions and read their digest",
            ("secretary", "organizer"),
        ),
        Permission(
            "discussion.versions",
            "read what contributions said before they were changed or withdrawn",
        ),
    ),
    commands=(Command("discussion", organizing.PERMISSION), *COLLECTED),
    toggles=MACHINE.toggles,
    personal=PERSONAL,
    schema=3,
    upcasters=UPCASTERS,
)

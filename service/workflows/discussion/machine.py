"""The machine of a discussion: who may do what in which phase; `MACHINE.table()` shows it.

draft → scheduled → open → (voting →) closed      (draft, scheduled, open → cancelled)
"""

from __future__ import annotations

from service.core.access import Permission
from service.core.texts import text
from service.core.workflow import Command, Menu, Outcome, Workflow
from service.sdk import transitions as t
from service.sdk.requirements import entries, results
from service.sdk.state import organizer_of
from service.sdk.transitions import Refusals, confirmed, machine, on
from service.sdk.turn import Policy
from service.sdk.undo import Restore
from service.workflows.discussion import (
    comment_round,
    contributions,
    digest_actions,
    drafting,
    organizing,
    page,
    reminders,
    review,
    voting,
)
from service.workflows.discussion.model import (
    UPCASTERS,
    DiscussionState,
    DiscussionTurn,
    Part,
    summarize,
)

ALL = "draft scheduled open voting closed cancelled"
SHOWN = " ".join(page.PHASES)

DRAFT = (
    on("draft", "started", drafting.started, by=t.SYSTEM, undo=t.BY_SYSTEM),
    on("draft", "title prompt deadline", drafting.ask, by=t.ORGANIZER, undo=t.READ_ONLY),
    on("draft", "?title", drafting.title, by=t.ORGANIZER, undo=t.IDEMPOTENT),
    on("draft", "?prompt", drafting.prompt, by=t.ORGANIZER, undo=t.IDEMPOTENT),
    on("draft", "?deadline lasts", drafting.deadline, by=t.ORGANIZER, undo=t.IDEMPOTENT),
    on("draft", "genre", drafting.genre, by=t.ORGANIZER, undo=t.IDEMPOTENT),
    on("draft", "length", drafting.length, by=t.ORGANIZER, undo=t.IDEMPOTENT),
    on("draft", "options", drafting.show_options, by=t.ORGANIZER, undo=t.READ_ONLY),
    on("draft", "set", drafting.switch, by=t.ORGANIZER, undo=t.IDEMPOTENT, toggle=True),
    on("draft", "material", drafting.ask_material, by=t.ORGANIZER, undo=t.READ_ONLY),
    on("draft", "?material attached", drafting.material, by=t.ORGANIZER, undo=t.IDEMPOTENT),
    on("draft", "clear", drafting.clear_materials, by=t.ORGANIZER, undo=t.REVERSIBLE),
    on("draft", "reminders", drafting.ask_reminders, by=t.ORGANIZER, undo=t.READ_ONLY),
    on("draft", "reminder ?reminder", drafting.reminder, by=t.ORGANIZER, undo=t.IDEMPOTENT),
    on("draft", "comments_at", drafting.ask_comments_at, by=t.ORGANIZER, undo=t.READ_ONLY),
    on("draft", "?comments_at", drafting.comments_at, by=t.ORGANIZER, undo=t.IDEMPOTENT),
    on("draft", "jury", drafting.ask_jury, by=t.ORGANIZER, undo=t.READ_ONLY),
    on("draft", "?jury", drafting.jury, by=t.ORGANIZER, undo=t.IDEMPOTENT),
    on("draft", "publish", drafting.publish, by=t.ORGANIZER, undo=t.IRREVERSIBLE, confirms=True),
    confirmed(
        "draft", "drop", drafting.drop, by=t.ORGANIZER, undo=t.REVERSIBLE,
        ask=drafting.ask_drop, yes=text("discussion-button-drop-yes"),
    ),
    on("scheduled", "edit", drafting.edit, by=t.ORGANIZER, undo=t.REVERSIBLE),
)  # fmt: skip

ORGANIZED = (
    on(ALL, "show keep", organizing.show, by=t.ORGANIZER, undo=t.READ_ONLY),
    on("scheduled", "@open", organizing.open_, by=t.SYSTEM, undo=t.BY_SYSTEM),
    on("", "delivery_failed", organizing.undelivered, by=t.SYSTEM, undo=t.BY_SYSTEM),
    on(
        "open", "progress", organizing.progress,
        by=t.ORGANIZER, undo=t.READ_ONLY, requires=(results,), toggle=True,
    ),
    on("open", "@close", organizing.close, by=t.SYSTEM, undo=t.BY_SYSTEM, requires=(entries,)),
    confirmed(
        "open", "close", organizing.close_now, by=t.ORGANIZER, requires=(entries,),
        ask=organizing.ask_close, yes=text("discussion-button-close-yes"),
    ),
    confirmed(
        "scheduled", "cancel", organizing.cancel, by=t.ORGANIZER, undo=t.REVERSIBLE,
        ask=organizing.ask_cancel, yes=text("discussion-button-cancel-yes"),
    ),
    confirmed(
        "open", "cancel", organizing.cancel, by=t.ORGANIZER,
        ask=organizing.ask_cancel, yes=text("discussion-button-cancel-yes"),
    ),
    on("voting", "@count", organizing.end, by=t.SYSTEM, undo=t.BY_SYSTEM, requires=(entries,)),
    confirmed(
        "voting", "count", organizing.end, by=t.ORGANIZER, requires=(entries,),
        ask=organizing.ask_count, yes=text("discussion-button-count-yes"),
    ),
)  # fmt: skip

REVIEWED = (
    on(
        "open", "review", review.show,
        by=t.ORGANIZER, undo=t.READ_ONLY, requires=(entries,), toggle=True,
    ),
    on(
        "open", "approve", review.approve,
        by=t.ORGANIZER, undo=t.IRREVERSIBLE, confirms=True, requires=(entries,),
    ),
    on("open", "return", review.ask_word, by=t.ORGANIZER, undo=t.READ_ONLY),
    on(
        "open", "?word", review.give_back,
        by=t.ORGANIZER, undo=t.IRREVERSIBLE, confirms=True, requires=(entries,),
    ),
)  # fmt: skip

DIGEST = (
    on(
        "open closed", "pick", digest_actions.pick,
        by=t.ORGANIZER, undo=t.READ_ONLY, requires=(entries,), toggle=True,
    ),
    on(
        "open closed", "picked", digest_actions.picked,
        by=t.ORGANIZER, undo=t.IDEMPOTENT, requires=(entries,),
    ),
    on(
        "closed", "post", digest_actions.post_again,
        by=t.ORGANIZER, undo=t.IRREVERSIBLE, confirms=True, requires=(entries,),
    ),
    on(
        "closed", "files", digest_actions.files,
        by=t.ORGANIZER, undo=t.READ_ONLY, requires=(entries,),
    ),
    confirmed(
        "closed", "report", digest_actions.report, by=t.ORGANIZER, requires=(entries,),
        ask=digest_actions.ask_report, yes=text("discussion-button-report-yes"),
    ),
)  # fmt: skip

PAGE = (
    on(
        SHOWN, "page", page.show,
        by=t.ORGANIZER, undo=t.IDEMPOTENT, requires=(page.page_open,),
    ),
    on(SHOWN, "renew", page.renew, by=t.ORGANIZER, undo=t.IDEMPOTENT),
    on(SHOWN, "unpublish", page.close, by=t.ORGANIZER, undo=t.IDEMPOTENT),
    on("closed", "undo", page.ask_take_off, by=t.PARTICIPANT, undo=t.READ_ONLY),
    on(
        "closed", "undo!", page.take_off,
        by=t.PARTICIPANT, undo=t.IRREVERSIBLE, confirms=True,
    ),
)  # fmt: skip

MEMBERS = (
    on(
        "open", "said attached ?speak ?comment", contributions.said,
        by=t.PARTICIPANT, undo=t.IDEMPOTENT,
    ),
    on("open", "edited", contributions.edited, by=t.PARTICIPANT, undo=t.IDEMPOTENT),
    on("open", "withdrawn", contributions.withdrawn, by=t.PARTICIPANT, undo=t.PROGRESS),
    on("open", "speak", contributions.ask, by=t.PARTICIPANT, undo=t.READ_ONLY),
    on("open", "leave", contributions.leave, by=t.PARTICIPANT, undo=t.READ_ONLY),
    on("open", "show own", contributions.show, by=t.PARTICIPANT, undo=t.READ_ONLY),
    on("open", "undo", contributions.ask_take_back, by=t.PARTICIPANT, undo=t.READ_ONLY),
    on(
        "open", "undo!", contributions.take_back,
        by=t.PARTICIPANT, undo=t.IRREVERSIBLE, confirms=True,
    ),
    on("open", "comment", comment_round.ask, by=t.PARTICIPANT, undo=t.READ_ONLY),
    on(
        "open", "another", comment_round.another,
        by=t.PARTICIPANT, undo=t.READ_ONLY, requires=(entries,),
    ),
    on("open", "liked", comment_round.liked, by=t.PARTICIPANT, undo=t.IDEMPOTENT),
    on("open", "like", comment_round.like, by=t.PARTICIPANT, undo=t.IDEMPOTENT, toggle=True),
    on("open", "tonight", reminders.tonight, by=t.PARTICIPANT, undo=t.PROGRESS),
)  # fmt: skip

TIMED = (
    on("open", "@round", comment_round.begin, by=t.SYSTEM, undo=t.BY_SYSTEM, requires=(entries,)),
    on("open", "@remind", reminders.remind, by=t.SYSTEM, undo=t.BY_SYSTEM),
    on("open", "@tonight", reminders.due_tonight, by=t.SYSTEM, undo=t.BY_SYSTEM),
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
    (*DRAFT, *ORGANIZED, *REVIEWED, *DIGEST, *PAGE, *MEMBERS, *TIMED, *VOTERS),
    policy=Policy(organizing.PERMISSION, organizer_of),
    refusals=Refusals(
        {t.ORGANIZER: not_allowed, t.PARTICIPANT: not_invited, t.OWN: not_yours}, unexpected
    ),
    undo=Restore(organizing.restore),
)

WORKFLOW = Workflow(
    kind="discussion",
    activity_type=DiscussionState,
    entry_type=Part,
    begin=drafting.begin,
    copy_definition=drafting.copy_definition,
    dry_run=drafting.dry_run,
    decide=MACHINE.decide,
    summary=summarize,
    title=lambda state: state.definition.title,
    requires=MACHINE.requires,
    public_page=page.public_page,
    menu=Menu(20, organizing.PERMISSION),
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
    commands=tuple(
        Command(name, organizing.PERMISSION) for name in ("discussion", "diary", "story", "works")
    ),
    toggles=MACHINE.toggles,
    schema=3,
    upcasters=UPCASTERS,
)

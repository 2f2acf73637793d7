"""What may happen to a quiz, when, and by whom; and the quiz as a workflow.

draft → scheduled → open → closed → published        (draft, scheduled, open → cancelled)
an attempt: answering → submitted
"""

from __future__ import annotations

from service.core.access import Permission
from service.core.privacy import Personal
from service.core.texts import text
from service.core.workflow import Command, Menu, Outcome, Workflow
from service.questions.queries import banks
from service.sdk import transitions as t
from service.sdk.cards import more_actions
from service.sdk.handover import organized_by
from service.sdk.nudge import nudge
from service.sdk.screens import screen as screen_rows
from service.sdk.state import State
from service.sdk.transitions import Refusals, confirmed, entries, machine, on, results
from service.sdk.undo import Restore
from service.workflows.quiz import (
    archived,
    attempt,
    editor,
    organizer_view,
    organizing,
    records,
    room_mode,
    screen,
    selection,
    settings,
)
from service.workflows.quiz import results as outcome
from service.workflows.quiz.agenda import standing
from service.workflows.quiz.model import (
    PERMISSION,
    POLICY,
    REMINDERS,
    Attempt,
    Progress,
    Quiz,
    QuizTurn,
    in_hundredths,
    in_parts,
    known_as,
    summarize,
    title_of,
)

ALWAYS = "draft scheduled open closed published cancelled"
ANSWERS = "begin again a -a undo go ok ?answer ?sheet done vote -vote ?vote"


def unexpected(turn: QuizTurn) -> Outcome:
    return turn.refuse("sdk-not-now") if turn.is_own() else turn.ignore("quiz-not-yours")


def not_invited(turn: QuizTurn) -> Outcome:
    return turn.refuse("sdk-not-invited") if turn.is_own() else turn.ignore("quiz-not-yours")


MACHINE = machine(
    (
        # the organizer's panel, before what a member sees
        on(ALWAYS, "show", organizing.show, by=t.ORGANIZER, undo=t.READ_ONLY),
        # preparation
        on("draft", "started", organizing.started,
           by=t.SYSTEM, undo=t.BY_SYSTEM, requires=(banks,)),
        on("draft", "bank", selection.choose_bank,
           by=t.ORGANIZER, undo=t.REVERSIBLE, requires=(banks,)),
        on("draft", "pick", selection.ask_questions,
           by=t.ORGANIZER, undo=t.READ_ONLY, requires=(banks,)),
        on("draft", "draw ?questions", selection.take_questions,
           by=t.ORGANIZER, undo=t.REVERSIBLE, requires=(banks,)),
        on("draft", "opens ?opens", organizing.opens, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("draft", "lasts ?closes", organizing.closes, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("draft", "evening", organizing.evening, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("draft", "times", organizing.change_times, by=t.ORGANIZER, undo=t.REVERSIBLE),
        on("draft", "title", settings.ask_title, by=t.ORGANIZER, undo=t.READ_ONLY),
        on("draft", "?title", settings.change_title, by=t.ORGANIZER, undo=t.REVERSIBLE),
        on("draft", "feedback", settings.change_feedback, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("draft", "live", settings.change_live, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("draft", "options", settings.show_options, by=t.ORGANIZER, undo=t.READ_ONLY),
        on("draft", "opt", settings.change_option, by=t.ORGANIZER, undo=t.IDEMPOTENT, toggle=True),
        REMINDERS.rows(),
        on("draft", "back", organizing.show, by=t.ORGANIZER, undo=t.READ_ONLY),
        on("draft", "confirm", organizing.confirm,
           by=t.ORGANIZER, undo=t.IRREVERSIBLE, confirms=True),
        on("draft", "drop", organizing.drop, by=t.ORGANIZER, undo=t.REVERSIBLE),
        # its questions, written or from a file
        on("draft", "attached", editor.attached, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("draft", "bank_read", editor.bank_read,
           by=t.SYSTEM, undo=t.BY_SYSTEM, requires=(banks,)),
        on("draft", "write", editor.write, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("draft", "?line", editor.typed, by=t.ORGANIZER, undo=t.IDEMPOTENT,
           requires=(editor.banks_at_the_end,)),
        on("draft", "right", editor.right, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("draft", "truth", editor.truth, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("draft", "kind", editor.kind, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("draft", "parts", editor.parts, by=t.ORGANIZER, undo=t.READ_ONLY),
        on("draft", "part", editor.part, by=t.ORGANIZER, undo=t.READ_ONLY),
        on("draft", "parted", editor.keep_parts, by=t.ORGANIZER, undo=t.READ_ONLY),
        on("draft", "cut", editor.cut, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("draft", "next", editor.next_, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("draft", "written", editor.written,
           by=t.ORGANIZER, undo=t.IDEMPOTENT, requires=(banks,)),
        on("draft", "discard", editor.discard, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("draft", "look", editor.look, by=t.ORGANIZER, undo=t.READ_ONLY),
        on("draft", "one", editor.one, by=t.ORGANIZER, undo=t.READ_ONLY),
        on("draft", "change", editor.change, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("draft", "remove", editor.remove, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("draft", "restore", editor.restore, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("draft", "up", editor.up, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("draft", "down", editor.down, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("draft", "?name", editor.name, by=t.ORGANIZER, undo=t.IDEMPOTENT, requires=(banks,)),
        on("draft", "use", editor.use, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("draft", "store", editor.store,
           by=t.ORGANIZER, undo=t.IRREVERSIBLE, confirms=True, requires=(banks,)),
        # from the schedule on
        on("scheduled", "@open", organizing.open_, by=t.SYSTEM, undo=t.BY_SYSTEM),
        on("scheduled", "@ahead", organizing.remind_ahead, by=t.SYSTEM, undo=t.BY_SYSTEM),
        on("scheduled", "edit", organizing.edit, by=t.ORGANIZER, undo=t.REVERSIBLE),
        more_actions("draft scheduled open closed published", organizer_view.card,
                     lambda turn: title_of(turn.state)),
        confirmed("scheduled", "cancel", organizing.cancel, by=t.ORGANIZER, undo=t.REVERSIBLE,
                  ask=organizer_view.ask_cancel, yes=text("sdk-button-cancel-yes")),
        confirmed("open", "cancel", organizing.cancel, by=t.ORGANIZER, requires=(entries,),
                  ask=organizer_view.ask_cancel, yes=text("sdk-button-cancel-yes")),
        confirmed("open", "close", organizing.close_now, by=t.ORGANIZER, requires=(entries,),
                  ask=organizer_view.ask_close, yes=text("quiz-button-close-yes")),
        on("scheduled open closed", "keep", organizing.show, by=t.ORGANIZER, undo=t.READ_ONLY),
        on("open", "progress", organizing.progress,
           by=t.ORGANIZER, undo=t.READ_ONLY, requires=(results,)),
        on("open", "extend", organizing.ask_extension,
           by=t.ORGANIZER, undo=t.READ_ONLY, requires=(results,)),
        on("open", "more", organizing.extend, by=t.ORGANIZER, undo=t.IRREVERSIBLE, confirms=True),
        nudge("open", organizing.unanswered, organizer_view.reminder),
        on("open", "@remind", organizing.remind, by=t.SYSTEM, undo=t.BY_SYSTEM),
        on("open", "@next", organizing.next_question,
           by=t.SYSTEM, undo=t.BY_SYSTEM, requires=(results,)),
        on("open", "@warn", room_mode.warn, by=t.SYSTEM, undo=t.BY_SYSTEM),
        on("scheduled open", "informed", organizing.called_off,
           by=t.SYSTEM, undo=t.BY_SYSTEM, requires=(entries,)),
        on("open", "@close", organizing.close,
           by=t.SYSTEM, undo=t.BY_SYSTEM, requires=(entries,)),
        screen_rows(screen.PHASES),
        # an attempt
        on("open", "begin show", attempt.begin, by=t.PARTICIPANT, undo=t.PROGRESS, toggle=True),
        on("open", "again", attempt.again, by=t.PARTICIPANT, undo=t.PROGRESS),
        on("open", "a", attempt.pick, by=t.PARTICIPANT, undo=t.IDEMPOTENT),
        on("open", "-a", attempt.take_back, by=t.PARTICIPANT, undo=t.IDEMPOTENT),
        on("open", "undo", attempt.undo, by=t.PARTICIPANT, undo=t.IDEMPOTENT),
        on("open", "go", attempt.go_to, by=t.PARTICIPANT, undo=t.IDEMPOTENT),
        on("open", "ok", attempt.submit, by=t.PARTICIPANT, undo=t.PROGRESS),
        on("open", "?answer", attempt.typed, by=t.PARTICIPANT, undo=t.PROGRESS),
        on("open", "?sheet", attempt.typed_sheet, by=t.PARTICIPANT, undo=t.IDEMPOTENT),
        on("open", "attached", attempt.attached, by=t.PARTICIPANT, undo=t.READ_ONLY),
        on("open", "done", attempt.finish, by=t.PARTICIPANT, undo=t.REVERSIBLE),
        on("open", "vote", room_mode.vote, by=t.PARTICIPANT, undo=t.PROGRESS),
        on("open", "-vote", room_mode.take_back, by=t.PARTICIPANT, undo=t.IDEMPOTENT),
        on("open", "?vote", room_mode.typed, by=t.PARTICIPANT, undo=t.PROGRESS),
        on("draft scheduled", f"{ANSWERS} show", attempt.early,
           by=t.PARTICIPANT, undo=t.READ_ONLY),
        on("closed published cancelled", ANSWERS, attempt.late,
           by=t.PARTICIPANT, undo=t.READ_ONLY),
        on("closed cancelled", "show", attempt.late, by=t.PARTICIPANT, undo=t.READ_ONLY),
        on("open closed", "@limit", attempt.time_is_up, by=t.SYSTEM, undo=t.BY_SYSTEM),
        # what it has come to
        on("closed", "@publish", organizing.publish,
           by=t.SYSTEM, undo=t.BY_SYSTEM, requires=(results,)),
        confirmed("closed", "publish", organizing.publish, by=t.ORGANIZER, requires=(results,),
                  ask=organizer_view.ask_publish, yes=text("quiz-button-publish-yes")),
        on("closed published", "analysis", outcome.show_analysis,
           by=t.ORGANIZER, undo=t.READ_ONLY, requires=(results, entries)),
        on("closed published", "export", outcome.export,
           by=t.ORGANIZER, undo=t.READ_ONLY, requires=(results, entries)),
        on("published", "show", records.show,
           by=t.PARTICIPANT, undo=t.READ_ONLY, requires=(results,)),
        on("published", "result", attempt.result, by=t.PARTICIPANT, undo=t.READ_ONLY),
        on("published", "delivery_failed", organizing.undelivered, by=t.SYSTEM, undo=t.BY_SYSTEM),
        on("published", "post", organizing.post_again,
           by=t.ORGANIZER, undo=t.IRREVERSIBLE, confirms=True, requires=(results,)),
    ),
    policy=POLICY,
    refusals=Refusals(
        {t.ORGANIZER: lambda turn: turn.refuse("sdk-not-allowed"), t.PARTICIPANT: not_invited},
        unexpected,
    ),
    undo=Restore(
        organizing.restore,
        attempt.hand_back,
        # A paper that was handed in can be had back while nothing of the results is shown.
        lambda turn, field: field == "activity" or turn.state.definition.feedback == "close",
        (banks,),
    ),
)  # fmt: skip

WORKFLOW = Workflow(
    kind="quiz",
    activity_type=State[Quiz, Progress],
    entry_type=Attempt,
    begin=settings.begin,
    copy_definition=settings.copy_definition,
    dry_run=settings.dry_run,
    decide=MACHINE.decide,
    requires=MACHINE.requires,
    toggles=MACHINE.toggles,
    summary=summarize,
    title=known_as,
    standing=standing,
    files=archived.files,
    by_post=organized_by,
    mine=records.mine,
    past=records.past,
    screen=screen.screen,
    menu=Menu(
        10,
        PERMISSION,
        files=(".xlsx", ".csv", ".docx", ".gift", ".aiken", ".txt", ".xml"),
        plannable=settings.PLANNABLE,
    ),
    permissions=(
        Permission(
            PERMISSION, "prepare, open, close and publish quizzes", ("secretary", "organizer")
        ),
    ),
    commands=(Command("quiz", PERMISSION),),
    personal=Personal(said=lambda part: [each for each in part.answers if isinstance(each, str)]),
    schema=3,
    upcasters={1: in_hundredths, 2: in_parts},
)

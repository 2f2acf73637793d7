"""What may happen to a quiz, when, and by whom; and the quiz as a workflow.

draft → scheduled → open → closed → published        (draft, scheduled, open → cancelled)
an attempt: answering → submitted
"""

from __future__ import annotations

from service.core.access import Permission
from service.core.texts import text
from service.core.workflow import Command, Menu, Outcome, Workflow
from service.questions.queries import banks
from service.sdk.requirements import entries, results
from service.sdk.state import State
from service.sdk.transitions import (
    BY_SYSTEM,
    IDEMPOTENT,
    IRREVERSIBLE,
    ORGANIZER,
    PARTICIPANT,
    PROGRESS,
    READ_ONLY,
    REVERSIBLE,
    SYSTEM,
    Refusals,
    confirmed,
    machine,
    on,
)
from service.sdk.undo import Restore
from service.workflows.quiz import (
    attempt,
    editor,
    organizer_view,
    organizing,
    room_mode,
    selection,
    settings,
    timed_mode,
)
from service.workflows.quiz import results as outcome
from service.workflows.quiz.model import (
    PERMISSION,
    POLICY,
    Attempt,
    Progress,
    Quiz,
    QuizTurn,
    in_hundredths,
    in_parts,
    summarize,
)

ALWAYS = "draft scheduled open closed published cancelled"
ANSWERS = "begin show again a -a undo go ok ?answer ?sheet done vote"


def unexpected(turn: QuizTurn) -> Outcome:
    return turn.refuse("sdk-not-now") if turn.is_own() else turn.ignore("quiz-not-yours")


def not_invited(turn: QuizTurn) -> Outcome:
    return turn.refuse("sdk-not-invited") if turn.is_own() else turn.ignore("quiz-not-yours")


MACHINE = machine(
    (
        # the organizer's panel, before what a member sees
        on(ALWAYS, "show", organizing.show, by=ORGANIZER, undo=READ_ONLY),
        # preparation
        on("draft", "started", organizing.started, by=SYSTEM, undo=BY_SYSTEM, requires=(banks,)),
        on("draft", "bank", selection.choose_bank,
           by=ORGANIZER, undo=REVERSIBLE, requires=(banks,)),
        on("draft", "pick", selection.ask_questions,
           by=ORGANIZER, undo=READ_ONLY, requires=(banks,)),
        on("draft", "draw ?questions", selection.take_questions,
           by=ORGANIZER, undo=REVERSIBLE, requires=(banks,)),
        on("draft", "opens ?opens", organizing.opens, by=ORGANIZER, undo=IDEMPOTENT),
        on("draft", "lasts ?closes", organizing.closes, by=ORGANIZER, undo=IDEMPOTENT),
        on("draft", "evening", organizing.evening, by=ORGANIZER, undo=IDEMPOTENT),
        on("draft", "times", organizing.change_times, by=ORGANIZER, undo=REVERSIBLE),
        on("draft", "feedback", settings.change_feedback, by=ORGANIZER, undo=IDEMPOTENT),
        on("draft", "live", settings.change_live, by=ORGANIZER, undo=IDEMPOTENT),
        on("draft", "options", settings.show_options, by=ORGANIZER, undo=READ_ONLY),
        on("draft", "opt", settings.change_option, by=ORGANIZER, undo=IDEMPOTENT, toggle=True),
        on("draft", "back", organizing.show, by=ORGANIZER, undo=READ_ONLY),
        on("draft", "confirm", organizing.confirm, by=ORGANIZER, undo=IRREVERSIBLE, confirms=True),
        on("draft", "drop", organizing.drop, by=ORGANIZER, undo=REVERSIBLE),
        # its questions, written or from a file
        on("draft", "attached", editor.attached, by=ORGANIZER, undo=IDEMPOTENT),
        on("draft", "bank_read", editor.bank_read, by=SYSTEM, undo=BY_SYSTEM, requires=(banks,)),
        on("draft", "write", editor.write, by=ORGANIZER, undo=IDEMPOTENT),
        on("draft", "?line", editor.typed, by=ORGANIZER, undo=IDEMPOTENT,
           requires=(editor.banks_at_the_end,)),
        on("draft", "right", editor.right, by=ORGANIZER, undo=IDEMPOTENT),
        on("draft", "truth", editor.truth, by=ORGANIZER, undo=IDEMPOTENT),
        on("draft", "kind", editor.kind, by=ORGANIZER, undo=IDEMPOTENT),
        on("draft", "parts", editor.parts, by=ORGANIZER, undo=READ_ONLY),
        on("draft", "part", editor.part, by=ORGANIZER, undo=READ_ONLY),
        on("draft", "parted", editor.keep_parts, by=ORGANIZER, undo=READ_ONLY),
        on("draft", "cut", editor.cut, by=ORGANIZER, undo=IDEMPOTENT),
        on("draft", "next", editor.next_, by=ORGANIZER, undo=IDEMPOTENT),
        on("draft", "written", editor.written, by=ORGANIZER, undo=IDEMPOTENT, requires=(banks,)),
        on("draft", "discard", editor.discard, by=ORGANIZER, undo=IDEMPOTENT),
        on("draft", "look", editor.look, by=ORGANIZER, undo=READ_ONLY),
        on("draft", "one", editor.one, by=ORGANIZER, undo=READ_ONLY),
        on("draft", "change", editor.change, by=ORGANIZER, undo=IDEMPOTENT),
        on("draft", "remove", editor.remove, by=ORGANIZER, undo=IDEMPOTENT),
        on("draft", "restore", editor.restore, by=ORGANIZER, undo=IDEMPOTENT),
        on("draft", "up", editor.up, by=ORGANIZER, undo=IDEMPOTENT),
        on("draft", "down", editor.down, by=ORGANIZER, undo=IDEMPOTENT),
        on("draft", "?name", editor.name, by=ORGANIZER, undo=IDEMPOTENT, requires=(banks,)),
        on("draft", "use", editor.use, by=ORGANIZER, undo=IDEMPOTENT),
        on("draft", "store", editor.store,
           by=ORGANIZER, undo=IRREVERSIBLE, confirms=True, requires=(banks,)),
        # from the schedule on
        on("scheduled", "@open", organizing.open_, by=SYSTEM, undo=BY_SYSTEM),
        on("scheduled", "edit", organizing.edit, by=ORGANIZER, undo=REVERSIBLE),
        confirmed("scheduled", "cancel", organizing.cancel, by=ORGANIZER, undo=REVERSIBLE,
                  ask=organizer_view.ask_cancel, yes=text("sdk-button-cancel-yes")),
        confirmed("open", "cancel", organizing.cancel, by=ORGANIZER,
                  ask=organizer_view.ask_cancel, yes=text("sdk-button-cancel-yes")),
        confirmed("open", "close", organizing.close_now, by=ORGANIZER,
                  ask=organizer_view.ask_close, yes=text("quiz-button-close-yes")),
        on("scheduled open closed", "keep", organizing.show, by=ORGANIZER, undo=READ_ONLY),
        on("open", "progress", organizing.progress,
           by=ORGANIZER, undo=READ_ONLY, requires=(results,), toggle=True),
        on("open", "extend", organizing.ask_extension,
           by=ORGANIZER, undo=READ_ONLY, requires=(results,)),
        on("open", "more", organizing.extend, by=ORGANIZER, undo=IRREVERSIBLE, confirms=True),
        on("open", "@remind", organizing.remind, by=SYSTEM, undo=BY_SYSTEM),
        on("open", "@next", organizing.next_question,
           by=SYSTEM, undo=BY_SYSTEM, requires=(results,)),
        on("open", "@warn", timed_mode.warn, by=SYSTEM, undo=BY_SYSTEM),
        on("open", "@close", organizing.close, by=SYSTEM, undo=BY_SYSTEM),
        # an attempt
        on("open", "begin show", attempt.begin, by=PARTICIPANT, undo=PROGRESS),
        on("open", "again", attempt.again, by=PARTICIPANT, undo=PROGRESS),
        on("open", "a", attempt.pick, by=PARTICIPANT, undo=IDEMPOTENT),
        on("open", "-a", attempt.take_back, by=PARTICIPANT, undo=IDEMPOTENT),
        on("open", "undo", attempt.undo, by=PARTICIPANT, undo=IDEMPOTENT),
        on("open", "go", attempt.go_to, by=PARTICIPANT, undo=IDEMPOTENT),
        on("open", "ok", attempt.submit, by=PARTICIPANT, undo=PROGRESS),
        on("open", "?answer", attempt.typed, by=PARTICIPANT, undo=PROGRESS),
        on("open", "?sheet", attempt.typed_sheet, by=PARTICIPANT, undo=IDEMPOTENT),
        on("open", "done", attempt.finish, by=PARTICIPANT, undo=REVERSIBLE),
        on("open", "vote", room_mode.vote, by=PARTICIPANT, undo=PROGRESS, toggle=True),
        on("draft scheduled", ANSWERS, attempt.early, by=PARTICIPANT, undo=READ_ONLY),
        on("closed published cancelled", ANSWERS, attempt.late, by=PARTICIPANT, undo=READ_ONLY),
        on("open closed", "@limit", attempt.time_is_up, by=SYSTEM, undo=BY_SYSTEM),
        # what it has come to
        on("closed", "@publish", organizing.publish,
           by=SYSTEM, undo=BY_SYSTEM, requires=(results,)),
        confirmed("closed", "publish", organizing.publish, by=ORGANIZER, requires=(results,),
                  ask=organizer_view.ask_publish, yes=text("quiz-button-publish-yes")),
        on("closed published", "analysis", outcome.show_analysis,
           by=ORGANIZER, undo=READ_ONLY, requires=(results, entries)),
        on("closed published", "export", outcome.export,
           by=ORGANIZER, undo=READ_ONLY, requires=(results, entries)),
        on("published", "result", attempt.result, by=PARTICIPANT, undo=READ_ONLY),
    ),
    policy=POLICY,
    refusals=Refusals(
        {ORGANIZER: lambda turn: turn.refuse("sdk-not-allowed"), PARTICIPANT: not_invited},
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
    title=lambda quiz: quiz.definition.title,
    menu=Menu(10, PERMISSION, files=(".xlsx", ".csv", ".docx", ".gift", ".aiken", ".txt", ".xml")),
    permissions=(
        Permission(
            PERMISSION, "prepare, open, close and publish quizzes", ("secretary", "organizer")
        ),
    ),
    commands=(Command("quiz", PERMISSION),),
    schema=3,
    upcasters={1: in_hundredths, 2: in_parts},
)

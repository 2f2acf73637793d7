"""Prints a run on the terminal: the conversations, the tables, and the unmet expectations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from service.core.people import Language
from service.core.texts import Moment, text
from service.core.texts import Text as Words
from service.play.expectations import Failure
from service.play.report import Held, Participation, Reminder, Report
from service.play.run import Run
from service.play.transcript import Conversation, Remark, legible
from service.play.wrapping import fill, wrap
from service.runtime.localization.catalog import Catalog, Locale, show_moment
from service.runtime.registry import installed_workflows, packages_of

TIME_COLUMNS = 5
LONGEST_NAME = 12  # columns; a CJK character takes two
WIDEST, NARROWEST = 100, 20  # columns of a line of the transcript, and of its words
LONGEST_QUOTE = 16  # characters of a quoted message


def load_words() -> Catalog:
    """The texts of this package, and those of the kinds of activity that are installed."""
    return Catalog.of(("service.play", *packages_of(installed_workflows())))


class Printer:
    """Prints a run in one language; each conversation stays in its readers' language."""

    def __init__(self, console: Console, catalog: Catalog, language: Language) -> None:
        self._console = console
        self._glossary = catalog
        self._language: Language = language

    def run(self, run: Run, seconds: float, steps: int) -> None:
        """Everything: the transcript of each chat, the tables, the verdict."""
        for each in run.conversations:
            self.conversation(each)
        self.report(run.report)
        self.verdict(run, seconds, steps)

    # -- conversations

    def conversation(self, conversation: Conversation) -> None:
        """One chat: time, sender, text; each day below its date."""
        key = "play-private" if conversation.private else "play-room"
        self._heading(f"{self._say(text(key, name=conversation.name))} · {conversation.timezone}")
        for day, remarks in _by_day(conversation.remarks):
            date = show_moment(Moment(day, "day"), Locale(self._language, conversation.timezone))
            self._print(Text(f"\n{date}", "bold cyan"))
            self._print(self._day(conversation, remarks))

    def _day(self, conversation: Conversation, remarks: Sequence[Remark]) -> Table:
        names = [remark.who or self._say(text("play-orglife")) for remark in remarks]
        widest = min(max(cell_len(name) for name in names), LONGEST_NAME)
        width = max(min(self._console.width, WIDEST) - TIME_COLUMNS - widest - 4, NARROWEST)
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(style="dim", width=TIME_COLUMNS)
        table.add_column(no_wrap=True, width=widest, overflow="ellipsis")
        table.add_column(no_wrap=True, overflow="fold")
        time = ""
        for name, remark in zip(names, remarks, strict=True):
            now = f"{remark.at:%H:%M}"
            who = Text(name, "" if remark.who else "green")
            table.add_row(
                "" if now == time else now, who, self._remark(conversation, remark, width)
            )
            time = now
        return table

    def _remark(self, conversation: Conversation, remark: Remark, width: int) -> Text:
        above = _above(conversation, remark)
        first = _first(conversation, remark.message)
        match remark.what:
            case "pressed":
                return _lines([(f"▸ {remark.text}", "cyan")], width)
            case "deleted":
                return Text(self._say(text("play-deleted", at=f"{first.at:%H:%M}")), "dim")
            case "marked" if above is not None and above.message == remark.message:
                return Text("✓", "green")
            case "marked":
                return Text(f"✓ {_quote(first)}", "green")
        if remark.gone:
            return Text(self._say(text("play-retracted")), "dim italic")
        edited = remark.what == "edited"
        answered = None
        if remark.reply_to and not edited:
            answered = _first(conversation, remark.reply_to)
        follows = above is not None and above.message == remark.message
        return _message(remark, answered, width, mark="✎ " if edited else "", follows=follows)

    # -- tables

    def report(self, report: Report) -> None:
        """Who took part in what, and which reminders were sent."""
        self._heading(self._say(text("play-participation")))
        if not report.participation:
            self._line(text("play-nobody-took-part"))
        for held in report.activities:
            parts = [each for each in report.participation if each.activity == held.id]
            if parts:
                self._print(Text(f"\n{self._name(held)}", "bold"))
                self._print(Text(self._held(held, parts), "dim"))
                self._print(self._participation(parts))
        self._heading(self._say(text("play-reminders")))
        if not report.reminders:
            self._line(text("play-no-reminders"))
        for held in report.activities:
            reminders = [each for each in report.reminders if each.activity == held.id]
            if reminders:
                self._print(Text(f"\n{self._name(held)}", "bold"))
                self._print(self._reminders(reminders))

    def _name(self, held: Held) -> str:
        return legible(self._say(text(f"{held.kind}-running", title=held.title)))

    def _held(self, held: Held, parts: Sequence[Participation]) -> str:
        phase = self._say(text("play-phase", phase=held.phase))
        n = sum(each.took_part for each in parts)
        return self._say(
            text("play-took-part", unit=held.unit, phase=phase, n=n, members=held.members)
        )

    def _participation(self, parts: Sequence[Participation]) -> Table:
        """The columns that apply to this kind of activity."""
        scored = any(each.out_of for each in parts)
        counted = any(each.replies for each in parts)
        table = self._table("person", "unit", "status")
        if scored:
            table.add_column(self._say(text("play-column-score")), justify="right")
        if counted:
            table.add_column(self._say(text("play-column-replies")), justify="right")
        table.add_column(self._say(text("play-column-at")))
        for each in parts:
            cells = [each.person, each.unit, self._status(each)]
            if scored:
                cells.append(self._say(text("play-points", score=each.score, of=each.out_of)))
            if counted:
                cells.append(str(each.replies or 0))
            table.add_row(*(Text(legible(cell)) for cell in (*cells, self._moment(each.at))))
        return table

    def _status(self, part: Participation) -> str:
        return self._say(text(f"{part.kind}-status", status=part.status))

    def _reminders(self, reminders: Sequence[Reminder]) -> Table:
        table = self._table("recipient", "due", "sent", "there")
        for each in reminders:
            sent = self._moment(each.sent_at)
            if each.sent_at is None:
                sent = self._say(text("play-not-sent", state=each.state))
            cells = (each.person, self._moment(each.due_at), sent, self._moment(each.there))
            table.add_row(*(Text(legible(cell)) for cell in cells))
        return table

    def _table(self, *columns: str) -> Table:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="dim")
        for name in columns:
            table.add_column(self._say(text(f"play-column-{name}")))
        return table

    # -- the verdict

    def verdict(self, run: Run, seconds: float, steps: int) -> None:
        """The unmet expectations, and the outcome."""
        self._print("")
        if run.ok:
            self._print(Text(f"✓ {self._say(text('play-ok'))}", "green"))
        else:
            self._print(
                Text(f"✗ {self._say(text('play-failed', n=len(run.failures)))}", "bold red")
            )
            for each in run.failures:
                self._failure(each)
            if run.played < steps:
                self._line(text("play-stopped", left=steps - run.played))
        start, end = self._moment(run.start), self._moment(run.end)
        self._line(
            text("play-ended", title=run.title, start=start, end=end, steps=run.played,
                 seconds=f"{seconds:.1f}")
        )  # fmt: skip

    def _failure(self, failure: Failure) -> None:
        what = self._say(failure.what)
        if failure.step is not None:
            at = self._moment(failure.at)
            what = self._say(text("play-failure-step", step=failure.step, at=at, what=what))
        self._print(Text(f"\n{what}"))
        width = min(self._console.width, WIDEST) - 2
        for line in failure.diff:
            style = {"-": "red", "+": "green"}.get(line[:1], "dim")
            self._print(Padding(_lines([(legible(line), style)], width), (0, 0, 0, 2)))

    # -- pieces

    def _print(self, what: RenderableType) -> None:
        """Print without the trailing spaces of a table's lines."""
        if self._console.is_terminal:
            self._console.print(what)
            return
        with self._console.capture() as captured:
            self._console.print(what)
        lines = captured.get().splitlines()
        self._console.file.write("".join(f"{line.rstrip()}\n" for line in lines))

    def _heading(self, words: str) -> None:
        self._print("")
        self._print(Rule(Text(legible(words), "bold"), align="left", style="dim"))

    def _line(self, words: Words) -> None:
        self._print(Text(self._say(words)))

    def _moment(self, at: datetime | None) -> str:
        """A time, already in the time zone in which it is shown."""
        if at is None:
            return "—"
        return show_moment(Moment(at), Locale(self._language, str(at.tzinfo)))

    def _say(self, words: Words) -> str:
        return self._glossary.say(words, Locale(self._language))


def _message(
    remark: Remark, answered: Remark | None, width: int, *, mark: str, follows: bool
) -> Text:
    """A message as people read it: quotation, title, text, choices, files.

    An edit shows only what is new, below the title unless the message is directly above.
    """
    parts: list[tuple[str, str]] = []
    if answered is not None:
        parts.append((f"↩ {_quote(answered)}", "dim"))
    if remark.title and not (remark.new is not None and follows):
        parts.append((remark.title, "bold"))
    body = remark.new if remark.new is not None else remark.text
    if body:
        parts.append((body, ""))
    choices = [f"[{each}] " for each in remark.buttons]
    parts += [(line, "cyan") for line in fill(choices, width - len(mark)) if line]
    parts += [(f"📎 {each}", "magenta") for each in remark.files]
    return Text(mark, "yellow").append_text(_lines(parts, width - len(mark)))


def _lines(parts: Sequence[tuple[str, str]], width: int) -> Text:
    """Styled text, broken into lines."""
    return Text("\n").join(
        Text(line, style) for words, style in parts for line in wrap(words, width)
    )


def _by_day(remarks: Sequence[Remark]) -> Iterator[tuple[datetime, list[Remark]]]:
    """The remarks of each day in the reader's time zone."""
    for _, group in groupby(remarks, key=lambda each: each.at.date()):
        day = list(group)
        yield day[0].at, day


def _first(conversation: Conversation, message: str) -> Remark:
    """The message as first sent."""
    return next(each for each in conversation.remarks if each.message == message)


def _above(conversation: Conversation, remark: Remark) -> Remark | None:
    """The message directly above."""
    before = conversation.remarks[: conversation.remarks.index(remark)]
    return next((each for each in reversed(before) if each.what in ("said", "edited")), None)


def _quote(remark: Remark) -> str:
    """The beginning of a message, unless its text is gone."""
    line = "…" if remark.gone else (remark.title or remark.text).split("\n", 1)[0]
    return line if len(line) <= LONGEST_QUOTE else f"{line[:LONGEST_QUOTE]}…"

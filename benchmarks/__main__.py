"""`make bench`: every measurement in a process of its own; a table, and a file of figures."""

from __future__ import annotations

import json
import multiprocessing
import os
import platform
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import (
    apscheduler_store,
    ballots,
    banks,
    branch_year,
    broadcast,
    burst,
    growth,
    http_burst,
    kill9,
    matrix,
    naive,
    office,
    reports,
    service,
    several,
    timers,
)

OUT = Path(__file__).parent / "out" / "latest.json"

MEASUREMENTS: tuple[Callable[[], dict[str, float]], ...] = (
    burst.main,
    ballots.main,
    http_burst.main,
    growth.main,
    office.main,
    naive.main,
    timers.main,
    reports.main,
    apscheduler_store.main,
    service.main,
    broadcast.main,
    kill9.main,
    matrix.main,
    banks.main,
    branch_year.main,
    several.main,
)

FIGURES: tuple[tuple[str, str, str], ...] = (
    (
        "branch_year_cpu_s",
        "a year of a branch of thirty in the chat, 33 meetings and 30 talks, with its plan: CPU, s",
        "≤ 20",
    ),
    ("branch_year_met", "… what the rules ask for and was met, of 39", "35"),
    ("quiz_answers_per_s", "durable quiz answers a second", "≥ 4,000"),
    ("commit_p99_ms", "p99 of a commit of a batch, ms", "≤ 50"),
    (
        "ballot_p99_ratio",
        "300 members cast secret ballots by tap within 10 s: p99 to commit beside a quiz answer's",
        "≤ 2",
    ),
    ("ballot_p99_ms", "… p99 from a tap to its commit, ms", ""),
    (
        "http_act_cpu_ms",
        "3,000 members answer on the web chat within 10 s, 300 pages open: CPU "
        "an answer, HTTP to the next message, ms",
        "≤ 3",
    ),
    ("http_burst_p99_s", "… p99 from the tap to the confirmation, s", "≤ 5"),
    ("http_burst_lost", "… lost", "0"),
    (
        "growth_answer_ratio",
        "CPU of an act in an organization of 60,000 beside 300: answer",
        "≤ 1.2",
    ),
    ("growth_menu_ratio", "… the menu", "≤ 1.2"),
    ("growth_join_ratio", "… join by a code", "≤ 1.2"),
    ("growth_block_ratio", "… a chat is blocked", "≤ 1.2"),
    ("growth_join_ms", "… join by a code, at 60,000, ms", ""),
    (
        "office_slowest_page_ms",
        "2,000 branches: p95 CPU of the slowest page of an office, ms",
        "≤ 150",
    ),
    ("office_touch_ms", "… one note more is in every figure above it, CPU, ms", ""),
    (
        "pg_events_per_s",
        "events a second that one of several processes decides on PostgreSQL",
        "≥ 4,000",
    ),
    (
        "pg_two_processes_ratio",
        "… two of them beside one; by the processor's time where there are fewer than 4 CPUs",
        "≥ 1.6",
    ),
    ("naive_answers_per_s", "… by a naive bot, one commit an update", ""),
    ("timers_10k_p99_s", "10,000 timers due in one second: p99 lateness to commit, s", "≤ 0.5"),
    ("loop_stall_max_ms", "… longest stall of the event loop, ms", "≤ 50"),
    (
        "reports_10k_p99_s",
        "10,000 members of 400 units asked for their report at once: p99 lateness to commit, s",
        "≤ 0.5",
    ),
    ("apscheduler_10k_p99_s", "… by APScheduler's SQLAlchemyJobStore: p99 lateness, s", ""),
    ("cold_start_s", "cold start to ready, s", "≤ 2"),
    ("rss_idle_mb", "resident memory at idle, MB", "≤ 110"),
    ("rss_burst_mb", "… after a burst of 20,000 answers, MB", "≤ 200"),
    ("broadcast_rate_fraction", "3,000 messages on Telegram: part of the allowed rate", "≥ 0.97"),
    ("broadcast_429", "… how often Telegram said to wait", "0"),
    ("press_during_broadcast_p99_s", "… p99 from a tap meanwhile to its answer, s", "≤ 1"),
    ("kill9_updates", "20 × kill -9 on Telegram: updates", ""),
    ("telegram_kill9_lost", "… lost, updates and messages", "0"),
    ("telegram_kill9_twice", "… updates handled twice", "0"),
    ("telegram_kill9_messages", "… messages", ""),
    ("telegram_kill9_unknown", "… of them under way at a kill, one a chat", ""),
    ("aiogram_polling_kill9_lost", "… lost by a bot on aiogram's polling", ""),
    ("matrix_kill9_lost", "20 × kill -9 on Matrix: lost, updates and messages", "0"),
    ("matrix_kill9_twice", "… twice, updates and messages", "0"),
    ("matrix_reply_p50_ms", "Matrix, encrypted, on loopback: said to answered, p50, ms", ""),
    ("matrix_reply_p99_ms", "… p99, ms", ""),
    ("matrix_sent_per_s", "… messages sent a second", ""),
    ("import_1000_gift_s", "1,000 questions read from GIFT, s", "≤ 5"),
    ("pygiftparser_1000_gift_s", "… by pygiftparser", ""),
    ("import_1000_xlsx_s", "… from xlsx, s", "≤ 5"),
    ("openpyxl_1000_xlsx_s", "… by openpyxl alone: the cells, nothing understood", ""),
    ("import_1000_docx_s", "… from docx, s", "≤ 5"),
    ("python_docx_1000_docx_s", "… by python-docx alone: the paragraphs", ""),
    ("import_1000_moodle_xml_s", "… from Moodle XML, s", "≤ 5"),
    ("elementtree_1000_moodle_xml_s", "… by ElementTree alone: the elements", ""),
    ("score_500x20_s", "500 attempts of 20 answers scored, s", "≤ 1"),
    ("numpy_compare_500x20_s", "… an array compared by numpy: right or wrong only", ""),
)


def main() -> None:
    """Measure one after the other, print the table and write the file."""
    console = Console()
    figures: dict[str, float] = {}
    for measurement in MEASUREMENTS:
        name = measurement.__module__.removeprefix("benchmarks.")
        with (
            console.status(f"measuring {name} …"),
            ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process,
        ):
            figures |= process.submit(measurement).result()
    table = Table("figure", "measured", "aim", title=f"{os.cpu_count()} CPUs, Python "
                  f"{platform.python_version()}, {sys.platform}")  # fmt: skip
    for key, words, aim in FIGURES:
        table.add_row(words, f"{figures[key]:,.3g}" if figures[key] < 1000
                      else f"{figures[key]:,.0f}", aim)  # fmt: skip
    console.print(table)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    ordered = {key: round(figures[key], 4) for key, _, _ in FIGURES}
    OUT.write_text(json.dumps(ordered, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()

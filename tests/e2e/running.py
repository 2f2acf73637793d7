"""The service as a real process, and people at its pages over HTTP."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from service.testkit.waiting import PATIENCE_SECONDS, wait_until
from tests.stopwatch import Stopwatch

GONE = 409  # the choice is not offered any more


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Process:
    """`orglife …` in a folder. Its words go to files, so that it never waits for a reader."""

    def __init__(self, folder: Path, *words: str, **environment: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._out, self._err = folder / "stdout", folder / "stderr"
        variables = {name: value for name, value in os.environ.items() if "ORGLIFE" not in name}
        with self._out.open("wb") as out, self._err.open("wb") as err:
            self.process = subprocess.Popen(  # noqa: S603 - our own words
                [sys.executable, "-m", "service", *words],
                cwd=folder,
                stdout=out,
                stderr=err,
                env={**variables, "PYTHONPATH": str(Path(__file__).parents[2]),
                     "PYTHONUNBUFFERED": "1", **environment},
            )  # fmt: skip

    @property
    def out(self) -> str:
        return self._out.read_text("utf-8")

    @property
    def err(self) -> str:
        return self._err.read_text("utf-8")

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The lines of the log."""
        return [json.loads(line) for line in self.err.splitlines() if line.startswith("{")]

    def url(self) -> str:
        """Where it serves, once it does."""

        def look() -> str:
            assert self.process.poll() is None, self.err
            found = re.search(r"http://[\d.]+:\d+", self.out)
            return found[0] if found else ""

        return wait_until(look, f"the service starts\n{self.err}")

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, float]:
        """Ask it to stop; its exit code, and how many seconds it took."""
        stopwatch, seconds = Stopwatch(self.process.pid), 0.0
        self.process.send_signal(number)

        def ended() -> bool:
            nonlocal seconds
            seconds = stopwatch.seconds
            return self.process.poll() is not None

        wait_until(ended, "it ends", every=0.02)
        return self.process.wait(), seconds

    def wait(self) -> int:
        return self.process.wait(timeout=PATIENCE_SECONDS)

    def kill(self) -> None:
        """Whatever a test has left running ends here."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


class Visitor:
    """A person at the page, in a browser of their own."""

    def __init__(self, url: str) -> None:
        self._base = url
        self.http = httpx.Client(
            base_url=url, follow_redirects=True, timeout=PATIENCE_SECONDS, trust_env=False
        )
        self.home = ""
        self._acts = 0

    def join(self, link: str) -> httpx.Response:
        """Open an invitation and tap its button."""
        page = self.http.get(link)
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text))
        if page.status_code != 200 or not fields:
            return page
        answer = self.http.post("/chat/join", data=fields, headers={"Origin": self._base})
        if answer.status_code == 200:
            self._enter(answer)
        return answer

    def _enter(self, page: httpx.Response) -> None:
        assert page.status_code == 200, page.text
        self.home = page.url.path.rstrip("/")
        assert self.home.startswith("/chat/u/"), self.home

    @property
    def private(self) -> str:
        """Their own chat with OrgLife."""
        return f"p-{self.home.rpartition('/')[2]}"

    def rooms(self) -> dict[str, str]:
        """The rooms they are in: id by title."""
        state = self.http.get(f"{self.home}/state").json()
        return {each["title"]: each["id"] for each in state["rooms"] if not each["private"]}

    def messages(self, room: str) -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = self.http.get(f"{self.home}/rooms/{room}").json()[
            "messages"
        ]
        return messages

    def texts(self, room: str) -> str:
        return "\n".join(f"{each['title']}\n{each['body']}" for each in self.messages(room))

    def say(self, room: str, text: str, reply_to: str | None = None) -> None:
        self._act("say", room=room, text=text, reply_to=reply_to)

    def press(self, room: str, label: str) -> bool:
        """Press the newest button with this in its label. Whether there is one: it may go away
        between the look and the press."""
        for message in reversed(self.messages(room)):
            for button in (each for row in message["buttons"] for each in row):
                if label in button["label"]:
                    choice = {"message": message["id"], "choice": button["id"]}
                    return self._send("press", room=room, **choice).status_code != GONE
        return False

    def _act(self, kind: str, **values: Any) -> None:
        answer = self._send(kind, **values)
        assert answer.status_code == 200, answer.text

    def _send(self, kind: str, **values: Any) -> httpx.Response:
        self._acts += 1
        answer = self.http.post(
            f"{self.home}/acts",
            json={"kind": kind, "id": f"visitor-{os.getpid()}-{self._acts}", **values},
            headers={"X-OrgLife": "1", "Origin": self._base},
        )
        assert answer.status_code in (200, GONE), answer.text
        return answer

    def close(self) -> None:
        self.http.close()


def buttons(messages: Sequence[dict[str, Any]]) -> list[str]:
    """The labels of every button, the oldest first."""
    return [each["label"] for message in messages for row in message["buttons"] for each in row]

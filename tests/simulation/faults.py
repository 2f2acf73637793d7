"""What goes wrong, and when: asked at each port that the service waits at."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Literal

from sqlalchemy.exc import OperationalError

Side = Literal["before", "after"]


def database_error() -> OperationalError:
    """What the store takes for a database that is down for a moment."""
    return OperationalError("COMMIT", {}, Exception("disk I/O error"))


@dataclass(slots=True)
class Faults:
    """Counts down to what is to go wrong. `stop_at`: the process is gone at the n-th port from now,
    before or after what is done there. `commit_at`: the n-th commit fails, before it or so that
    nobody knows that it has come about."""

    random: Random
    stop_at: int = 0
    stop_side: Side = "before"
    commit_at: int = 0
    commit_side: Side = "before"
    slow: float = 0.05  # how often the database takes its time
    ports: dict[str, int] = field(default_factory=dict)  # how often each was passed

    def stops(self, port: str, side: Side) -> bool:
        """Whether the process is gone here; counts the port."""
        if side == "before":
            self.ports[port] = self.ports.get(port, 0) + 1
            if self.stop_at:
                self.stop_at -= 1
                if not self.stop_at:
                    if self.stop_side == "before":
                        return True
                    self.stop_at = -1  # once what is done there is done
            return False
        if self.stop_at == -1:
            self.stop_at = 0
            return True
        return False

    def commit_fails(self, side: Side) -> bool:
        """Whether this commit fails; a commit is counted before it."""
        if side == "before":
            if self.commit_at > 0:
                self.commit_at -= 1
                if not self.commit_at:
                    if self.commit_side == "before":
                        return True
                    self.commit_at = -1
            return False
        if self.commit_at == -1:
            self.commit_at = 0
            return True
        return False

    def database_takes(self) -> float:
        """How long a statement takes, in seconds."""
        return self.random.uniform(0.001, 0.05) if self.random.random() < self.slow else 0.0

    def cease(self) -> None:
        self.stop_at = self.commit_at = 0
        self.slow = 0.0

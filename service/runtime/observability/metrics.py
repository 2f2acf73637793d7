"""What can be measured from outside: gauges, counters and histograms for Prometheus."""

from __future__ import annotations

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_LATENESS = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0, 300.0, 3600.0)
_COMMIT = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class Metrics:
    """The service's own figures, in a registry of their own. Times are in seconds."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._inbox_age = Gauge(
            "orglife_inbox_age_seconds",
            "Age of the oldest update that waits to be handled.",
            registry=self.registry,
        )
        self._outbox_depth = Gauge(
            "orglife_outbox_depth", "Messages that wait to be sent.", registry=self.registry
        )
        self._outbox_age = Gauge(
            "orglife_outbox_age_seconds",
            "Age of the oldest message that is due and not yet sent.",
            registry=self.registry,
        )
        self._outages = Gauge(
            "orglife_account_out_of_reach_seconds",
            "How long the platform of an account has been out of reach; 0 when it is in reach.",
            ["account"],
            registry=self.registry,
        )
        self._damaged = Gauge(
            "orglife_storage_damaged",
            "Whether the last check of a database file has found damage: 1, or 0 if it is sound.",
            ["file"],
            registry=self.registry,
        )
        self._timer_lateness = Histogram(
            "orglife_timer_lateness_seconds",
            "From the time a timer was due to the commit of what it did.",
            buckets=_LATENESS,
            registry=self.registry,
        )
        self._sends = Counter(
            "orglife_sends",
            "Attempts to send, by what came of them.",
            ["outcome"],
            registry=self.registry,
        )
        self._events = Counter(
            "orglife_events",
            "Events handled, by the action they led to.",
            ["action"],
            registry=self.registry,
        )
        self._commit = Histogram(
            "orglife_commit_seconds",
            "Duration of one commit of a batch of events.",
            buckets=_COMMIT,
            registry=self.registry,
        )

    def inbox(self, *, age: float) -> None:
        """The oldest waiting update is `age` seconds old; 0 when none waits."""
        self._inbox_age.set(age)

    def outbox(self, *, depth: int, age: float) -> None:
        """`depth` messages wait; the oldest that is due is `age` seconds old, 0 when none is."""
        self._outbox_depth.set(depth)
        self._outbox_age.set(age)

    def checked(self, file: str, *, damaged: bool) -> None:
        """A database file, by its name, has been read through."""
        self._damaged.labels(file).set(damaged)

    def outages(self, seconds: Mapping[str, float]) -> None:
        """For how long each account has been out of reach; 0 for one that is in reach."""
        for account, length in seconds.items():
            self._outages.labels(account).set(length)

    def timer(self, lateness: float) -> None:
        """A timer was handled `lateness` seconds after it was due."""
        self._timer_lateness.observe(max(lateness, 0.0))

    def sent(self, outcome: str) -> None:
        """One attempt to send ended as `outcome`: the name of a `SendResult` in lower case."""
        self._sends.labels(outcome).inc()

    def event(self, action: str, count: int = 1) -> None:
        """`count` events led to `action`, as the journal names it: `quiz.answered`."""
        self._events.labels(action).inc(count)

    def commit(self, seconds: float) -> None:
        """One batch took `seconds` to commit."""
        self._commit.observe(seconds)

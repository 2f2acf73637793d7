"""What goes upward by itself: important matters to the superior, and what members ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from service.core.rulebook.origin import Origin
from service.core.texts import Named

Asked = Literal["what", "why", "when", "where", "people", "done", "wanted", "contact"]
"""What a matter is asked about: what it is, the reasons, when, where, who is concerned, what was
done, what is asked for, and how to call back."""

Form = Literal["report", "request", "record"]


@dataclass(frozen=True, slots=True)
class MatterKind:
    """A kind of important matter.

    `form`: a "request" for instructions comes before the act and concerns one matter, a "record"
    asks for no answer. `asks`: what has to be told, in this order. `to`: who is on duty for it in
    the nearest unit above, in the order in which they are told, as `RuleBook.people` names them;
    `here`: in the unit itself first. `urgent`: told at once, also at night. `sensitive`: sealed,
    and kept off accounts whose servers are abroad. `ack_minutes`: until it goes on to the next of
    the unit; `escalate_minutes`: from the beginning on, until it goes on to the unit above that.
    `without`: what the words of it may not hold, such as a request in a report. `instead`: nobody
    is asked about this at all, and what to do instead.
    """

    id: str
    name: Named
    form: Form = "report"
    asks: tuple[Asked, ...] = ("what",)
    to: tuple[str, ...] = ()
    here: bool = False
    urgent: bool = False
    sensitive: bool = False
    ack_minutes: int = 15
    escalate_minutes: int = 60
    without: tuple[str, ...] = ()
    instead: Named | None = None
    active: bool = True
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True, slots=True)
class RequestRules:
    """How what members ask for is dealt with, in working days: until somebody takes it up, until it
    is answered, and from the answer on, in which the member may ask again. `receivers`: who is told
    what is confidential, as `RuleBook.people` names them; nobody: nothing is taken in confidence.
    """

    accept_days: int = 5
    answer_days: int = 20
    reopen_days: int = 10
    receivers: tuple[str, ...] = ()
    origin: Origin = field(default_factory=Origin)

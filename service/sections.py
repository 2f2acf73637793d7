"""Sections of the settings that have nothing to do with the others: sending, and what is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from service.core.rates import Pace, Rates


def _number(given: object) -> object:
    if isinstance(given, bool):  # which Python takes for 0 and 1
        raise ValueError("is not a number")
    return given


Whole = Annotated[int, BeforeValidator(_number)]
Number = Annotated[float, BeforeValidator(_number)]


class Section(BaseModel):
    """A table of the file. A field's description says what is allowed, for errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


_PACE = "[messages, seconds], such as [25, 1]: so many messages in any so many seconds"
Messages = Annotated[Whole, Field(ge=1)]
Seconds = Annotated[Number, Field(gt=0)]


class Rate(Section):
    """How much an account may say; what is left out is as its platform has it."""

    account: tuple[Messages, Seconds] | None = Field(default=None, description=_PACE)
    private: tuple[Messages, Seconds] | None = Field(default=None, description=_PACE)
    group: tuple[Messages, Seconds] | None = Field(default=None, description=_PACE)

    def over(self, declared: Rates) -> Rates:
        """What an adapter has declared, with what is set here in its place."""
        return replace(
            declared,
            account=Pace(*self.account) if self.account else declared.account,
            private=Pace(*self.private) if self.private else declared.private,
            group=Pace(*self.group) if self.group else declared.group,
        )


class Delivery(Section):
    attempts: Whole = Field(default=8, ge=1, le=100, description="a whole number from 1 to 100")
    backoff_seconds: Number = Field(default=1.0, gt=0, description="seconds, above 0")
    backoff_limit_seconds: Number = Field(default=300.0, gt=0, description="seconds, above 0")
    rates: dict[str, Rate] = Field(
        default={}, description="for an account: account, private and group"
    )

    def rate(self, account: str) -> Rate:
        """What is set for an account."""
        return self.rates.get(account, Rate())


class Retention(Section):
    """How long what is not the record is kept; the journal is."""

    updates_days: Number = Field(
        default=7.0,
        ge=1,
        le=7,
        description="days, from 1 to 7: Telegram restarts its numbering after a week",
    )
    messages_days: Number = Field(
        default=90.0, ge=0, description="days, or 0 to keep messages forever"
    )

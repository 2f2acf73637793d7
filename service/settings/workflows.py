"""Tables of workflows in the settings file, made of the dataclasses that declare them."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any, ClassVar, Self, get_type_hints

from pydantic import Field, create_model, model_validator

from service.settings.models import Number, Section, Whole

_STRICT: dict[Any, Any] = {int: Whole, float: Number}  # which do not take true for 1


class Table(Section):
    """The table of one workflow, which makes `values` of it."""

    values: ClassVar[type[Any]]

    def read(self) -> Any:
        """What is set, as the workflow reads it."""
        return self.values(**{name: getattr(self, name) for name in type(self).model_fields})

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        self.read()
        return self


def section_of(values: type[Any]) -> type[Table]:
    """The table that this dataclass declares. Raises KeyError for a key that does not say what is
    allowed."""
    hints = get_type_hints(values)
    keys: dict[str, Any] = {}
    for each in fields(values):
        made = each.default_factory
        default = {"default_factory": made} if made is not MISSING else {"default": each.default}
        hint = _STRICT.get(hints[each.name], hints[each.name])
        keys[each.name] = (hint, Field(description=each.metadata["allowed"], **default))
    table = create_model(values.__name__, __base__=Table, **keys)
    table.values = values
    return table

"""What an organization calls itself, its people and its habits, in the texts of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from service.core.texts import Named


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of its own, in English in the singular and without a capital. `unit`: one of its
    units; `leader`: who leads one; `comrade`: one of its people; `pulse`: some questions about how
    people are; `talks`: talks of two; `coverage`: who has talked with whom; `life`: all that it
    does together; `dues`: what each pays."""

    unit: Named = field(default_factory=lambda: Named("单位", "unit"))
    leader: Named = field(default_factory=lambda: Named("负责人", "leader"))
    comrade: Named = field(default_factory=lambda: Named("成员", "member"))
    pulse: Named = field(default_factory=lambda: Named("心情", "pulse"))
    talks: Named = field(default_factory=lambda: Named("谈心", "talks"))
    coverage: Named = field(default_factory=lambda: Named("谈心情况", "talks so far"))
    life: Named = field(default_factory=lambda: Named("活动", "activities"))
    dues: Named = field(default_factory=lambda: Named("会费", "dues"))

    def items(self) -> Iterator[tuple[str, Named]]:
        for each in fields(self):
            yield each.name, getattr(self, each.name)


PARTY = Wording(
    Named("支部", "branch"),
    Named("书记", "secretary"),
    Named("同志", "comrade"),
    Named("思想动态", "pulse"),
    Named("谈心谈话", "talks"),
    Named("谈心覆盖", "talk coverage"),
    Named("组织生活", "organizational life"),
    Named("党费", "dues"),
)
"""Of an organization that names no rule file."""

"""What is ours of the work: everything, or a part of it as one of several equal processes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from service.core.directory import Directory
from service.store.store import Store
from service.store.transaction import AnyRow, Transaction

CHORES = "chores"  # the lease of what one process does for all


def lease_of(account: str) -> str:
    return f"account {account}"


class LostLeaseError(Exception):
    """Another process has taken over what we were about to do."""


class Hold(Protocol):
    """Keeps the activities of a transaction from being changed by other processes meanwhile."""

    async def take(self, activities: Collection[int]) -> Mapping[int, int]:
        """Hold these too; the versions of all that are held."""
        ...

    def made(self, activity: int) -> None:
        """It is new: nobody else knows it."""
        ...

    def changes(self, activity: int) -> None:
        """Raises `NotHeldError` unless it is held alone."""
        ...


@dataclass(frozen=True, slots=True)
class Listener:
    """Whom another process wakes: `work` for updates of ours, `news` when people, rooms or timers
    may have changed too, `sends` for messages. All of them every second."""

    work: Callable[[], None]
    news: tuple[Callable[[], None], ...] = ()
    sends: tuple[Callable[[], None], ...] = ()


class Share(Protocol):
    """What of the work is ours."""

    alone: bool  # whether there is no other process
    never_changed: frozenset[int]  # activities whose state stays as it is

    def owns(self, lease: str) -> bool: ...

    def shard(self, account: str, raw: str) -> int: ...

    def hint(self) -> None: ...

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call it whenever another process has written something. Returns what ends that."""
        ...

    def hold(self, transaction: Transaction, alone: Collection[int] | None) -> Hold | None: ...

    async def begin(self, transaction: Transaction) -> None:
        """Nobody else begins before the transaction ends."""
        ...

    async def until(self, store: Store, moment: datetime) -> datetime:
        """Up to when timers may fire."""
        ...

    async def waiting(self, transaction: Transaction, limit: int, up_to: int) -> list[AnyRow]: ...

    async def newest_waiting(self, transaction: Transaction) -> int | None: ...

    async def due(self, transaction: Transaction, until: datetime, limit: int) -> list[AnyRow]: ...

    async def next_due(self, transaction: Transaction) -> datetime | None: ...

    async def announce(self, transaction: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
        """Updates have been written in this transaction: whose they are is woken."""
        ...

    async def follow(
        self, transaction: Transaction, directory: Directory, needs: Mapping[str, str]
    ) -> Directory:
        """The directory with what others have changed."""
        ...

    async def tell(
        self, transaction: Transaction, at: datetime, before: Directory, after: Directory
    ) -> None:
        """The directory, or the urns, have changed in this transaction."""
        ...

    async def check(self, transaction: Transaction, leases: Collection[str]) -> None:
        """Raises `LostLeaseError` unless these leases are ours until the transaction ends."""
        ...


class Everything:
    """The share of a process that is the only one."""

    alone = True
    never_changed: frozenset[int] = frozenset()

    def owns(self, lease: str) -> bool:
        return True

    def shard(self, account: str, raw: str) -> int:
        return 0

    def hint(self) -> None:
        pass

    def listen(self, listener: Listener) -> Callable[[], None]:
        return lambda: None

    def hold(self, transaction: Transaction, alone: Collection[int] | None) -> Hold | None:
        return None

    async def begin(self, transaction: Transaction) -> None:
        pass

    async def until(self, store: Store, moment: datetime) -> datetime:
        return moment

    async def waiting(self, transaction: Transaction, limit: int, up_to: int) -> list[AnyRow]:
        return await transaction.waiting(limit, up_to)

    async def newest_waiting(self, transaction: Transaction) -> int | None:
        return await transaction.newest_waiting()

    async def due(self, transaction: Transaction, until: datetime, limit: int) -> list[AnyRow]:
        return await transaction.due(until, limit)

    async def next_due(self, transaction: Transaction) -> datetime | None:
        return await transaction.next_due()

    async def announce(self, transaction: Transaction, rows: Sequence[Mapping[str, Any]]) -> None:
        pass

    async def follow(
        self, transaction: Transaction, directory: Directory, needs: Mapping[str, str]
    ) -> Directory:
        return directory

    async def tell(
        self, transaction: Transaction, at: datetime, before: Directory, after: Directory
    ) -> None:
        pass

    async def check(self, transaction: Transaction, leases: Collection[str]) -> None:
        pass

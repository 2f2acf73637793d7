"""A message that can't reach a person on one platform goes to the next, each once, in order.

The order is that of `Directory.ways`. Only when none is left is the message undeliverable, and its
workflow told so. What the runtime says about a chat in that very chat stays there.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import msgspec

from service.core.directory import Directory
from service.core.message import Chat
from service.ports import PermanentFailure, SendResult
from service.runtime.observability.log import get_logger
from service.store.sending import Sending

NOT_SET_UP = "its account is not in the settings any more"
OUT_OF_REACH = "its platform has been out of reach for too long"

log = get_logger()
_json = msgspec.json.Encoder()
_tried = msgspec.json.Decoder(list[tuple[str, str, str]])  # account, chat, reason


def next_contact(
    row: Any, result: SendResult | None, directory: Directory, away: Collection[str] = ()
) -> Chat | None:
    """The private chat to try after this one has failed for good; none on the accounts `away`.

    A change that is refused stays where it is: its message is not there any more, or it can't be
    changed, and as news elsewhere it would only confuse."""
    if row.person is None or row.kind not in ("send", "edit"):
        return None
    if row.activity is None and not row.priority:
        return None
    if row.kind == "edit" and isinstance(result, PermanentFailure):
        return None
    tried = {(row.account, row.chat), *((a, p) for a, p, _ in _before(row))}
    contact_order = directory.contact_order(row.person)
    if row.sealed:
        away = {*away, *directory.abroad}
    return next(
        (
            each
            for each in contact_order
            if (each.account, each.id) not in tried and each.account not in away
        ),
        None,
    )


def fail_over(row: Any, chat: Chat, reason: str) -> dict[str, Any]:
    """The columns of a message that is to be sent to this chat instead."""
    log.warning("delivery.passed_on", row=row.id, account=row.account, to_account=chat.account)
    return {
        "b_id": row.id,
        "account": chat.account,
        "chat": chat.id,
        "tried": _json.encode([*_before(row), (row.account, row.chat, reason)]).decode(),
    }


async def leave_accounts(
    sending: Sending, accounts: Collection[str], directory: Directory
) -> Sequence[int]:
    """Pass on what waits for private chats of accounts that are not set up any more. What has
    nowhere else to go waits, as the account may come back."""
    moved = []
    for row in await sending.stranded(accounts):
        chat = next_contact(row, None, directory)
        if chat is not None:
            moved.append(fail_over(row, chat, NOT_SET_UP))
    await sending.pass_on(moved)
    return [each["b_id"] for each in moved]


async def leave_for_others(
    sending: Sending, accounts: Collection[str], away: Collection[str], directory: Directory
) -> None:
    """Pass on the news that wait for private chats of these accounts, which have been out of reach
    for long. `away`: all that are out of reach, if only just now. What may have arrived stays, and
    so do replies and changes, and what the person has no other chat for."""
    moved = []
    for row in await sending.news(accounts):
        chat = next_contact(row, None, directory, away)
        if chat is not None:
            moved.append(fail_over(row, chat, OUT_OF_REACH))
    await sending.pass_on(moved)


def _before(row: Any) -> list[tuple[str, str, str]]:
    return _tried.decode(row.tried) if row.tried else []

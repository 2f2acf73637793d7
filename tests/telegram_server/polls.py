"""Native polls: what the Bot API does about them, and people who vote.

A vote is told only for polls that are not anonymous, and names the poll and nothing else. A quiz is
answered once; other polls, unless they say otherwise, let a vote be changed and taken back.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence
from typing import Any

from tests.telegram_server.account import Account, TelegramChat, User
from tests.telegram_server.methods import Given, bad, writable

_ids = itertools.count(random.randint(5 * 10**18, 6 * 10**18))


def send_poll(account: Account, given: Given) -> Any:
    chat = writable(account, given, "polls")
    kind = given.get("type", "regular")
    right = given.get("correct_option_ids", [])
    several = given.get("allows_multiple_answers", False)
    options = given["options"]
    if kind not in ("regular", "quiz"):
        raise bad("unsupported poll type")
    if kind == "quiz" and not (right and all(0 <= each < len(options) for each in right)):
        raise bad("wrong correct option ID specified")
    if kind == "regular" and (right or given.get("explanation")):
        raise bad("only a quiz has right options and an explanation")
    if len(right) > 1 and not several:
        raise bad("several correct options need allows_multiple_answers")
    if given.get("explanation", "").count("\n") > 2:
        raise bad("the explanation has more than 2 line feeds")
    message = account.own_message(chat, given.get("message_thread_id"))
    poll = {
        "id": str(next(_ids)),
        "question": given["question"],
        "options": [
            {"persistent_id": str(number), "text": each["text"], "voter_count": 0}
            for number, each in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": given.get("is_closed", False),
        "is_anonymous": given.get("is_anonymous", True),
        "type": kind,
        "allows_multiple_answers": several,
        "allows_revoting": given.get("allows_revoting", kind == "regular"),
        "members_only": False,
    }
    poll |= {"correct_option_ids": right} if right else {}
    message["poll"] = poll
    chat.polls[poll["id"]] = {"message": message["message_id"], "votes": {}}
    return message


def stop_poll(account: Account, given: Given) -> Any:
    chat = account.chats.get(given["chat_id"])
    message = chat.messages.get(given["message_id"]) if chat is not None else None
    if message is None or "poll" not in message:
        raise bad("message with poll to stop not found")
    if message["poll"]["is_closed"]:
        raise bad("poll has already been closed")
    message["poll"]["is_closed"] = True
    return message["poll"]


def vote(
    account: Account, chat: TelegramChat, user: User, number: int, options: Sequence[int]
) -> None:
    """A person votes in the poll of a message; for nothing: takes the vote back. Fails where the
    app would not let them."""
    poll = chat.messages[number]["poll"]
    votes = chat.polls[poll["id"]]["votes"]
    assert not poll["is_closed"], "the poll is closed"
    assert len(options) <= 1 or poll["allows_multiple_answers"]
    assert user.id not in votes or poll["allows_revoting"], "a quiz is answered once"
    votes[user.id] = list(options)
    for index, option in enumerate(poll["options"]):
        option["voter_count"] = sum(index in each for each in votes.values())
    if not poll["is_anonymous"]:
        cast = {"poll_id": poll["id"], "user": user.view(), "option_ids": list(options)}
        account.put(
            "poll_answer", cast | {"option_persistent_ids": [str(each) for each in options]}
        )


METHODS: dict[str, Callable[[Account, Given], Any]] = {
    "sendPoll": send_poll,
    "stopPoll": stop_poll,
}

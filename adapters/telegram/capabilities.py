"""What a bot can do on Telegram, and the limits of the Bot API (10.3). Lengths of text are UTF-16
units."""

from service.core.capabilities import Capabilities, PollLimits
from service.core.rate_limit import Pace, Rates

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
BUTTONS_IN_A_ROW = 8
LARGEST_FILE = 50 * 1024 * 1024  # bytes that a bot may send
LONGEST_POLL_SECONDS = 50


def group_of(chat: str) -> str:
    """The group; all topics of a forum are one."""
    return chat.partition("/")[0] if chat.startswith("-") else ""


RATES = Rates(account=Pace(30, 1.0), private=Pace(1, 1.0), group=Pace(20, 60.0), group_of=group_of)

CAPABILITIES = Capabilities(
    buttons=True,
    edits=True,
    erases=True,
    marks=True,
    files=True,
    replies=True,
    overhears=False,  # in privacy mode, unless it is an administrator of the group
    deletions=False,
    likes=True,
    starts=True,
    idempotent=False,
    text_length=LONGEST_TEXT,
    utf16=True,
    polls=PollLimits(),
    rates=RATES,
)

SHORTEST_POLL_SECONDS = 5  # for a countdown; 30 days at most

MARK = "✍"  # the reaction that means: noted

LONGEST_CALLBACK = 64  # bytes of a button's data
LEADS = ">"  # marks the data of a button whose answer comes in the person's private chat
HERE = "here"  # the parameter of a link that only opens that chat

UPDATES = [
    *("message", "edited_message", "message_reaction", "callback_query"),
    *("my_chat_member", "poll_answer"),
]
"""The updates requested from Telegram. It never reports deletions, and reactions in a group only if
the bot is an administrator there."""

DISAPPROVING = frozenset("👎💩🤮😡🤬🖕😢💔🥱🤡")
"""Reactions that are not likes; every other one is."""

"""Telegram, through the Bot API. Found through the entry-point group `orglife.adapters`.

    [adapters.telegram]
    kind = "telegram"
    # From @BotFather: /newbot. Or token_file, the path of a file that holds it.
    token = "123456789:AA…"
    # How updates come: polling, or webhook (web.base_url must be https then).
    mode = "polling"
    # A proxy: http://host:port or socks5://user:password@host:port; empty: none.
    proxy = ""
    # The Bot API server, if it is one of your own.
    api_url = "https://api.telegram.org"
    # The bot's name, for invitation links made while Telegram can't be reached.
    username = ""

Telegram lets a bot send about 30 messages a second in all, one a second to a chat and 20 a minute
to a group; OrgLife keeps to that. The settings `delivery.rates` can override it.

A forum's topic is a chat of its own, `-100123/45`; every other chat goes by its own id. In
groups the bot hears commands and replies to itself, unless its privacy mode is off or it is an
administrator.
"""

from adapters.telegram.adapter import Telegram, build

__all__ = ["Telegram", "build"]

"""The built-in web chat: a platform like any other, with rooms and messages in tables of its own.

It knows nothing of the service's store: people's acts go into the inbox as updates, and OrgLife's
messages come back as orders. Found through the entry-point group `orglife.adapters`.
"""

from adapters.webchat.adapter import WebChat, build

__all__ = ["WebChat", "build"]

"""The devices that are knocked at. Times are milliseconds since 1970-01-01 UTC."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from adapters.webchat.tables import metadata

push_subscriptions = Table(
    "push_subscriptions",
    metadata,
    Column("endpoint", Text, primary_key=True),  # the address at the browser's push service
    Column("user", ForeignKey("users.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("p256dh", String, nullable=False),  # the device's public key, RFC 8291
    Column("auth", String, nullable=False),  # the secret it shares with us, RFC 8291
    Column("created_at", Integer, nullable=False),
)

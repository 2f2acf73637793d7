"""Plays scenarios: the whole service in one process, with a manual clock and chats in memory."""

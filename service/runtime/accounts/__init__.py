"""People, their chats on the platforms, and what an administrator changes."""

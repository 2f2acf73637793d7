"""The service on its machine: instance lock, keys, command sessions, rooms, configured plans."""

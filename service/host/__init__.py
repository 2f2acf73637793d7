"""What surrounds the service on its machine: lock, keys, commands beside it, rooms, plans."""

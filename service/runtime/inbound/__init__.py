"""From a raw update to the activity and the entry that it concerns."""

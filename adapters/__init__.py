"""Chat platforms, one per folder."""

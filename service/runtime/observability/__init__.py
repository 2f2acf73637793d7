"""Logs and figures, which hold no secret."""

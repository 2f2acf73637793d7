"""The HTTP API: read-only, for systems of offices, with a token."""

"""The pure heart: standard library only; no clock, no randomness, no I/O."""

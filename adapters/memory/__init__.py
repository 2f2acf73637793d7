"""A platform in memory, for scenarios (`orglife play`) and tests.

It passes the same conformance suite as the real platforms, and can be given fewer capabilities to
play an activity on a platform without buttons or edits.
"""

from adapters.memory.adapter import Memory, MemoryChat

__all__ = ["Memory", "MemoryChat"]

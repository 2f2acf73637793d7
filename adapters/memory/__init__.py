"""A platform in memory: for rehearsals (`orglife play`) and tests.

It passes the same conformance suite as the platforms with a network, and can be given fewer
capabilities to rehearse an activity on a platform without buttons or edits.
"""

from adapters.memory.adapter import Chat, Memory

__all__ = ["Chat", "Memory"]

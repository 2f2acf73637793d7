"""The test kit for adapters: what every platform must do, as named behaviours, and how to run them.

A package with an adapter tests it in one file next to its driver (`platform.Platform`):

    from our_driver import open_ours
    from service.testkit.behaviours import *
    from service.testkit.fixtures import platforms

    open_platform = platforms(ours=open_ours)

It needs pytest and pytest-asyncio (`pip install orglife[testkit]`), so nothing of the service
imports it. See `adapters/README.md`.
"""

import pytest

pytest.register_assert_rewrite(
    "service.testkit.asking", "service.testkit.behaviours", "service.testkit.service"
)

"""Every behaviour, to be taken into a test file with `from service.testkit.behaviours import *`."""

# ruff: noqa: F403 - to hand on all there is, is what this module is for

import inspect

import pytest

from service.testkit.behaviours.of_adapters import *
from service.testkit.behaviours.of_the_service import *

for _each in list(globals().values()):
    if inspect.iscoroutinefunction(_each):
        pytest.mark.asyncio(_each)  # whatever the mode of pytest-asyncio

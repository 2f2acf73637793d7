"""Every behaviour, to be taken into a test file with `from service.testkit.behaviours import *`."""

# ruff: noqa: F403 - to hand on all there is, is what this module is for

import inspect

import pytest

from service.testkit.behaviours.authoring import *
from service.testkit.behaviours.changing import *
from service.testkit.behaviours.choices import *
from service.testkit.behaviours.degrading import *
from service.testkit.behaviours.discussing import *
from service.testkit.behaviours.faults import *
from service.testkit.behaviours.files import *
from service.testkit.behaviours.hearing import *
from service.testkit.behaviours.receiving import *
from service.testkit.behaviours.rehearsing import *
from service.testkit.behaviours.restarts import *
from service.testkit.behaviours.sending import *
from service.testkit.behaviours.taking_part import *
from service.testkit.behaviours.taps import *
from service.testkit.behaviours.undoing import *
from service.testkit.fixtures import platform as platform
from service.testkit.fixtures import service as service

for _each in list(globals().values()):
    if inspect.iscoroutinefunction(_each):
        pytest.mark.asyncio(_each)  # in whichever mode pytest-asyncio is

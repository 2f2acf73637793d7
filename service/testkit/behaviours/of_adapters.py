"""What an adapter itself must do."""

# ruff: noqa: F403, PLC0414 - to hand on all there is, is what this module is for

from service.testkit.behaviours.changing import *
from service.testkit.behaviours.choices import *
from service.testkit.behaviours.degrading import *
from service.testkit.behaviours.faults import *
from service.testkit.behaviours.files import *
from service.testkit.behaviours.hearing import *
from service.testkit.behaviours.receiving import *
from service.testkit.behaviours.sending import *
from service.testkit.fixtures import platform as platform
from service.testkit.fixtures import service as service

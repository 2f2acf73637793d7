"""What people experience with the whole service over an adapter."""

# ruff: noqa: F403, PLC0414 - to hand on all there is, is what this module is for

from service.testkit.behaviours.authoring import *
from service.testkit.behaviours.discussing import *
from service.testkit.behaviours.in_doubt import *
from service.testkit.behaviours.rehearsing import *
from service.testkit.behaviours.restarts import *
from service.testkit.behaviours.taking_part import *
from service.testkit.behaviours.taps import *
from service.testkit.behaviours.undoing import *
from service.testkit.fixtures import platform as platform
from service.testkit.fixtures import service as service

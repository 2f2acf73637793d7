"""What people live through with the whole service, over every platform of ours. Whether a room on
Matrix is encrypted makes no difference to the service: here it is."""

from service.testkit.behaviours.of_the_service import *  # noqa: F403 - as the kit is meant to be used
from service.testkit.fixtures import platforms
from tests.conformance.conftest import PLATFORMS

open_platform = platforms(**{name: PLATFORMS[name] for name in PLATFORMS if name != "matrix"})

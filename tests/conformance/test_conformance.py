"""Every behaviour of the kit, over every platform of ours."""

from service.testkit.behaviours import *  # noqa: F403 - as the kit is meant to be used

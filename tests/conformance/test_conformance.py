"""Every behaviour of an adapter, over every platform of ours."""

from service.testkit.behaviours.of_adapters import *  # noqa: F403 - as the kit is meant to be used

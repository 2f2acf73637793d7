"""OrgLife's own suite over this adapter."""

from on_line import open_line

from service.testkit.behaviours import *  # noqa: F403 - every behaviour
from service.testkit.fixtures import platforms

open_platform = platforms(line=open_line)

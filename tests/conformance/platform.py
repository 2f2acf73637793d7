"""Another name for the kit's parts, until every driver imports them from there."""

from service.testkit.asking import give, heard, standing, tell
from service.testkit.platform import Platform, Seen
from service.testkit.recorder import Recorder

__all__ = ["Platform", "Recorder", "Seen", "give", "heard", "standing", "tell"]

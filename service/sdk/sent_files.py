"""Files that people send for others to open: of a size that can be fetched, and of a usual kind."""

from __future__ import annotations

from typing import Any

from service.core.events import Attached
from service.core.message import StoredFile
from service.core.workflow import Rejected
from service.sdk.turn import Turn

LARGEST_MB = 20  # which is all that is fetched to be sent on
ENDINGS = (
    *(".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".heic", ".mp4", ".mp3", ".m4a", ".ogg"),
    *(".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".wps", ".txt", ".md", ".csv"),
)


def sent_file(turn: Turn[Any, Any], event: Attached) -> StoredFile | Rejected:
    """The file as it lies on the platform it was sent on; or why it is not taken."""
    if event.size > LARGEST_MB * 2**20:
        return turn.refuse("sdk-file-too-large", most=LARGEST_MB)
    if not event.name.lower().endswith(ENDINGS):
        return turn.refuse("sdk-file-kind")
    return StoredFile(event.ref.chat.account, event.file_id, event.name, event.mime, event.size)

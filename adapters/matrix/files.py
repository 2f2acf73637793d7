"""Files are uploaded first, encrypted for an encrypted room; the event then refers to them."""

from __future__ import annotations

import asyncio
from urllib.parse import quote

from nio.crypto.attachments import decrypt_attachment, encrypt_attachment
from nio.exceptions import EncryptionError

from adapters.matrix.capabilities import LARGEST_FILE
from adapters.matrix.client import Client
from adapters.matrix.errors import FAILURES, Failed, describe
from adapters.matrix.inbound import file_url
from adapters.matrix.outbound import Content
from service.core.message import File

_UPLOAD = "/_matrix/media/v3/upload"


async def upload(client: Client, file: File, *, encrypted: bool) -> Content:
    """The part of the event's content that refers to the file. Raises one of `errors.FAILURES`."""
    if not encrypted:
        path = f"{_UPLOAD}?filename={quote(file.name, safe='')}"
        answer = await client.post_bytes(path, file.content, file.mime)
        return {"url": str(answer["content_uri"])}
    content, opens = await asyncio.to_thread(encrypt_attachment, file.content)
    answer = await client.post_bytes(_UPLOAD, content, "application/octet-stream")
    return {"file": {**opens, "url": str(answer["content_uri"])}}


async def fetch(client: Client, file_id: str) -> bytes:
    """The content of a file that a person sent. Raises FileNotFoundError if it is missing or too
    large, ConnectionError if the homeserver can't be reached."""
    try:
        url, opens = file_url(file_id)
    except ValueError:
        raise FileNotFoundError("no file") from None
    server, media = url.removeprefix("mxc://").split("/")
    path = f"/_matrix/client/v1/media/download/{quote(server)}/{quote(media)}"
    try:
        content = await client.get_bytes(path, LARGEST_FILE)
    except Failed as error:
        if 400 <= error.status < 500 and error.status not in (401, 429):
            raise FileNotFoundError(describe(error)) from None
        raise ConnectionError(describe(error)) from None
    except FAILURES as error:
        raise ConnectionError(describe(error)) from None
    if len(content) > LARGEST_FILE:
        raise FileNotFoundError(f"the file is larger than {LARGEST_FILE} bytes")
    if opens is None:
        return content
    try:
        key, hashed, start = opens["key"]["k"], opens["hashes"]["sha256"], opens["iv"]
        return await asyncio.to_thread(decrypt_attachment, content, key, hashed, start)
    except (EncryptionError, KeyError, TypeError, ValueError):
        raise FileNotFoundError("the file does not open with its key") from None

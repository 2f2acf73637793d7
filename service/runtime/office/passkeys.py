"""What is asked of a browser about passkeys, and whether its answer is good (WebAuthn level 2).

py_webauthn takes a third of a second to import, and a signature some milliseconds to check: callers
do both in a thread. All answers are foreign JSON; None means that one is no good.
"""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from service.browsers import origin_of

SECONDS = 300  # how long a browser waits for its person
LONGEST_ID = 1364  # characters: 1023 bytes in base64url


@dataclass(frozen=True, slots=True)
class Party:
    """Who asks: the host by which passkeys know the pages, their origin, and what they are called.
    `works`: browsers make passkeys at a named host over TLS, and at localhost."""

    host: str
    origin: str
    name: str

    @classmethod
    def at(cls, base_url: str, name: str) -> Party:
        return cls(urlsplit(base_url).hostname or "", origin_of(base_url), name)

    @property
    def works(self) -> bool:
        try:
            ipaddress.ip_address(self.host)
        except ValueError:
            local = self.host == "localhost" or self.host.endswith(".localhost")
            return bool(self.host) and (local or self.origin.startswith("https:"))
        return False


@dataclass(frozen=True, slots=True)
class Made:
    """A new passkey: its id and its public key in base64url, and how often it says it was used."""

    credential: str
    public_key: str
    uses: int


def creation(party: Party, owner: tuple[str, str], challenge: bytes, known: Collection[str]) -> str:
    """What a browser is asked to make: a passkey that finds its `owner` (handle and name) by itself
    and makes sure of them, on a device that has none of those that are `known`."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers import base64url_to_bytes
    from webauthn.helpers import structs as w

    return options_to_json(
        generate_registration_options(
            rp_id=party.host,
            rp_name=party.name,
            user_id=base64url_to_bytes(owner[0]),
            user_name=owner[1],
            challenge=challenge,
            timeout=SECONDS * 1000,
            authenticator_selection=w.AuthenticatorSelectionCriteria(
                resident_key=w.ResidentKeyRequirement.REQUIRED,
                user_verification=w.UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=[
                w.PublicKeyCredentialDescriptor(id=base64url_to_bytes(each)) for each in known
            ],
        )
    )


def made(party: Party, answer: str, challenge: bytes) -> Made | None:
    """The passkey that a browser has made, after it made sure of its person."""
    from webauthn import verify_registration_response
    from webauthn.helpers import bytes_to_base64url

    try:
        done = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=party.host,
            expected_origin=party.origin,
            require_user_verification=True,
        )
    except Exception:  # whatever foreign bytes bring a parser to
        return None
    credential = bytes_to_base64url(done.credential_id)
    if len(credential) > LONGEST_ID:
        return None
    return Made(credential, bytes_to_base64url(done.credential_public_key), done.sign_count)


def request(party: Party, challenge: bytes) -> str:
    """What a browser is asked: to show any passkey it has for these pages. It names nobody."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers import structs as w

    return options_to_json(
        generate_authentication_options(
            rp_id=party.host,
            challenge=challenge,
            timeout=SECONDS * 1000,
            user_verification=w.UserVerificationRequirement.REQUIRED,
        )
    )


def claimed(answer: str) -> tuple[str, str]:
    """The id of the passkey that an answer names, and the handle of its owner; "" for none."""
    try:
        given: Any = json.loads(answer)
        credential, handle = given["id"], given["response"]["userHandle"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return "", ""
    if not isinstance(credential, str) or not isinstance(handle, str):
        return "", ""
    return credential[: LONGEST_ID + 1], handle[:100]


def shown(party: Party, answer: str, challenge: bytes, public_key: str, uses: int) -> int | None:
    """How often the passkey was used by now, as it says, if the answer is signed with it."""
    from webauthn import verify_authentication_response
    from webauthn.helpers import base64url_to_bytes

    try:
        done = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=party.host,
            expected_origin=party.origin,
            credential_public_key=base64url_to_bytes(public_key),
            credential_current_sign_count=uses,
            require_user_verification=True,
        )
    except Exception:  # as above
        return None
    return int(done.new_sign_count)

"""The organization's own sign-in: OpenID Connect Core 1.0, authorization code flow with PKCE
(RFC 7636).

Everything that is drawn for an attempt is derived from what the browser alone holds, so that
nothing of it is kept: `state` binds the answer to the browser, `nonce` the token to the attempt,
and the verifier proves to the provider that whoever brings the code has asked for it.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from service.browsers import origin_of, token_hash

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
"""Only signatures with the provider's own private key: a token under the client's secret, or under
none, is no good."""
LARGEST = 1024 * 1024  # bytes of an answer
SECONDS = 10.0  # for which an answer is waited for
KNOWN_SECONDS = 3600.0  # for which the provider's addresses are kept
KEYS_SECONDS = 30.0  # in which its keys are asked for once
LEEWAY = 60  # seconds by which its clock may be off


class ProviderError(Exception):
    """The provider can't be used, or its answer is not to be believed. The message is for the log;
    it names no person."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How the provider knows us. `name`: what people call it; `claim`: what in its tokens is a
    person's contact in the roster, "" for nothing; `acr`: how it calls a sign-in with two
    factors."""

    issuer: str
    client_id: str
    secret: str
    name: str
    claim: str = ""
    acr: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the provider has seen. `contact`: what the claim says; `factors`: 1 or 2."""

    issuer: str
    id: str
    contact: str
    factors: int


@dataclass(slots=True)
class Provider:
    terms: Terms
    redirect: str  # where it sends people back to
    _metadata: dict[str, Any] = field(default_factory=dict)
    _keys: dict[str, Any] = field(default_factory=dict)
    _read_at: float = 0.0
    _keys_at: float = 0.0

    async def address(self, drawn: str) -> str:
        """Where the browser goes to sign in. Raises `ProviderError`."""
        await self._learn()
        challenge = hashlib.sha256(_verifier(drawn).encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self.terms.client_id,
            "redirect_uri": self.redirect,
            "scope": "openid email profile" if self.terms.claim else "openid",
            "state": _state(drawn),
            "nonce": _nonce(drawn),
            "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        if self.terms.acr:
            asked["acr_values"] = self.terms.acr
        at = str(self._metadata["authorization_endpoint"])
        return f"{at}{'&' if urlsplit(at).query else '?'}{urlencode(asked)}"

    @property
    def origin(self) -> str:
        """Where the provider's pages are, as far as it is known."""
        return origin_of(str(self._metadata.get("authorization_endpoint", "")))

    async def subject(self, drawn: str, answer: Mapping[str, str]) -> Subject:
        """Whom the provider has seen, by its answer to this browser's question. Raises
        `ProviderError`."""
        if not hmac.compare_digest(answer.get("state", "").encode(), _state(drawn).encode()):
            raise ProviderError("the state is another browser's")
        await self._learn()
        said = answer.get("iss", "")  # RFC 9207: which provider answers
        wanted = self._metadata.get("authorization_response_iss_parameter_supported") is True
        if (said or wanted) and said != self.terms.issuer:
            raise ProviderError("another provider has answered")
        if not answer.get("code"):
            raise ProviderError("the provider refused")
        token = await self._exchange(answer["code"], drawn)
        claims = await self._claims(token, drawn)
        return Subject(
            self.terms.issuer, claims["sub"], self._contact(claims), self._factors(claims)
        )

    def _contact(self, claims: Mapping[str, Any]) -> str:
        """An address that the provider has not verified is anybody's."""
        claim = self.terms.claim
        found = claims.get(claim) if claim else None
        if claim == "email" and claims.get("email_verified") is not True:
            return ""
        return found.strip() if isinstance(found, str) else ""

    def _factors(self, claims: Mapping[str, Any]) -> int:
        """Two where the token says so: `mfa` (RFC 8176), or the class of the settings."""
        ways = claims.get("amr")
        several = isinstance(ways, list) and "mfa" in ways
        return 2 if several or (self.terms.acr and claims.get("acr") == self.terms.acr) else 1

    async def _exchange(self, code: str, drawn: str) -> str:
        """The ID token for the code."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect,
            "code_verifier": _verifier(drawn),
        }
        headers: dict[str, str] = {}
        known = self._metadata.get("token_endpoint_auth_methods_supported", ())
        if "client_secret_basic" in known or not known:  # RFC 6749, 2.3.1
            named = f"{quote(self.terms.client_id, '')}:{quote(self.terms.secret, '')}"
            headers["Authorization"] = f"Basic {base64.b64encode(named.encode()).decode()}"
        else:
            form |= {"client_id": self.terms.client_id, "client_secret": self.terms.secret}
        given = await _json("POST", self._metadata["token_endpoint"], data=form, headers=headers)
        token = given.get("id_token")
        if not isinstance(token, str) or len(token) > LARGEST:
            raise ProviderError("there is no ID token in its answer")
        return token

    async def _claims(self, token: str, drawn: str) -> dict[str, Any]:
        """What the token says, once everything about it is right (OpenID Connect Core, 3.1.3.7)."""
        import jwt

        try:
            header = jwt.get_unverified_header(token)
            key = await self._key(header.get("kid"), header.get("alg"))
            claims: dict[str, Any] = await asyncio.to_thread(
                jwt.decode,
                token,
                key,
                algorithms=list(ALGORITHMS),
                audience=self.terms.client_id,
                issuer=self.terms.issuer,
                leeway=LEEWAY,
                options={"require": ["iss", "sub", "aud", "exp", "iat", "nonce"]},
            )
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as error:
            raise ProviderError(f"its token is no good: {type(error).__name__}") from None
        if not hmac.compare_digest(str(claims["nonce"]).encode(), _nonce(drawn).encode()):
            raise ProviderError("its token is from another attempt")
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if claims.get("azp", self.terms.client_id) != self.terms.client_id or (
            several and "azp" not in claims
        ):
            raise ProviderError("its token is for somebody else")
        if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
            raise ProviderError("its token names nobody")
        return claims

    async def _key(self, kid: object, algorithm: object) -> Any:
        """The provider's key of this name; its keys are read again for one that is new."""
        found = self._found(kid, algorithm)
        stale = time.monotonic() - self._keys_at >= KEYS_SECONDS
        if found is None and (stale or not self._keys):
            self._keys = await _json("GET", self._metadata["jwks_uri"])
            self._keys_at = time.monotonic()
            found = self._found(kid, algorithm)
        if found is None:
            raise ProviderError("its token is signed with a key that it does not publish")
        return found

    def _found(self, kid: object, algorithm: object) -> Any:
        import jwt

        listed = self._keys.get("keys")
        for each in listed if isinstance(listed, list) else ():
            named = isinstance(each, dict) and (kid is None or each.get("kid") == kid)
            if named and each.get("use", "sig") == "sig" and each.get("kty") != "oct":
                try:
                    return jwt.PyJWK(each, algorithm=str(algorithm))
                except jwt.PyJWTError:
                    continue
        return None

    async def _learn(self) -> None:
        """Read where everything is (OpenID Connect Discovery 1.0)."""
        if self._metadata and time.monotonic() - self._read_at < KNOWN_SECONDS:
            return
        issuer = self.terms.issuer
        found = await _json("GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != issuer:
            raise ProviderError("it calls itself by another name than the settings")
        for each in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not isinstance(found.get(each), str) or not is_safe(found[each], issuer):
                raise ProviderError(f"its {each} is no https address")
        self._metadata, self._read_at = found, time.monotonic()


def is_safe(url: str, issuer: str = "") -> bool:
    """Whether this address may be used: over TLS, or on this machine as the issuer is."""
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return True
    local = ("localhost", "127.0.0.1", "::1")
    return parts.scheme == "http" and {parts.hostname, urlsplit(issuer or url).hostname} <= {*local}


async def _json(method: str, url: str, **given: Any) -> dict[str, Any]:
    """What the provider answers, if it is an object; nothing is followed elsewhere."""
    from aiohttp import ClientError, ClientSession, ClientTimeout

    try:
        async with (
            ClientSession(timeout=ClientTimeout(total=SECONDS)) as session,
            session.request(method, url, allow_redirects=False, **given) as answer,
        ):
            body = await answer.content.read(LARGEST + 1)
            while len(body) <= LARGEST and (more := await answer.content.read(LARGEST)):
                body += more
            status = answer.status
        found = json.loads(body) if len(body) <= LARGEST else None
    except (ClientError, TimeoutError, OSError, ValueError, RecursionError) as error:
        raise ProviderError(f"no answer to be read: {type(error).__name__}") from None
    if status != 200 or not isinstance(found, dict):
        raise ProviderError(f"it answered {status}")
    return found


def _state(drawn: str) -> str:
    return token_hash(f"state {drawn}")


def _nonce(drawn: str) -> str:
    return token_hash(f"nonce {drawn}")


def _verifier(drawn: str) -> str:
    return token_hash(f"verifier {drawn}")

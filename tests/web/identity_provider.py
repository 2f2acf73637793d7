"""An OpenID provider on loopback: Authlib's, with its own checks of client, redirect, code, PKCE
and nonce. What its tokens say, and with which key they are signed, can be made wrong."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from authlib.oauth2.rfc6749 import AuthorizationServer, ClientMixin, OAuth2Request
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc9207 import IssuerParameter
from authlib.oidc.core import OpenIDCode, UserInfo
from joserfc.jwk import ECKey, KeySet, RSAKey

from tests.e2e.running import free_port

CLIENT, SECRET = "orglife", "a secret: with % and :"


class Client(ClientMixin):  # type: ignore[misc]
    def __init__(self, redirect: str) -> None:
        self.redirect = redirect

    def get_client_id(self) -> str:
        return CLIENT

    def get_default_redirect_uri(self) -> str:
        return self.redirect

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == self.redirect

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class Code:
    user: dict[str, Any]
    asked: dict[str, str]

    def get_redirect_uri(self) -> str:
        return self.asked["redirect_uri"]

    def get_scope(self) -> str:
        return self.asked["scope"]

    def get_nonce(self) -> str:
        return self.asked["nonce"]

    def get_auth_time(self) -> int:
        return int(time.time())

    def get_acr(self) -> str | None:
        return self.user.get("acr")

    def get_amr(self) -> list[str] | None:
        return self.user.get("amr")

    @property
    def code_challenge(self) -> str:
        return self.asked["code_challenge"]

    @property
    def code_challenge_method(self) -> str:
        return self.asked["code_challenge_method"]


class Request(OAuth2Request):  # type: ignore[misc]
    def __init__(self, given: web.Request, form: dict[str, str]) -> None:
        super().__init__(given.method, str(given.url), headers=given.headers)
        self.payload = BasicOAuth2Payload({**given.query, **form})
        self._form, self._query = form, dict(given.query)

    @property
    def form(self) -> dict[str, str]:
        return self._form

    @property
    def args(self) -> dict[str, str]:
        return self._query


@dataclass
class Identities(AuthorizationServer):  # type: ignore[misc]
    """`user`: who is signed in there; `claims`: what its tokens say otherwise; `signing`: the key
    they are signed with, `published` or not."""

    issuer: str
    client: Client
    user: dict[str, Any] = field(default_factory=lambda: {"sub": "u-1"})
    claims: dict[str, Any] = field(default_factory=dict)
    alg: str = "RS256"
    signing: Any = None
    codes: dict[str, Code] = field(default_factory=dict)
    handed_out: int = 0

    def __post_init__(self) -> None:
        super().__init__(scopes_supported=["openid", "email", "profile"])
        self.renew()
        there = self

        class Grant(AuthorizationCodeGrant):  # type: ignore[misc]
            TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic",)

            def save_authorization_code(self, code: str, request: Any) -> None:
                there.codes[code] = Code(there.user, dict(request.payload.data))

            def query_authorization_code(self, code: str, client: Any) -> Code | None:
                return there.codes.get(code)

            def delete_authorization_code(self, authorization_code: Code) -> None:
                there.codes = {k: v for k, v in there.codes.items() if v is not authorization_code}

            def authenticate_user(self, authorization_code: Code) -> dict[str, Any]:
                return authorization_code.user

        class Tokens(OpenIDCode):  # type: ignore[misc]
            def exists_nonce(self, nonce: str, request: Any) -> bool:
                return any(each.asked["nonce"] == nonce for each in there.codes.values())

            def resolve_client_private_key(self, client: Any) -> Any:
                return there.signing

            def get_client_algorithm(self, client: Any) -> str:
                return there.alg

            def get_client_claims(self, client: Any) -> dict[str, Any]:
                return {"iss": there.issuer, "aud": [CLIENT]}

            def get_encode_header(self, client: Any) -> dict[str, Any]:
                return {"alg": there.alg, "kid": there.signing.kid}

            def generate_user_info(self, user: dict[str, Any], scope: str) -> UserInfo:
                return UserInfo({**user, **there.claims})

        class Named(IssuerParameter):  # type: ignore[misc]
            def __init__(self, server: Any) -> None:
                self(server)

            def get_issuer(self) -> str:
                return there.issuer

        self.register_grant(Grant, [Tokens(require_nonce=True), CodeChallenge(required=True)])
        self.register_extension(Named)
        self.register_token_generator(
            "default", BearerTokenGenerator(lambda *_, **__: secrets.token_urlsafe(32))
        )

    def renew(self, *, elliptic: bool = False) -> None:
        """Sign with a new key, which is published."""
        kid = secrets.token_hex(4)
        if elliptic:
            self.signing, self.alg = ECKey.generate_key("P-256", {"kid": kid}), "ES256"
        else:
            self.signing, self.alg = RSAKey.generate_key(2048, {"kid": kid}), "RS256"
        self.published = KeySet([self.signing])

    # -- what Authlib asks of a framework

    def query_client(self, client_id: str) -> Client | None:
        return self.client if client_id == CLIENT else None

    def save_token(self, token: Any, request: Any) -> None:
        self.handed_out += 1

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None: ...

    def create_oauth2_request(self, request: Request) -> Request:
        return request

    def handle_response(self, status: int, body: Any, headers: Any) -> Any:
        text = json.dumps(body) if isinstance(body, dict) else str(body or "")
        return _Answer(status=status, text=text, headers=dict(headers))

    # -- routes

    async def discover(self, request: web.Request) -> web.Response:
        return web.json_response(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_basic"],
                "authorization_response_iss_parameter_supported": True,
            }
        )

    async def authorize(self, request: web.Request) -> Any:
        """Whoever is signed in there agrees at once."""
        asked = Request(request, {})
        grant = self.get_consent_grant(asked, self.user)
        return self.create_authorization_response(asked, self.user, grant)

    async def token(self, request: web.Request) -> Any:
        form = {key: str(value) for key, value in (await request.post()).items()}
        return self.create_token_response(Request(request, form))

    async def keys(self, request: web.Request) -> web.Response:
        return web.json_response(self.published.as_dict(private=False))


class _Answer(web.Response):
    @property
    def location(self) -> str:
        return self.headers.get("Location", "")

    @location.setter
    def location(self, value: str) -> None:
        self.headers["Location"] = value


@asynccontextmanager
async def identities(redirect: str) -> AsyncIterator[Identities]:
    """A provider that listens on a port of its own."""
    port = free_port()
    there = Identities(f"http://127.0.0.1:{port}", Client(redirect))
    app = web.Application()
    app.router.add_get("/.well-known/openid-configuration", there.discover)
    app.router.add_get("/authorize", there.authorize)
    app.router.add_post("/token", there.token)
    app.router.add_get("/keys", there.keys)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield there
    finally:
        await runner.cleanup()

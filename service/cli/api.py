"""`orglife api`: tokens with which other systems read figures, and addresses that are told of
closed activities."""

from __future__ import annotations

import getpass
from typing import Annotated, Any

import typer

from service.cli.common import ConfigOption, Voice, run, settings_of
from service.cli.roster import find_person, open_roster
from service.core.api import LONGEST_DAYS, SCOPES, USUAL_DAYS
from service.core.people import Roster
from service.host.command_session import opened
from service.host.control import EndToken, EndWebhook, MakeToken, MakeWebhook, ask
from service.runtime.timers.clock import SystemClock
from service.settings.loading import Settings
from service.store.api_tokens import ApiTokens
from service.store.directory import load_directory
from service.store.webhooks import Webhooks

app = typer.Typer(
    no_args_is_help=True, help="The HTTP API: tokens, and webhooks for closed activities."
)

NameArgument = Annotated[
    str, typer.Argument(help="Whose rights hold: a person who may see figures.")
]


@app.command("token")
def token(
    name: NameArgument,
    scopes: Annotated[
        str, typer.Option("--scopes", help=f"Any of {', '.join(SCOPES)}, with commas.")
    ] = ",".join(SCOPES),
    days: Annotated[
        int, typer.Option("--days", min=1, max=LONGEST_DAYS, help="How long it is good.")
    ] = USUAL_DAYS,
    config: ConfigOption = None,
) -> None:
    """Make a token that reads what this person may see, and print it once."""
    settings, voice, person = _whom(name, config)
    wanted = tuple(each.strip() for each in scopes.split(",") if each.strip())
    if not wanted or not set(wanted) <= set(SCOPES):
        voice.refuse("api-no-scope", given=scopes, allowed=", ".join(SCOPES))
    request = MakeToken(person, wanted, days, getpass.getuser())
    made = run(ask(settings, request, str), voice)
    if not made:
        voice.refuse("api-not-entitled", name=name)
    typer.echo(made)
    voice.say("api-token-made", days=days)


@app.command("webhook")
def webhook(
    name: NameArgument,
    url: Annotated[str, typer.Argument(help="The address, such as https://office.example/hook.")],
    config: ConfigOption = None,
) -> None:
    """Tell this address of each activity that closes in this person's unit and below; prints the
    secret that signs, once."""
    settings, voice, person = _whom(name, config)
    secure = url.startswith("https://") or (
        settings.web.private_webhooks and url.startswith("http://")
    )
    if not secure:
        voice.refuse("api-no-address", given=url)
    made = run(ask(settings, MakeWebhook(person, url, getpass.getuser()), str), voice)
    if not made:
        voice.refuse("api-not-entitled", name=name)
    typer.echo(made)
    voice.say("api-webhook-made", url=url)


@app.command("list")
def list_(config: ConfigOption = None) -> None:
    """List the tokens and webhooks that hold, with when a token was used last."""
    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    roster, tokens, hooks = run(_listed(settings), voice)
    for row in tokens:
        used = f"{row.used_at:%Y-%m-%d %H:%M}" if row.used_at is not None else "—"
        typer.echo(
            f"token {row.id}  {roster.name(row.person)}  {row.scopes}  "
            f"→ {row.expires_at:%Y-%m-%d}  {used}"
        )
    for row in hooks:
        typer.echo(f"webhook {row.id}  {roster.name(row.person)}  {row.url}")
    if not tokens and not hooks:
        voice.say("api-none")


@app.command("end")
def end(
    what: Annotated[str, typer.Argument(help="`token` or `webhook`.")],
    number: Annotated[int, typer.Argument(help="Its number, as `orglife api list` has it.")],
    config: ConfigOption = None,
) -> None:
    """End a token or a webhook at once."""
    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    if what not in ("token", "webhook"):
        voice.refuse("api-no-such", what=what)
    by = getpass.getuser()
    request = EndToken(number, by) if what == "token" else EndWebhook(number, by)
    if not run(ask(settings, request, bool), voice):
        voice.refuse("api-not-there", what=what, n=number)
    voice.say("api-ended", what=what, n=number)


def _whom(name: str, config: object) -> tuple[Settings, Voice, int]:
    settings, voice, roster = open_roster(config)
    return settings, voice, find_person(name, list(roster.people.values()), roster, voice).id


async def _listed(settings: Settings) -> tuple[Roster, list[Any], list[Any]]:
    async with opened(settings) as store, store.read() as transaction:
        directory = await load_directory(transaction)
        tokens = await ApiTokens(transaction).listed(SystemClock().now())
        return directory.roster, tokens, await Webhooks(transaction).listed()

"""`orglife roster remove`, `return`, `move`, `role`, `merge` and `sign-out`: what becomes of
members."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from service.cli.common import FAILED, ConfigOption, Voice, run
from service.cli.roster import app, find_branch, find_person, open_roster
from service.core.membership import MemberChange
from service.core.people import Person, Roster
from service.core.posts import role_name
from service.files.roster import read_role, read_standing
from service.host.control import ChangeMembers, SignOut, ask
from service.runtime.accounts.membership import Affected
from service.settings.loading import Settings

__all__ = ["app"]

NamesArgument = Annotated[
    list[str], typer.Argument(help="Names; where several have one, `name/contact`.")
]
NameArgument = Annotated[
    str, typer.Argument(help="The member; where several have this name, `name/contact`.")
]
YesOption = Annotated[bool, typer.Option("--yes", help="Don't ask for confirmation.")]


@app.command("remove")
def remove(names: NamesArgument, yes: YesOption = False, config: ConfigOption = None) -> None:
    """Take out members who have left.

    They can do nothing more, hear nothing more and count nowhere from now on; what they did stays
    under their name. Whoever keeps the roster is told what they leave behind.
    """
    settings, voice, roster = open_roster(config)
    people = [find_person(name, _active(roster), roster, voice) for name in names]
    _carry_out(settings, voice, [MemberChange(each.id, active=False) for each in people], yes)


@app.command("return")
def return_(names: NamesArgument, yes: YesOption = False, config: ConfigOption = None) -> None:
    """Take members who had left back in, with their role, their chats and what they did."""
    settings, voice, roster = open_roster(config)
    gone = [each for each in roster.people.values() if not each.active]
    people = [find_person(name, gone, roster, voice) for name in names]
    _carry_out(settings, voice, [MemberChange(each.id, active=True) for each in people], yes)


@app.command("move")
def move(
    name: NameArgument,
    branch: Annotated[str, typer.Argument(help="The branch they belong to from now on.")],
    group: Annotated[str, typer.Option(help="Their group there.")] = "",
    yes: YesOption = False,
    config: ConfigOption = None,
) -> None:
    """Move a member to another branch, with their chats and what they did."""
    settings, voice, roster = open_roster(config)
    unit = find_branch(branch, roster, voice)
    person = find_person(name, _active(roster), roster, voice)
    _carry_out(settings, voice, [MemberChange(person.id, unit=unit, group=group)], yes)


@app.command("role")
def role(
    name: NameArgument,
    role: Annotated[str, typer.Argument(help="A role, or a post that comes with one.")] = "",
    standing: Annotated[str, typer.Option(help="Their standing.")] = "",
    group: Annotated[str, typer.Option(help="Their group.")] = "",
    *,
    yes: YesOption = False,
    config: ConfigOption = None,
) -> None:
    """Change what a member is: role or post, standing, group."""
    settings, voice, roster = open_roster(config)
    person = find_person(name, _active(roster), roster, voice)
    key, post = read_role(role, settings.organization.roles) if role else (None, None)
    if key == "":
        known = sorted(settings.organization.roles)
        allowed = ", ".join(role_name(each, voice.language) for each in known)
        voice.refuse("roster-no-role", role=role, known=allowed)
    change = MemberChange(
        person.id,
        role=key,
        post=post,
        standing=read_standing(standing) if standing else None,
        group=group or None,
    )
    if change == MemberChange(person.id):
        voice.refuse("roster-nothing-to-change")
    _carry_out(settings, voice, [change], yes)


@app.command("merge")
def merge(
    name: NameArgument,
    other: Annotated[str, typer.Argument(help="The second entry, as `name/contact`.")],
    yes: YesOption = False,
    config: ConfigOption = None,
) -> None:
    """Make one of two entries for the same person: the first stays and takes over the chats."""
    settings, voice, roster = open_roster(config)
    kept = find_person(name, list(roster.people.values()), roster, voice)
    others = [each for each in roster.people.values() if each.id != kept.id]
    second = find_person(other, others, roster, voice)
    change = MemberChange(kept.id, active=True, merge=second.id)
    _carry_out(settings, voice, [change], yes)


@app.command("sign-out")
def sign_out(
    name: NameArgument,
    ways: Annotated[
        bool,
        typer.Option(
            "--ways", help="Take away passkeys, one-time codes, connected account, API tokens."
        ),
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Sign a member out: at the pages for offices, and of the chat in the browser while the service
    runs. With --ways they can only come back by a link from the chat, as who has lost a passkey."""
    settings, voice, roster = open_roster(config)
    person = find_person(name, list(roster.people.values()), roster, voice)
    ended = run(ask(settings, SignOut(person.id, ways), int), voice)
    voice.say("member-signed-out", name=person.name, n=ended, ways="yes" if ways else "no")


def _active(roster: Roster) -> list[Person]:
    return [each for each in roster.people.values() if each.active]


def _carry_out(settings: Settings, voice: Voice, changes: list[MemberChange], yes: bool) -> None:
    """Show what the changes touch, ask, and do them."""

    def request(*, dry_run: bool) -> tuple[Affected, ...]:
        wanted = ChangeMembers(tuple(changes), dry_run, by=getpass.getuser())
        return run(ask(settings, wanted, tuple[Affected, ...]), voice)

    for each in request(dry_run=True):
        voice.say(f"member-is-{each.kind}", name=each.name, before=each.before, after=each.after)
        if each.kind in ("left", "moved"):
            for title in each.activities:
                voice.say("member-going-on", title=title)
        if each.kind == "left" and each.chats:
            voice.say("member-chats", n=each.chats)
    if not yes and not typer.confirm(voice.words("member-confirm")):
        raise typer.Exit(FAILED)
    request(dry_run=False)
    voice.say("member-done")

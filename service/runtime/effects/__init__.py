"""What each effect does, within the transaction of the decision that asks for it."""

from __future__ import annotations

from collections.abc import Mapping

from service.core import effects as e
from service.core import secret_ballots as b
from service.questions.effects import KeepBank, ReadFile
from service.runtime.effects.api import end_token, make_token, show_tokens
from service.runtime.effects.claims import claim, release
from service.runtime.effects.members import add_member, change_member, hand_over, invite_member
from service.runtime.effects.messages import acknowledge, erase, relay, send
from service.runtime.effects.office import drop_office_way, end_office, end_reports, offer_office
from service.runtime.effects.people import change, give_code, invite, open_calendar_feed, unlink
from service.runtime.effects.privacy import agree
from service.runtime.effects.public_pages import open_page
from service.runtime.effects.question_banks import keep_bank, read_file
from service.runtime.effects.sandboxes import end_sandbox
from service.runtime.effects.secret_ballots import cast_ballot, change_ballot, lock_urn, open_urn
from service.runtime.effects.start import start_another
from service.runtime.effects.templates import drop_template, keep_template, rename_template
from service.runtime.effects.timers import clear_timer, inform, raise_event, set_timer
from service.runtime.erasure import erase_data
from service.runtime.unit_of_work import Handler

EFFECTS: Mapping[type[e.Effect], Handler] = {
    e.Send: send,
    e.Edit: send,
    e.Erase: erase,
    e.Acknowledge: acknowledge,
    e.SetTimer: set_timer,
    e.ClearTimer: clear_timer,
    e.Raise: raise_event,
    e.Inform: inform,
    e.Claim: claim,
    e.Release: release,
    e.Start: start_another,
    e.Relay: relay,
    e.EndSandbox: end_sandbox,
    e.KeepTemplate: keep_template,
    e.RenameTemplate: rename_template,
    e.DropTemplate: drop_template,
    e.Change: change,
    e.Agree: agree,
    e.EraseData: erase_data,
    e.ChangeMember: change_member,
    e.HandOver: hand_over,
    e.AddMember: add_member,
    e.InviteMember: invite_member,
    e.GiveCode: give_code,
    e.Invite: invite,
    e.Unlink: unlink,
    e.OpenCalendarFeed: open_calendar_feed,
    e.OpenPage: open_page,
    b.LockUrn: lock_urn,
    b.CastBallot: cast_ballot,
    b.OpenUrn: open_urn,
    b.ChangeBallot: change_ballot,
    e.OfferOffice: offer_office,
    e.EndOffice: end_office,
    e.DropOfficeWay: drop_office_way,
    e.ShowApiTokens: show_tokens,
    e.MakeApiToken: make_token,
    e.EndApiToken: end_token,
    e.EndReports: end_reports,
    ReadFile: read_file,
    KeepBank: keep_bank,
}

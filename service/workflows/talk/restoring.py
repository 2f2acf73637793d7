"""A draft that was dropped is there again: an offer, or a member's own wish to talk."""

from __future__ import annotations

from dataclasses import replace

from service.core.effects import Effect, Send
from service.core.events import Started
from service.core.texts import lines, text
from service.core.undo import Steps, UndoWords
from service.core.workflow import Activity, Context, Outcome, Rejected
from service.workflows.talk import prepare, wishes
from service.workflows.talk.acts import ACTS
from service.workflows.talk.model import Offer


def restore(context: Context, activity: Activity[Offer], before: Offer) -> Outcome:
    """The draft as it was, where it was left."""
    again = replace(activity, state=before)
    show = wishes.ask_whom if before.wish else prepare.show
    shown = show(context, again, None, Started())
    if isinstance(shown, Rejected):
        return shown
    effects = tuple(_undone(each) for each in shown.effects)
    return replace(shown, action="talk.draft_undone", activity=before, effects=effects)


def _undone(effect: Effect) -> Effect:
    if not isinstance(effect, Send):
        return effect
    message = effect.message
    return replace(effect, message=replace(message, body=lines(text("talk-undone"), message.body)))


STEPS = Steps(
    ACTS,
    UndoWords(text("talk-button-undo"), text("talk-undo-late"), text("talk-moved-on")),
    restore,
)

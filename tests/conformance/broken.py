"""Adapters that break one promise each.

Each is the chat in memory with one thing wrong. Where carrying updates over is what goes wrong, the
driver is: in memory it is the one who carries.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from adapters.memory.adapter import SELF, Line, Memory, MemoryChat
from service.core.events import Attached, Edited, Joined, PlatformEvent, Said, Withdrawn
from service.core.message import File, Post, Ref
from service.ports import Gone, Order, PermanentFailure, RetryAfter, SendResult, Sent, Update
from service.testkit.recorder import Recorder
from tests.conformance.on_memory import OnMemory


class LosesOrder(Memory):
    """The newest message stands first."""

    def _say(self, chat: MemoryChat, key: str, post: Post) -> SendResult:
        result = super()._say(chat, key, post)
        chat.lines = dict(reversed(chat.lines.items()))
        return result


class SendsTwice(Memory):
    def _say(self, chat: MemoryChat, key: str, post: Post) -> SendResult:
        super()._say(chat, f"{key} again", post)
        return super()._say(chat, key, post)


class SaysOnlyThatItSent(Memory):
    def _say(self, chat: MemoryChat, key: str, post: Post) -> SendResult:
        return Sent(self._next())


class ClaimsIdempotence(Memory):
    """Declares it, and sends again under the same key."""

    def _say(self, chat: MemoryChat, key: str, post: Post) -> SendResult:
        return super()._say(chat, f"{key}-{self._next()}", post)


class ConfusesKeys(Memory):
    """Takes equal words for the same message."""

    def _say(self, chat: MemoryChat, key: str, post: Post) -> SendResult:
        return super()._say(chat, post.body, post)


class SwallowsEdits(Memory):
    async def send(self, order: Order) -> SendResult:
        if order.kind == "edit" and order.target:
            return Sent(order.target)
        return await super().send(order)


class SaysEditsAnew(Memory):
    """A new message in place of an edit, which it has declared."""

    async def send(self, order: Order) -> SendResult:
        return await super().send(replace(order, kind="send") if order.kind == "edit" else order)


class LeavesButtonsStanding(Memory):
    """An edit without buttons leaves the old ones."""

    async def send(self, order: Order) -> SendResult:
        line = self.chats[order.chat].lines.get(order.target or "")
        if order.kind == "edit" and order.post and line and not order.post.buttons:
            order = replace(order, post=replace(order.post, buttons=line.post.buttons))
        return await super().send(order)


class SwallowsMarks(Memory):
    async def send(self, order: Order) -> SendResult:
        known = order.target in self.chats[order.chat].lines
        return Sent(order.target or "") if order.kind == "mark" and known else (
            await super().send(order)
        )  # fmt: skip


class Changes(Memory):
    """Changes each post on its way out."""

    def change(self, post: Post) -> Post:
        raise NotImplementedError

    def _say(self, chat: MemoryChat, key: str, post: Post) -> SendResult:
        return super()._say(chat, key, self.change(post))


class LeaksMarkup(Changes):
    def change(self, post: Post) -> Post:
        return replace(post, body=post.body.replace("<b>", "").replace("</b>", ""))


class SaysAllAlike(Changes):
    def change(self, post: Post) -> Post:
        return replace(post, marks=())


class SqueezesSpaces(Changes):
    def change(self, post: Post) -> Post:
        return replace(post, body="\n".join(" ".join(x.split()) for x in post.body.splitlines()))


class CutsLongTexts(Changes):
    def change(self, post: Post) -> Post:
        return replace(post, body=post.body[:1000])


class ForgetsReplies(Changes):
    def change(self, post: Post) -> Post:
        return replace(post, reply_to=None)


class TranslatesLineEnds(Changes):
    """Takes files for text."""

    def change(self, post: Post) -> Post:
        files = (File(x.name, x.mime, x.content.replace(b"\r\n", b"\n")) for x in post.files)
        return replace(post, files=tuple(files))


class DropsFilesAfterTheFirst(Changes):
    def change(self, post: Post) -> Post:
        return replace(post, files=post.files[:1])


class LogsWords(Changes):
    def change(self, post: Post) -> Post:
        logging.getLogger(__name__).info("sent %s", post.body)
        return post


class EatsNumbers(Changes):
    """Without buttons, its lists have no numbers to type."""

    def change(self, post: Post) -> Post:
        return replace(
            post, body="\n".join(x.lstrip("0123456789. ") for x in post.body.split("\n"))
        )


class ClosesChatsForNothing(Memory):
    """What can't be edited closes the whole chat."""

    async def send(self, order: Order) -> SendResult:
        result = await super().send(order)
        return Gone("there is no such message") if isinstance(result, PermanentFailure) else result


class NeverGivesUp(Memory):
    """Who has gone away is only refused, so that they are written to for ever."""

    async def send(self, order: Order) -> SendResult:
        result = await super().send(order)
        return PermanentFailure("not now") if isinstance(result, Gone) else result


class TriesAgainItself(Memory):
    """Goes on at once when it is told to wait."""

    async def send(self, order: Order) -> SendResult:
        result = await super().send(order)
        return await super().send(order) if isinstance(result, RetryAfter) else result


class ReadsOnce(Memory):
    """Its `parse` remembers: the second reading of an update gives nothing."""

    def parse(self, raw: str) -> Sequence[PlatformEvent]:
        read = self.__dict__.setdefault("read", set())
        if raw in read:
            return ()
        read.add(raw)
        return super().parse(raw)


class ReadsAnything(Memory):
    def parse(self, raw: str) -> Sequence[PlatformEvent]:
        try:
            return super().parse(raw)
        except ValueError:
            return ()


class Tells(Memory):
    """Changes what it tells of people."""

    def change(self, event: Any) -> PlatformEvent:
        raise NotImplementedError

    def update(self, event: PlatformEvent) -> Update:
        return super().update(self.change(event))


class TakesRoomsForPrivate(Tells):
    def change(self, event: Any) -> PlatformEvent:
        return replace(event, ref=replace(event.ref, private=True))


class TellsAnotherAccount(Tells):
    def change(self, event: Any) -> PlatformEvent:
        chat = replace(event.ref.chat, account="other")
        return replace(event, ref=Ref(chat, event.ref.id, event.ref.private))


class LosesCodes(Tells):
    def change(self, event: Any) -> PlatformEvent:
        return replace(event, code="") if isinstance(event, Joined) else event


class TrimsWords(Tells):
    def change(self, event: Any) -> PlatformEvent:
        return replace(event, text=event.text[:1000]) if isinstance(event, Said) else event


class KeepsDeletionsQuiet(Tells):
    """Declares that it tells of them, and tells of something else."""

    def change(self, event: Any) -> PlatformEvent:
        return Said(event.ref, event.sender, "") if isinstance(event, Withdrawn) else event


class ScattersAlbums(Tells):
    def change(self, event: Any) -> PlatformEvent:
        return replace(event, album="") if isinstance(event, Attached) else event


class TakesForwardsForOwn(Tells):
    def change(self, event: Any) -> PlatformEvent:
        return replace(event, forwarded=False) if isinstance(event, Said) else event


class TellsOfWordsAlone(Tells):
    """An edit that brings another file is told of as one of the words."""

    def change(self, event: Any) -> PlatformEvent:
        return replace(event, file=None) if isinstance(event, Edited) else event


class TapsTheFirst(Memory):
    """Whatever is tapped, the first choice comes back."""

    def pressed(self, chat: MemoryChat, user: str, line: Line, choice: str) -> Update:
        return super().pressed(chat, user, line, line.post.flat_buttons[0].id)


class TellsSecretsOpenly(Memory):
    """Private words are not marked as such."""

    def update(self, event: PlatformEvent) -> Update:
        return replace(super().update(event), sensitive=False)


class ConfirmsTooEarly(OnMemory):
    """What could not be kept is taken as handed over."""

    async def _hand_over(self, *updates: Update) -> None:
        self._waiting += updates
        if not self._stopped:
            given, self._waiting = self._waiting, []
            self._last = given
            try:
                await self.inbox.receive(self.adapter.account, given)
            except OSError:
                return


class LosesWhatCameMeanwhile(OnMemory):
    async def stop(self) -> None:
        await super().stop()
        self._waiting.clear()

    async def start(self) -> None:
        self._waiting.clear()
        await super().start()


class NumbersAnew(OnMemory):
    """The same update has another id when it comes again."""

    async def repeat(self) -> None:
        again = [replace(each, id=f"{each.id} again") for each in self._last]
        await self.inbox.receive(self.adapter.account, again)


class HearsItself(OnMemory):
    def __init__(self, inbox: Recorder) -> None:
        super().__init__(inbox)
        self.adapter.on_line = self._hear

    def _hear(self, chat: MemoryChat, line: Line, what: str) -> None:
        if line.sender == SELF and what == "said":
            ref = self.adapter.ref(chat, line.id)
            self._waiting.append(self.adapter.update(Said(ref, SELF, line.post.body)))


class SaysNotWhy(OnMemory):
    """Leaves out a power without a word."""

    lacks: ClassVar[dict[str, str]] = {
        name: reason for name, reason in OnMemory.lacks.items() if name != "drop"
    }

"""What an adapter declares is used; what it lacks is degraded to something that still works."""

from __future__ import annotations

from service.core.capabilities import degrade
from service.core.message import Button, Post
from service.testkit.applying import needs, without
from service.testkit.asking import tell
from service.testkit.platform import Platform
from service.testkit.service import Service


@needs("edits")
async def test_of_edits_that_wait_only_the_newest_is_made(service: Service) -> None:
    home = await service.home("李华")
    await service.order(home, "第一稿", activity=1)
    await service.settle()
    for words in ("第二稿", "第三稿", "第四稿"):
        await service.order(home, words, kind="edit", activity=1)
    await service.settle()
    assert (await service.heard("李华"))[-1] == "第四稿"
    assert not [each for each in await service.heard("李华") if "第一稿" in each]
    assert (await service.states()).count("sent") == 2


@needs("edits")
async def test_a_message_that_is_edited_stays_where_it_stood(service: Service) -> None:
    home = await service.home("李华")
    await service.order(home, "原文")
    await service.order(home, "后面的话", key="other")
    await service.settle()
    before = [each.id for each in await service.platform.seen(home)]
    await service.order(home, "改文", kind="edit")
    await service.settle()
    shown = await service.platform.seen(home)
    assert [each.id for each in shown] == before
    assert [each.words for each in shown][-2:] == ["改文", "后面的话"]


@without("edits")
async def test_without_edits_a_new_message_says_what_has_changed(service: Service) -> None:
    home = await service.home("李华")
    await service.order(home, "原文")
    await service.settle()
    await service.order(home, "改文", kind="edit")
    await service.settle()
    assert (await service.heard("李华"))[-2:] == ["原文", "改文"]
    assert await service.states() == ["sent", "sent"]


@without("edits")
async def test_without_edits_only_the_newest_of_several_changes_is_said(service: Service) -> None:
    home = await service.home("李华")
    await service.order(home, "第一稿", activity=1)
    await service.settle()
    for words in ("第二稿", "第三稿"):
        await service.order(home, words, kind="edit", activity=1)
    await service.settle()
    assert (await service.heard("李华"))[-2:] == ["第一稿", "第三稿"]


@needs("erases")
async def test_a_note_is_taken_out_of_the_chat_when_it_is_asked_for(service: Service) -> None:
    home = await service.home("李华")
    await service.say("李华", "一段记录")
    note = next(each for each in await service.chat("李华") if each.words == "一段记录")
    await service.order(home, kind="erase", target=note.id)
    await service.settle()
    assert note.id not in [each.id for each in await service.chat("李华")]


@without("erases")
async def test_without_erasing_a_note_stays_and_nothing_fails(service: Service) -> None:
    home = await service.home("李华")
    await service.say("李华", "一段记录")
    note = next(each for each in await service.chat("李华") if each.words == "一段记录")
    await service.order(home, kind="erase", target=note.id)
    await service.order(home, "之后", key="after")
    await service.settle()
    assert note.id in [each.id for each in await service.chat("李华")]
    assert (await service.states(), await service.states("after")) == (["sent"], ["sent"])


@without("marks")
async def test_without_marks_a_receipt_is_left_out_and_nothing_fails(service: Service) -> None:
    home = await service.home("李华")
    await service.say("李华", "我同意")
    before = await service.heard("李华")
    said = next(each for each in await service.chat("李华") if each.words == "我同意")
    await service.order(home, kind="mark", target=said.id)
    await service.settle()
    assert await service.heard("李华") == before
    assert await service.states() == ["sent"]


@without("buttons")
async def test_without_buttons_a_label_can_be_typed_as_well_as_its_number(
    service: Service,
) -> None:
    await service.quiz(feedback="end")
    await service.say("李华", "开始答题")
    await service.say("李华", "B")
    assert any("第 2/3 题" in each for each in await service.heard("李华"))


@without("taps")
async def test_without_buttons_a_list_longer_than_a_message_is_split_and_whole(
    platform: Platform,
) -> None:
    chat = await platform.private(await platform.person("王敏"))
    limit = platform.adapter.capabilities.text_length or 10_000
    rows = tuple((Button(f"1::a:{n}", f"候选 {n} {'长' * 40}"),) for n in range(limit // 40 + 1))
    parts = degrade(Post("请选择", buttons=rows), platform.adapter.capabilities)
    for number, part in enumerate(parts):
        await tell(platform, chat, part, key=f"1.{number}")
    listed = "\n".join(each.words for each in await platform.seen(chat)).splitlines()
    wanted = [f"{n}. {row[0].label}" for n, row in enumerate(rows, 1)]
    assert [each for each in listed if each and each != "请选择"] == wanted

"""Coming in: invitations, used ones, the way from the front page, and guessing."""

from __future__ import annotations

import re

import pytest

from adapters.webchat.capabilities import WRONG_CODES_AT_ONCE
from service.ports import Asked
from tests.adapters.webchat.conftest import BASE, World, fields_of

ENGLISH = {"Accept-Language": "fr;q=0.9, en-US;q=0.8, zh;q=0.7"}


async def test_an_invitation_greets_by_name_and_one_tap_lets_in(world: World) -> None:
    guest = world.browser()
    code = world.door.invite("赵 敏\u202e", person=7)
    page = await guest.http.get(world.chat.invite_link(code))
    assert page.status_code == 200
    assert "您好，赵 敏</h1>" in page.text
    assert "第一支部" in page.text
    assert '<input id="' not in page.text, "nothing to type"
    assert not world.door.admitted, "looking uses nothing up"
    answer = await guest.http.post(
        "/chat/join",
        data=fields_of(page),
        headers={"Origin": BASE, "User-Agent": "Chrome/1 Android"},
    )
    ((user, place, device),) = world.door.admitted
    assert (answer.status_code, answer.headers["location"]) == (303, f"/chat/u/{user}/")
    assert (place, device) == (f"p-{user}", ""), "nobody else is signed in who should hear of it"
    chat = await guest.http.get(answer.headers["location"])
    assert "赵 敏" in chat.text
    assert not world.events, "who comes in does so through the door, not through the inbox"


async def test_the_same_person_comes_to_the_same_chat_on_every_device(world: World) -> None:
    phone = await world.open("wang")
    said = await phone.say("p-wang", "在手机上写的")
    desk = await world.open("wang")
    assert [each["id"] for each in await desk.history("p-wang")] == [said]
    await desk.say("p-wang", "在电脑上写的")
    assert len(await phone.history("p-wang")) == 2


async def test_who_had_left_comes_back_to_their_chat_but_no_device_of_that_time_does(
    world: World,
) -> None:
    first = world.browser()
    code = world.door.invite("赵敏", person=7)
    home = (await first.come_in(world.chat, code)).headers["location"]
    world.door.gone.add(home.split("/")[3])  # the link was ended in the chat
    again = world.browser()
    answer = await again.come_in(world.chat, world.door.invite("赵敏", person=7))
    assert answer.headers["location"] == home
    assert (await first.http.get(home)).status_code == 401
    assert (await again.http.get(home)).status_code == 200


async def test_a_second_tap_on_the_button_does_no_harm(world: World) -> None:
    guest = world.browser()
    page = await guest.http.get(world.chat.invite_link(world.door.invite("赵敏")))
    fields = fields_of(page)
    for _ in range(2):  # the cookie of the first is not there yet when the second comes
        guest.http.cookies.clear()
        answer = await guest.http.post("/chat/join", data=fields, headers={"Origin": BASE})
        assert answer.status_code == 303
    assert len(world.door.admitted) == 1
    other = world.browser()
    form = await other.http.post(
        "/chat/join", data=fields | {"form": "guessed"}, headers={"Origin": BASE}
    )
    assert form.status_code == 410
    assert not other.http.cookies


async def test_an_invitation_in_a_browser_that_is_signed_in_leads_to_the_chat(
    world: World,
) -> None:
    wang = await world.open("wang")
    for used in (False, True):
        link = world.chat.invite_link(world.door.invite("王建国", "wang", used=used))
        answer = await wang.http.get(link)
        assert (answer.status_code, answer.headers["location"]) == (302, "/chat/u/wang/")
    assert len(world.door.admitted) == 1


async def test_a_used_invitation_lets_nobody_in_and_offers_a_new_link(world: World) -> None:
    guest = world.browser()
    code = world.door.invite("王建国", "wang", used=True)
    page = await guest.http.get(world.chat.invite_link(code))
    assert page.status_code == 410
    assert "给我发新链接" in page.text
    assert "王建国" not in page.text, "a forwarded link tells nothing of its person"
    tried = await guest.http.post("/chat/join", data={"code": code}, headers={"Origin": BASE})
    assert tried.status_code == 410
    assert not guest.http.cookies
    assert not world.door.admitted

    outcomes: dict[Asked, str] = {
        "chat": "已发出",
        "secretary": "已告诉负责人",
        "nobody": "暂时没有人",
        "lately": "刚才",
    }
    for world.door.answer, words in outcomes.items():
        asked = await guest.http.post("/chat/renew", data=fields_of(page), headers={"Origin": BASE})
        assert words in asked.text
    # Nothing of the new link is on the page of whoever asks.
    assert not re.search(r"code=[A-Z]", asked.text)
    assert world.door.asked[0] == (code, False, False), "no device of theirs is signed in"


async def test_a_new_link_goes_to_another_device_or_on_request_to_the_secretary(
    world: World,
) -> None:
    await world.open("wang")
    guest = world.browser()
    code = world.door.invite("王建国", "wang", used=True)
    fields = fields_of(await guest.http.get(world.chat.invite_link(code)))
    page = await guest.http.post("/chat/renew", data=fields, headers={"Origin": BASE})
    assert "我打不开那个聊天" in page.text
    assert 'name="code"' in page.text, "the code of that message can be typed here"
    fields["to"] = "secretary"
    await guest.http.post("/chat/renew", data=fields, headers={"Origin": BASE})
    assert world.door.asked == [(code, True, False), (code, True, True)]


async def test_a_code_used_by_somebody_else_in_the_meantime_lets_nobody_in(world: World) -> None:
    guest = world.browser()
    page = await guest.http.get(world.chat.invite_link(world.door.invite("赵敏")))
    world.door.shut = True
    answer = await guest.http.post("/chat/join", data=fields_of(page), headers={"Origin": BASE})
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers


async def test_a_wrong_code_stays_an_error_in_the_form(world: World) -> None:
    guest = world.browser()
    for way in ("get", "post"):
        if way == "get":
            page = await guest.http.get("/chat/join", params={"code": "<b>wrong"})
        else:
            given = {"code": "<b>wrong", "form": "x"}
            page = await guest.http.post("/chat/join", data=given, headers={"Origin": BASE})
        assert page.status_code == 400
        assert "没有这个邀请码" in page.text
        assert 'value="&lt;b&gt;wrong"' in page.text
        assert 'aria-describedby="problem"' in page.text
    assert not guest.http.cookies
    assert not world.events


@pytest.mark.parametrize("path", ["/chat/", "/chat/join", "/chat/join?code=%20"])
async def test_without_a_code_the_page_says_how_to_get_in(world: World, path: str) -> None:
    guest = world.browser()
    page = await guest.http.get(path)
    assert page.status_code == 200
    assert "怎样进入" in page.text
    assert "向本组织的负责人要" in page.text
    page = await guest.http.get(path, headers=ENGLISH)
    assert '<html lang="en">' in page.text
    assert "How to get in" in page.text
    assert "set-cookie" not in page.headers
    assert "accept-language" in page.headers["vary"].lower()


async def test_the_root_leads_to_the_chat_of_who_is_signed_in(world: World) -> None:
    wang = await world.open("wang")
    first = await wang.http.get("/")
    assert first.headers["location"] == "/chat/"
    assert (await wang.http.get("/chat/")).headers["location"] == "/chat/u/wang/"
    await wang.come_in(world.chat, world.door.invite("李晓梅", "li"))  # on a shared computer
    page = await wang.http.get("/chat/")
    assert page.status_code == 200
    for user in ("wang", "li"):
        assert f'href="/chat/u/{user}/"' in page.text
        assert (await wang.http.get(f"/chat/u/{user}/state")).status_code == 200


async def test_the_pages_speak_the_language_of_the_browser_until_another_is_chosen(
    world: World,
) -> None:
    guest = world.browser()
    link = world.chat.invite_link(world.door.invite("Chen & Jing"))
    page = await guest.http.get(link, headers=ENGLISH)
    assert "Hello Chen &amp; Jing" in page.text
    (other,) = re.findall(r'href="(/chat/join[^"]+)"', page.text)
    page = await guest.http.get(other.replace("&amp;", "&"), headers=ENGLISH)
    assert '<html lang="zh-CN">' in page.text
    for asked in ("", "de", "en;q=x, zh;q=0.1"):
        page = await guest.http.get(link, headers={"Accept-Language": asked})
        assert '<html lang="zh-CN">' in page.text, asked


@pytest.mark.parametrize("path", ["/chat/join", "/chat/renew"])
async def test_a_form_of_another_site_lets_nobody_in(world: World, path: str) -> None:
    guest = world.browser()
    code = world.door.invite("赵敏", used=path == "/chat/renew")
    for origin in ({"Origin": "http://evil.test"}, {"Origin": "null"}, {}):
        answer = await guest.http.post(path, data={"code": code}, headers=origin)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
    assert not world.door.admitted
    assert not world.door.asked


async def test_one_address_cannot_guess_codes_without_end(world: World) -> None:
    guest = world.browser()
    code = world.door.invite("赵敏")
    statuses = []
    for number in range(WRONG_CODES_AT_ONCE):
        answer = await guest.http.get("/chat/join", params={"code": f"guess {number}"})
        statuses.append(answer.status_code)
    assert set(statuses) == {400}
    answer = await guest.http.get(world.chat.invite_link(code))
    assert answer.status_code == 429
    assert "几分钟后" in answer.text or "过几分钟" in answer.text


async def test_a_branch_that_opens_its_invitations_at_once_is_not_slowed_down(
    world: World,
) -> None:
    for number in range(2 * WRONG_CODES_AT_ONCE):
        guest = world.browser()
        answer = await guest.come_in(world.chat, world.door.invite(f"同志{number}", person=number))
        assert answer.status_code == 303

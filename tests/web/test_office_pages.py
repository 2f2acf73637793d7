"""What the pages for offices show: figures with their lists, filters, tables to take along."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook

from service.core.office import hidden
from service.core.people import RosterRow
from service.testkit.organization import BRANCH
from service.web.office import rendering, routes
from service.web.office.site import Site
from service.web.office.words import words_of
from tests.web.office_house import FACULTY, OfficeHouse, lived, office_house, people

PATHS = (
    "/office/",
    "/office/tree",
    "/office/unit",
    "/office/duties",
    "/office/activities",
    "/office/members",
    "/office/procedures",
    "/office/matters",
    "/office/log",
    "/office/exports",
    "/office/sessions",
)


@pytest.fixture
async def house() -> AsyncIterator[OfficeHouse]:
    async with office_house() as made:
        await lived(made)
        yield made


async def text_of(client: httpx.AsyncClient, path: str) -> str:
    """The words of the page, one space between them."""
    response = await client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text))


def test_every_route_names_a_permission_or_is_a_way_in() -> None:
    """Whoever adds a route has to say who may see it."""

    class Nothing:
        pass

    nothing: Any = Nothing()
    (router,) = routes.office_routes(Site("http://a", nothing, nothing, nothing, nothing, nothing))
    served = {
        (each.path, method)
        for each in router.routes
        for method in each.methods
        if method != "OPTIONS"
    }
    named = {(f"/office{each.path}".rstrip("/"), each.method) for each in routes.PAGES}
    assert served == named | {*routes.OPEN}
    assert all(each.permission for each in routes.PAGES)


def test_both_languages_have_the_same_words() -> None:
    chinese, english = words_of("zh-CN"), words_of("en")
    assert chinese.keys() == english.keys()
    for key, said in chinese.items():
        assert set(re.findall(r"{\w+}", said)) == set(re.findall(r"{\w+}", english[key])), key


def test_no_word_is_unused() -> None:
    sources = "".join(
        path.read_text("utf-8")
        for path in [*rendering.HERE.glob("templates/*"), *rendering.HERE.glob("*.py")]
    )
    derived = (
        *(
            "refused_",
            "units_",
            "reports_",
            "send_",
            "late",
            "due",
            "met",
            "missed",
            "unknown",
            "running",
            "over",
            "way_",
            "code_w",
            "passkey",
        ),
        *("cancelled", "xlsx", "csv", "today", "tree", "unit", "duties", "activit", "members"),
        *("month", "held", "kind", "duty", "state", "words", "sort", "after", "sessions"),
        "api",
    )
    unused = [
        key
        for key in words_of("en")
        if f"words.{key}" not in sources and not key.startswith(derived)
    ]
    assert unused == []


async def test_an_office_finds_who_is_behind_and_why(house: OfficeHouse) -> None:
    async with house.browser() as client:
        await house.sign_in(client, "院办")
        today = await text_of(client, "/office/")
        assert "计算机系党总支 / 第2党支部" in today
        assert (
            "第1党支部"
            not in today.split("近两个月的活动")[0].split("逾期和未办最多的单位")[1][:400]
        )
        page = await client.get("/office/")
        link = re.search(r'href="(/office/duties\?unit=\d+&amp;state=late)"', page.text)
        assert link
        why = await text_of(client, link[1].replace("&amp;", "&"))
        assert "党课" in why or "主题党日" in why
        assert "逾期" in why


async def test_a_number_is_as_long_as_the_list_behind_it(house: OfficeHouse) -> None:
    async with house.browser() as client:
        await house.sign_in(client, "校办")
        seen = 0
        figures = re.findall(
            r'<strong>(\d+)</strong><small>[^<]*</small><a href="([^"]+kind=units[^"]+)"',
            (await client.get("/office/")).text,
        )
        assert len(figures) == 3
        for n, link in figures:
            behind = (await client.get(link.replace("&amp;", "&"))).text
            assert len(re.findall(r'<th scope="row"><a href="/office/unit', behind)) == int(n)
        for path in ("/office/unit", "/office/duties", "/office/tree"):
            page = (await client.get(path)).text
            for link, n in re.findall(
                r'href="(/office/(?:duties|activities)\?[^"]+)"[^>]*>(\d+)<', page
            ):
                address = link.replace("&amp;", "&")
                behind = (await client.get(address)).text
                listed = re.search(
                    r'<table class="list">.*?<tbody>(.*?)</tbody>', behind, re.DOTALL
                )
                rows = listed[1].count("<tr>") if listed else 0
                if "/activities?" in address:
                    assert rows == min(int(n), 50), (path, link)
                    seen += 1
                elif "duty=" in address:
                    units = set(
                        re.findall(r"/office/unit\?unit=(\d+)", listed[1] if listed else "")
                    )
                    assert len(units) == int(n), (path, link)
                    seen += 1
        assert seen > 20


async def test_wrong_filters_keep_the_page_and_are_named(house: OfficeHouse) -> None:
    async with house.browser() as client:
        await house.sign_in(client, "院办")
        for query in (
            "month=2026-13", "month=x", "state=%00", "unit=x", "sort=up", "after=1.2.3.4.5.6.7",
            "after=x", "kind=nothing", "held=%27%3B--", "words=%25_", "duty=" + "x" * 200,
            "month=9999-12", "month=1970", "after=99999999999999999999.1",
        ):  # fmt: skip
            for path in ("/office/activities", "/office/duties", "/office/unit", "/office/tree"):
                response = await client.get(f"{path}?{query}")
                assert response.status_code == 200, (path, query)
        assert "看不懂" in await text_of(client, "/office/activities?month=2026-13&state=over")


async def test_filters_and_pages_come_to_the_same_as_one_list(house: OfficeHouse) -> None:
    async with house.browser() as client:
        await house.sign_in(client, "校办")
        for sort in ("newest", "oldest"):
            found: list[str] = []
            path = f"/office/activities?sort={sort}&month=2025"
            while path and len(found) < 1000:
                page = (await client.get(path)).text
                found += re.findall(r"/office/activities/(\d+)", page)
                more = re.search(r'rel="next" href="([^"]+)"', page)
                path = more[1].replace("&amp;", "&") if more else ""
            assert len(found) == len(set(found)) > 100
            file = await client.get(f"/office/files/activities.csv?sort={sort}&month=2025")
            rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
            assert len(rows) == len(found) + 1


async def test_tables_hold_what_is_filtered_and_no_formula() -> None:
    evil = "=HYPERLINK(1)"
    async with office_house(
        [*people(), RosterRow(evil, "示范大学党委/=1+1党支部", role="secretary")]
    ) as house:
        await lived(house)
        async with house.browser() as client:
            await house.sign_in(client, evil)
            file = await client.get("/office/files/members.csv")
            assert "attachment" in file.headers["content-disposition"]
            rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
            assert rows[0] == ["姓名", "职务", "身份", "小组"]
            assert rows[1][0] == f" {evil}"
            book = load_workbook(
                io.BytesIO((await client.get("/office/files/members.xlsx")).content)
            )
            assert book.worksheets[0]["A2"].value == evil
            assert book.worksheets[0]["A2"].data_type == "s"
            for name in ("nothing.csv", "members.exe", "members", "duties.pdf"):
                assert (await client.get(f"/office/files/{name}")).status_code == 404


async def test_an_office_sees_no_name_and_no_small_count(house: OfficeHouse) -> None:
    async with house.browser() as client:
        await house.sign_in(client, "院办")
        unit = house.w.unit("第1党支部").id
        page = await text_of(client, f"/office/members?unit={unit}")
        assert "党员1-1" not in page
        assert "5" in page
        assert (await client.get(f"/office/files/members.csv?unit={unit}")).status_code == 404
    async with house.browser() as client:
        await house.sign_in(client, "书记1")
        assert "党员1-1" in await text_of(client, "/office/members")


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"a": 3, "b": 9}, {"a": None, "b": None}),
        ({"a": 3, "b": 9, "c": 30}, {"a": None, "b": None, "c": 30}),
        ({"a": 3, "b": 4, "c": 30}, {"a": None, "b": None, "c": 30}),
        ({"a": 0, "b": 9}, {"a": 0, "b": 9}),
        ({"a": 3}, {"a": None}),
    ],
)
def test_small_counts_are_hidden_with_what_they_could_be_told_from(
    counts: dict[str, int], told: dict[str, int | None]
) -> None:
    assert hidden(counts) == told


async def test_pages_are_small_and_strict_and_need_no_script(house: OfficeHouse) -> None:
    async with house.browser() as client:
        await house.sign_in(client, "校办")
        css = (await client.get("/office/office.css")).content
        for path in PATHS:
            response = await client.get(path)
            assert len(gzip.compress(response.content + css)) <= 40_000
            policy = response.headers["content-security-policy"]
            assert policy.startswith("default-src 'none'")
            assert "unsafe" not in policy
            assert "<script" not in response.text
            assert " style=" not in response.text
            assert response.headers["cache-control"] == "no-store"
            assert "noindex" in response.headers["x-robots-tag"]


async def test_each_figure_says_up_to_when_it_is_counted(house: OfficeHouse) -> None:
    async with house.browser() as client:
        await house.sign_in(client, "院办")
        assert "数字截至" in await text_of(client, "/office/unit")
        before = await text_of(client, "/office/unit")
        await house.hold("第4党支部", "theme_day", house.w.clock.now() - timedelta(hours=1))
        assert await text_of(client, "/office/unit") == before
        await house.keeper.catch_up()
        assert await text_of(client, "/office/unit") != before


async def test_an_empty_organization_says_what_to_do() -> None:
    alone = [RosterRow("校办", "校", role="office")]
    async with office_house(alone) as house, house.browser() as client:
        await house.sign_in(client, "校办")
        assert "第一次统计" in await text_of(client, "/office/")
        await house.keeper.catch_up()
        assert "发“菜单”" in await text_of(client, "/office/")
        assert "名册" in await text_of(client, "/office/tree")
        assert FACULTY not in await text_of(client, "/office/duties")


async def test_what_is_done_in_the_chat_stands_on_the_pages() -> None:
    rows = [
        RosterRow("校办", "校", role="office"),
        RosterRow("王敏", f"校/{BRANCH}", role="secretary"),
        *(RosterRow(name, f"校/{BRANCH}") for name in ("李华", "张伟", "赵云")),
    ]
    async with office_house(rows) as house, house.browser() as client:
        w = house.w
        await house.keeper.catch_up()
        quiz = await w.quiz(title="党史测验")
        await w.press("李华", "开始")
        await w.say("王敏", "本月")
        (card,) = await w.sql("SELECT max(id) AS id FROM activities WHERE kind = 'duties'")
        await house.keeper.catch_up()
        await house.sign_in(client, "校办")
        listed = await text_of(client, "/office/activities?words=党史")
        assert "党史测验 知识测验" in listed
        assert "进行中" in listed
        one = await text_of(client, f"/office/activities/{quiz}")
        assert "少于 5" in one, "an office is told no small count of parts"
        assert "李华" not in one
        assert (await client.get(f"/office/activities/{card.id}")).status_code == 404, "a card"
        w.clock.advance(timedelta(hours=2))
        await w.settle()
        await house.keeper.catch_up()
        await house.sign_in(client, "校办")
        year = await text_of(client, "/office/unit")
        assert "知识测验 · · 1" in year
        held = await text_of(client, "/office/activities?held=quiz&month=2026-03")
        assert "党史测验" in held
    async with office_house(rows) as house, house.browser() as client:
        quiz = await house.w.quiz(title="党史测验")
        await house.w.press("李华", "开始")
        await house.sign_in(client, "王敏")
        one = await text_of(client, f"/office/activities/{quiz}")
        assert "少于 5" not in one, "who keeps the roster knows them anyway"

"""Names typed in one go are told apart, however they are joined."""

from __future__ import annotations

import pytest

from service.sdk.typed_names import names_in

KNOWN = {"刘洋", "马跃", "和平", "周和平", "Li Hua", "He Jianing", "Anders"}


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("刘洋、马跃", ["刘洋", "马跃"]),
        ("刘洋和马跃", ["刘洋", "马跃"]),
        ("刘洋及马跃，周和平", ["刘洋", "马跃", "周和平"]),
        ("周和平与刘洋", ["周和平", "刘洋"]),
        ("刘洋和周和平", ["刘洋", "周和平"]),
        ("刘洋 马跃", ["刘洋", "马跃"]),
        ("Li Hua and He Jianing", ["Li Hua", "He Jianing"]),
        ("Li Hua, He Jianing and Anders", ["Li Hua", "He Jianing", "Anders"]),
        ("Li Hua He Jianing", ["Li Hua", "He Jianing"]),
        ("刘洋和吴大", ["刘洋", "吴大"]),
        ("郑和生", ["郑和生"]),
        ("吴大 马跃", ["吴大", "马跃"]),
        ("Foo and Bar", ["Foo", "Bar"]),
        (" 、\n", []),
    ],
)
def test_names_are_told_apart_by_what_stands_between(typed: str, names: list[str]) -> None:
    assert names_in(typed, KNOWN.__contains__) == names


def test_a_name_of_several_words_that_nobody_has_stays_whole() -> None:
    """Such as a candidate's from outside; names without a space in them may have one between."""
    assert names_in("Ann Dean, Bob Hill and Cem Kaya", {}.get) == [
        "Ann Dean",
        "Bob Hill",
        "Cem Kaya",
    ]
    assert names_in("钱一 孙二", {}.get) == ["钱一", "孙二"]

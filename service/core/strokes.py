"""Names in the order of the strokes of the family name, as lists and ballots have them.

Fewer strokes come first; of equally many, the order of the table, which goes by how each begins
(一丨丿丶乛). Who has the same family name, or one that is not in the table, stays in the given
order; names in other scripts stand behind, by the alphabet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")

_BY_STROKES = {
    2: "丁卜刁乜",
    3: "于干才万山千凡广门卫习马",
    4: "丰王亓开井元韦云木支尤车戈瓦水牛毛仇仉从公乌勾殳凤卞文方火计尹丑孔邓双毋",
    5: ("甘艾古左石布达龙平东卡占卢帅旦甲叶申由田史央冉丘付代白仝丛令乐包邝冯兰宁司尼弘召皮边台"),
    6: (
        "匡邢吉巩扬权过厍成尧毕师曲吕朱乔伍伏仲任伦华向后全兆邬庄刘齐衣充闫关米江池汤"
        "宇安祁许农那阮孙阳牟买红纪"
    ),
    7: (
        "寿麦扶贡花苍严芦劳苏杜巫李杨来连步肖时吴呙别岑利邱何但佟位佘余谷邸邹应冷辛闵"
        "汪沙沃沈怀宋初迟张陆陈邵邰"
    ),
    8: (
        "武青苗苟苑范茅林郁欧殴卓虎尚国昌畅明易呼岩罗和季竺岳金周鱼冼庞於郑单宝宗官空"
        "郎房居屈弥孟线练终"
    ),
    9: (
        "封项赵郝荆茶胡茹柯相查柏柳咸厚战冒钟钮郜段修保信皇侯须俞郗逄昝饶施闻养姜娄洪"
        "宦宫祝费胥姚贺骆"
    ),
    10: (
        "秦敖袁都耿聂莫莘晋桂桓索栗贾夏原顾柴党晓晁晏钱倪徐殷奚翁卿凌栾高郭席唐益海涂"
        "容谈展陶姬通能桑"
    ),
    11: "堵黄萧梅曹戚龚盛常崔银矫符麻庾康鹿章商阎盖淦梁寇宿谌扈逯屠隋隆续巢",
    12: "塔越揭彭揣葛董敬蒋韩辜植惠覃粟景喻智程税傅焦舒鲁童曾温游禄谢强",
    13: "鄢靳蓝蒲蒙楚赖甄雷虞路简詹鲍解廉阙满粱慎骞窦褚",
    14: "赫慕蔡蔺蔚臧裴嵺管僧廖阚漆谭谯暨翟熊缪",
    15: "撒樊镇稽黎滕颜潘",
    16: "燕薛薄融霍冀穆衡",
    17: "戴鞠魏糜濮",
    18: "瞿",
    20: "酆",
    21: "夔",
}
_PLACES = {
    name: (strokes, place)
    for strokes, names in _BY_STROKES.items()
    for place, name in enumerate(names)
}
_UNKNOWN = (99, 0)


def by_strokes(people: Iterable[T], name: Callable[[T], str]) -> tuple[T, ...]:
    """In the order of a list. `name`: of each."""
    return tuple(sorted(people, key=lambda each: _place(name(each))))


def _place(name: str) -> tuple[int, int, str]:
    first = name[:1]
    if first.isascii():
        return (100, 0, name.casefold())
    return (*_PLACES.get(first, _UNKNOWN), "")

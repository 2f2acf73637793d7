"""The words people use in rosters, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.core.people import Language
from service.questions.grammar.words import normal

COLUMNS: Mapping[str, Sequence[str]] = {
    "name": ("姓名", "name", "名字", "full name"),
    "branch": ("支部", "branch", "党支部", "所在支部", "所在党支部", "组织", "unit"),
    "group": ("小组", "group", "党小组", "所在小组"),
    "role": ("角色", "role", "职务", "党内职务"),
    "standing": ("身份", "standing", "政治面貌", "党员类别", "人员类别"),
    "language": ("语言", "language", "lang"),
    "timezone": ("时区", "time zone", "timezone", "tz", "所在时区"),
    "contact": (
        "联系方式",
        "contact",
        "手机",
        "手机号",
        "电话",
        "邮箱",
        "phone",
        "email",
        "e-mail",
    ),
    "status": ("状态", "status", "在册情况", "去留", "变动"),
}
"""For each field of a person its possible headers."""

EXAMPLE: tuple[Sequence[str], Sequence[str]] = (
    ("（示例）王敏", "示范大学党委/第一支部", "第一小组", "书记", "正式党员", "zh-CN",
     "Asia/Shanghai", ""),
    ("(example) Wang Min", "Committee/Branch one", "Group one", "secretary", "full member", "en",
     "Asia/Shanghai", ""),
)  # fmt: skip
"""The example row of the template, in the order of `COLUMNS`; read again, it is nobody."""

EXAMPLES = ("（示例）", "(示例)", "(example)")
"""What the name of an example begins with."""

REQUIRED = ("name", "branch")


def _words(meanings: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {normal(word): meaning for meaning, words in meanings.items() for word in words}


ROLE_WORDS: Mapping[str, str] = _words(
    {
        "secretary": ("书记", "支部书记", "党支部书记", "总支书记", "党委书记", "secretary"),
        "committee": ("委员", "支部委员", "支委", "支委委员", "committee", "committee member"),
        "organizer": ("组织委员", "organizer", "organiser"),
        "office": ("办公室", "党委办公室", "党办", "组织部", "office"),
        "member": ("党员", "成员", "普通党员", "团员", "member"),
    }
)
"""Words for the standard roles. Custom roles are written by their key."""

POSTS: Mapping[str, str] = _words(
    {
        "committee": (
            "副书记", "支部副书记", "党支部副书记", "纪检委员", "青年委员", "统战委员", "生活委员",
            "保密委员", "群工委员", "群众工作委员", "文体委员", "学习委员", "deputy secretary",
        ),
        "organizer": ("宣传委员", "组织宣传委员", "组宣委员"),
        "member": ("党小组长", "小组长", "党小组副组长", "团小组长", "group leader"),
    }
)  # fmt: skip
"""Posts of a branch by the role that they come with; a person keeps theirs to be shown. Every other
kind of `委员` is one of the committee."""

COMMITTEE_MEMBER = "委员"
"""What the post of somebody in the committee ends with."""

STANDING_WORDS: Mapping[str, str] = _words(
    {
        "full": ("正式", "正式党员", "中共党员", "full", "full member"),
        "probationary": ("预备", "预备党员", "中共预备党员", "probationary", "probationary member"),
        "candidate": ("发展对象", "candidate"),
        "activist": ("积极分子", "入党积极分子", "activist"),
        "guest": ("列席", "列席人员", "guest"),
    }
)
"""Words for the usual standings; any other is kept as written."""

STATUS_WORDS: Mapping[str, str] = _words(
    {
        "here": ("在册", "在岗", "正常", "在", "转入", "已转入", "返回", "回来", "新增", "active",
                 "here", "joined", "back"),
        "left": ("转出", "已转出", "离开", "已离开", "离职", "已离职", "毕业", "毕业离校", "出党",
                 "退党", "除名", "去世", "停用", "left", "moved out", "transferred out", "inactive",
                 "gone"),
    }
)  # fmt: skip
"""Words for whether somebody belongs to the branch."""

_LANGUAGES: Mapping[Language, Sequence[str]] = {
    "zh-CN": ("zh-cn", "zh", "中文", "简体中文", "汉语", "zh-hans", "chinese"),
    "en": ("en", "英文", "英语", "en-us", "en-gb", "english"),
}
LANGUAGE_WORDS: Mapping[str, Language] = {
    normal(word): language for language, words in _LANGUAGES.items() for word in words
}

TIMEZONE_WORDS: Mapping[str, str] = _words(
    {
        "Asia/Shanghai": ("北京时间", "中国", "北京", "上海", "beijing", "china"),
        "Asia/Urumqi": ("新疆时间", "乌鲁木齐"),
        "Asia/Hong_Kong": ("香港",),
        "Asia/Tokyo": ("东京", "日本"),
        "Europe/London": ("伦敦", "英国"),
        "Europe/Berlin": ("柏林", "德国"),
    }
)
"""Everyday names of time zones, where they are unambiguous."""

"""The content of the question table template: an example of each type, and how to fill it in."""

from __future__ import annotations

from service.core.people import Language
from service.questions.grammar.checks import true_or_false
from service.questions.grammar.words import LETTERS
from service.questions.model import Option, Pair, Question


def _choices(right: str, *texts: str) -> tuple[Option, ...]:
    return tuple(
        Option(text, letter in right) for letter, text in zip(LETTERS, texts, strict=False)
    )


EXAMPLES: dict[Language, tuple[Question, ...]] = {
    "zh-CN": (
        Question(
            "single",
            "党的基层委员会、总支部委员会、支部委员会每届任期为几年？",
            _choices("b", "两年至三年", "三年至五年", "五年", "由上级决定"),
            2,
            "《中国共产党章程》第三十一条。",
        ),
        Question(
            "several",
            "“三会一课”中的“三会”包括：",
            _choices("abc", "支部党员大会", "支部委员会会议", "党小组会", "民主生活会"),
            3,
            "“一课”指党课。",
        ),
        Question(
            "truefalse",
            "预备党员有表决权。",
            true_or_false("预备党员有表决权。", true=False),
            1,
            "预备党员没有表决权、选举权和被选举权。",
        ),
        Question(
            "short",
            "党的生日是哪一天？",
            accepted=("7月1日", "七月一日", "七一"),
            explanation="写出其中一种即可，标点、空格、全角半角不计。",
        ),
        Question("number", "党的一大召开于哪一年？", number=1921, explanation="可另填误差。"),
        Question(
            "order",
            "按时间先后排列：",
            explanation="1935年1月、1935年12月、1945年。",
            points=2,
            credit="proportional",
            items=("遵义会议", "瓦窑堡会议", "党的七大"),
        ),
        Question(
            "match",
            "把会议与地点连起来：",
            explanation="遵义会议1935年1月在遵义召开。",
            points=2,
            credit="proportional",
            pairs=(Pair("党的一大", "上海"), Pair("党的七大", "延安")),
            decoys=("遵义",),
        ),
    ),
    "en": (
        Question(
            "single",
            "Which planet is nearest to the sun?",
            _choices("b", "Venus", "Mercury", "Mars", "Earth"),
            2,
            "Mercury goes round it in 88 days.",
        ),
        Question(
            "several",
            "Which of these are prime numbers?",
            _choices("abd", "2", "3", "9", "11"),
            3,
            "9 is 3 × 3.",
        ),
        Question(
            "truefalse",
            "Water boils at a lower temperature on a high mountain.",
            true_or_false("", true=True),
            1,
            "The air pressure is lower there.",
        ),
        Question(
            "short",
            "What is the chemical symbol of gold?",
            accepted=("Au", "gold"),
            explanation="From the Latin aurum.",
        ),
        Question(
            "number",
            "What is pi, to two decimals?",
            number=3.14,
            tolerance=0.01,
            explanation="3.14159…",
        ),
        Question(
            "order",
            "Put in order, the nearest to the sun first:",
            explanation="Then come Mars, Jupiter, Saturn, Uranus and Neptune.",
            points=2,
            credit="proportional",
            items=("Mercury", "Venus", "Earth"),
        ),
        Question(
            "match",
            "Which capital belongs to which country?",
            explanation="Rome is the capital of Italy.",
            points=2,
            credit="proportional",
            pairs=(Pair("France", "Paris"), Pair("Japan", "Tokyo")),
            decoys=("Rome",),
        ),
    ),
}

NOTES: dict[Language, tuple[str, ...]] = {
    "zh-CN": (
        "填写说明",
        "每个有题目和答案两列的工作表都会读取；示例题目请删去或改写。不要合并单元格，不要使用公式。",
        "题型：单选、多选、判断、填空、数值、排序、连线；不填则由答案判断。",
        "选项：从选项A起依次填写，中间不留空；判断题可不填。选项不够时，可加选项G、选项H等列。"
        "排序题按正确顺序填写各项；连线题每格写一组：左项 -> 右项，干扰项写 -> 右项。",
        "答案：单选填一个字母，如 B；多选填全部正确选项，如 ACD；判断填 对 或 错；"
        "填空填可接受的答案，用 | 隔开；数值填数字，误差另填；排序、连线不填。",
        "分值：0.01 到 1000，最多两位小数，不填为 1。",
        "计分方式（多选、排序、连线）：全对得分（不填即此）；部分得分：少选按比例得分，有错选不得分；"
        "对减错：答对的减去答错的，不低于 0。",
        "标签用逗号隔开；难度 1（易）到 5（难）。出卷时可以按标签和难度抽题。",
        "标识：题目的固定编号，可不填；再次导入时用来认出同一道题。",
        "反馈A、反馈B 等列：选了该项时显示的话，可不填。",
        "解析：答题后显示，可不填。",
    ),
    "en": (
        "How to fill this in",
        "Each sheet with a question and an answer column is read; replace the examples. No merged "
        "cells, no formulas.",
        "kind: single, several, true/false, short, number, order or match; if empty, it follows "
        "from the answer.",
        "options: begin with option A and leave no gaps; none are needed for true/false. If there "
        "are too few columns, add option G, option H and so on. For order, list the items in their "
        "right order; for match, one pair in each: left -> right, or -> right for a decoy.",
        "answer: one letter for single, such as B; all right ones for several, such as ACD; true "
        "or false; for short, what is accepted, with | between; for number, the number, with the "
        "tolerance in its own column; for order and match, nothing.",
        "points: 0.01 to 1000 with at most two decimals, 1 if empty.",
        "credit (several, order, match): all or nothing, which is meant if empty; proportional: a "
        "share for what is right, nothing once a wrong option is among several; right minus "
        "wrong, never below zero.",
        "tags: with commas between. difficulty: 1 (easy) to 5. Papers can be drawn by both.",
        "id: a name that stays with the question; it is known again by it when you import anew. "
        "feedback A, feedback B …: what is said to whoever took that option.",
        "explanation: shown after the answer; may be empty.",
    ),
}

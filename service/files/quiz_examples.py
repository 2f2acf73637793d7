"""What the template of a question table shows: an example of each kind, and how to fill it in."""

from __future__ import annotations

from service.core.people import Language
from service.core.questions import Option, Question
from service.files.question_checks import true_or_false
from service.files.quiz_words import LETTERS


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
    ),
}

NOTES: dict[Language, tuple[str, ...]] = {
    "zh-CN": (
        "填写说明",
        "只读取第一个工作表；示例题目请删去或改写。不要合并单元格，不要使用公式。",
        "题型：单选、多选、判断。",
        "选项：从选项A起依次填写，中间不留空；判断题可不填。选项不够时，可加选项G、选项H等列。",
        "答案：单选填一个字母，如 B；多选填全部正确选项，如 ACD；判断填 对 或 错。",
        "分值：1 到 1000 的整数，不填为 1。多选题全部选对才得分。",
        "解析：答题后显示，可不填。",
    ),
    "en": (
        "How to fill this in",
        "Only the first sheet is read; replace the examples. No merged cells, no formulas.",
        "kind: single, several or true/false.",
        "options: begin with option A and leave no gaps; none are needed for true/false. If there "
        "are too few columns, add option G, option H and so on.",
        "answer: one letter for single, such as B; all right ones for several, such as ACD; true "
        "or false.",
        "points: a whole number from 1 to 1000, 1 if empty. All right options are needed to score.",
        "explanation: shown after the answer; may be empty.",
    ),
}

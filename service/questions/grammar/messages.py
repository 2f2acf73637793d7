"""What is said about questions that can't be taken, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from service.core.people import Language

QuestionCode = Literal[
    "unknown_kind", "unknown_answer", "no_right", "several_right", "few_options", "many_options",
    "option_gap", "duplicate_option", "bad_points", "not_truefalse", "truefalse_order",
    "too_many_questions", "unknown_credit", "unfit_credit", "bad_difficulty", "bad_tag", "bad_id",
    "duplicate_id", "missing", "too_long", "no_accepted", "many_accepted", "bad_number",
    "bad_tolerance", "few_items", "many_items", "duplicate_item", "bad_pair", "bad_order",
    # GIFT, Aiken and Moodle XML
    "essay", "cloze", "no_answers", "unclosed", "stray_text", "stray_answer", "partial", "picture",
    "no_answer_line", "option_order", "other_letters", "key_mismatch", "no_blank_line",
    "several_numbers", "unknown_type", "not_xml",
    # documents and pictures
    "not_docx", "big_picture", "unknown_picture", "many_pictures", "no_question", "no_answer",
    "two_answers", "no_questions", "description", "duplicate_question",
]  # fmt: skip


def both(chinese: str, english: str) -> Mapping[Language, str]:
    return {"zh-CN": chinese, "en": english}


def unsupported(chinese: str, english: str) -> Mapping[Language, str]:
    return both(
        f"不支持{chinese}。请改为单选、多选、判断、填空、数值、排序或连线题。",
        f"this is {english}, which can't be asked here. Make it a choice, a short answer, a "
        "number, an order or a matching.",
    )


QUESTION_MESSAGES: dict[QuestionCode, Mapping[Language, str]] = {
    "too_long": both(
        "超过 {hint} 个字。请缩短。",
        "this is longer than {hint} characters. Shorten it.",
    ),
    "missing": both("没有填写。请补上。", "this is empty. Fill it in."),
    "unknown_kind": both(
        "不认识题型「{detail}」。可用：{hint}。",
        "the kind “{detail}” is not known. Use one of: {hint}.",
    ),
    "unknown_answer": both(
        "看不懂答案「{detail}」。可用：{hint}。",
        "the answer “{detail}” can't be understood. Use {hint}.",
    ),
    "no_right": both(
        "没有正确答案。请至少标出一个正确选项。",
        "no option is right. Mark at least one as right.",
    ),
    "several_right": both(
        "单选题有 {detail} 个正确答案。请只保留一个，或改为多选题。",
        "this single-choice question has {detail} right answers. Keep one, or make it a question "
        "with several choices.",
    ),
    "few_options": both(
        "选项太少。请至少填写两个。",
        "there are too few options. Give at least two.",
    ),
    "many_options": both(
        "选项超过 {hint} 个。请减少选项。",
        "there are more than {hint} options. Take some out.",
    ),
    "option_gap": both(
        "选项为空，而后面还有选项。请依次填写，中间不留空。",
        "this option is empty, though others follow. Fill the options in without gaps.",
    ),
    "duplicate_option": both(
        "选项「{detail}」重复。请改成不同的内容。",
        "the option “{detail}” stands there twice. Make the options differ.",
    ),
    "bad_points": both(
        "分值「{detail}」无效。请填写 0.01 到 {hint} 的数，最多两位小数。",
        "“{detail}” can't be the points. Enter a number from 0.01 to {hint} with at most two "
        "decimals.",
    ),
    "not_truefalse": both(
        "判断题只有“对”“错”两个选项。请删去其他选项，或改为单选题。",
        "a true/false question has two options only. Delete the others, or make it a "
        "single-choice question.",
    ),
    "truefalse_order": both(
        "判断题的选项 A 应为“对”，选项 B 应为“错”。请调换或清空这两格。",
        "option A of a true/false question is “true” and option B is “false”. Swap or clear them.",
    ),
    "too_many_questions": both(
        "超过 {hint} 道题。请把题库拆成几个文件。",
        "there are more than {hint} questions. Split the bank into several files.",
    ),
    "essay": unsupported("论述题", "an essay question"),
    "cloze": unsupported("有多处空的题", "a question with several gaps"),
    "no_answers": both(
        "没有花括号 {{}} 中的答案。请补上答案；题目之间用空行隔开。",
        "there are no answers in braces {{}}. Add them, and leave a blank line between questions.",
    ),
    "unclosed": both(
        "花括号不成对。请补全；文字中的花括号写成 \\{{ 和 \\}}。",
        "the braces don't match. Close them, and write those of a text as \\{{ and \\}}.",
    ),
    "stray_text": both(
        "「{detail}」既不是选项，也不是答案行。请并入题目或选项，或删去。",
        "“{detail}” is neither an option nor an answer line. Join it to the question or to an "
        "option, or delete it.",
    ),
    "stray_answer": both(
        "花括号中「{detail}」之前缺少 = 或 ~。请标明它是正确 (=) 还是错误 (~) 选项。",
        "in the braces, = or ~ is missing before “{detail}”. Mark it as right (=) or wrong (~).",
    ),
    "partial": both(
        "单选题、填空题和数值题不支持部分得分（{detail}%）。请删去权重，或改为多选题。",
        "a question with one right answer can't give part of its points ({detail}%). Take the "
        "weight out, or make it several choices.",
    ),
    "picture": both(
        "含有图片，无法在聊天中显示。请改为文字。",
        "this holds a picture, which a chat can't show. Put it in words.",
    ),
    "no_answer_line": both(
        "这道题没有“ANSWER: A”这样的答案行。请在选项后补上。",
        "this question has no line such as “ANSWER: A”. Add it after the options.",
    ),
    "option_order": both(
        "此处应为选项 {hint}，却是 {detail}。请按 A、B、C 的顺序列出选项。",
        "option {hint} belongs here, not {detail}. List the options in the order A, B, C.",
    ),
    "other_letters": both(
        "选项中写的字母与所在位置不一致，无法判断答案指哪一项。"
        "请删去选项中的字母，或按 A、B、C 排列。",
        "the letters in the options are not those of their places, so the answer is unclear. Take "
        "them out, or put the options in the order A, B, C.",
    ),
    "key_mismatch": both(
        "文末答案中的第 {detail} 题与题目对不上。请核对题号，或把答案写在每道题下面。",
        "the answers at the end name question {detail}, which does not fit the questions. Check "
        "the numbers, or write each answer below its question.",
    ),
    "no_blank_line": both(
        "两道题之间没有空行，被当成了一道题。请在每道题之后空一行。",
        "there is no blank line between two questions, so they read as one. Leave a blank line "
        "after each question.",
    ),
    "unknown_credit": both(
        "不认识计分方式「{detail}」。可用：{hint}。",
        "the rule “{detail}” is not known. Use one of: {hint}.",
    ),
    "unfit_credit": both(
        "这种题型没有部分得分。请清空计分方式，或改为多选、排序、连线题。",
        "this kind of question has no partial credit. Clear the rule, or make it several choices, "
        "an order or a matching.",
    ),
    "bad_difficulty": both(
        "难度「{detail}」无效。请填写 1（易）到 5（难），或留空。",
        "“{detail}” can't be the difficulty. Enter 1 (easy) to 5, or leave it empty.",
    ),
    "bad_tag": both(
        "标签「{detail}」过长或过多。请删减：每题最多 {hint} 个，每个不超过 40 个字，不含逗号。",
        "the tag “{detail}” is too long, or there are too many. At most {hint} of up to 40 "
        "characters each, without commas.",
    ),
    "bad_id": both(
        "题号「{detail}」过长，或含有空格。请使用不超过 {hint} 个字符的题号。",
        "the id “{detail}” is too long or has spaces. Use at most {hint} characters.",
    ),
    "duplicate_id": both(
        "题号「{detail}」重复。请让每道题的题号不同，或留空。",
        "the id “{detail}” stands there twice. Make the ids differ, or leave them empty.",
    ),
    "no_accepted": both(
        "没有可接受的答案。请至少写出一个。",
        "there is no accepted answer. Give at least one.",
    ),
    "many_accepted": both(
        "可接受的答案超过 {hint} 个。请减少。",
        "there are more than {hint} accepted answers. Take some out.",
    ),
    "bad_number": both(
        "「{detail}」不是数字。请这样填写：3.14，或带误差 3.14±0.01。",
        "“{detail}” is not a number. Write 3.14, or 3.14±0.01 with a tolerance.",
    ),
    "bad_tolerance": both(
        "误差「{detail}」无效。请填写 0 或正数。",
        "“{detail}” can't be the tolerance. Enter zero or a positive number.",
    ),
    "few_items": both(
        "至少要有两项。请补上。",
        "there must be at least two. Add some.",
    ),
    "many_items": both(
        "超过 {hint} 项。请减少。",
        "there are more than {hint}. Take some out.",
    ),
    "duplicate_item": both(
        "「{detail}」重复出现。请改成不同的内容。",
        "“{detail}” stands there twice. Make them differ.",
    ),
    "bad_pair": both(
        "「{detail}」不是一组对应。请写成：左项 -> 右项；只有右项（干扰项）时写成：-> 右项。",
        "“{detail}” is not a pair. Write: left -> right; a partner of nothing: -> right.",
    ),
    "bad_order": both(
        "答案「{detail}」不是这些选项的一个顺序。请写全每个字母，例如 {hint}。",
        "the answer “{detail}” is not an order of the options. Write every letter once, such as "
        "{hint}.",
    ),
    "several_numbers": both(
        "数值题只能有一个答案。请只保留一个，可以带误差。",
        "a number has one answer only. Keep one; it may have a tolerance.",
    ),
    "unknown_type": both(
        "不支持题型「{detail}」。可用：{hint}。",
        "questions of the type “{detail}” are not supported. Use: {hint}.",
    ),
    "not_xml": both(
        "不是 Moodle XML 题库。请在 Moodle 中导出为“Moodle XML 格式”。",
        "this is not a Moodle XML question bank. Export it from Moodle as “Moodle XML format”.",
    ),
    "not_docx": both(
        "不是 docx 文档。请在 Word 或 WPS 中另存为“Word 文档 (*.docx)”。",
        "this is not a docx document. Save it as “Word document (*.docx)”.",
    ),
    "big_picture": both(
        "图片「{detail}」超过 {hint} KB。请压缩后再放入。",
        "the picture “{detail}” is larger than {hint} KB. Make it smaller.",
    ),
    "unknown_picture": both(
        "图片「{detail}」不是 PNG 或 JPEG。请另存为这两种格式。",
        "the picture “{detail}” is neither PNG nor JPEG. Save it as one of them.",
    ),
    "many_pictures": both(
        "一道题最多一张图片。请合并，或删去多余的。",
        "a question has one picture at most. Join them, or take some out.",
    ),
    "no_question": both(
        "「{detail}」之前没有题目。请先写题目，例如“1. 题目”。",
        "there is no question before “{detail}”. Write the question first, such as “1. Which …?”.",
    ),
    "no_answer": both(
        "这道题没有答案。请加上“答案：B”这样的一行，或写在题干的括号里。",
        "this question has no answer. Add a line such as “答案：B” or “Answer: B”.",
    ),
    "no_questions": both(
        "没有找到题目。请把每道题写成“1. 题目”，下面写选项“A. …”和“答案：B”。",
        "there are no questions in it. Write “1. Question”, below it options “A. …” and "
        "“Answer: B”.",
    ),
    "description": both(
        "「{detail}」没有答案，按说明文字处理，未读入。如果是题目，请补上答案。",
        "“{detail}” has no answers and is left out as a description. If it is a question, "
        "add them.",
    ),
    "duplicate_question": both(
        "「{detail}」与第 {hint} 行的题目相同。请核对是否重复。",
        "“{detail}” is the same question as in row {hint}. Check whether it is meant twice.",
    ),
    "two_answers": both(
        "答案写了两次：「{detail}」与「{hint}」不同。请只保留一个。",
        "there are two answers, “{detail}” and “{hint}”. Keep one.",
    ),
}

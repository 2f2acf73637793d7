"""What is said about files that are refused, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from service.core.people import Language

Code = Literal[
    # the file
    "unopened", "too_large", "empty", "unknown_format", "not_xlsx", "old_excel", "encrypted",
    "bomb", "damaged", "encoding", "quotes", "too_many_rows", "too_many_columns",
    # cells and headers
    "formula", "merged", "date", "error_value", "control", "too_long", "unknown_header",
    "missing_header", "duplicate_header", "no_header", "missing",
    # the roster
    "unknown_role", "unknown_language", "unknown_timezone", "bad_branch", "duplicate_person",
    # questions
    "unknown_kind", "unknown_answer", "no_right", "several_right", "few_options", "many_options",
    "option_gap", "duplicate_option", "bad_points", "not_truefalse", "truefalse_order",
    "too_many_questions",
    # GIFT and Aiken
    "essay", "numerical", "short_answer", "matching", "cloze", "no_answers", "unclosed",
    "stray_text", "stray_answer", "partial", "picture", "no_answer_line", "option_order",
]  # fmt: skip
"""Every reason there is to refuse a file."""

HEADING: Mapping[Language, str] = {
    "zh-CN": "未读入 {name}：共 {count} 处错误，请改正后重新导入。",
    "en": "{name} was not imported: {count} error(s). Please correct and import it again.",
}


def _both(chinese: str, english: str) -> Mapping[Language, str]:
    return {"zh-CN": chinese, "en": english}


def _unsupported(chinese: str, english: str) -> Mapping[Language, str]:
    return _both(
        f"不支持{chinese}。请改为单选、多选或判断题。",
        f"this is {english}, which can't be asked here. Make it single choice, several choices or "
        "true/false.",
    )


COLUMNS: Mapping[str, Mapping[Language, str]] = {
    "name": _both("姓名", "name"),
    "branch": _both("支部", "branch"),
    "group": _both("小组", "group"),
    "role": _both("角色", "role"),
    "standing": _both("身份", "standing"),
    "language": _both("语言", "language"),
    "timezone": _both("时区", "time zone"),
    "contact": _both("联系方式", "contact"),
    "kind": _both("题型", "kind"),
    "prompt": _both("题目", "question"),
    "options": _both("选项", "options"),
    "answer": _both("答案", "answer"),
    "points": _both("分值", "points"),
    "explanation": _both("解析", "explanation"),
    **{
        f"option_{letter.lower()}": _both(f"选项{letter}", f"option {letter}")
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    },
}
"""What a column is called, by its key."""

MESSAGES: Mapping[Code, Mapping[Language, str]] = {
    "unopened": _both(
        "文件无法打开（{detail}）。请检查路径和读取权限。",
        "the file can't be opened ({detail}). Check the path and the right to read it.",
    ),
    "too_large": _both(
        "文件超过 {hint} MB。请拆分文件，或删去图片等无关内容。",
        "the file is larger than {hint} MB. Split it, or take out pictures and the like.",
    ),
    "empty": _both(
        "没有可读入的内容。请至少填写一行（首行为表头的，从第二行起填写）。",
        "there is nothing to import. Fill in at least one row (below the header, if there is one).",
    ),
    "unknown_format": _both(
        "不支持这种文件。请使用 {hint}。",
        "this kind of file is not supported. Use {hint}.",
    ),
    "not_xlsx": _both(
        "不是 xlsx 表格。请在 Excel 或 WPS 中另存为“Excel 工作簿 (*.xlsx)”，或另存为 CSV。",
        "this is not an xlsx workbook. Save it as “Excel Workbook (*.xlsx)” or as CSV.",
    ),
    "old_excel": _both(
        "是旧版 xls 表格，或设有密码。请取消密码，并另存为“Excel 工作簿 (*.xlsx)”。",
        "this is an old xls workbook, or it has a password. Remove the password and save it as "
        "“Excel Workbook (*.xlsx)”.",
    ),
    "encrypted": _both(
        "文件设有密码。请取消密码后重新保存。",
        "the file has a password. Remove it and save the file again.",
    ),
    "bomb": _both(
        "解压后的内容过大，已拒绝读取。请把需要的行复制到一个新的表格中。",
        "its content is too large once unpacked, and was not read. Copy the rows that matter into "
        "a new workbook.",
    ),
    "damaged": _both(
        "文件已损坏，无法读取。请在表格软件中打开并重新保存。",
        "the file is damaged and can't be read. Open it in a spreadsheet program and save it "
        "again.",
    ),
    "encoding": _both(
        "文字编码无法识别。请另存为 UTF-8（Excel 中选“CSV UTF-8”）。",
        "its text encoding is not known. Save it as UTF-8 (in Excel: “CSV UTF-8”).",
    ),
    "quotes": _both(
        "引号不成对。请补全引号；文字中的引号写成两个。",
        "the quotes don't match. Close them, and double those that are part of a text.",
    ),
    "too_many_rows": _both(
        "超过 {hint} 行。请把文件拆成几个。",
        "there are more than {hint} rows. Split the file.",
    ),
    "too_many_columns": _both(
        "超过 {hint} 列。请删去多余的列。",
        "there are more than {hint} columns. Delete those that are not needed.",
    ),
    "formula": _both(
        "含有公式。请复制该单元格，再“选择性粘贴”为数值。",
        "this is a formula. Copy the cell and paste it as a value.",
    ),
    "merged": _both(
        "单元格 {detail} 已合并。请取消合并，并在每一行填写内容。",
        "the cells {detail} are merged. Unmerge them and fill in every row.",
    ),
    "date": _both(
        "被存成了日期。请把该单元格的格式设为“文本”，再重新填写。",
        "this was stored as a date. Format the cell as text and enter it again.",
    ),
    "error_value": _both(
        "是错误值 {detail}。请填写实际内容。",
        "this is the error value {detail}. Enter what is meant.",
    ),
    "control": _both(
        "含有看不见的控制字符。请删去内容，重新手工输入。",
        "this holds invisible control characters. Clear it and type it again.",
    ),
    "too_long": _both(
        "超过 {hint} 个字。请缩短。",
        "this is longer than {hint} characters. Shorten it.",
    ),
    "unknown_header": _both(
        "不认识表头「{detail}」。请改为：{hint}；或删去这一列。",
        "the header “{detail}” is not known. Use one of: {hint}; or delete the column.",
    ),
    "missing_header": _both(
        "缺少这一列。请在表头中加上它。",
        "this column is missing. Add it to the header.",
    ),
    "duplicate_header": _both(
        "表头「{detail}」重复出现。请只保留一列。",
        "the header “{detail}” stands there twice. Keep one of the columns.",
    ),
    "no_header": _both(
        "这一列有内容，但没有表头。请补上表头，或清空这一列。",
        "this column has content but no header. Add a header, or clear the column.",
    ),
    "missing": _both("没有填写。请补上。", "this is empty. Fill it in."),
    "unknown_role": _both(
        "不认识角色「{detail}」。可用：{hint}。",
        "the role “{detail}” is not known. Use one of: {hint}.",
    ),
    "unknown_language": _both(
        "不支持语言「{detail}」。可用：{hint}。",
        "the language “{detail}” is not supported. Use one of: {hint}.",
    ),
    "unknown_timezone": _both(
        "不认识时区「{detail}」。请使用 {hint} 这样的名称。",
        "the time zone “{detail}” is not known. Use a name such as {hint}.",
    ),
    "bad_branch": _both(
        "支部路径「{detail}」有误。请写成“党委/第一支部”，每级都有名称，最多 {hint} 级。",
        "the path “{detail}” can't be used. Write “Committee/Branch one”, with a name at each "
        "level and at most {hint} levels.",
    ),
    "duplicate_person": _both(
        "「{detail}」与第 {hint} 行重复。请删去其中一行；若是两个人，请分别填写不同的联系方式。",
        "“{detail}” also stands in row {hint}. Delete one of the rows; if they are two people, "
        "give each a contact of their own.",
    ),
    "unknown_kind": _both(
        "不认识题型「{detail}」。可用：{hint}。",
        "the kind “{detail}” is not known. Use one of: {hint}.",
    ),
    "unknown_answer": _both(
        "看不懂答案「{detail}」。可用：{hint}。",
        "the answer “{detail}” can't be understood. Use {hint}.",
    ),
    "no_right": _both(
        "没有正确答案。请至少标出一个正确选项。",
        "no option is right. Mark at least one as right.",
    ),
    "several_right": _both(
        "单选题有 {detail} 个正确答案。请只保留一个，或改为多选题。",
        "this single-choice question has {detail} right answers. Keep one, or make it a question "
        "with several choices.",
    ),
    "few_options": _both(
        "选项太少。请至少填写两个。",
        "there are too few options. Give at least two.",
    ),
    "many_options": _both(
        "选项超过 {hint} 个。请减少选项。",
        "there are more than {hint} options. Take some out.",
    ),
    "option_gap": _both(
        "选项为空，而后面还有选项。请依次填写，中间不留空。",
        "this option is empty, though others follow. Fill the options in without gaps.",
    ),
    "duplicate_option": _both(
        "选项「{detail}」重复。请改成不同的内容。",
        "the option “{detail}” stands there twice. Make the options differ.",
    ),
    "bad_points": _both(
        "分值「{detail}」无效。请填写 1 到 {hint} 的整数。",
        "“{detail}” can't be the points. Enter a whole number from 1 to {hint}.",
    ),
    "not_truefalse": _both(
        "判断题只有“对”“错”两个选项。请删去其他选项，或改为单选题。",
        "a true/false question has two options only. Delete the others, or make it a "
        "single-choice question.",
    ),
    "truefalse_order": _both(
        "判断题的选项 A 应为“对”，选项 B 应为“错”。请调换或清空这两格。",
        "option A of a true/false question is “true” and option B is “false”. Swap or clear them.",
    ),
    "too_many_questions": _both(
        "超过 {hint} 道题。请把题库拆成几个文件。",
        "there are more than {hint} questions. Split the bank into several files.",
    ),
    "essay": _unsupported("论述题", "an essay question"),
    "numerical": _unsupported("数值题", "a numerical question"),
    "short_answer": _unsupported("填空题", "a question with a short answer"),
    "matching": _unsupported("匹配题", "a matching question"),
    "cloze": _unsupported("有多处空的题", "a question with several gaps"),
    "no_answers": _both(
        "没有花括号 {{}} 中的答案。请补上答案；题目之间用空行隔开。",
        "there are no answers in braces {{}}. Add them, and leave a blank line between questions.",
    ),
    "unclosed": _both(
        "花括号不成对。请补全；文字中的花括号写成 \\{{ 和 \\}}。",
        "the braces don't match. Close them, and write those of a text as \\{{ and \\}}.",
    ),
    "stray_text": _both(
        "「{detail}」既不是选项，也不是答案行。请并入题目或选项，或删去。",
        "“{detail}” is neither an option nor an answer line. Join it to the question or to an "
        "option, or delete it.",
    ),
    "stray_answer": _both(
        "花括号中「{detail}」之前缺少 = 或 ~。请标明它是正确 (=) 还是错误 (~) 选项。",
        "in the braces, = or ~ is missing before “{detail}”. Mark it as right (=) or wrong (~).",
    ),
    "partial": _both(
        "单选题不支持部分得分（{detail}%）。请删去权重，或把全部选项改为 ~ 成为多选题。",
        "a single-choice question can't give part of its points ({detail}%). Take the weight out, "
        "or begin every option with ~ for several choices.",
    ),
    "picture": _both(
        "含有图片，无法在聊天中显示。请改为文字。",
        "this holds a picture, which a chat can't show. Put it in words.",
    ),
    "no_answer_line": _both(
        "这道题没有“ANSWER: A”这样的答案行。请在选项后补上。",
        "this question has no line such as “ANSWER: A”. Add it after the options.",
    ),
    "option_order": _both(
        "此处应为选项 {hint}，却是 {detail}。请按 A、B、C 的顺序列出选项。",
        "option {hint} belongs here, not {detail}. List the options in the order A, B, C.",
    ),
}

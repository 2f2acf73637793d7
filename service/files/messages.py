"""The texts about rejected files, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from service.core.people import Language
from service.questions.grammar.messages import QUESTION_MESSAGES, QuestionCode, both

FileCode = Literal[
    # the file
    "unopened", "too_large", "empty", "unknown_format", "not_xlsx", "old_excel", "old_document",
    "encrypted",
    "bomb", "damaged", "encoding", "quotes", "too_many_rows", "too_many_columns",
    # cells and headers
    "formula", "merged", "date", "number_format", "error_value", "control", "unknown_header",
    "left_column", "left_sheet", "missing_header", "duplicate_header", "no_header",
    # the roster
    "unknown_role", "unknown_status", "unknown_language", "unknown_timezone", "bad_branch",
    "duplicate_person",
]  # fmt: skip
Code = FileCode | QuestionCode
"""Every reason for rejecting a file."""

HEADING: Mapping[Language, str] = {
    "zh-CN": "未读入 {name}：共 {count} 处错误，请改正后重新导入。",
    "en": "{name} was not imported: {count} error(s). Please correct and import it again.",
}

MORE: Mapping[Language, str] = {"zh-CN": "另有 {count} 处。", "en": "And {count} more."}

COLUMNS: Mapping[str, Mapping[Language, str]] = {
    "name": both("姓名", "name"),
    "branch": both("支部", "branch"),
    "group": both("小组", "group"),
    "role": both("角色", "role"),
    "standing": both("身份", "standing"),
    "language": both("语言", "language"),
    "timezone": both("时区", "time zone"),
    "contact": both("联系方式", "contact"),
    "kind": both("题型", "kind"),
    "prompt": both("题目", "question"),
    "options": both("选项", "options"),
    "answer": both("答案", "answer"),
    "points": both("分值", "points"),
    "explanation": both("解析", "explanation"),
    "tolerance": both("误差", "tolerance"),
    "credit": both("计分方式", "credit"),
    "tags": both("标签", "tags"),
    "difficulty": both("难度", "difficulty"),
    "id": both("题号", "id"),
    **{
        f"feedback_{letter.lower()}": both(f"反馈{letter}", f"feedback {letter}")
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    },
    **{
        f"option_{letter.lower()}": both(f"选项{letter}", f"option {letter}")
        for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    },
}
"""The names of columns, by their keys."""

_FILE_MESSAGES: dict[FileCode, Mapping[Language, str]] = {
    "unopened": both(
        "文件无法打开（{detail}）。请检查路径和读取权限。",
        "the file can't be opened ({detail}). Check the path and the right to read it.",
    ),
    "too_large": both(
        "文件超过 {hint} MB。请拆分文件，或删去图片等无关内容。",
        "the file is larger than {hint} MB. Split it, or take out pictures and the like.",
    ),
    "empty": both(
        "没有可读入的内容。请至少填写一行（首行为表头的，从第二行起填写）。",
        "there is nothing to import. Fill in at least one row (below the header, if there is one).",
    ),
    "unknown_format": both(
        "不支持这种文件。请使用 {hint}。",
        "this kind of file is not supported. Use {hint}.",
    ),
    "not_xlsx": both(
        "不是 xlsx 表格。请在 Excel 或 WPS 中另存为“Excel 工作簿 (*.xlsx)”，或另存为 CSV。",
        "this is not an xlsx workbook. Save it as “Excel Workbook (*.xlsx)” or as CSV.",
    ),
    "old_excel": both(
        "是旧格式的表格（xls、et），或设有密码。请取消密码，并另存为“Excel 工作簿 (*.xlsx)”。",
        "this is a workbook of an older format (xls, et), or it has a password. Remove the "
        "password and save it as “Excel Workbook (*.xlsx)”.",
    ),
    "old_document": both(
        "是旧格式的文字文档（{detail}）。请在 Word 或 WPS 中另存为“Word 文档 (*.docx)”。",
        "this is a document of an older format ({detail}). Save it as “Word document (*.docx)”.",
    ),
    "encrypted": both(
        "文件设有密码。请取消密码后重新保存。",
        "the file has a password. Remove it and save the file again.",
    ),
    "bomb": both(
        "解压后的内容过大，已拒绝读取。请把需要的行复制到一个新的表格中。",
        "its content is too large once unpacked, and was not read. Copy the rows that matter into "
        "a new workbook.",
    ),
    "damaged": both(
        "文件已损坏，无法读取。请在表格软件中打开并重新保存。",
        "the file is damaged and can't be read. Open it in a spreadsheet program and save it "
        "again.",
    ),
    "encoding": both(
        "文字编码无法识别。请另存为 UTF-8（Excel 中选“CSV UTF-8”）。",
        "its text encoding is not known. Save it as UTF-8 (in Excel: “CSV UTF-8”).",
    ),
    "quotes": both(
        "引号不成对。请补全引号；文字中的引号写成两个。",
        "the quotes don't match. Close them, and double those that are part of a text.",
    ),
    "too_many_rows": both(
        "超过 {hint} 行。请把文件拆成几个。",
        "there are more than {hint} rows. Split the file.",
    ),
    "too_many_columns": both(
        "超过 {hint} 列。请删去多余的列。",
        "there are more than {hint} columns. Delete those that are not needed.",
    ),
    "formula": both(
        "含有公式。请复制该单元格，再“选择性粘贴”为数值。",
        "this is a formula. Copy the cell and paste it as a value.",
    ),
    "merged": both(
        "单元格 {detail} 已合并。请取消合并，并在每一行填写内容。",
        "the cells {detail} are merged. Unmerge them and fill in every row.",
    ),
    "date": both(
        "被存成了日期。请把该单元格的格式设为“文本”，再重新填写。",
        "this was stored as a date. Format the cell as text and enter it again.",
    ),
    "number_format": both(
        "按格式显示的内容无法照样读入。请把该单元格的格式设为“文本”，再重新填写。",
        "what its number format shows can't be read. Format the cell as text and enter it again.",
    ),
    "error_value": both(
        "是错误值 {detail}。请填写实际内容。",
        "this is the error value {detail}. Enter what is meant.",
    ),
    "control": both(
        "含有看不见的控制字符。请删去内容，重新手工输入。",
        "this holds invisible control characters. Clear it and type it again.",
    ),
    "unknown_header": both(
        "不认识表头「{detail}」。请改为：{hint}；或删去这一列。",
        "the header “{detail}” is not known. Use one of: {hint}; or delete the column.",
    ),
    "left_column": both(
        "「{detail}」一列未读入。如需读入，请把表头改为：{hint}。",
        "the column “{detail}” is left out. To read it, call it one of: {hint}.",
    ),
    "left_sheet": both(
        "未读入：没有「{hint}」这样的表头。如需读入，请补上表头。",
        "this sheet is left out: it has no header such as {hint}. To read it, add the header.",
    ),
    "missing_header": both(
        "缺少这一列。请在表头中加上它。",
        "this column is missing. Add it to the header.",
    ),
    "duplicate_header": both(
        "表头「{detail}」重复出现。请只保留一列。",
        "the header “{detail}” stands there twice. Keep one of the columns.",
    ),
    "no_header": both(
        "这一列有内容，但没有表头。请补上表头，或清空这一列。",
        "this column has content but no header. Add a header, or clear the column.",
    ),
    "unknown_role": both(
        "不认识角色「{detail}」。可用：{hint}。",
        "the role “{detail}” is not known. Use one of: {hint}.",
    ),
    "unknown_status": both(
        "不认识状态「{detail}」。在册的人请写“在册”（或不写），离开的人请写“转出”或“离开”。",
        "the status “{detail}” is not known. Write “active” (or nothing), or “left” for "
        "who has left.",
    ),
    "unknown_language": both(
        "不支持语言「{detail}」。可用：{hint}。",
        "the language “{detail}” is not supported. Use one of: {hint}.",
    ),
    "unknown_timezone": both(
        "不认识时区「{detail}」。请使用 {hint} 这样的名称。",
        "the time zone “{detail}” is not known. Use a name such as {hint}.",
    ),
    "bad_branch": both(
        "支部路径「{detail}」有误。请写成“党委/第一支部”，每级都有名称，最多 {hint} 级。",
        "the path “{detail}” can't be used. Write “Committee/Branch one”, with a name at each "
        "level and at most {hint} levels.",
    ),
    "duplicate_person": both(
        "「{detail}」与第 {hint} 行重复。请删去其中一行；若是两个人，请分别填写不同的联系方式。",
        "“{detail}” also stands in row {hint}. Delete one of the rows; if they are two people, "
        "give each a contact of their own.",
    ),
}

MESSAGES: Mapping[Code, Mapping[Language, str]] = _FILE_MESSAGES | QUESTION_MESSAGES

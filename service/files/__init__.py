"""The file formats people already use: xlsx, csv, GIFT, Aiken, docx, Markdown, ICS."""

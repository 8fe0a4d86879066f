"""Intake: sources -> files -> records, articles as they came and rejects.

What is read, from outside in:

    sources           files, folders, globs and URLs; `lakehouse`, which of a table's files are current
    streams, packed   what archives and compressed files hold
    formats           what a file is, by its first bytes
    readers           rows, documents and problems (`items`) of each format
    decode            bytes -> text, with evidence
    fields            which field is what; `values`, `nested` ones and `dates` in them
    markup, pages     the article out of a whole page
    rows              rows and documents -> records and rejects
    read, records     all of it together, and what comes of it
"""

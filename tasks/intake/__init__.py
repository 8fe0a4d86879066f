"""Intake: sources -> files -> records, articles as they came and rejects.

What is read, from outside in:

    sources           files, `folders`, globs and URLs; `lakehouse`, which of a table's files are current
    sidecars, asides  which files beside a dump's own are passed over
    streams, packed   what archives and compressed files hold
    formats           what a file is, by its first bytes; `binaries`, what it is that is no text
    readers           rows, documents and problems (`items`) of each format
    decode            bytes -> text, with evidence
    fields            which field is what; `values`, `nested` ones and `dates` in them; `later`, fields that the first rows do not show
    markup, pages     the article out of a whole page
    rows              rows and documents -> records and rejects
    read, records     all of it together, and what comes of it
"""

"""SQLite: which table, its values, and damaged files."""

import sqlite3

import pytest

from tasks.intake.items import FileDecoder, Item
from tasks.intake.readers.database import read_database
from tests.runs import rows, run_phases


@pytest.fixture
def database(tmp_path):
    """A database made of statements."""

    def make(*statements):
        path = tmp_path / "news.db"
        connection = sqlite3.connect(path)
        for statement in statements:
            connection.execute(*statement) if isinstance(statement, tuple) else connection.execute(statement)
        connection.commit()
        connection.close()
        return path

    return make


ARTICLES = 'create table "the ""articles""" (id integer primary key, title, body, score real)'
FERRY = ('insert into "the ""articles""" values (7, ?, ?, 1.5)', ("Ferry", "The ferry left the quay. Its crew didnt."))
TEXT = "The ferry called at the Café “Quay”, where the naïve captain’s crew had been waiting since noon."
COMMENTS = ("create table comments (body)", *["insert into comments values ('So it did.')"] * 3)


def read(path, settings=()):
    return list(read_database(path, dict(settings), FileDecoder(b"", None)))


def test_the_table_that_holds_the_most_text(database):
    path = database(*COMMENTS, ARTICLES, FERRY, "create table empty (text)", "create view v as select * from comments")
    assert [one.fields for one in read(path)] == [
        {"id": 7, "title": "Ferry", "body": "The ferry left the quay. Its crew didnt.", "score": 1.5}
    ]


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        (
            [*COMMENTS, "create virtual table found using fts5(body, content=comments)", "insert into found(found) values ('rebuild')"],
            [{"body": "So it did."}] * 3,
        ),
        (
            ["create virtual table news using fts5(title, body)", "insert into news values ('Ferry', 'It left.')"],
            [{"id": 1, "title": "Ferry", "body": "It left."}],
        ),
        (
            ["create virtual table news using fts4(title, body)", "insert into news values ('Ferry', 'It left.')"],
            [{"docid": 1, "title": "Ferry", "body": "It left."}],
        ),
        (["create table a_content (id, c0text)", "insert into a_content values (1, 'It left.')"], [{"id": 1, "c0text": "It left."}]),
    ],
    ids=["of another table", "FTS5", "FTS4", "none"],
)  # fmt: skip
def test_full_text_indexes(database, statements, expected):
    assert [one.fields for one in read(database(*statements))] == expected


def test_rows_that_wait_in_the_journal_are_told_of(tmp_path):
    writer = sqlite3.connect(tmp_path / "news.db")
    writer.execute("pragma journal_mode = wal")
    writer.execute("create table a (text)")
    writer.commit()
    assert [one.reason for one in read(tmp_path / "news.db")] == ["unreadable"]
    writer.close()
    assert read(tmp_path / "news.db") == []


def test_fields_that_are_set_choose_the_table(database):
    path = database("create table notes (remark)", "insert into notes values ('It did.')", ARTICLES, FERRY)
    assert [one.fields for one in read(path, {"text": "remark"})] == [{"remark": "It did."}]


def test_texts_in_other_encodings_and_blobs(database):
    path = database(
        "create table a (text, title)",
        ("insert into a values (cast(? as text), ?)", (TEXT.encode("cp1252"), "Café".encode())),
    )
    found = read(path)
    assert [(one.fields, one.encoding) for one in found] == [({"text": TEXT, "title": "Café"}, "windows-1252")]


def test_a_table_without_text_is_read_and_told(database, tmp_path):
    path = database("create table a (x)", "insert into a values (1)", "insert into a values (2)")
    run_phases([str(path)], tmp_path / "out")
    assert [row["reason"] for row in rows(tmp_path / "out", "rejects")] == ["no_text", "no_text"]


def test_a_database_is_not_written_to(database, tmp_path):
    path = database(ARTICLES, FERRY)
    before = path.read_bytes()
    run_phases([str(path)], tmp_path / "out")
    (article,) = rows(tmp_path / "out", "articles")
    assert (article["text"], article["source_id"]) == ("The ferry left the quay. Its crew didn't.", "7")
    assert path.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["news.db", "out"]


@pytest.mark.parametrize("cut", [0, 15, 100, 5000, -3000])
def test_damaged(database, cut):
    insert = 'insert into "the ""articles""" (title, body) values (?, ?)'
    path = database(ARTICLES, *[(insert, ("Ferry", "It left. " * 200))] * 20)
    data = path.read_bytes()
    path.write_bytes(data[:cut] if cut else b"SQLite format 3\0" + bytes(range(256)) * 20)
    *_, last = read(path)
    assert not isinstance(last, Item) and last.reason == "malformed"


def test_inside_an_archive(database, tmp_path):
    import zipfile

    path = database(ARTICLES, FERRY)
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        archive.write(path, "news.db")
    run_phases([str(tmp_path / "news.zip")], tmp_path / "out")
    (article,) = rows(tmp_path / "out", "articles")
    assert article["source_file"].endswith("news.zip/news.db")

"""SQL dumps: of three databases, in blocks of any size, and broken ones."""

from __future__ import annotations

import io
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.intake.formats import sniff
from tasks.intake.items import FileDecoder, Item, Problem
from tasks.intake.readers import sqldump
from tests.bounds import bounded

STORY = "The ferry sank off the quay on Monday; it's the third this year.\nINSERT INTO the log, (said) the master, \\ and left."
MYSQL = f"""-- MySQL dump 10.13  Distrib 8.0
/*!40101 SET NAMES utf8mb4 */;
DROP TABLE IF EXISTS `wp_posts`;
CREATE TABLE `wp_posts` (
  `ID` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `post_date` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `post_content` longtext NOT NULL,
  `price` decimal(10,2) DEFAULT NULL,
  PRIMARY KEY (`ID`),
  KEY `type_status_date` (`post_date`,`ID`)
) ENGINE=InnoDB;
LOCK TABLES `wp_posts` WRITE;
INSERT INTO `wp_posts` VALUES (1,'2024-05-03 10:00:00','{STORY.replace(chr(92), chr(92) * 2).replace("'", chr(92) + "'").replace(chr(10), chr(92) + "n")}',NULL),(2,'2024-05-04',_utf8mb4'Caf''é',1.5),
(3,'2024-05-05',0x41,-2);
UNLOCK TABLES;
INSERT INTO `wp_options` (`name`, `value`) VALUES ('a','b');
"""
POSTGRES = f"""--
-- PostgreSQL database dump
--
SET statement_timeout = 0;
CREATE TABLE public.articles (
    id integer NOT NULL,
    body text DEFAULT 'a, b'::text,
    price numeric(10,2)
);
COPY public.articles (id, body, price) FROM stdin;
1\t{STORY.replace(chr(92), chr(92) * 2).replace(chr(10), chr(92) + "n")}\t\\N
2\tCaf'é\t1.5
3\tA\t-2
\\.
COPY public.users (id) FROM stdin;
\\.
"""


def of_sqlite() -> str:
    database = sqlite3.connect(":memory:")
    database.execute("create table news (id integer primary key, body text, price real)")
    database.executemany("insert into news values (?, ?, ?)", [(1, STORY, None), (2, "Caf'é", 1.5), (3, "A", -2)])
    return "\n".join(database.iterdump())


SHELL = f"""PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE news (id INTEGER PRIMARY KEY, body TEXT, price REAL);
INSERT INTO news VALUES(1,replace('{STORY.replace("'", "''").replace(chr(10), chr(92) + "n")}','\\n',char(10)),NULL);
INSERT INTO news VALUES(2,unistr('Caf''\\u00e9'),1.5);
INSERT INTO news VALUES(3,'A',-2.0);
COMMIT;
"""
DUMPS = {"MySQL": MYSQL, "PostgreSQL": POSTGRES, "SQLite": of_sqlite(), "SQLite's shell": SHELL}


def read(data: str, longest: int = 1 << 20) -> list[Item | Problem]:
    head = data.encode()
    return list(sqldump.read_dump(io.BufferedReader(io.BytesIO(head)), longest, {}, FileDecoder(head, None)))


def texts(found: list[Item | Problem]) -> list[object]:
    return [next(v for k, v in one.fields.items() if k in ("post_content", "body")) if isinstance(one, Item) and one.fields else one.reason for one in found]  # fmt: skip


@pytest.mark.parametrize("kind", DUMPS)
@pytest.mark.parametrize("block", [1, 7, 1 << 20])
def test_dumps(kind: str, block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqldump, "_BLOCK", block)
    monkeypatch.setattr(sqldump, "_HEAD", 400)
    assert sniff("a.sql", DUMPS[kind].encode()) == "sql"
    assert texts(read(DUMPS[kind])) == [STORY, "Caf'é", "A"]


def test_names_and_values() -> None:
    first, second, _ = read(MYSQL)
    assert isinstance(first, Item) and isinstance(second, Item)
    assert first.fields == {"ID": 1, "post_date": "2024-05-03 10:00:00", "post_content": STORY, "price": None}
    assert second.fields is not None and second.fields["price"] == "1.5"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (MYSQL[: MYSQL.index("é")], [STORY, "malformed"]),
        (MYSQL.replace(",1.5)", ",1.5"), [STORY, "malformed"]),
        ("CREATE TABLE `a` (`b` int);\nINSERT INTO `a` VALUES (1,'x", ["malformed"]),
        ("CREATE TABLE a (b int);\n", ["no_text"]),
    ],
)
def test_broken(data: str, expected: list[str]) -> None:
    assert texts(read(data)) == expected


def test_a_row_longer_than_a_record_may_be() -> None:
    data = f"INSERT INTO `a` (`body`) VALUES ('{'x' * (3 << 20)}'),('b');\nINSERT INTO `a` (`body`) VALUES ('The quay.');\n"
    assert texts(read(data, longest=1 << 20)) == ["The quay.", "malformed"]


@pytest.mark.parametrize(
    "text",
    [
        "Create a table, insert into it, said the master.",
        "SET sail! The ferry left.",
        "INSERT coin",
        "Start your day with us.\nCopy this line, said the master.\nCreate table tops.",
        STORY,
    ],
)
def test_articles_are_none(text: str) -> None:
    assert sniff("a.txt", text.encode()) == "text"


@given(
    st.lists(
        st.tuples(st.text(max_size=20), st.one_of(st.none(), st.integers(-9, 9), st.text(max_size=9))),
        min_size=1,
        max_size=5,
    )
)
def test_what_sqlite_writes_is_read(some: list[tuple[str, object]]) -> None:
    some = [
        (text.replace("\0", ""), other.replace("\0", "") if isinstance(other, str) else other) for text, other in some
    ]
    some = [
        row for row in some if not any(isinstance(v, str) and any(0xD800 <= ord(c) < 0xE000 for c in v) for v in row)
    ]
    database = sqlite3.connect(":memory:")
    database.execute("create table a (body text, other)")
    database.executemany("insert into a values (?, ?)", some)
    found = [one.fields for one in read("\n".join(database.iterdump())) if isinstance(one, Item)]
    assert [(row["body"], row["other"]) for row in found if row] == some


LONG, SHORT = "The ferry sank on Monday off the quay and nobody was hurt.", "The tram stopped."


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            "CREATE TABLE old.a (\n id int,\n title text\n);\nCREATE TABLE new.a (\n id int,\n body text,\n title text\n);\n"
            f"COPY old.a (id, title) FROM stdin;\n1\tTram\n\\.\nCOPY new.a (id, body, title) FROM stdin;\n2\t{LONG}\tFerry\n\\.\n",
            [("2", "Ferry", LONG)],
        ),
        (
            f"INSERT INTO a (id,title,body) VALUES (1,'Ferry','{LONG}');\nINSERT INTO a (body,id,Title) VALUES ('{SHORT}',2,'Tram');\n",
            [(1, "Ferry", LONG), (2, "Tram", SHORT)],
        ),
        (
            f"INSERT INTO a (id,title) VALUES (1,'Ferry');\nINSERT INTO a (id,title,body) VALUES (2,'Tram','{SHORT}');\n",
            [(1, "Ferry", None), (2, "Tram", SHORT)],
        ),
        (
            f"CREATE TABLE q.a (id int, title text, body text);\nINSERT INTO a VALUES (1,'Ferry','{LONG}');\nINSERT INTO A VALUES (2,'Tram','{SHORT}');\n",
            [(1, "Ferry", LONG), (2, "Tram", SHORT)],
        ),
        (
            f"CREATE TABLE `A` (id int, title text);\nCREATE TABLE `a` (id int, body text, title text);\nINSERT INTO `A` VALUES (1,'Tram');\nINSERT INTO `a` VALUES (2,'{LONG}','Ferry');\n",
            [(2, "Ferry", LONG)],
        ),
    ],
    ids=["schemas", "columns in another order", "more columns later", "without a schema", "names in another case"],
)
def test_tables_and_columns_are_told_by_their_names(data: str, expected: list[tuple[object, ...]]) -> None:
    found = [one.fields for one in read(data) if isinstance(one, Item) and one.fields]
    assert [tuple(row.get(name) for name in ("id", "title", "body")) for row in found] == expected


def test_values_behind_the_columns_that_are_known_are_kept() -> None:
    found = read(f"INSERT INTO a VALUES (1,'Tram');\nINSERT INTO a VALUES (2,'Ferry','{LONG}');\n")
    assert [tuple(one.fields.values()) for one in found if isinstance(one, Item) and one.fields] == [
        (1, "Tram", None),
        (2, "Ferry", LONG),
    ]


def test_tables_of_one_name_and_the_same_columns_are_read_together() -> None:
    data = "".join(
        f"CREATE TABLE {name}.a (id int, body text);\nINSERT INTO {name}.a VALUES (1,'{name} {SHORT}');\n"
        for name in ("news", "blog", "archive")
    )
    data += (
        f"CREATE TABLE old.b (body text);\nINSERT INTO old.b VALUES ('{SHORT}');\nINSERT INTO a VALUES (2,'{LONG}');\n"
    )
    assert texts(read(data)) == [*(f"{name} {SHORT}" for name in ("news", "blog", "archive")), LONG]


def test_values_of_more_columns_than_there_may_be_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqldump, "_MOST_COLUMNS", 2)
    data = f"INSERT INTO a (id,body) VALUES (1,'{LONG}');\nINSERT INTO a (x) VALUES (2);\nINSERT INTO a (x,body) VALUES (3,'{SHORT}');\n"
    assert texts(read(data)) == [LONG, None, SHORT]


def test_many_tables_take_no_longer() -> None:
    with bounded(seconds=2):
        assert read("".join(f"INSERT INTO t{n} VALUES ({n},'x');\n" for n in range(4000)))


def test_tables_of_sqlite_itself_are_no_others() -> None:
    data = f"CREATE TABLE a(id INTEGER PRIMARY KEY AUTOINCREMENT, title, body);\nINSERT INTO a VALUES(1,'Ferry','{LONG}');\nDELETE FROM sqlite_sequence;\nINSERT INTO sqlite_sequence VALUES('a',1);\n"
    assert [one.fields["title"] for one in read(data) if isinstance(one, Item) and one.fields] == ["Ferry"]

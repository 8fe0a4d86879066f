"""SOURCE arguments -> files."""

import os

import pytest
import xxhash

from tasks.errors import NoFiles, UsageError
from tasks.intake.sources import expand, fingerprint, open_file


@pytest.fixture
def tree(tmp_path, monkeypatch):
    for name in (
        "b.txt",
        "a.txt",
        "sub/c.txt",
        ".hidden",
        "_meta/x.txt",
        ".git/x.txt",
        "out/articles/p.txt",
        "[odd].txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    os.symlink("nowhere", tmp_path / "broken.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*sources, **more):
    return [file.name for file in expand(sources, **more)]


def test_a_folder_without_what_is_hidden_or_no_file(tree):
    # A link to nothing is a file that cannot be read: a reject, not silence.
    assert names(".") == ["[odd].txt", "a.txt", "b.txt", "broken.txt", "out/articles/p.txt", "sub/c.txt"]
    assert names(".", exclude="out") == ["[odd].txt", "a.txt", "b.txt", "broken.txt", "sub/c.txt"]


def test_linked_folders_are_read_once_and_without_loops(tree, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "deep").mkdir()
    (elsewhere / "deep" / "d.txt").write_text("d")
    for link, target in {
        "linked": elsewhere,
        "linked_again": elsewhere / "deep",
        "sub/up": tree,
        "same": tree / "sub",
        "zz": elsewhere.parent,
    }.items():
        os.symlink(target, tree / link)
    os.symlink("..", elsewhere / "deep" / "loop")
    assert [name for name in names(".") if name[0] not in "[ab"] == [
        "linked/deep/d.txt",
        "out/articles/p.txt",
        "sub/c.txt",
    ]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("g/**/*.txt", ["g/a.txt", "g/day1/b.txt", "g/far/c.txt"]),
        ("g/**/*", ["g/a.txt", "g/day1/b.txt", "g/far/c.txt"]),
        ("g/**", ["g/a.txt", "g/day1/b.txt", "g/far/c.txt"]),
        ("g/**/", ["g/a.txt", "g/day1/b.txt", "g/far/c.txt"]),
        ("g/**/day?", ["g/day1/b.txt"]),
        ("g/**/day1/**/*.txt", ["g/day1/b.txt"]),
        ("g/[dfls]*/**/*.txt", ["g/day1/b.txt", "g/far/c.txt"]),
        ("g/lat*/**/*.txt", ["g/latest/b.txt"]),
        ("**/[bc].txt", ["b.txt", "g/day1/b.txt", "g/far/c.txt", "sub/c.txt"]),
        ("**/_meta/*.txt", ["_meta/x.txt"]),  # hidden, but named
        ("**/.hid*", [".hidden"]),
    ],
)
def test_two_stars_go_through_folders_as_a_walk_does(tree, tmp_path_factory, pattern, found):
    far = tmp_path_factory.mktemp("far")
    (far / "c.txt").write_text("c")
    for name in ("a.txt", "day1/b.txt", "_old/d.txt", ".git/e.txt"):
        (tree / "g" / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / "g" / name).write_text(name)
    for link, target in {"g/latest": "day1", "g/same": ".", "g/day1/up": "..", "g/far": far}.items():
        os.symlink(target, tree / link)
    assert names(pattern) == found


def test_keys_are_paths_below_the_source(tree):
    assert [file.key for file in expand([str(tree / "sub"), str(tree / "a.txt")])] == ["a.txt", "c.txt"]


def test_globs_files_and_both_each_once(tree):
    assert names("[ab].txt", "a.txt") == ["a.txt", "b.txt"]
    assert names("[odd].txt") == ["[odd].txt"]
    assert names("s*/*.txt") == ["sub/c.txt"]


def test_one_file_written_in_many_ways_is_read_once(tree):
    ways = ["a.txt", "./a.txt", "sub/../a.txt", "sub//..//a.txt", str(tree / "a.txt"), f"{tree}/sub/../a.txt", "."]
    told = {tuple(name for name in names(*order) if name.endswith("a.txt")) for order in (ways, ways[::-1])}
    assert [len(one) for one in told] == [1]  # the same name, whatever the order
    os.symlink(tree / "sub", tree / "link")
    (tree / "x.txt").write_text("other than sub's")
    (tree / "sub" / "x.txt").write_text("x")
    assert names("link/../x.txt", "link/x.txt") == ["link/../x.txt", "link/x.txt"]


@pytest.mark.parametrize(
    "source", ["gone.txt", "gone/*.txt", "_meta/.none", "pipe.txt", "broken.txt", "unheardof://x/y"]
)
def test_what_names_no_file_is_a_usage_error(tree, source):
    with pytest.raises(UsageError, match=source.split("*", maxsplit=1)[0].replace(".", r"\.")):
        expand([source])


@pytest.mark.parametrize("begun", [True, False])
@pytest.mark.parametrize(
    ("pattern", "missing"),
    [("gone/*.txt", "gone"), ("sub/gone/**/[ab]/*.txt", "sub/gone"), ("a.txt/*.txt", "a.txt"), ("/gone/*", "/gone")],
)
def test_a_glob_in_a_folder_that_is_not_there_is_no_empty_inbox(tree, begun, pattern, missing):
    with pytest.raises(UsageError, match=rf"no such folder: {missing}; ") as raised:
        expand([pattern], begun=begun)
    assert not isinstance(raised.value, NoFiles)
    assert expand(["sub/*.csv", "*/*.csv", "*.csv"], begun=True) == []


def test_no_source_is_a_usage_error():
    with pytest.raises(UsageError, match="name a file, folder, glob or URL"):
        expand([])


ASIDES = {
    "SHA256SUMS": "9f86d081884c7d65 *dump.jsonl\n", "checksums.txt": "9f86d081884c7d65  dump.jsonl\n", "dump.jsonl.md5": "9f86d081  dump.jsonl\n",
    "fetch.py": "import json\n\nprint(json.dumps({}))\n", "site.css": "body { color: black; }\n", "app.js": '{ "use strict"; }\nwindow.a = 1;\n', "Makefile": "all:\n\tfetch\n",
    "run.log": "2024-05-03 fetched 10 pages\n", "run.log.1": "2024-05-02 fetched 9 pages\n", "settings.yaml": "site: quay.example\n", "list.yml": "- title: Ferry\n",
    "site.toml": "[[sites]]\nname = 'quay'\n", "scrapy.ini": "[settings]\n", "feed.php": "<?php\necho 'The ferry left.';\n", "side.php": "<div><?php side(); ?></div>", "main.rs": "fn main() {}\n", "Thumbs.db": "\xd0\xcf", "desktop.ini": "[.ShellClassInfo]\n", "empty.log": "",
}  # fmt: skip
ARTICLES = {
    "README": "The ferry left.", "notes": "The ferry left.", "a.txt": "The ferry left.", "a.md": "# Ferry\n\nIt left.", "a.text": "It left.", "a.unheardof": "It left.",
    "python.txt": "import json\n", "out.log": '{"text": "The ferry left."}\n{"text": "It came."}\n', "data.js": '[{"text": "The ferry left."}]', "x.lock": "title\ttext\nFerry\tIt left.\n",
    "ferry.php": "<!DOCTYPE html>\n<html><body><p>The ferry left.</p></body></html>", "vesti.rs": "<html><body><p>The ferry left.</p></body></html>", "part.php": "<div><p>The ferry left.</p></div>",
    "a.asp": "<html><body><p>The ferry left.</p></body></html>", "a.jsp": "<html><body><p>The ferry left.</p></body></html>", "a.cgi": "<html><body><p>The ferry left.</p></body></html>",
}  # fmt: skip


@pytest.mark.parametrize("source", ["d", "d/*", "d/**", "d/**/*", "d/?*"])
def test_programs_settings_and_checksums_in_a_folder_are_passed_over(tmp_path, monkeypatch, source):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d").mkdir()
    for name, text in (ASIDES | ARTICLES).items():
        (tmp_path / "d" / name).write_text(text, "utf-8")
    assert names(source) == sorted(f"d/{name}" for name in ARTICLES)
    assert names("d/*.log", "d/Makefile", "d/**/*.py") == [
        "d/Makefile",
        "d/empty.log",
        "d/fetch.py",
        "d/out.log",
        "d/run.log",
    ]


def test_a_file_that_cannot_be_opened_is_not_passed_over(tmp_path, monkeypatch):
    (tmp_path / "run.log").write_text("fetched")
    monkeypatch.setattr("builtins.open", lambda *_, **__: (_ for _ in ()).throw(PermissionError(13, "denied")))
    assert [file.key for file in expand([str(tmp_path)])] == ["run.log"]


def test_programs_and_checksums_behind_a_url_are_passed_over():
    import fsspec

    fs = fsspec.filesystem("memory")
    for name, text in (ASIDES | ARTICLES).items():
        fs.pipe_file(f"/asides/{name}", text.encode())
    found = sorted(f"memory:///asides/{name}" for name in ARTICLES)
    assert [file.name for file in expand(["memory://asides"])] == found
    assert [file.name for file in expand(["memory://asides/*"])] == found
    assert [file.key for file in expand(["memory://asides/run.log"])] == ["run.log"]
    fs.rm("/asides", recursive=True)


SAVED = {
    "dataset_dict.json": '{"splits": ["train"]}',
    "train/state.json": '{\n  "_data_files": [{"filename": "data-00000-of-00001.arrow"}],\n  "_fingerprint": "3f"\n}',
    "train/dataset_info.json": '{\n  "citation": "",\n  "description": "",\n  "features": {\n "text": {"dtype": "string"}}}',
    "train/data-00000-of-00001.arrow": "rows",
    "answer.csv": "title,text\n",
    "answer.csv.metadata": "\n\x05query",
    "news/state.json": '{"title": "Ferry", "text": "The ferry left."}',
    "news/dataset_info.json": '[{"title": "Ferry", "text": "The ferry left."}]',
}


def test_what_says_how_tables_are_to_be_read_is_passed_over(tmp_path):
    for name, text in SAVED.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    keys = sorted(file.key for file in expand([str(tmp_path)]))
    assert keys == ["answer.csv", "news/dataset_info.json", "news/state.json", "train/data-00000-of-00001.arrow"]
    named = str(tmp_path / "train" / "state.json")
    assert [file.name for file in expand([named])] == [named]


def test_an_empty_folder_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match="no files there"):
        expand([str(tmp_path)])


@pytest.mark.parametrize(
    ("count", "told"), [(1, "the only file there is passed over"), (2, "all 2 files there are passed over")]
)
@pytest.mark.parametrize("below", ["", "/*"])
def test_a_folder_of_programs_is_not_said_to_be_empty(tmp_path, count, told, below):
    for i in range(count):
        (tmp_path / f"{i}.py").write_text("import json\n")
    with pytest.raises(NoFiles, match=told):
        expand([f"{tmp_path}{below}"])


def test_a_folder_that_cannot_be_listed_is_not_passed_over(tree, monkeypatch):
    scan = os.scandir

    def refuse(path):  # whoever runs the tests may be allowed everything
        if os.fspath(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(UsageError, match="sub: cannot be listed"):
        names(".")


def test_urls(tree):
    path = (tree / "a.txt").as_posix()
    assert names(f"file://{path}") == [path]
    with open_file(f"file://{path}") as stream:
        assert stream.read() == b"a.txt"


@pytest.mark.parametrize("every", [1, 3, 4, 7, 100])
def test_fingerprint_counts_newlines_by_parts(tmp_path, every):
    data = b"a\n\nbc\nd\n\n\n" * 3
    (tmp_path / "a").write_bytes(data)
    file, newlines = fingerprint(expand([str(tmp_path / "a")])[0], every)
    assert (file.digest, file.size) == (xxhash.xxh3_128_hexdigest(data), len(data))
    assert newlines == [data[i : i + every].count(b"\n") for i in range(0, len(data), every)]

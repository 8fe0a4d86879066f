"""The library: compiled once, found again, done without."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from time import sleep

import pytest

from tasks.compiled import _compile, _compiler, _found, _library, is_compiled, once
from tests.runs import ROOT

ASK = "import tasks.compiled as c; from tasks.repair import clean_text; print(c.is_compiled(), clean_text('Weve gone.\\nLogin').text)"


def ask(before: str = "", **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", before + ASK], capture_output=True, text=True, timeout=60, check=False, cwd=ROOT,
        env={**os.environ, **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


# Stands for the compiler, which has made this library: it brings it where the compiler would have.
STAND_IN = """#!/bin/sh
[ "$1" = -pipe ] || exit 1
while [ "$1" != -o ]; do shift; done
cp '{library}' "$2"
"""


@pytest.mark.skipif(not is_compiled(), reason="there is no compiler")
def test_it_is_compiled_once_into_the_users_cache(tmp_path: Path) -> None:
    made = _library()
    assert made is not None
    compiler = tmp_path / "cc"
    compiler.touch(0o755)
    compiler.write_text(STAND_IN.format(library=made._name), "utf-8")
    named = {"XDG_CACHE_HOME": str(tmp_path), "CC": f"{compiler} -pipe"}  # one may be named with words of its own
    assert ask(**named) == "True We've gone."
    (library,) = (tmp_path / "copydesk").glob("*.so")
    changed = library.stat().st_mtime_ns
    assert ask(**named) == "True We've gone."
    assert library.stat().st_mtime_ns == changed


@pytest.mark.skipif(not is_compiled(), reason="there is no compiler")
def test_a_packaged_compiler_does_where_the_machine_has_none(tmp_path: Path) -> None:
    made = _library()
    assert made is not None
    package = tmp_path / "ziglang"
    package.mkdir()
    (package / "__main__.py").write_text(
        f"import shutil, sys; shutil.copy({made._name!r}, sys.argv[sys.argv.index('-o') + 1])", "utf-8"
    )
    (package / "__init__.py").touch()
    named = {"XDG_CACHE_HOME": str(tmp_path), "PATH": str(tmp_path), "PYTHONPATH": str(tmp_path), "CC": ""}
    assert ask(**named) == "True We've gone."


@pytest.mark.skipif(not is_compiled(), reason="there is no compiler")
def test_a_name_that_is_empty_names_no_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CC", "")
    assert _found.__wrapped__()[0] is not None


@pytest.mark.parametrize(
    ("environment", "why"),
    [
        ({"COPYDESK_COMPILED": "0"}, ""),
        ({"CC": "/no/compiler"}, "there is no C compiler (apt install gcc brings one, or pip install ziglang)"),
        ({"CC": " "}, "there is no C compiler (apt install gcc brings one, or pip install ziglang)"),
        ({"CC": '"gcc'}, "there is no C compiler (apt install gcc brings one, or pip install ziglang)"),
        ({"CC": "false"}, "false cannot compile them"),
        (
            {"XDG_CACHE_HOME": "/dev/null/x"},
            "Not a directory: '/dev/null/x/copydesk'; XDG_CACHE_HOME names another folder for them",
        ),
    ],
)
def test_why_it_is_not_there(environment: dict[str, str], why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    library, said = _found.__wrapped__()
    assert library is None
    assert said.endswith(why)
    assert bool(said) == bool(why)


def test_without_it_the_results_are_the_same() -> None:
    assert ask(COPYDESK_COMPILED="0") == "False We've gone."


@pytest.mark.skipif(os.environ.get("COPYDESK_COMPILED") == "0" or sys.platform == "win32", reason="it is not wanted")
def test_a_compiler_that_compiles_anything_compiles_it(tmp_path: Path) -> None:
    """Else a slip in the C would go unseen: all else does without it."""
    (tmp_path / "one.c").write_text('#include <string.h>\nint one(void) { return strlen("1"); }\n', "utf-8")
    try:
        _compile(_compiler(), [tmp_path / "one.c"], tmp_path / "one.so")
    except (OSError, subprocess.SubprocessError):
        pytest.skip("there is no compiler")
    assert is_compiled()


def test_nobody_has_a_home() -> None:
    """A user whom the machine does not know, without HOME. (In a process of its own: other caches lie there too.)"""
    homeless = "import os, pwd; pwd.getpwuid = {}.__getitem__; os.environ.pop('HOME'); os.environ.pop('XDG_CACHE_HOME', None)\n"
    tell = "import tasks.compiled as c; print(c.missing(), end='. ')\n"
    said = "; XDG_CACHE_HOME names another folder for them. False We've gone."
    assert ask(homeless + tell).endswith(said)


def test_on_windows_nothing_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", "win32")
        found = _found.__wrapped__()
    assert found == (None, "")


def test_threads_that_ask_at_once_get_one_table() -> None:
    together = Barrier(4)

    @once
    def table(number: int) -> list[int]:
        sleep(0.05)
        return [number]

    def ask_together(_: int) -> list[int]:
        together.wait()
        return table(7)

    with ThreadPoolExecutor(4) as pool:
        first, *others = pool.map(ask_together, range(4))
    assert all(other is first for other in others)

"""Rows out of the tables of an office: Excel's workbooks, old ones too, and OpenDocument's."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import orjson

from tasks.intake.items import Item, Problem
from tasks.intake.readers import sheets
from tasks.intake.readers.tables import Row, named


def read_workbook(path: Path) -> Iterator[Item | Problem]:
    """The rows that `sheets` finds, by the names of their columns."""
    with subprocess.Popen(
        [sys.executable, "-P", sheets.__file__, str(path)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as program:  # fmt: skip
        said: list[str] = []
        try:
            yield from named(_rows(program, said))
        except GeneratorExit:
            program.kill()
            raise
        if said or program.wait():
            why = ": ".join(["no workbook, a damaged one, or one with a password", *said])
            yield Problem(1, "malformed", why)


def _rows(program: subprocess.Popen[bytes], said: list[str]) -> Iterator[Row]:
    """`said` gains why there are no more."""
    for line in program.stdout or ():
        try:
            row = orjson.loads(line)
        except ValueError:  # it ended within the line
            return
        if isinstance(row, str):
            said.append(row)
        else:
            yield row, "", b""

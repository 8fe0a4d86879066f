"""Inner loops in C, compiled by the machine's own compiler when they are first needed; without one, numpy does the same.

What computes has a twin in numpy or Python, beside the code that calls it, with which it must agree bit for bit (integers and
tables; floating-point numbers are summed in an order that numpy can follow: one after the other, as `bincount` does, or half and
half). Tests compare the two. What only spares work (`text_spots`, `furniture_glance`), or hands texts to the rest (`utf8.py`), has
none: without it all is looked at. What is gained is told in README.md.

The library lies in the user's cache under the digest of its sources, its compiler and its processor, so that a new
version, or a home folder that several machines share, never meets another one's. `COPYDESK_COMPILED=0` does without it, and so
does Windows, where gcc lays vectors where their processor cannot read them (its bug 54412).
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import cache, wraps
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

from tasks.cache import cache_folder

Asked = ParamSpec("Asked")
Made = TypeVar("Made")

_HERE = Path(__file__).parent
_COMPILERS = ("cc", "gcc", "clang")
_PACKAGED = "ziglang"  # a compiler that pip can install, for machines whose users may not install any other
# No contraction of products and sums into one rounding, so that numbers are those of numpy: to gcc standard C says so, to clang not.
# Nor the mathematical library's error codes: a square root is an instruction then, and the library is not needed.
_FLAGS = ("-std=c11", "-O3", "-ffp-contract=off", "-fno-math-errno", "-fPIC")
_NATIVE = "-march=native"
_COMPILE_SECONDS = 120
_addressof: Callable[[Any], int] = ctypes.addressof
_from_buffer: Callable[[Any], Any] = (ctypes.c_char * 0).from_buffer
_KINDS = {"p": ctypes.c_void_p, "i": ctypes.c_int64, "u": ctypes.c_uint64}


@cache
def function(name: str, arguments: str, at_once: bool = False) -> Callable[..., int] | None:
    """A function of the library, or None where there is none. It returns a 64-bit integer.

    `arguments` has a letter an argument: p for an address (or bytes), i for an integer of 64 bits, u for one without sign. One
    that is done `at_once` keeps the interpreter's lock; so may call Python's own functions, and raises what they raise.
    """
    library = _library()
    if library is None:
        return None
    found = getattr(ctypes.PyDLL(library._name) if at_once else library, name)
    found.argtypes = [_KINDS[kind] for kind in arguments]
    found.restype = ctypes.c_int64
    call: Callable[..., int] = found
    return call


def once(make: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """`functools.cache` for tables that compiled code reads.

    Threads that ask for the first time together get the same table. `cache` alone gives each its own and forgets all but the last:
    the others' addresses would be those of memory that is free.
    """
    kept, lock = cache(make), Lock()

    @wraps(make)
    def one(*args: Asked.args, **kwargs: Asked.kwargs) -> Made:
        with lock:
            return kept(*args, **kwargs)  # type: ignore[arg-type,unused-ignore]

    return one


def address(array: NDArray[Any], kind: type[np.generic] | None = None) -> int:
    """Where the numbers of `array` lie, one behind the other. Raises ValueError where they do not, or are no `kind`."""
    if kind is not None and array.dtype != kind:
        raise ValueError(f"an array of {array.dtype} where {kind} is wanted")
    try:
        return _addressof(_from_buffer(array))  # three times as fast as asking the array
    except (TypeError, ValueError):  # not contiguous; or not to be written to
        if not array.flags.c_contiguous:
            raise ValueError(f"an array with strides {array.strides} where a contiguous one is wanted") from None
        place: int = array.__array_interface__["data"][0]
        return place


def addresses(arrays: Sequence[NDArray[Any]]) -> list[int]:
    """Where the numbers of each lie."""
    try:
        return [_addressof(_from_buffer(array)) for array in arrays]
    except (TypeError, ValueError):
        return [address(array) for array in arrays]


def is_compiled() -> bool:
    """Whether the library is there."""
    return _library() is not None


def missing() -> str:
    """Why it is not there, and what can be done; nothing where it is, where it was not wanted, and where nothing can be done."""
    return _found()[1]


def _library() -> ctypes.CDLL | None:
    return _found()[0]


@cache
def _found() -> tuple[ctypes.CDLL | None, str]:
    if os.environ.get("COPYDESK_COMPILED", "1") == "0" or sys.platform == "win32":
        return None, ""
    if not (compiler := _compiler()):
        return None, "there is no C compiler (apt install gcc brings one, or pip install ziglang)"
    sources = sorted(_HERE.glob("*.c"))
    what = [
        *(source.read_bytes() for source in [*sources, *sorted(_HERE.glob("*.h"))]),
        " ".join([*compiler, *_FLAGS, _NATIVE]).encode(),
        _processor(),
    ]
    try:
        path = cache_folder() / f"compiled-{hashlib.sha256(b'|'.join(what)).hexdigest()[:20]}.so"
        if not path.exists():
            _compile(compiler, sources, path)
        return ctypes.CDLL(str(path)), ""
    except subprocess.SubprocessError:  # one without a linker, or its headers
        return None, f"{compiler[0]} cannot compile them"
    except OSError as error:  # a home that cannot be written to, or from which nothing may be run
        return None, f"{str(error).rstrip('.')}; XDG_CACHE_HOME names another folder for them"


def _compiler() -> list[str]:
    """The command; it may have words of its own ("ccache gcc")."""
    named = os.environ.get("CC")
    commands = [_words(named)] if named else [[name] for name in _COMPILERS]
    if not named and find_spec(_PACKAGED):
        commands.append([sys.executable, "-m", _PACKAGED, "cc"])
    return next(([found, *more] for name, *more in filter(None, commands) if (found := shutil.which(name))), [])


def _words(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError:  # a quotation mark that is not closed
        return [command]


def _processor() -> bytes:
    try:
        lines = Path("/proc/cpuinfo").read_bytes().split(b"\n")
    except OSError:
        return platform.platform().encode()
    return b"\n".join(sorted({line for line in lines if line.startswith((b"model name", b"flags", b"Features"))}))


def _compile(compiler: list[str], sources: list[Path], path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor  # only here: every start would pay for it

    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as scratch:
        made = Path(scratch, path.name)

        def compiled(source: Path) -> str:
            target = Path(scratch, f"{source.stem}.o")
            for flags in ([_NATIVE], []):  # not every compiler knows its processor
                done = _run([*compiler, *_FLAGS, *flags, "-c", "-o", str(target), str(source)])
                if done.returncode == 0:
                    break
            done.check_returncode()
            return str(target)

        with ThreadPoolExecutor(os.cpu_count()) as pool:  # each file for itself, in half the time on two processors
            objects = [*pool.map(compiled, sources)]
        _run([*compiler, *_FLAGS, "-shared", "-o", str(made), *objects]).check_returncode()
        os.replace(made, path)  # whole or not at all: workers may be at it at the same time


def _run(command: list[str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, check=False, capture_output=True, timeout=_COMPILE_SECONDS)

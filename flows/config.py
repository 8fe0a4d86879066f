"""Files of settings, in TOML, YAML or JSON, read alike: no name is set twice, and a word is a word."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tasks.errors import UsageError


def read_config(config: str) -> Mapping[str, Any]:
    """What a file holds; its ending tells the kind. Raises UsageError."""
    path = Path(config)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{config}: cannot be read ({error.strerror})") from error
    try:
        suffix = path.suffix.lower()
        if suffix in (".yaml", ".yml"):
            values = _yaml(data)
            values = {} if values is None else values
        elif suffix == ".json":
            values = json.loads(data, object_pairs_hook=_once) if data.strip(b"\xef\xbb\xbf\r\n\t ") else {}
        else:
            values = tomllib.loads(data.decode("utf-8-sig"))
    except Exception as error:  # each of the three parsers has its own family of errors
        raise UsageError(f"{config}: {' '.join(str(error).split())}") from error
    if not isinstance(values, Mapping):
        raise UsageError(f"{config}: holds no settings; write key = value lines (TOML), or YAML or JSON")
    return values


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A group of JSON. Raises ValueError where a name is in it twice: the last would count, as nobody would notice."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"{name!r} is set twice")
        found[name] = value
    return found


def _yaml(data: bytes) -> Any:
    """YAML as it is since 1.2: only true and false are switches (`mode: off` and `languages: [no]` are words), 020 is twenty,
    1:30 no number, and no name is in a group twice. `_` in numbers stays, as TOML has it.
    """
    import yaml

    class Loader(yaml.SafeLoader):
        def compose_mapping_node(self, anchor: Any) -> Any:
            node, found = super().compose_mapping_node(anchor), set()
            for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
                if key.value in found:
                    line = key.start_mark.line + 1
                    raise ValueError(f"{key.value!r} is set twice, in line {line} for the second time")
                found.add(key.value)
            return node

    Loader.yaml_implicit_resolvers = {
        first: [
            (tag, word) for tag, word in known if (first in "tTfF" or not tag.endswith(":bool")) and tag not in _NUMBERS
        ]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    Loader.add_implicit_resolver(_INT, _INTEGER, list("-+0123456789"))
    Loader.add_implicit_resolver(_FLOAT, _DECIMAL, list("-+0123456789."))
    Loader.add_constructor(_INT, lambda _, node: _integer(node.value))
    return yaml.load(data, Loader)


_NUMBERS = _INT, _FLOAT = "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"
_INTEGER = re.compile(r"[-+]?[0-9][0-9_]*$|0o[0-7]+$|0x[0-9a-fA-F]+$")
_DECIMAL = re.compile(
    r"[-+]?(?:(?:[0-9][0-9_]*)?\.[0-9_]+|[0-9][0-9_]*\.)(?:[eE][-+]?[0-9]+)?$|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+$|[-+]?\.(?:inf|Inf|INF)$|\.(?:nan|NaN|NAN)$"
)


def _integer(word: str) -> int:
    word = word.replace("_", "")
    return int(word, {"0o": 8, "0x": 16}.get(word[:2], 10))

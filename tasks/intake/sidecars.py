"""Files that programs write beside tables of theirs, to say how to read these: passed over as `asides` are.

Hugging Face's datasets (`save_to_disk`) have three such, told by their names and what is in them; Athena has one beside each answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tasks.intake.asides import is_aside

_INFO = re.compile(rb'\s*\{.*"(?:features|builder_name|splits)"\s*:\s*[{"n]', re.DOTALL)
# By its name, what stands in each such file and in no article.
_SAYS = {
    "state.json": re.compile(rb'\s*\{.*"_(?:data_files|fingerprint)"\s*:', re.DOTALL),
    "dataset_info.json": _INFO,
    "dataset_infos.json": _INFO,
    "dataset_dict.json": re.compile(rb'\s*\{\s*"splits"\s*:\s*\['),
}
_OF_ANSWERS = (".csv.metadata", ".txt.metadata")


def is_beside(name: str, begins: Callable[[], bytes]) -> bool:
    """Whether a file is an aside, or says how a table beside it is to be read; by its name, and by its first 64 kB, which are asked
    for only then.
    """
    last = name.rpartition("/")[2].lower()
    if says := _SAYS.get(last):
        return says.match(begins()) is not None
    return last.endswith(_OF_ANSWERS) or is_aside(name, begins)

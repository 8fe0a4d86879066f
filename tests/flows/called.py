"""Calls `clean_articles` as a script of a user's own would, in a process of its own: `called.py '[{"sources": ...}]'`.

There is no guard of the main module, as there is none in many scripts: a worker that imported it would call again.

Prefect reads its environment when it is first imported and sends the last of its log when the process ends, so neither
may happen in the tests' process, which outlives the server.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from flows import CleanSettings, clean_articles


def _call(settings: Any = None, **arguments: Any) -> dict[str, Any]:
    try:
        return clean_articles(settings=CleanSettings.model_validate(settings or {}), **arguments).as_dict()
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error)}


print(json.dumps([_call(**arguments) for arguments in json.loads(sys.argv[1])]))

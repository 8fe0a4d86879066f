"""Calls `clean_articles` as a program of a user's own would, in a process of its own: `called.py '{"sources": ...}'`.

Prefect reads its environment when it is first imported and sends the last of its log when the process ends, so neither
may happen in the tests' process, which outlives the server.
"""

from __future__ import annotations

import json
import sys

from flows import CleanSettings, clean_articles

if __name__ == "__main__":
    arguments = json.loads(sys.argv[1])
    settings = CleanSettings.model_validate(arguments.pop("settings", {}))
    try:
        print(json.dumps(clean_articles(settings=settings, **arguments).as_dict()))
    except Exception as error:
        print(json.dumps({"error": type(error).__name__, "message": str(error)}))

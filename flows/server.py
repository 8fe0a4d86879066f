"""A Prefect server for one run, where none is configured.

Prefect would start one itself, but only after loading the server's code into the run's own process too: 6 seconds
that this saves by starting it beside the run, at once (13 s against 7 s to the first task, two cores). It listens on
127.0.0.1 on a free port, keeps its runs in Prefect's usual database, and ends with the run however that ends.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from tasks.errors import CopydeskError, UsageError

_START_SECONDS = 120


def die_with(parent: int) -> None:
    """End this process within a second of its parent's end: kill -9 tells no child."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="watch-parent").start()


def ensure_server() -> None:
    """Have a Prefect server until this process ends, unless the user has configured one; then that one is used.

    It is not stopped here: Prefect sends the last of its log while the interpreter shuts down. Raises CopydeskError
    where it does not start.
    """
    if server_is_configured():
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = subprocess.DEVNULL if not os.environ.get("COPYDESK_DEBUG") else None
    server = subprocess.Popen(
        [sys.executable, "-m", "flows.server", str(port), str(os.getpid())], stdout=log, stderr=log
    )
    os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{port}/api"
    _wait(server, port)


def demand_server(command: str) -> str:
    """The address of the server that the user has configured. Raises UsageError where there is none: schedules need
    one that stays.
    """
    if not server_is_configured():
        raise UsageError(
            f"{command}: needs a Prefect server that stays; start one (prefect server start) "
            "and name it: export PREFECT_API_URL=http://127.0.0.1:4200/api"
        )
    from prefect.settings import PREFECT_API_URL

    return str(PREFECT_API_URL.value())


def server_is_configured() -> bool:
    """Whether Prefect's settings name a server. Prefect is only loaded to ask where there is a file of settings.

    Takes an empty PREFECT_API_URL out of the environment: it names none, and would hide from Prefect what its profile names.
    """
    if os.environ.get("PREFECT_API_URL"):
        return True
    os.environ.pop("PREFECT_API_URL", None)
    places = [Path("prefect.toml"), Path(".env")]
    with suppress(RuntimeError):  # a user without a home
        places.append(Path(os.environ.get("PREFECT_HOME", "~/.prefect")).expanduser() / "profiles.toml")
    if not any(place.exists() for place in places):
        return False
    from prefect.settings import PREFECT_API_URL

    return bool(PREFECT_API_URL.value())


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    import urllib.request  # a hundredth of what a small run takes to load, and most runs only ask whether there is a server

    # What the run will need is loaded while the server starts.
    threading.Thread(target=__import__, args=("flows.clean",), daemon=True).start()
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=2):
                return
        except OSError:  # URLError is one
            time.sleep(0.1)
    raise CopydeskError(
        "Prefect's local server did not start (COPYDESK_DEBUG=1 shows its log); or set PREFECT_API_URL to one that runs"
    )


def _serve(port: int, parent: int) -> None:
    die_with(parent)
    os.environ["PREFECT__SERVER_EPHEMERAL"] = "1"
    import uvicorn

    uvicorn.run(
        "prefect.server.api.server:create_app",
        factory=True,
        host="127.0.0.1",
        port=port,
        log_level="error",
        lifespan="on",
    )


if __name__ == "__main__":
    _serve(int(sys.argv[1]), int(sys.argv[2]))

"""What the command line looks out for while a Prefect server hears of its run: that the run is cancelled there, or that the
server is gone.

Prefect tells a run that it is cancelled by whoever started it, a worker or `serve`; here that is a shell. And each request to
a server that is gone waits for it anew, a minute, as does at the end each event that could not be sent: a run that had
lost its server after three seconds ended after eight minutes, measured.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from contextlib import suppress
from typing import Any
from uuid import UUID

_PAUSE_SECONDS = 2.0
# Prefect's own waits between tries (PREFECT_CLIENT_MAX_RETRIES, 5 by default) come to a minute.
_ANSWER_SECONDS = 10.0
_FIRST_SECONDS = 60.0  # it tries only once before it has had an answer


class Watch:
    """Watches over one run. Only for a process that is copydesk's alone: it ends it."""

    def __init__(self) -> None:
        self.cancelled = False
        """Whether the run was stopped because somebody has cancelled it on the server."""
        self.exit_code: int | None = None
        """What the process is about to end with, when all else is done."""
        self._run: UUID | None = None

    def begin(self, flow: Any, run: Any, state: Any) -> None:
        """Watch over a run that has just begun; a hook of Prefect's."""
        self._run = run.id
        threading.Thread(target=self._look, daemon=True, name="watch-server").start()

    def _look(self) -> None:
        import httpx
        from prefect.client.orchestration import get_client
        from prefect.client.schemas.objects import StateType

        if self._run is None:
            return
        heard, until = False, time.monotonic() + _FIRST_SECONDS
        with get_client(httpx_settings={"timeout": _ANSWER_SECONDS}, sync_client=True) as client:
            while not self.cancelled:
                try:
                    state = client.read_flow_run(self._run).state
                except httpx.TransportError:
                    if heard or time.monotonic() > until:
                        self._leave(str(client.api_url).rstrip("/"))
                except Exception:  # it answers, if only that there is no such run
                    heard = True
                else:
                    heard = True
                    if state and state.type == StateType.CANCELLING and self.exit_code is None:
                        self.cancelled = True
                        os.kill(os.getpid(), signal.SIGTERM)
                time.sleep(_PAUSE_SECONDS)

    def _leave(self, server: str) -> None:
        """End at once: Prefect would wait for its server for minutes more. Workers end with this process."""
        code, hidden = self.exit_code, "\x1b[?25h" if sys.stderr.isatty() else ""
        if code is None:
            told = f"{server} does not answer any more: stopped; the same command goes on where it was"
        else:
            told = f"{server} does not answer any more, and has not heard how the run ended"
        print(f"{hidden}copydesk: Prefect's server at {told}", file=sys.stderr, flush=True)
        os._exit(1 if code is None else code)

    def say_cancelled(self) -> None:
        """Tell the server that the run has stopped, as it was asked to."""
        from prefect.client.orchestration import get_client
        from prefect.states import Cancelled

        if self._run is not None:
            message = "The command was stopped. The same command goes on where it was."
            with suppress(Exception), get_client(sync_client=True) as client:  # it is stopped all the same
                client.set_flow_run_state(self._run, Cancelled(message=message), force=True)

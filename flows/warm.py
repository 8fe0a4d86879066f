"""What a worker needs, loaded once before the workers are forked from the process that has it."""

from __future__ import annotations

import gc
import os
import signal
from contextlib import suppress

# Ctrl-C while this is imported would print a traceback besides what the run says. (Where it is ignored, it stays so.)
_interrupted = signal.getsignal(signal.SIGINT)
if _interrupted is not signal.SIG_IGN:
    signal.signal(signal.SIGINT, lambda *_: os._exit(1))

# What is loaded stays: no collection need look at it, now or later.
gc.disable()

# Every worker has a processor of its own: what numpy multiplies is small, and threads for it would only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Arrow's own allocator gives memory back and gets it anew, zeroed, for every batch: 3 % of a run, and 90 MB more a worker.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

from flows.imports import keep_bytecode_in_worker, without_pandas  # noqa: E402

keep_bytecode_in_worker()
without_pandas()

import numpy.ma  # noqa: E402  pyarrow looks whether an array is one of these, and MinHash draws its numbers by the other
import numpy.random  # noqa: E402, F401

import flows.phases.finish  # noqa: E402
import flows.phases.publish  # noqa: E402
import flows.phases.scrub  # noqa: E402, F401
from tasks.repair import STEPS, clean_text  # noqa: E402

# Every step once: libraries, tables and weights are loaded by first use. Whatever fails here fails again where it is told.
with suppress(Exception):
    for _step in STEPS:
        clean_text("By Ann Lee\nWeâ€™ve <b>said</b> that its late.\nRead more: Maps\nSource: Ann Lee\nLogin", [_step])

gc.freeze()
gc.set_threshold(100_000, 20, 20)  # edits by the hundred thousand hold no cycles
gc.enable()
signal.signal(signal.SIGINT, _interrupted)

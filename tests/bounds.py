"""Time and memory that hostile input may take."""

import time
import tracemalloc
from contextlib import contextmanager


@contextmanager
def bounded(seconds, size=None):
    """Fail where the block takes more seconds of the processor, or (with `size`, which costs time) more bytes at its peak."""
    if size:
        tracemalloc.start()
    started = time.process_time()
    try:
        yield
        taken = time.process_time() - started
        assert taken < seconds, f"{taken:.1f} s"
        if size:
            peak = tracemalloc.get_traced_memory()[1]
            assert peak < size, f"{peak:,} bytes"
    finally:
        if size:
            tracemalloc.stop()

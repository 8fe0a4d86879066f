"""What tests of flows share: dumps in several shards, and what comes of them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.runs import SAMPLES, run_phases, story, write_lines


@pytest.fixture(scope="session")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """`sources`: an archive, compressed lines and `lines`, 340 kB of them; `unbroken`: their dataset, made without Prefect in
    one process. (Pages would have each process load seconds of what reads them.)
    """
    folder = tmp_path_factory.mktemp("dumps")
    records = [
        {
            "text": story(n % 180, 220),
            "url": f"https://www.lantern-post.example/{n}",
            "published": "2024-05-01",
            "lang": "en",
        }
        for n in range(200)
    ]
    lines = write_lines(folder / "lines.jsonl", [*records[:100], b"{broken", *records[100:], b'{"text": null}'])
    unbroken = folder / "unbroken"
    sources = [f"{SAMPLES}/old-backup.tar.gz", f"{SAMPLES}/harbour-gazette.jsonl.gz", str(lines)]
    summary = run_phases(sources, unbroken)
    return SimpleNamespace(sources=sources, lines=str(lines), unbroken=unbroken, summary=summary)

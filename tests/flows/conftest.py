"""What tests of flows share: dumps in several shards, and what comes of them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.runs import SAMPLES, run_phases, story, write_lines


@pytest.fixture(scope="session")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """`sources`: the samples and 340 kB of lines; `unbroken`: their dataset, made without Prefect in one process."""
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
    sources = [SAMPLES, str(lines)]
    summary = run_phases(sources, unbroken)
    return SimpleNamespace(sources=sources, unbroken=unbroken, summary=summary)

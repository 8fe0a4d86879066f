"""What pages say in Hindi."""

from __future__ import annotations

from tasks.furniture.rule import Rule

RULES = (
    Rule("read more", "htb", r"(?:यह|ये|इसे) भी (?:पढ़ें|पढ़ें|देखें) ?(?:[:|–-].{0,160})?"),
)  # fmt: skip

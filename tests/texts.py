"""Texts for properties: mostly words, with the mess of real dumps mixed in, and anything at all."""

from __future__ import annotations

from hypothesis import strategies as st

_WORDS = "the ferry its it's dont Weve cafe don’t mayor’s mayors were “No,” — … R&D x<y £5 1990s".split()
_MESS = [
    "â€™", "Ã©", "â€œ", "â€\x9d", "&amp;", "&lt;p&gt;", "&#39;", " #39;", " quot;", "<p>", "</p>", "<br/>", "<b>", "<!--", "-->",
    "<script>", "</script>", "\xa0", "\xad", "\u200b", "\ufeff", "\r\n", "\r", "\n\n\n\n", "  ", "\t", "\x00", "\x85", "\x9d", "\u2028",
    "Login", "\nLogin", "Share\n", "Advertisement", "\nAdvertisement\n", "?", "\ufffd", "ﬁ", "e\u0301", "&", "<", ">", ";", "amp;", "lt;", "'", "’",
    "?\ufffd?", "??", "the??ferry", " ??5", "\x19", "\x01", "€œ", "€\x9d", "‚¬", "‚Äô", "√©", "ΓÇÖ", "├⌐", "вЂ™", "Ă©", "â€", "Ã ", "Â", " #151;", " gt;", "<div> ",
    "\\", "\\\\", "\\$5", "\\n", "\\n\\n", "\\'s", '\\"No.\\"', "\\u201c", "\\u005c", "\\ud83d", "\\/", "ferry\\",
]  # fmt: skip

messy = st.lists(st.sampled_from([*_WORDS, *_MESS, " ", " ", "\n", "."]), max_size=40).map("".join)
spaced = st.lists(st.sampled_from([*_WORDS, *_MESS, "\n"]), max_size=40).map(" ".join)
anything = st.text(st.characters(exclude_categories=()), max_size=60)
texts = st.one_of(messy, spaced, anything)

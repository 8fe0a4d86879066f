"""The encoding step: text that was read in another encoding than it was written in, and what is left where bytes were lost.

`step` asks the others, each about one way: UTF-8 read as an encoding of one byte (`mojibake`) or of two (`doublebyte`), and its signs
spelt out (`spelt`); one such encoding read as another (`swapped`; of other languages, `codepages`); characters of which "?" or
U+FFFD is left (`replaced`, `lost`); marks that lost their last byte (`cutmarks`), and what else of UTF-8 read as an encoding of one
byte did (`shortened`, and by the language `halved`); marks of GBK and Big5 read as Latin-1 (`eastern`).
"""

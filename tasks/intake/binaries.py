"""What a file is that is no text, by its first bytes, and what can be done about it.

The marks are those of the formats' own specifications, as file(1) has them. They are asked before a file is looked at as text:
in a pickle or an ORC file of articles there is little that is no text. Where a text could begin with one, what no text has
must be near.
"""

from __future__ import annotations

import re

_NEAR = rb"(?=.{0,64}?[\0-\x08\x0e-\x1a])"  # bytes that no text has
_PICKLE = "a Python pickle, which could run anything; write it as Parquet or JSON Lines"
_R = "data of R; write it as CSV or Parquet"
_JOURNAL = "what is not yet in an SQLite database; it is there when the program that writes it has closed it"
_PICTURE, _SOUND, _FILM, _FONT, _PROGRAM = "a picture", "a sound recording", "a film", "a font", "a program"
_UNPACK = "unpack it, or pack it as zip or tar"

_MARKS: tuple[tuple[bytes, str], ...] = (
    (rb"%PDF-", "a PDF; make text of it first (pdftotext)"),
    (rb"%!PS-Adobe-", "a PostScript document; make text of it first (ps2ascii)"),
    (rb"AT&TFORM", "a DjVu document; make text of it first (djvutxt)"),
    (rb".{60}BOOKMOBI", "an e-book of Mobipocket; save it as text or HTML"),
    (rb"ITSF[\x02-\x04]\0", "a help file of Windows; save it as HTML"),
    (rb"\xd0\xcf\x11\xe0", "an old document of Microsoft Office; save it as text, a table as .xlsx"),
    (rb"\t[\0\x02\x04\x08][\x04-\x10]\0[\0-\x07]", "a table of an old Excel; save it as .xlsx"),
    (rb"!BDN", "a mailbox of Outlook; write it as mbox"),
    (rb"7z\xbc\xaf\x27\x1c", f"a 7z archive; {_UNPACK}"),
    (rb"Rar!\x1a\x07", f"a RAR archive; {_UNPACK}"),
    (rb"MSCF\0\0\0\0", f"a cabinet archive; {_UNPACK}"),
    (rb"!<arch>\n|\xed\xab\xee\xdb", f"a package of Linux; {_UNPACK}"),
    (rb"LZIP\x01|\x1f[\x9d\xa0]", "packed by lzip or compress; pack it with gzip, xz or zstd"),
    (rb"x[\x01\x5e\x9c\xda]" + _NEAR, "packed by zlib, as joblib does it; write it as Parquet or JSON Lines"),
    (rb"\x80[\x01-\x05]", _PICKLE),
    # Of the protocols 0 and 1, which begin with what they do first.
    (rb"\(+[ldt](?:p0\n|q\0)|[\]})(]+q\0|c(?:copy_?reg|builtins|__\w+__|(?:pandas|numpy)[\w.]*)\n\w+\n", _PICKLE),
    (rb"\x93NUMPY", "an array of NumPy; write it as Parquet or JSON Lines"),
    (rb"\x89HDF\r\n|CDF[\x01\x02\x05]", "an HDF5 or NetCDF file; write it as Parquet or CSV"),
    (rb"Obj\x01", "an Avro file; write it as Parquet or JSON Lines"),
    (rb"ORC" + _NEAR, "an ORC file; write it as Parquet"),
    (rb".{3}\0\0{4}.{4}\n", "a TFRecord file; write it as Parquet or JSON Lines"),
    (rb"\xdd\0\0..|\xdc\0.[\x80-\x8f\xde]", "MessagePack; write it as JSON Lines"),
    (rb".{3}\0[\x01-\x13][\w$.]+\0", "a dump of MongoDB; write it as JSON Lines (bsondump, mongoexport)"),
    (rb"FEA1", "a Feather file of the first version; write it as Parquet"),
    (rb"RD[AXB][23]\n|[XB]\n\0\0\0|A\n[23]\n\d{6}\n\d+\n", _R),
    (rb"<stata_dta>|[\x6c-\x73][\x01\x02]\x01\0", "data of Stata; write it as CSV"),
    (rb"\$FL[23]@\(#\)", "data of SPSS; write it as CSV"),
    (rb"HEADER RECORD\*{7}LIB|\0{12}\xc2\xea\x81\x60", "data of SAS; write it as CSV"),
    (rb"MATLAB [57]\.\d MAT-file", "data of MATLAB; write it as CSV"),
    (rb"[\x03\x30-\x32\x83\x8b\xf5].[\x01-\x0c][\x01-\x1f].{3}\0" + _NEAR, "a dBase table; write it as CSV"),
    (rb"\0\x01\0\0Standard ", "a database of Microsoft Access; write the table as CSV"),
    (rb".{8}DUCK" + _NEAR, "a DuckDB database; write the table as Parquet (COPY articles TO 'articles.parquet')"),
    (rb"7\x7f\x06[\x82\x83]|\x18\xe2\x2d\0|\0\x2d\xe2\x18", _JOURNAL),
    (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a" + _NEAR, _PICTURE),
    (rb"RIFF.{4}WEBP|BM.{4}\0{4}|II\*\0|MM\0\*|\0\0[\x01\x02]\0[\x01-\xff]\0|8BPS\0|\0\0\0.ftyp(?:hei|mif|avi|hev)", _PICTURE),
    (rb"RIFF.{4}WAVE|ID3[\x02-\x04]|OggS\0|fLaC\0|\0\0\0.ftypM4[AB]|FORM.{4}AIF", _SOUND),
    (rb"\xff[\xf1-\xf3\xf9-\xfb]" + _NEAR, _SOUND),
    (rb"RIFF.{4}AVI |\0\0..ftyp|\0\0\0.(?:moov|wide|mdat)|\x1aE\xdf\xa3|FLV\x01|\0\0\x01[\xb3\xba]|[CFZ]WS[\x01-\x30]" + _NEAR, _FILM),
    (rb"\0\x01\0\0\0|OTTO\0|ttcf\0|wOF[F2]" + _NEAR, _FONT),
    (rb"MZ" + _NEAR, _PROGRAM),
    (rb"\x7fELF|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe|\0asm|.[\x0c-\x0f]\r\n[\0-\x03]\0{3}", _PROGRAM),
    (rb"L\0\0\0\x01\x14\x02\0|d\d+:(?:announce|info|created|creation)", "a link to something else, which is not here"),
    (rb"\0\0\0\x01Bud1", "what macOS knows of the looks of a folder"),
    (rb"PACK\0\0\0[\x02\x03]|DIRC\0\0\0", "a part of a git repository"),
    (rb"-----BEGIN [A-Z ]*(?:CERTIFICATE|PRIVATE KEY|PUBLIC KEY)-----", "a key or certificate"),
)  # fmt: skip
_KNOWN = [(re.compile(mark, re.DOTALL), what) for mark, what in _MARKS]
_ANY = re.compile(b"|".join(b"(?:%s)" % mark for mark, _ in _MARKS), re.DOTALL)


def what_binary(head: bytes) -> str:
    """What binary data is, and what can be done about it; nothing where it is not known, or a text."""
    if not _ANY.match(head):  # nearly all: a folder may hold 100,000 texts
        return ""
    return next(what for mark, what in _KNOWN if mark.match(head))

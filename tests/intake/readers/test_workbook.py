import gzip
import io
import zipfile
from html import escape

import pytest

from tasks.intake.items import Item
from tasks.intake.read import Piece, ReadSettings, read
from tasks.intake.readers.workbook import read_workbook
from tasks.intake.sources import SourceFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKED = "http://schemas.openxmlformats.org/package/2006"
DAY = ' s="1"'  # a number that is shown as a day


def excel(first="", **sheets):
    """A workbook as Excel writes it: numbers are floats, and days are the number of those since 1900. `first` is a picture of it."""
    files = {
        "docProps/thumbnail.emf": first,
        "[Content_Types].xml": f'<Types xmlns="{PACKED}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKED}/relationships"><Relationship Id="r" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    }
    names, relations = "", f'<Relationship Id="s" Type="{LINKS}/styles" Target="styles.xml"/>'
    for i, (name, rows) in enumerate(sheets.items()):
        names += f'<sheet name="{name}" sheetId="{i + 1}" r:id="r{i}"/>'
        relations += f'<Relationship Id="r{i}" Type="{LINKS}/worksheet" Target="sheet{i}.xml"/>'
        cells = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
        files[f"xl/sheet{i}.xml"] = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    files["xl/workbook.xml"] = f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{names}</sheets></workbook>'
    files["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{PACKED}/relationships">{relations}</Relationships>'
    return zipped(files)


def cell(value):
    if isinstance(value, tuple):
        place, said = value
        return cell(said).replace("<c ", f'<c r="{place}" ')
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"<c{DAY * isinstance(value, int)}><v>{value}</v></c>"


def opendocument(rows):
    """A table of LibreOffice."""
    office, table, text = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text"))
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
            for value in row
        )
        + "</table:table-row>"
        for row in rows
    )
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml": f'<office:document-content xmlns:office="{office}" xmlns:table="{table}" xmlns:text="{text}"><office:body><office:spreadsheet><table:table table:name="a">{cells}</table:table></office:spreadsheet></office:body></office:document-content>',
    })  # fmt: skip


def zipped(files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, said in files.items():
            archive.writestr(name, said)
    return data.getvalue()


NAMES = ["title", "text", "date", "id"]
FERRY, TRAM = ["Ferry", "It left the harbour.", 45292, 1.0], ["Tram", "It came & went.", "2 March 2024", 2.5]
READ = [
    {"title": "Ferry", "text": "It left the harbour.", "date": "2024-01-01", "id": "1"},
    {"title": "Tram", "text": "It came & went.", "date": "2 March 2024", "id": "2.5"},
]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (excel(a=[NAMES, FERRY, [], TRAM]), READ),
        # What the table is and when it was made; sheets of months; a sheet of notes.
        (excel(a=[["Our archive"], ["made on Monday"], NAMES, FERRY, TRAM]), ["malformed", "malformed", *READ]),
        (excel(January=[NAMES, FERRY], notes=[["to be sorted"]], May=[NAMES, TRAM]), READ),
        # The same columns in another order, and with one more.
        (excel(January=[NAMES, FERRY], May=[NAMES[::-1], TRAM[::-1]], June=[["Ferries"], ["by month"]]), READ),
        (excel(January=[NAMES, FERRY], May=[["desk", *NAMES], ["Quay", *TRAM]]), [{"desk": "", **READ[0]}, {"desk": "Quay", **READ[1]}]),
        (excel(a=[["It left the harbour in the night."], ["It came back."]]), [{"text": "It left the harbour in the night."}, {"text": "It came back."}]),
        (excel(a=[[]]), []),
        (opendocument([NAMES, ["Ferry", "It left.", "", "1"]]), [{"title": "Ferry", "text": "It left.", "date": "", "id": "1"}]),
        (b"PK\x03\x04 and no more", ["malformed"]),
        # A cell astray, for which the library would take 500 GB; and what it panics at.
        (excel(a=[NAMES, FERRY, [("XFD1048576", "x")]]), ["malformed"]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 8, ["malformed"]),
    ],
)  # fmt: skip
def test_rows(tmp_path, data, expected):
    path = tmp_path / "workbook"
    path.write_bytes(data)
    found = read_workbook(path)
    assert [one.fields if isinstance(one, Item) else one.reason for one in found] == expected


@pytest.mark.parametrize(
    ("name", "data", "texts"),
    [
        ("a.xlsx", excel(a=[NAMES, FERRY]), ["It left the harbour."]),
        ("named by nobody", excel(a=[NAMES, FERRY]), ["It left the harbour."]),
        ("a.xlsx", excel("x" * 100_000, a=[NAMES, FERRY]), ["It left the harbour."]),
        ("a.xlsx.gz", gzip.compress(excel(a=[NAMES, FERRY]), mtime=0), ["It left the harbour."]),
        ("a.zip", zipped({"b/a.xlsx": excel(a=[NAMES, FERRY]), "c.txt": "It came."}), ["It left the harbour.", "It came."]),
        ("a.ods", opendocument([NAMES, ["Ferry", "It left.", "", "1"]]), ["It left."]),
        ("a.xlsx", zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}), ["malformed"]),
        ("a.xls", b"\xd0\xcf\x11\xe0" + bytes(600), ["malformed"]),
        ("a.pptx", zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}), ["not_text"]),
    ],
)  # fmt: skip
def test_wherever_they_lie(tmp_path, name, data, texts):
    path = tmp_path / name
    path.write_bytes(data)
    found = read(Piece(SourceFile(str(path), name, len(data), 0.0)), ReadSettings(), {})
    assert [getattr(one, "text", None) or one.reason for one in found] == texts

"""Makes spreadsheets nobody should have to read: each function writes one file and returns its path."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/{{kind}}" Target="{{target}}"/></Relationships>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BOOK = f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'


def workbook(path: Path, sheet: str | bytes, strings: str | bytes | None = None, extra: dict[str, bytes] | None = None) -> Path:
    """A workbook by hand: the XML of its one sheet, its shared strings, further members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS.format(kind="officeDocument", target="xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", _BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", _RELS.format(kind="worksheet", target="worksheets/sheet1.xml"))
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        archive.writestr("xl/sharedStrings.xml", strings or f'<sst xmlns="{MAIN}"/>')
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return path


def sheet_of(rows: str, after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def cell(place: str, text: str = "1") -> str:
    return f'<c r="{place}"><v>{text}</v></c>'


def zip_bomb(folder: Path) -> Path:
    """80 MiB of nothing in 80 KB."""
    return workbook(folder / "bomb.xlsx", b" " * (80 << 20))


def lying_zip_bomb(folder: Path) -> Path:
    """The table of contents says 1,000 bytes, the member unpacks to 80 MiB."""
    path = zip_bomb(folder)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(struct.pack("<I", 80 << 20), struct.pack("<I", 1000)))
    return path


def far_corner(folder: Path) -> Path:
    """Two cells: A1 and the last one Excel has."""
    rows = f'<row r="1">{cell("A1")}</row><row r="1048576">{cell("XFD1048576")}</row>'
    return workbook(folder / "corner.xlsx", sheet_of(rows))


def far_column(folder: Path) -> Path:
    return workbook(folder / "column.xlsx", sheet_of(f'<row r="1">{cell("A1")}{cell("XFD1")}</row>'))


def billion_laughs(folder: Path) -> Path:
    """Entities that multiply."""
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    strings = f'<?xml version="1.0"?><!DOCTYPE sst [{entities}]><sst xmlns="{MAIN}"><si><t>&a9;</t></si></sst>'
    return workbook(folder / "laughs.xlsx", sheet_of('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), strings)


def outside_entity(folder: Path) -> Path:
    """An entity that asks for a file of this machine."""
    sheet = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>{sheet_of("<row><c><v>&e;</v></c></row>")}'
    return workbook(folder / "entity.xlsx", sheet)


def hidden_entity(folder: Path) -> Path:
    """Declarations in a member that does not look like XML by its name."""
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'
    return workbook(folder / "hidden.xlsx", sheet_of(f"<row>{cell('A1')}</row>"), extra={"xl/worksheets/sheet2.bin": laughs})


def endless_row(folder: Path) -> Path:
    """2.5 million cells in one row."""
    return workbook(folder / "row.xlsx", sheet_of(f'<row r="1">{cell("A1") * 2_500_000}</row>'))


def endless_rows(folder: Path) -> Path:
    """Two million rows that all call themselves the first."""
    return workbook(folder / "rows.xlsx", sheet_of(f'<row r="1">{cell("A1")}</row>' * 1_500_000))


def endless_strings(folder: Path) -> Path:
    """Three million shared strings for one cell."""
    strings = f'<sst xmlns="{MAIN}">' + "<si><t>a</t></si>" * 3_000_000 + "</sst>"
    return workbook(folder / "strings.xlsx", sheet_of(f"<row>{cell('A1')}</row>"), strings)


def endless_text(folder: Path) -> Path:
    """One cell with 50 MB of text."""
    rows = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"a" * 50_000_000}</t></is></c></row>'
    return workbook(folder / "text.xlsx", sheet_of(rows))


def endless_merges(folder: Path) -> Path:
    merges = "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 1_000_000 + "</mergeCells>"
    return workbook(folder / "merges.xlsx", sheet_of(f"<row>{cell('A1')}</row>", merges))


def deep_nesting(folder: Path) -> Path:
    return workbook(folder / "deep.xlsx", sheet_of("<x>" * 50_000 + "</x>" * 50_000))


def many_members(folder: Path) -> Path:
    extra = {f"xl/media/{number}.txt": b"" for number in range(1_200)}
    return workbook(folder / "members.xlsx", sheet_of(f"<row>{cell('A1')}</row>"), extra=extra)


def half_a_file(folder: Path) -> Path:
    path = workbook(folder / "half.xlsx", sheet_of("".join(f'<row r="{n}">{cell(f"A{n}", str(n))}</row>' for n in range(1, 5000))))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def broken_inside(folder: Path) -> Path:
    """The archive is whole, one packed member is not."""
    path = workbook(
        folder / "inside.xlsx", sheet_of("".join(f'<row r="{n}">{cell(f"A{n}", str(n))}</row>' for n in range(1, 5000)))
    )
    whole = bytearray(path.read_bytes())
    middle = len(whole) // 2
    whole[middle : middle + 64] = bytes(64)
    path.write_bytes(whole)
    return path


def hundred_megabytes(folder: Path) -> Path:
    path = folder / "large.xlsx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(100 << 20)
    return path


def password(folder: Path) -> Path:
    path = folder / "password.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600))
    return path


def broken_old_workbook(folder: Path) -> Path:
    path = folder / "broken.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le") + bytes(range(256)) * 40)
    return path


def macros(folder: Path) -> Path:
    return workbook(folder / "macros.xlsx", sheet_of(f"<row>{cell('A1')}</row>"), extra={"xl/vbaProject.bin": b"x"})


def endless_line(folder: Path) -> Path:
    path = folder / "line.csv"
    path.write_bytes(b"," * 12_000_000)
    return path


def endless_lines(folder: Path) -> Path:
    path = folder / "lines.csv"
    path.write_bytes("姓名,班号,性别,出生日期,身份证件号\n".encode() + b"a,b,c,d,e\n" * 1_000_000)
    return path


def open_quotation(folder: Path) -> Path:
    path = folder / "quotation.csv"
    path.write_bytes("姓名,班号,性别,出生日期,身份证件号\n".encode() + b'"a,b,c,d,e\n' + b"a,b,c,d,e\n" * 50_000)
    return path


def no_characters(folder: Path) -> Path:
    path = folder / "noise.csv"
    path.write_bytes(b"\x81\x20\xff\xff\x81" * 100)
    return path


def empty(folder: Path) -> Path:
    path = folder / "empty.xlsx"
    path.write_bytes(b"")
    return path


def picture_as_workbook(folder: Path) -> Path:
    path = folder / "picture.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    return path


def page_as_old_workbook(folder: Path) -> Path:
    path = folder / "page.xls"
    path.write_bytes("<html><table><tr><td>姓名</td></tr></table></html>".encode())
    return path


def text_as_workbook(folder: Path) -> Path:
    path = folder / "text.xlsx"
    path.write_bytes("姓名,班号\n".encode())
    return path


def workbook_as_text(folder: Path) -> Path:
    return workbook(folder / "workbook.csv", sheet_of(f"<row>{cell('A1')}</row>"))


def packed_folder(folder: Path) -> Path:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "a")
    path = folder / "packed.xlsx"
    path.write_bytes(packed.getvalue())
    return path


def program(folder: Path) -> Path:
    path = folder / "tool.exe"
    path.write_bytes(b"MZ" + bytes(200))
    return path


ALL: tuple[Callable[[Path], Path], ...] = (
    zip_bomb, lying_zip_bomb, far_corner, far_column, billion_laughs, outside_entity, hidden_entity, endless_row, endless_rows,
    endless_strings, endless_text, endless_merges, deep_nesting, many_members, half_a_file, broken_inside, hundred_megabytes,
    password, broken_old_workbook, macros, endless_line, endless_lines, open_quotation, no_characters, empty, picture_as_workbook,
    page_as_old_workbook, text_as_workbook, workbook_as_text, packed_folder, program,
)  # fmt: skip

"""Builds the two fonts of printed papers from the static Noto Sans SC of Google Fonts (SIL Open Font Licence 1.1). Run by hand:

    npm pack @expo-google-fonts/noto-sans-sc@0.4.3 && pip install fonttools==4.68.0
    python tools/build_fonts.py FOLDER_WITH_THE_ARCHIVE

Regular keeps every character (names use rare ones), Bold the 6,763 of GB 2312 with punctuation. Hinting and layout tables go.
Both get a name of their own: the PDF library takes two fonts with one PostScript name for the same font.
"""

from __future__ import annotations

import hashlib
import io
import sys
import tarfile
from pathlib import Path
from typing import Any

FONTS = Path(__file__).resolve().parent.parent / "portal" / "core" / "pdf" / "fonts"
ARCHIVE = "expo-google-fonts-noto-sans-sc-0.4.3.tgz"
CHECKSUM = "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59"
KEPT_NAMES = [0, 1, 2, 4, 5, 6, 13, 14]  # copyright, family, style, full, version, PostScript, licence and its address
DROPPED = ["GSUB", "GPOS", "GDEF", "BASE", "vmtx", "vhea", "VORG", "DSIG", "STAT", "gasp"]


def gb2312() -> set[int]:
    """The characters of GB 2312, Latin letters and the marks of Chinese typesetting."""
    found = set(range(0x20, 0x7F)) | {0xA0, 0xA7, 0xB0, 0xB1, 0xB7, 0xD7} | set(range(0x2010, 0x2027)) | {0x203B, 0x2030}
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((high, low)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return found


def build(source: bytes, weight: str, keep: set[int] | None) -> None:
    """Write ShouwangSans-<weight>.ttf with the characters to keep (all when None)."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font: Any = TTFont(io.BytesIO(source))
    options = subset.Options(hinting=False, layout_features=[], drop_tables=DROPPED, notdef_outline=True, name_IDs=KEPT_NAMES)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=keep if keep is not None else set(font.getBestCmap()))
    subsetter.subset(font)
    for record in font["name"].names:
        own = {1: "Shouwang Sans", 4: f"Shouwang Sans {weight}", 6: f"ShouwangSans-{weight}"}.get(record.nameID)
        if own:
            record.string = own
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(FONTS / f"ShouwangSans-{weight}.ttf")


def main(folder: Path) -> None:
    """Replace both fonts and their licence."""
    archive = folder / ARCHIVE
    if hashlib.sha256(archive.read_bytes()).hexdigest() != CHECKSUM:
        raise SystemExit(f"{archive} is not the archive this script was written for")
    FONTS.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive) as opened:

        def read(member: str) -> bytes:
            found = opened.extractfile(f"package/{member}")
            if found is None:
                raise SystemExit(f"{member} is missing from the archive")
            return found.read()

        (FONTS / "OFL.txt").write_bytes(read("LICENSE_FONT"))
        build(read("400Regular/NotoSansSC_400Regular.ttf"), "Regular", None)
        build(read("700Bold/NotoSansSC_700Bold.ttf"), "Bold", gb2312())


if __name__ == "__main__":
    main(Path(sys.argv[1]))

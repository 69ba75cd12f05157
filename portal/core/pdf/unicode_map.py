"""The map from drawn glyphs back to characters, mended for characters beyond the BMP.

The PDF library writes U+2CB4E as five hexadecimal digits, which readers take for another character: the name looks right but is
found, copied and read aloud wrongly. Here every character is written in UTF-16BE, at most 100 to a block as the standard asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

BLOCK = 100


def to_unicode_map(fontname: str, subset: Sequence[int]) -> str:
    """The ToUnicode CMap of one subset: position i stands for the character subset[i]."""
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            f"/CIDSystemInfo << /Registry ({fontname}) /Ordering ({fontname}) /Supplement 0 >> def",
            f"/CMapName /{fontname} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            f"<00> <{len(subset) - 1:02X}>",
            "endcodespacerange",
            *_blocks(subset),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


def _blocks(subset: Sequence[int]) -> Iterator[str]:
    for begin in range(0, len(subset), BLOCK):
        codes = subset[begin : begin + BLOCK]
        yield f"{len(codes)} beginbfchar"
        for place, code in enumerate(codes, begin):
            yield f"<{place:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
        yield "endbfchar"


def mend() -> None:
    """Put the map above in place of the library's."""
    from reportlab.pdfbase import ttfonts

    ttfonts.makeToUnicodeCMap = to_unicode_map

"""Line icons (Lucide, ISC licence) written into the page itself: no request, no font, the colour of the words beside them."""

from __future__ import annotations

import re
from functools import cache

from markupsafe import Markup

from portal.config import ROOT

FOLDER = ROOT / "static" / "icons"


def icon(name: str, label: str | None = None) -> Markup:
    """The picture `name`; `label` is read aloud where the icon stands alone. An unknown name is a KeyError."""
    drawn = drawings().get(name)
    if drawn is None:
        raise KeyError(f"no icon {name!r}: add it to tools/vendor_front_end.py and run that")
    return drawn if label is None else drawn + Markup('<span class="vh">{}</span>').format(label)


@cache
def drawings() -> dict[str, Markup]:
    """Every icon there is, by name, read once."""
    return {file.stem: _drawn(file.read_text("utf-8")) for file in sorted(FOLDER.glob("*.svg"))}


def _drawn(svg: str) -> Markup:
    shapes = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if shapes is None:
        raise ValueError("an icon file without <svg>")
    inner = re.sub(r"\s+", " ", shapes[1]).replace("> <", "><").replace(" />", "/>").strip()
    return Markup(f'<svg class="i" viewBox="0 0 24 24" aria-hidden="true">{inner}</svg>')  # noqa: S704 our own files

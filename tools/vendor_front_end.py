"""Copies htmx and the icons named below out of their npm packages into static/. Run by hand when a version changes:

    npm pack htmx.org@2.0.11 lucide-static@1.62.0
    python tools/vendor_front_end.py FOLDER_WITH_THE_TWO_ARCHIVES

Node is never needed to run the portal: the results are committed. Archives with another checksum are refused.
"""

from __future__ import annotations

import hashlib
import sys
import tarfile
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"
ARCHIVES = {
    "htmx.org-2.0.11.tgz": "165a2655073e9e6e55e307a7c74e8ebcdb76afb7701f9c16cfd106a13add408e",
    "lucide-static-1.62.0.tgz": "386f9080c440d6f5049cefe3456ae8357f7a0c7f76e59670cd1cb83bc7050a44",
}
ICONS = """
archive arrow-left arrow-right award baby ban bed bell bell-off book-open building-2 bus calendar-check calendar-days camera
chart-column chart-line check chevron-down chevron-left chevron-right circle circle-alert circle-check circle-dot circle-help
clipboard-check clipboard-list clock copy database door-closed door-open download ellipsis external-link eye eye-off
file-down file-plus file-spreadsheet file-text filter fingerprint-pattern flag footprints graduation-cap hand-heart handshake
heart heart-handshake history hourglass house house-plus image inbox info key-round languages life-buoy link list list-checks
lock lock-open log-in log-out mail map-pin megaphone menu message-circle message-circle-warning message-square-text minus
monitor moon notebook-pen notebook-text paperclip pause pen-line pencil phone phone-call play plus printer qr-code refresh-cw
reply rotate-ccw save scale school search send server settings shield-alert shield-check shuffle signature smartphone smile
stamp star stethoscope sun sunrise table-2 tag timer trash-2 triangle-alert type undo-2 upload user user-check user-cog
user-plus user-round-search user-x users utensils volume-2 wand-sparkles wifi-off x
""".split()


def opened(folder: Path, name: str) -> tarfile.TarFile:
    """The archive, once its checksum is right."""
    archive = folder / name
    if hashlib.sha256(archive.read_bytes()).hexdigest() != ARCHIVES[name]:
        raise SystemExit(f"{archive} is not the archive this script was written for")
    return tarfile.open(archive)


def copy(source: tarfile.TarFile, member: str, target: Path) -> None:
    """Write one member of the archive to `target`."""
    found = source.extractfile(f"package/{member}")
    if found is None:
        raise SystemExit(f"{member} is missing from the archive")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(found.read())


def main(folder: Path) -> None:
    """Replace static/vendor and static/icons."""
    htmx, lucide = (opened(folder, name) for name in ARCHIVES)
    with htmx, lucide:
        copy(htmx, "dist/htmx.min.js", STATIC / "vendor" / "htmx.js")
        copy(htmx, "LICENSE", STATIC / "vendor" / "htmx.LICENSE.txt")
        for old in (STATIC / "icons").glob("*.svg"):
            old.unlink()
        for name in ICONS:
            copy(lucide, f"icons/{name}.svg", STATIC / "icons" / f"{name}.svg")
        copy(lucide, "LICENSE", STATIC / "icons" / "LICENSE.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

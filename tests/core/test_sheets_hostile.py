"""Files nobody should have to read are refused in words, soon and with little memory."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.core.errors import Refused
from portal.core.sheets.reading import open_sheet
from tests.core import hostile_files

SECONDS = 5
MEGABYTES = 300


@pytest.mark.parametrize("made", hostile_files.ALL, ids=lambda made: made.__name__)
def test_a_hostile_file_is_refused_in_words_within_seconds(made: Callable[[Path], Path], tmp_path: Path) -> None:
    path = made(tmp_path)
    began = time.process_time()
    with pytest.raises(Refused) as refused, open_sheet(path) as sheet:
        list(sheet.rows())
    assert time.process_time() - began < SECONDS
    reason = str(refused.value.reason)
    assert len(reason) > 20
    assert reason.endswith(".")


def test_the_words_say_what_the_file_is(tmp_path: Path) -> None:
    said = {
        hostile_files.far_corner: "XFD1048576",
        hostile_files.password: "password",
        hostile_files.hundred_megabytes: "30 MB",
        hostile_files.zip_bomb: "64 MB",
        hostile_files.half_a_file: "incomplete",
        hostile_files.picture_as_workbook: "a picture",
        hostile_files.page_as_old_workbook: "a web page",
        hostile_files.text_as_workbook: "plain text",
        hostile_files.macros: "macros",
        hostile_files.empty: "empty",
    }
    for made, word in said.items():
        with pytest.raises(Refused, match=word):
            open_sheet(made(tmp_path))


_MEASURED = """
import resource, sys
from pathlib import Path
from portal.core.errors import Refused
from portal.core.sheets.reading import open_sheet
for path in sys.argv[1:]:
    try:
        list(open_sheet(Path(path)).rows())
    except Refused:
        continue
    sys.exit(f"read: {path}")
status = Path("/proc/self/status")
if status.exists():  # the peak of this process alone; getrusage would also tell what its parent held when it was made
    peak = next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak // 1024)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no getrusage")
def test_hostile_files_need_little_memory(tmp_path: Path) -> None:
    heavy = (
        hostile_files.endless_row, hostile_files.endless_rows, hostile_files.endless_strings, hostile_files.endless_text,
        hostile_files.endless_merges, hostile_files.endless_line, hostile_files.endless_lines, hostile_files.lying_zip_bomb,
    )  # fmt: skip
    paths = [str(made(tmp_path)) for made in heavy]
    done = subprocess.run([sys.executable, "-c", _MEASURED, *paths], capture_output=True, text=True, check=True)
    assert int(done.stdout) < MEGABYTES

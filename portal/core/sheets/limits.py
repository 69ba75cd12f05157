"""How much a spreadsheet may be. A school's whole registry (5,000 rows of 71 columns) needs a tenth to a half of each."""

from __future__ import annotations

MEGABYTE = 1 << 20
MAX_FILE = 30 * MEGABYTE
MAX_XLS = 15 * MEGABYTE  # xlrd holds a whole workbook in memory, about ten times its size
MAX_UNPACKED = 64 * MEGABYTE
MAX_ENTRIES = 1_000
MAX_ROWS = 20_000
MAX_COLUMNS = 702  # ZZ
MAX_CELLS = 2_000_000
MAX_CELLS_IN_ROW = 16_384  # what Excel itself allows
MAX_STRINGS = 300_000
MAX_OTHER_ELEMENTS = 100_000  # styles, merged cells, links: the library keeps each as an object
MAX_DEPTH = 64
MAX_FORMULAS = 20_000
MAX_TEXT = 131_072  # bytes of one line or cell; Excel allows 32,767 characters

"""A protected table as text: csv with an empty count where hidden, or JSON with null there."""

from __future__ import annotations

import csv
import io
import json

from portal.summaries.protection.publication import ProtectedTable


def csv_text(protected: ProtectedTable) -> str:
    """The columns of the file that was read, all cells and totals (`*`), lines ended by a newline."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow([*protected.table.dimensions, protected.table.heading])
    rows.writerows([*key, "" if count is None else count] for key, count in protected.published.items())
    return text.getvalue()


def json_text(protected: ProtectedTable) -> str:
    """One object. It does not say how many of the hidden cells are sensitive, as that would help an attacker."""
    cells = [{"values": list(key), "count": count} for key, count in protected.published.items()]
    whole = {
        "dimensions": list(protected.table.dimensions),
        "threshold": protected.threshold,
        "hidden": len(protected.hidden),
        "fewest": protected.fewest,
        "cells": cells,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"

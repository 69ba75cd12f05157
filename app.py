"""What a server and the flask command load: the portal of this installation."""

from __future__ import annotations

import sys

from portal import create_app
from portal.core.errors import CannotOpen

try:
    app = create_app()
except CannotOpen as problem:
    sys.exit(str(problem))

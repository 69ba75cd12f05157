"""Everything starts here: python3 run.py demo | test | setup | serve (any of them with --help).

This file is written so that even an old Python can read it and say which one is needed.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the person may well have started it with an old one
    sys.exit(
        "Python 3.11 or newer is needed; this one is "
        + sys.version.split()[0]
        + " ("
        + sys.executable
        + "). Install a newer Python and start run.py with it."
    )

from tools.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

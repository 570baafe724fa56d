"""`python -m enrichment.sandbox`."""

import sys

from enrichment.sandbox.cli import main

if __name__ == "__main__":
    sys.exit(main())

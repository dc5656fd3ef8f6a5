"""The makers of small PDFs stand with the seeded defects; these tests use them too."""

import sys
from pathlib import Path

DEFECTS = Path(__file__).parents[3] / "defects"
if str(DEFECTS) not in sys.path:
    sys.path.insert(0, str(DEFECTS))

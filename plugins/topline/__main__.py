"""``python -m topline``."""

import sys

from topline.desk.main import main

sys.exit(main())

"""The settings of this site. What Topline needs of Pelican comes from the engine; the rest is the newsroom's own."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "plugins"))  # so that `pelican` finds the engine without an installation

import topline.glue  # noqa: E402

globals().update(topline.glue.SETTINGS)

SITENAME = "Topline Demonstration Newsroom"
SITESUBTITLE = "Clinical trial announcements, with every figure linked to the sentence that states it"
SITEURL = "https://newsroom.example"  # where the site will stand, without a slash at the end
DEFAULT_LANG = "en"
TIMEZONE = "UTC"
RIGHTS = "Summaries in our own words; figures as the issuers stated them."
CONTACT = "corrections@newsroom.example"  # an e-mail address or a page where readers report errors

MENUITEMS = (
    ("Releases", ""),
    ("Drugs", "drugs/"),
    ("Conditions", "conditions/"),
    ("Companies", "companies/"),
)

PATH = str(HERE / "content")
OUTPUT_PATH = str(HERE / "output")
THEME = str(HERE / "themes" / "topline")
TOPLINE_CACHE = str(HERE / ".cache" / "galleys.pickle")

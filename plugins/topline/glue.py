"""What Topline asks of Pelican: its plugin modules in their order, the settings that switch off what it
replaces, and a build of a site from Python.

A site's ``pelicanconf.py`` starts with ``globals().update(topline.glue.SETTINGS)``.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined

import topline.link.glue
import topline.mark.glue
import topline.publish.glue
import topline.render.glue
from topline.facts import Problem, Refused
from topline.publish.glue import Report

PLUGINS = [topline.mark.glue, topline.link.glue, topline.render.glue, topline.publish.glue]

SETTINGS: dict[str, Any] = {
    "PLUGINS": PLUGINS,
    # A value whose rule was right less often than this (lower 95% bound, measured) is shown as to be checked.
    "TOPLINE_TO_CHECK": "0.5",
    "JINJA_ENVIRONMENT": {
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "auto_reload": False,
    },
    # Pelican's own articles, pages, lists, feeds and copies: Topline makes its own.
    "ARTICLE_PATHS": [],
    "PAGE_PATHS": [],
    "STATIC_PATHS": [],
    "THEME_STATIC_PATHS": [],
    "DIRECT_TEMPLATES": [],
    "TEMPLATE_PAGES": {},
    "READERS": {"md": None, "markdown": None, "mkd": None, "mdown": None, "rst": None, "html": None, "htm": None},
    "FEED_ATOM": None,
    "FEED_ALL_ATOM": None,
    "FEED_ALL_RSS": None,
    "FEED_RSS": None,
    "CATEGORY_FEED_ATOM": None,
    "TRANSLATION_FEED_ATOM": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
    "TAG_FEED_ATOM": None,
    "AUTHOR_SAVE_AS": "",
    "CATEGORY_SAVE_AS": "",
    "TAG_SAVE_AS": "",
    "ARCHIVES_SAVE_AS": "",
    "AUTHORS_SAVE_AS": "",
    "CATEGORIES_SAVE_AS": "",
    "TAGS_SAVE_AS": "",
    "DELETE_OUTPUT_DIRECTORY": False,
    "CACHE_CONTENT": False,
    "LOAD_CONTENT_CACHE": False,
}


def build(
    root: Path,
    *,
    output: Path | None = None,
    siteurl: str | None = None,
    now: datetime | None = None,
    drafts: bool = False,
    jobs: int = 1,
    full: bool = False,
    preview: bool = False,
) -> Report:
    """Build the site of the project at ``root`` and say what was done.

    Raises ``Refused`` with every problem found; then nothing was written. ``now`` is the clock for embargoes,
    ``drafts`` lets held releases in, ``full`` reads every file again.
    """
    from pelican import Pelican
    from pelican.settings import read_settings

    config = root / "pelicanconf.py"
    if not config.is_file():
        raise Refused([Problem(str(config), 0, "", "is not there", "run the command in the folder of a Topline site")])
    report = Report()
    wanted: dict[str, Any] = {
        "TOPLINE_REPORT": report,
        "TOPLINE_NOW": now,
        "TOPLINE_DRAFTS": drafts,
        "TOPLINE_JOBS": jobs,
        "TOPLINE_PREVIEW": preview,
    }
    if output is not None:
        wanted["OUTPUT_PATH"] = str(output.resolve())
    if siteurl is not None:
        wanted["SITEURL"] = siteurl
    if full:
        wanted["TOPLINE_CACHE"] = None
    with _strict_pelican():
        Pelican(read_settings(str(config), override=wanted)).run()
    return report


@contextmanager
def _strict_pelican() -> Iterator[None]:
    """Pelican's errors end the build, and its closing line, which counts articles only, is not shown."""
    from pelican.log import console

    errors: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            errors.append(record.getMessage())

    collector = Collector(logging.ERROR)
    logger = logging.getLogger("pelican")
    was_quiet, console.quiet = console.quiet, True
    logger.addHandler(collector)
    try:
        yield
    finally:
        logger.removeHandler(collector)
        console.quiet = was_quiet
    if errors:
        raise Refused([Problem("pelicanconf.py", 0, "", error, "mend it and build again") for error in errors])

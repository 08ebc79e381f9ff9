"""The site's own settings, as templates and feeds see them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote, urlsplit


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry of the navigation: words and an address below the root."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Site:
    """What every page knows of the site.

    ``url`` is SITEURL without a trailing slash (``https://example.org/news``); ``contact`` is where errors
    are reported (an e-mail address or URL, ``""`` for none). ``css`` and ``js`` are the addresses of the
    theme's files below the root; ``feed_css`` dresses feeds opened in a browser; ``preview_js`` is set in the
    local preview only. ``to_check`` is the measured reliability of a rule, 0 to 1, below which a value that
    nobody reviewed is shown as to be checked.
    """

    name: str
    tagline: str
    url: str
    language: str = "en"
    contact: str = ""
    rights: str = ""
    menu: tuple[MenuEntry, ...] = ()
    css: str = "theme/css/topline.css"
    js: str = "theme/js/topline.js"
    preview_js: str = ""
    feed_css: str = ""
    to_check: Decimal = Decimal(0)

    @property
    def root(self) -> str:
        """The path of the site on its host, without a trailing slash: ``""`` or ``"/news"``."""
        return urlsplit(self.url).path.rstrip("/")

    def path(self, address: str) -> str:
        """A link to an address below the root, good on any page: ``/news/drugs/imgn901/``."""
        return f"{self.root}/{quote(address, safe='/#?=&.-_~')}"

    def full(self, address: str) -> str:
        """The whole URL of an address below the root."""
        return f"{self.url}/{quote(address, safe='/#?=&.-_~')}"

"""Pelican: each page of the site through the theme's templates, into the writer's press."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.plugins import signals

from topline.facts import Problem, Refused
from topline.render.assets import Assets, assets_of
from topline.render.pages import pages_of
from topline.render.site import MenuEntry, Site


class PagesGenerator(Generator):
    """Renders all pages. A template sees ``page`` and ``site`` only."""

    def generate_context(self) -> None:
        """Leave the site's settings and the theme's files in the context."""
        assets = assets_of(Path(self.theme) / "static")
        self.context["assets"] = assets
        self.context["site"] = site_of(self.settings, assets, self.context["newsroom"].pages)

    def generate_output(self, writer: Any) -> None:
        """Render every page; nothing is written yet."""
        site = self.context["site"]
        for rendering in pages_of(self.context["catalogue"], self.context["newsroom"].pages, site):
            html = self.env.get_template(rendering.template).render(page=rendering.view, site=site)
            writer.press.add(rendering.address, html.encode("utf-8"), rendering.source)


def site_of(settings: dict[str, Any], assets: Assets, pages: Any) -> Site:
    """The site's settings from pelicanconf.py, its menu from there and from the pages."""
    menu = [MenuEntry(title, address) for title, address in settings.get("MENUITEMS", ())]
    listed = sorted((page for page in pages if page.menu is not None), key=lambda page: (page.menu, page.slug))
    menu += [MenuEntry(page.title, f"{page.slug}/") for page in listed]
    preview = assets.addresses.get("js/preview.js", "") if settings.get("TOPLINE_PREVIEW") else ""
    return Site(
        name=settings["SITENAME"],
        tagline=settings.get("SITESUBTITLE") or "",
        url=str(settings["SITEURL"]).rstrip("/"),
        language=settings.get("DEFAULT_LANG", "en"),
        contact=settings.get("CONTACT", ""),
        rights=settings.get("RIGHTS", ""),
        menu=tuple(menu),
        css=assets.addresses["css/topline.css"],
        js=assets.addresses["js/topline.js"],
        preview_js=preview,
        to_check=_threshold(settings),
        feed_css=assets.addresses.get("css/feed.css", ""),
    )


def _threshold(settings: dict[str, Any]) -> Decimal:
    """The reliability below which a value is shown as to be checked."""
    given = settings.get("TOPLINE_TO_CHECK", "0.5")
    try:
        threshold = Decimal(str(given))
    except InvalidOperation:
        threshold = Decimal(-1)
    if not (threshold.is_finite() and 0 <= threshold <= 1):
        what = f"{given!r} is no share between 0 and 1"
        raise Refused([Problem("pelicanconf.py", 0, "TOPLINE_TO_CHECK", what, 'write "0.5"')])
    return threshold


def _generators(_pelican: object) -> type[PagesGenerator]:
    return PagesGenerator


def register() -> None:
    """Called by Pelican."""
    signals.get_generators.connect(_generators)

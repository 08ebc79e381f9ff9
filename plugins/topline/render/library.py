"""What the views are made from: the Catalogue with its releases by path, the story they tell, and the site's settings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from topline.link.catalogue import FOLDERS, Catalogue, Entry
from topline.link.story import Story, story_of
from topline.mark import Galley
from topline.render.site import Site


@dataclass(frozen=True, slots=True)
class Library:
    """A newsroom at hand: every release by its path, every entry by kind and id, what changed and what came later."""

    catalogue: Catalogue
    site: Site
    by_path: dict[str, Galley] = field(default_factory=dict)
    story: Story = field(default_factory=Story)

    @classmethod
    def of(cls, catalogue: Catalogue, site: Site) -> Library:
        """The library of a Catalogue."""
        by_path = {galley.release.path: galley for galley in catalogue.releases}
        return cls(catalogue, site, by_path, story_of(catalogue))

    def galleys(self, paths: Iterable[str]) -> list[Galley]:
        """The releases with these paths, in their order."""
        return [self.by_path[path] for path in paths if path in self.by_path]

    def entry(self, kind: str, key: str | None) -> Entry | None:
        """The entry of a kind with an id, or None."""
        entries: dict[str, Entry] = getattr(self.catalogue, FOLDERS[kind])
        return entries.get(key) if key else None

    def link(self, entry: Entry) -> str:
        """The link to an entry's page."""
        return self.site.path(entry.address)

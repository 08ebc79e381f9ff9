"""The shipped words: what a reader sees for a code of the record."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> dict[str, str]:
    """One table of ``tables/words.toml``: ``kinds``, ``endpoints``, ``warnings`` …"""
    source = files("topline.render").joinpath("tables/words.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(source)[name])


def kind_words(kind: str | None) -> str:
    """What sort of event a release announces, in the reader's words; ``""`` where that is unknown."""
    return table("kinds").get(kind or "", "")


def endpoint_words(endpoint: str) -> tuple[str, str]:
    """An endpoint's full name and its abbreviation: ``("progression-free survival", "PFS")``."""
    full = {key.casefold(): words for key, words in table("endpoints").items()}.get(endpoint.casefold())
    return (full, endpoint) if full else (endpoint, "")

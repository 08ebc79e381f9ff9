"""Articles about several companies, none of which speaks: a broker's picks, "3 stocks to watch"."""

from __future__ import annotations

import re

from topline.extract.sponsors.mentions import Mention
from topline.extract.sponsors.names import same
from topline.extract.words.patterns import pattern_of
from topline.facts import Facts

_COUNT = r"(?:[2-9]|1[0-9]|two|three|four|five|six|seven|eight|nine|ten|several)"
_HEADLINE = pattern_of(
    rf"(?<![\w.,$-]){_COUNT} (?![^:;.]{{0,60}}\b(?:join|unite|team up|merge|partner)\b)[^:;.]{{0,60}}?\b(?:stocks|compan(?:ies|y's)|players|biotechs|names|picks|firms|innovators|small-?caps|tickers)\b",
    re.I,
)
_LEAST_UNANNOUNCED = 3


def is_review(known: Facts) -> bool:
    """Is it an article on several listed companies, of whose drugs none is another's?"""
    return len({sponsor.name for sponsor in known.sponsors if sponsor.ticker}) >= _LEAST_UNANNOUNCED


def reviewed(listed: list[Mention], headline: str) -> list[Mention]:
    """The listed companies of an article whose headline counts them ("4 Biotechs to Watch"), if they are more than one."""
    if not _HEADLINE.search(headline):
        return []
    companies = _each_once(listed)
    return companies if len(companies) > 1 else []


def unannounced(listed: list[Mention]) -> list[Mention]:
    """The companies of an article in which none speaks and at least three are given with their listings."""
    companies = _each_once(listed)
    return companies if len(companies) >= _LEAST_UNANNOUNCED else []


def _each_once(listed: list[Mention]) -> list[Mention]:
    found: list[Mention] = []
    for mention in listed:
        if mention.name and mention.part != "headline" and not any(same(mention.name, one.name) for one in found):
            found.append(mention)
    return found

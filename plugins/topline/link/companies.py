"""Which names are one company's: legal forms set aside, a former name stated, a short name with the same ticker."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from topline.facts import Sponsor, fold
from topline.link.names import Naming
from topline.mark import Galley

_FORMS = (
    r"Inc|Incorporated|Corp|Corporation|Ltd|Limited|plc|PLC|AG|S\.?A|SE|N\.?V|B\.?V|GmbH|Co|LLC|L\.?P|A/S|AB|ASA|Oyj|"
    r"S\.?p\.?A|K\.?K|Pty|SAS|S\.?à\.?r\.?l"
)
_LEGAL = re.compile(rf"(?:,? (?:{_FORMS})\.?)+$")
_NAME = r"[A-Z][\w&.’'-]*(?: (?:&|of|and the|[A-Z][\w&.’'-]*))*"
# "Seagen Inc. (Nasdaq: SGEN), formerly known as Seattle Genetics"
_FORMERLY = re.compile(
    rf"^(?:,? (?:{_FORMS})\.?)*(?: ?\([^()]*\))?,? ?\(?(?:which was )?(?:formerly|previously)(?: known as| called| named)? (?P<name>{_NAME})"
)
# "Seattle Genetics has changed its name to Seagen"
_RENAMED = re.compile(
    rf"\bchang(?:ed|es|ing) (?:its|the company’s|the company's) (?:corporate )?name to (?P<name>{_NAME})"
)


def plain_company(name: str) -> str:
    """A company's name without its legal form: ``Acme Bio, Inc.`` → ``Acme Bio``. ``Merck KGaA`` stays: it is not Merck."""
    return _LEGAL.sub("", name.strip()).rstrip(",") or name


def company_namings(releases: Iterable[Galley]) -> list[Naming]:
    """What the releases teach about the names of companies, for ``join``."""
    said = [(sponsor, galley) for galley in releases for sponsor in galley.facts.sponsors]
    namings = [Naming(name, (), g.release.path) for s, g in said for name in {s.name, plain_company(s.name)}]
    for sponsor, galley in said:
        name, path = plain_company(sponsor.name), galley.release.path
        if name != sponsor.name:
            namings.append(Naming(name, (sponsor.name,), path))
        namings += [Naming(name, (old,), path) for old in _former(sponsor, galley) if fold(old) != fold(name)]
        namings += [Naming(new, (name,), path) for new in _later(sponsor) if fold(new) != fold(name)]
    return namings + list(_short_names(said))


def _former(sponsor: Sponsor, galley: Galley) -> Iterator[str]:
    """The former names that a release states right behind the company's name."""
    for text, end in ((sponsor.quote, sponsor.span[1]), (galley.release.company, len(sponsor.name))):
        if text and text[:end].rstrip().endswith(sponsor.name) and (found := _FORMERLY.match(text[end:])):
            yield plain_company(found["name"].rstrip("."))


def _later(sponsor: Sponsor) -> Iterator[str]:
    if found := _RENAMED.search(sponsor.quote):
        yield plain_company(found["name"].rstrip("."))


def _short_names(said: list[tuple[Sponsor, Galley]]) -> Iterator[Naming]:
    """``Sage`` is ``Sage Therapeutics`` where both are given one ticker; the name used more stands for both.

    A ticker alone joins nothing: a subsidiary's release may give its parent's.
    """
    by_ticker: dict[str, dict[str, str]] = defaultdict(dict)
    counts = Counter(plain_company(sponsor.name) for sponsor, _ in said)
    for sponsor, galley in said:
        if sponsor.ticker:
            name = plain_company(sponsor.name)
            path = by_ticker[sponsor.ticker].get(name, galley.release.path)
            by_ticker[sponsor.ticker][name] = min(path, galley.release.path)
    for ticker in sorted(by_ticker):
        names = by_ticker[ticker]
        for short in names:
            for long in names:
                if long.casefold().startswith(short.casefold() + " "):
                    first, second = sorted((short, long), key=lambda name: (-counts[name], -len(name)))
                    yield Naming(first, (second,), names[second])

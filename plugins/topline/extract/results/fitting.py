"""Which kind of number can be a value of which kind of endpoint: a share of a rate, a time of a median survival."""

from __future__ import annotations

from topline.extract.results.endpoints import Named
from topline.extract.words.figures import Quantity

# kind of endpoint → kinds of number that can be its value
FITS: dict[str, frozenset[str]] = {
    "survival": frozenset({"time", "percent", "count", "unreached"}),
    "duration": frozenset({"time", "unreached"}),
    "rate": frozenset({"percent", "count"}),
    "change": frozenset({"percent", "amount", "level", "time"}),
    "event": frozenset({"percent", "count"}),
    "harm": frozenset(),
    "efficacy": frozenset({"percent"}),
    "share": frozenset({"percent"}),
    "titre": frozenset(),
    "index": frozenset({"bare"}),
    "stated": frozenset({"percent", "count"}),
}
# Units of a bare number: scores are seldom written with "points".
SCORED = frozenset(
    {
        "points",
        "percentage points",
        "letters",
        "log10",
        "per year",
        "per week",
        "events per hour",
        "IU/dL",
        "days",
        "per month",
    }
)


def fits(named: Named, quantity: Quantity) -> bool:
    """Can such a number be a value of such an endpoint?"""
    if quantity.kind == "yearly":
        return (named.endpoint.unit or "").endswith("per year")
    if "patient-years" in (quantity.unit or ""):
        return named.endpoint.kind in ("event", "stated", "harm")
    if quantity.unit == "percentage points" and named.endpoint.kind in (
        "rate",
        "survival",
        "event",
        "stated",
        "change",
    ):
        return True
    if named.endpoint.kind == "change" and quantity.kind == "bare":
        return named.endpoint.unit in SCORED
    if named.endpoint.kind == "change" and quantity.kind == "time":
        return named.endpoint.unit in (quantity.unit, "time") or "time" in named.endpoint.name
    return quantity.kind in FITS[named.endpoint.kind]

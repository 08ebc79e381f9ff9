"""What a release does not state, though a reader of such news would look for it."""

from __future__ import annotations

from topline.facts import Facts, Trial

_LATE = ("2", "3", "4")


def not_stated(facts: Facts) -> tuple[str, ...]:
    """The missing things in neutral words; none where the news is not about a trial's data.

    Only results and presentations with a trial in focus are asked. Early trials are asked neither for a
    comparator nor for a primary endpoint; a presentation still ahead is asked for no data at all.
    """
    trial = next((t for t in facts.trials if t.focus), None)
    if trial is None or facts.kind not in ("results", "presentation"):
        return ()
    missing = [] if trial.phase else ["phase"]
    if not any(p.group is None and p.trial in (trial.key, None) for p in facts.population):
        missing.append("trial size")
    if facts.kind == "results":
        missing += _data_missing(facts, trial)
    if not trial.registry_ids:
        missing.append("registry number")
    return tuple(missing)


def _data_missing(facts: Facts, trial: Trial) -> list[str]:
    results = [r for r in facts.results if r.trial in (trial.key, None)]
    late = (trial.phase or "")[:1] in _LATE and "single-arm" not in trial.design
    missing = []
    if late and not any(r.arm == "comparator" or r.versus is not None for r in results):
        missing.append("the comparator's figures")
    if late and not any(r.primary for r in results):
        missing.append("which endpoint was primary")
    if any(r.value is not None for r in results) and not any(r.ci for r in results):
        missing.append("confidence intervals")
    if not facts.safety:
        missing.append("rates of adverse events")
    return missing

"""The facts record: what is known about one press release, each fact with the sentence that states it.

The published form is one JSON object a release (schema ``facts/1``). A field is added, never renamed.
Numbers are ``int`` or ``Decimal`` made of the text's own digits; an unknown value is ``None``, an
unknown list is ``()``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Number = int | Decimal
Span = tuple[int, int]
Comparison = Literal["=", ">", "≥", "<", "≤", "~"]

KINDS = ("results", "presentation", "trial-start", "enrolment", "regulatory", "safety", "publication", "corporate")
ROLES = ("investigational", "combination", "comparator", "prior", "mentioned")
TYPES = (
    "drug",
    "biologic",
    "vaccine",
    "cell therapy",
    "gene therapy",
    "device",
    "diagnostic",
    "procedure",
    "behavioural",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where something is stated: the exact words, the id of their element, the value's place in them.

    ``span`` is ``[start, end)`` inside ``quote`` in Unicode code points.
    """

    quote: str
    anchor: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every item carries.

    ``evidence`` holds, for each field that another sentence states, where it is stated. ``rule`` names
    the rule that found it; ``confidence`` is that rule's measured reliability (0 to 1), ``None`` while
    it is not measured.
    """

    id: str = ""
    quote: str = ""
    anchor: str = ""
    span: Span = (0, 0)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    origin: Literal["text", "editor"] = "text"
    state: Literal["unreviewed", "reviewed"] = "unreviewed"
    rule: str = ""
    confidence: Number | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sponsor(Fact):
    """Whose science it is, without legal suffix; ``ticker`` as ``EXCHANGE:SYMBOL``."""

    name: str
    ticker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drug(Fact):
    """A medicinal product named. ``name`` is the nonproprietary name where there is one.

    ``drug_class`` comes from the vocabulary (a name's stem, the substance's row), ``target`` from the sentence that
    says what the drug acts on.
    """

    name: str
    slug: str
    mentioned_as: tuple[str, ...] = ()
    type: str = "drug"
    role: str = "mentioned"
    drug_class: str | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Fact):
    """A disease named; ``focus`` where the news is about it; ``line`` is the line of treatment."""

    name: str
    slug: str
    focus: bool = False
    line: str | None = None
    modifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Biomarker(Fact):
    """A target or marker of the disease or drug, by its usual symbol."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial(Fact):
    """One trial of the release. ``key`` (``t1`` …) is what other facts refer to."""

    key: str
    name: str | None = None
    registry_ids: tuple[str, ...] = ()
    phase: str | None = None
    focus: bool = False
    status: str | None = None
    reason: str | None = None
    design: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Population(Fact):
    """How many: enrolled, randomized, evaluable, treated or planned; ``group`` for an arm or subgroup."""

    trial: str | None
    measure: Literal["enrolled", "randomized", "evaluable", "treated", "planned"]
    value: int
    comparison: Comparison = "="
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose(Fact):
    """A dose of a drug given in the trial."""

    trial: str | None
    drug: str | None
    amount: Number
    unit: str
    schedule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(Fact):
    """One reported outcome of one arm, or one comparison between arms."""

    trial: str | None
    endpoint: str
    primary: bool | None = None
    measure: str | None = None
    comparison: Comparison = "="
    value: Number | None = None
    direction: Literal["up", "down"] | None = None
    unit: str | None = None
    n: int | None = None
    of: int | None = None
    arm: str | None = None
    versus: Number | None = None
    reached: bool | None = None
    timepoint: str | None = None
    subgroup: str | None = None
    assessed_by: Literal["independent review", "investigator"] | None = None
    ci: tuple[Number, Number] | None = None
    ci_level: Number | None = None
    p: str | None = None
    p_sides: int | None = None
    hypothesis: str | None = None
    met: bool | None = None
    futility: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Safety(Fact):
    """An adverse event reported as observed, with grade and rate where stated."""

    trial: str | None
    term: str
    grade: str | None = None
    comparison: Comparison = "="
    percent: Number | None = None
    n: int | None = None
    of: int | None = None
    serious: bool | None = None
    arm: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorTherapy(Fact):
    """An earlier treatment of the patients and the share who had it."""

    name: str
    percent: Number | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulatory(Fact):
    """A regulatory event of this product: filed, given, refused or lifted."""

    event: str
    status: str
    drug: str | None = None
    conditions: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Fact):
    """A scientific meeting at which the data are or will be shown."""

    acronym: str
    year: int | None = None
    edition: int | None = None
    abstract: str | None = None
    presentation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected(Fact):
    """What the company says will come; ``start`` and ``end`` are ISO dates, published as ``from``, ``to``."""

    what: str
    start: str | None = None
    end: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat(Fact):
    """Something in the text that an editor should look at. ``code`` is one of a fixed list."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything known about one release. ``evidence["kind"]`` says where its kind is stated."""

    path: str = ""
    title: str = ""
    date: str | None = None
    url: str | None = None
    kind: str | None = None
    evidence: dict[str, Evidence] = field(default_factory=dict)
    sponsors: tuple[Sponsor, ...] = ()
    drugs: tuple[Drug, ...] = ()
    conditions: tuple[Condition, ...] = ()
    biomarkers: tuple[Biomarker, ...] = ()
    trials: tuple[Trial, ...] = ()
    population: tuple[Population, ...] = ()
    doses: tuple[Dose, ...] = ()
    results: tuple[Result, ...] = ()
    safety: tuple[Safety, ...] = ()
    prior_therapies: tuple[PriorTherapy, ...] = ()
    regulatory: tuple[Regulatory, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    expected: tuple[Expected, ...] = ()
    warnings: tuple[Caveat, ...] = ()

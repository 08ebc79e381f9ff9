"""What changes a text without changing what it says leaves its facts; what renames something renames it in the facts.

Texts are our own: the golden and varied releases, and every fifth release of the demonstration site.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sites import ROOT
from topline.extract import extract
from topline.extract.drugs.names import compact, names
from topline.extract.words.sentences import sentences_of
from topline.extract.words.zones import is_heading, zones_of
from topline.facts import Block, Facts, Prose
from topline.mark import facts_of_file
from topline.read import lenient_of, prose_of, prose_of_text, tree_of

TESTS = Path(__file__).parent
TEXTS = [
    *sorted(path for path in TESTS.glob("golden/*/*") if path.suffix in (".txt", ".md")),
    *sorted(path for path in TESTS.glob("varied/texts/*") if path.suffix in (".txt", ".md")),
    *sorted((ROOT / "content" / "releases").rglob("*.md"))[::5],
]
NUMBERS = ("population", "doses", "results", "safety")
SUBJECTS = ("drugs", "conditions", "trials", *NUMBERS, "prior_therapies", "regulatory", "meetings")
_CARRIED = {"id", "quote", "anchor", "span", "evidence", "origin", "state", "rule", "confidence"}
# Names are as written, and so is white space, and which of two quotation marks, hyphens or blanks the text has.
_WRITTEN = str.maketrans({"\u00a0": " ", "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "·": "."})


def said(facts: Facts, subjects: tuple[str, ...] = SUBJECTS) -> dict[str, list[str]]:
    """What a record says, subject by subject, without its evidence."""
    return {subject: sorted(map(_words, getattr(facts, subject))) for subject in subjects}


def _words(item: Any) -> str:
    own = [name for name in item.__dataclass_fields__ if name not in _CARRIED]
    return " ".join(
        f"{name}={value}" for name in own if (value := getattr(item, name)) not in (None, (), "")
    ).translate(_WRITTEN)


@cache
def text_of(path: Path) -> str:
    """A release's file."""
    return path.read_text("utf-8")


def facts_in(path: Path, text: str) -> Facts:
    """The facts of a text under the name of a file."""
    return facts_of_file(path.name, text.encode())


@cache
def facts_of(path: Path) -> Facts:
    """The facts of a release as it is."""
    return facts_in(path, text_of(path))


@cache
def prose(path: Path) -> Prose:
    """A release as blocks."""
    if path.suffix == ".txt":
        return prose_of_text(text_of(path))
    release = lenient_of(path.name, text_of(path).encode())
    return prose_of(release.title, tree_of(release.body))


def _body(change: Callable[[str], str]) -> Callable[[str], str]:
    """A change of the words below front matter or headline; addresses stay as they are."""

    def changed(text: str) -> str:
        head = re.match(r"---\n.*?\n---\n|[^\n]*\n", text, re.S)
        start = head.end() if head else 0
        parts = re.split(r"(\S*(?:://|www\.|@)\S*)", text[start:])
        return text[:start] + "".join(part if number % 2 else change(part) for number, part in enumerate(parts))

    return changed


def _curly(text: str) -> str:
    text = re.sub(r'(?<![\w.,!?%)])"(?=\w)', "“", text)
    text = re.sub(r'(?<=[\w.,!?%)])"', "”", text)
    return re.sub(r"(?<=\w)'(?=\w)", "’", text)


CHANGES: dict[str, Callable[[str], str]] = {
    "decimal points in the middle": _body(lambda text: re.sub(r"(?<=\d)\.(?=\d)", "·", text)),
    "no-break blanks behind numbers": _body(lambda text: re.sub(r"(?<=\d) (?=[A-Za-zµ])", "\u00a0", text)),
    "no-break blanks everywhere": _body(lambda text: re.sub(r"(?<=[\w,;%)]) (?=[\w(])", "\u00a0", text)),
    "thin blanks before percent signs": _body(lambda text: re.sub(r"(?<=\d)%", "\u2009%", text)),
    "curly quotation marks": _body(_curly),
    "straight quotation marks": lambda text: re.sub(r"[‘’]", "'", _body(lambda t: re.sub(r"[“”]", '"', t))(text)),
    "en dashes in intervals": _body(
        lambda text: re.sub(r"(?<=\d\.\d\d)-(?=\d+\.\d)|(?<=\d\.\d)-(?=\d+\.\d)", "–", text)
    ),
    "hyphens in intervals": _body(lambda text: re.sub(r"(?<=\d)–(?=\d)", "-", text)),
    "percent in words": _body(lambda text: re.sub(r"(?<=\d)%(?!\w)", " percent", text)),
    "percent as a sign": _body(lambda text: re.sub(r"(?<=\d) per ?cent\b", "%", text)),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_facts_stay(path: Path, name: str) -> None:
    text = text_of(path)
    changed = CHANGES[name](text)
    if changed == text:
        return
    assert said(facts_in(path, changed)) == said(facts_of(path))


BOILERPLATE = """

About Vexamar Therapeutics

Vexamar Therapeutics is a clinical-stage company with 240 employees developing medicines for 30 million people. Its \
portfolio has a phase 2 asset in asthma, given at 50 mg twice daily, and it enrolled 900 patients in 12 trials.

Important Safety Information

The most common adverse reactions (incidence of 20% or more) were nausea (34%), fatigue (28%) and rash (21%). Reduce the \
dose to 20 mg once daily in patients with hepatic impairment.

Forward-Looking Statements

This press release contains forward-looking statements within the meaning of the Private Securities Litigation Reform \
Act of 1995. Actual results may differ materially; the company expects cash of $120 million to last 24 months.

Contacts

Jane Doe, Investor Relations, +1 555 010 0199, ir@vexamar.example
"""


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_boilerplate_adds_no_numbers(path: Path) -> None:
    assert said(facts_in(path, text_of(path).rstrip() + BOILERPLATE), NUMBERS) == said(facts_of(path), NUMBERS)


def _split(blocks: tuple[Block, ...]) -> list[Block]:
    """Every sentence of the body in a paragraph of its own."""
    found = []
    for block, (zone, _) in zip(blocks, zones_of(blocks), strict=True):
        spans = sentences_of(block.text)
        if block.kind != "paragraph" or zone != "body" or is_heading(block):
            found.append(block)
        else:
            found += [Block("paragraph", block.text[start:end], block.element) for start, end in spans]
    return found


def _merged(blocks: tuple[Block, ...]) -> list[Block]:
    """Paragraphs of the body that follow each other in one."""
    found: list[Block] = []
    last = ""
    for block, (zone, _) in zip(blocks, zones_of(blocks), strict=True):
        plain = (
            block.kind == "paragraph" and zone == "body" and block.text.rstrip()[-1:] in '.”"' and not is_heading(block)
        )
        if plain and last == "plain":
            found[-1] = Block("paragraph", f"{found[-1].text} {block.text}", found[-1].element)
        else:
            found.append(block)
        last = "plain" if plain else ""
    return found


def _without_place(facts: Facts) -> dict[str, list[str]]:
    """The numbers of a record without what a paragraph lends to its sentences: the trial, the time point."""
    found = said(facts, NUMBERS)
    return {
        subject: [re.sub(r" ?\b(?:trial|timepoint)=.*?(?= \w+=|$)", "", words).strip() for words in found[subject]]
        for subject in found
    }


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_paragraphs_may_be_joined(path: Path) -> None:
    blocks = tuple(_merged(prose(path).blocks))
    assert _without_place(extract(Prose(blocks))) == _without_place(extract(prose(path)))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_paragraphs_may_be_cut(path: Path) -> None:
    """A sentence alone may say less ("Headache was seen in 5.9%" of what?), never more or something else."""
    cut, whole = (
        _without_place(extract(Prose(tuple(blocks)))) for blocks in (_split(prose(path).blocks), prose(path).blocks)
    )
    for subject, found in cut.items():
        known = [set(words.split()) for words in whole[subject]]
        assert [words for words in found if not any(set(words.split()) <= all_ for all_ in known)] == []


@pytest.mark.parametrize("case", [str.upper, str.lower])
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_case_of_the_headline_adds_no_numbers(path: Path, case: Callable[[str], str]) -> None:
    """A headline in capitals or in small letters may hide a name, but the numbers of the body are what they were."""
    first, *rest = prose(path).blocks
    if len(first.text) > 300:  # the whole release on one line
        return
    changed = Prose((Block("headline", case(first.text)), *rest))
    plain = Prose((Block("headline", "Company news"), *rest))
    values = {(r.endpoint, r.value) for r in extract(changed).results}
    assert values <= {(r.endpoint, r.value) for p in (prose(path), plain) for r in extract(p).results}


_CODE = re.compile(r"[A-Z]{2,5}-?\d{2,5}")


def _renamed(path: Path) -> dict[str, str]:
    """Other names for the medicines of a release that no list has: codes with other digits, stems with other heads."""
    found = {}
    for drug in facts_of(path).drugs:
        for name in (drug.name, *drug.mentioned_as):
            if compact(name) not in names().codes and names().longest.keys().isdisjoint(
                {name.lower(), *re.findall(r"[a-z0-9]+", name.lower())}
            ):
                if _CODE.fullmatch(name):
                    found[name] = re.sub(r"\d", lambda digit: str((int(digit.group()) + 3) % 9 + 1), name)
                elif name.isalpha() and len(name) > 8:
                    found[name] = ("Qe" if name[0].isupper() else "qe") + "r" + name[3:]
    return found


def _with_names(words: str, new: dict[str, str]) -> str:
    for old, other in new.items():
        for case in (str, str.lower, str.upper, str.capitalize):
            spelt = re.escape(case(old)).replace(r"\-", "[-‐‑]")  # any of the hyphens that a text may have
            words = re.sub(rf"(?<!\w){spelt}(?!\w)", case(other), words)
    return words


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_new_name_is_followed(path: Path) -> None:
    new = _renamed(path)
    if not new:
        return
    expected = {
        subject: sorted(re.sub(r"slug=\S+ ?", "", _with_names(words, new)) for words in found)
        for subject, found in said(facts_of(path)).items()
    }
    found = {
        subject: sorted(re.sub(r"slug=\S+ ?", "", words) for words in found)
        for subject, found in said(facts_in(path, _with_names(text_of(path), new))).items()
    }
    assert found == expected


SWAPPED = [
    (
        "Median progression-free survival was 8.5 months with examplumab versus 4.2 months with placebo.",
        "Median progression-free survival was 4.2 months with placebo versus 8.5 months with examplumab.",
    ),
    (
        "The overall response rate was 45% in the examplumab arm and 21% in the placebo arm.",
        "The overall response rate was 21% in the placebo arm and 45% in the examplumab arm.",
    ),
    (
        "Median overall survival was 14.1 months for patients receiving examplumab compared with 10.3 months for patients receiving placebo.",
        "Median overall survival was 10.3 months for patients receiving placebo compared with 14.1 months for patients receiving examplumab.",
    ),
    (
        "Complete responses were seen in 30% of patients treated with examplumab and in 12% of patients given placebo.",
        "Complete responses were seen in 12% of patients given placebo and in 30% of patients treated with examplumab.",
    ),
]


@pytest.mark.parametrize(("one", "other"), SWAPPED)
def test_arms_may_stand_in_either_order(one: str, other: str) -> None:
    headline = "Phase 3 results of examplumab in lung cancer"
    first, second = (said(extract(prose_of_text(f"{headline}\n\n{text}")), ("results",)) for text in (one, other))
    assert first["results"]
    assert first == second


def test_most_results_stand_alone() -> None:
    """Cut into sentences, the texts still say nearly all of their results."""
    cut = sum(len(extract(Prose(tuple(_split(prose(path).blocks)))).results) for path in TEXTS)
    assert cut > 0.95 * sum(len(extract(prose(path)).results) for path in TEXTS)


def test_what_is_compared_is_there() -> None:
    """The texts have enough facts of each kind for the tests above to mean something."""
    assert len(TEXTS) > 80
    assert all(sum(len(said(facts_of(path), (subject,))[subject]) for path in TEXTS) > 20 for subject in SUBJECTS)
    assert sum(bool(_renamed(path)) for path in TEXTS) > 30

"""What holds for any text whatever: nothing raises, every fact shows its words, no letter is lost on the way.

Texts are random, or spliced from pieces of our own releases, so that rules meet what they look for in places
where it makes no sense.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sites import ROOT
from topline.extract import extract
from topline.extract.words.sentences import sentences_of
from topline.extract.words.shadow import shadow_of
from topline.facts import Block, Cell, Evidence, Fact, Facts, Prose, anchor_of
from topline.facts.wire import record_of, to_json
from topline.mark import facts_of_file
from topline.read import prose_of_text

TESTS = Path(__file__).parent
QUICK = settings(max_examples=400, deadline=None, database=None, suppress_health_check=list(HealthCheck))
FEW = settings(QUICK, max_examples=90)


def _pieces() -> list[str]:
    """Pieces of our own releases: some sentences, some cut anywhere between two words."""
    releases = (ROOT / "content" / "releases").rglob("*.md")
    texts = [*sorted(TESTS.glob("golden/*/*.txt")), *sorted(TESTS.glob("varied/texts/*")), *sorted(releases)]
    pieces = {piece for path in texts for piece in re.findall(r"\S[^\n]{10,90}(?=\s)", path.read_text("utf-8"))}
    return sorted(pieces)


# What breaks texts: blanks, marks and signs of all kinds between words and numbers that rules look for.
ODD = st.sampled_from(
    [
        "\xa0",
        "\u2009",
        "·",
        "•",
        "–",
        "—",
        "−",
        "®",
        "™",
        "²",
        "⁹",
        "µ",
        "%",
        "‰",
        "≥",
        "≤",
        "±",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        "“",
        "”",
        ".",
        ",",
        ";",
        ":",
        "/",
        "|",
        "*",
        "#",
        "-",
        "…",
        "£",
        "\x00",
        "\x1f",
        "\ufeff",
        "\u200b",
        "é",
        "ß",
        "漢",
        "𝒳",
        "🧪",
        "ﬁ",
        "İ",
    ]
)
WORDS = st.sampled_from(
    [
        "patients",
        "median",
        "months",
        "ORR",
        "PFS",
        "95%",
        "CI",
        "p",
        "p<",
        "HR",
        "n=",
        "of",
        "vs",
        "respectively",
        "mg",
        "mg/m",
        "Phase",
        "1/2",
        "NCT01234567",
        "NASDAQ:",
        "Inc.",
        "placebo",
        "nausea",
        "grade",
        "3",
        "granted",
        "FDA",
        "orphan",
        "drug",
        "designation",
        "ASH",
        "54th",
        "abstract",
        "2024",
        "half",
        "Q3",
        "bortezomib",
        "aspirin",
        "XYZ-123",
        "about",
        "0.65",
        "1,234",
        "12.5",
        "not",
        "reached",
        "met",
        "endpoint",
        "carcinoma",
        "CD20",
        "About",
        "enrolled",
        "respectively",
        "and",
        "or",
        "the",
        "in",
        "with",
        "(n=12)",
        "10",
        "9/L",
    ]
)
SPLICED = st.lists(st.one_of(st.sampled_from(_pieces()), WORDS, ODD), max_size=14).flatmap(
    lambda parts: st.sampled_from(("", " ", "\n", "\n\n", ". ")).map(lambda joint: joint.join(parts))
)
ANY = st.one_of(st.text(max_size=300), st.lists(st.one_of(WORDS, ODD), max_size=40).map(" ".join), SPLICED)


def items_of(facts: Facts) -> Iterator[Fact]:
    """All items of a record."""
    for name in facts.__dataclass_fields__:
        value = getattr(facts, name)
        if isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, Fact))


def quoting(facts: Facts) -> Iterator[Evidence | Fact]:
    """Everything in a record that quotes the text."""
    yield from facts.evidence.values()
    for item in items_of(facts):
        yield item
        yield from item.evidence.values()


def check(prose: Prose) -> None:
    """A record's promises, kept for one text."""
    facts = extract(prose, 2024)
    for place in quoting(facts):
        start, end = place.span
        assert 0 <= start < end <= len(place.quote), place
        assert any(place.quote in block.text for block in prose.blocks), place
        assert place.anchor == anchor_of(place.quote), place
    ids = [item.id for item in items_of(facts)]
    assert all(ids)
    assert len(ids) == len(set(ids))
    assert json.loads(to_json(facts)) == json.loads(json.dumps(record_of(facts), default=float))


@FEW
@given(ANY)
@example("")
@example("…")
@example("7" * 20_000)
@example("%\n\n" + "a-" * 9000)
def test_plain_text(text: str) -> None:
    check(prose_of_text(text))


@FEW
@given(SPLICED)
def test_pieces_of_releases(text: str) -> None:
    check(prose_of_text(text))


@FEW
@given(st.lists(st.tuples(st.sampled_from(("heading", "paragraph", "item", "quote", "caption")), SPLICED), max_size=6))
def test_blocks_of_every_kind(blocks: list[tuple[str, str]]) -> None:
    check(Prose((Block("headline", "News"), *(Block(kind, text) for kind, text in blocks))))  # type: ignore[arg-type]


@FEW
@given(st.lists(st.lists(st.one_of(SPLICED, WORDS, ODD), min_size=1, max_size=4), min_size=1, max_size=4))
def test_tables(rows: list[list[str]]) -> None:
    blocks = []
    for row in rows:
        place, cells = 0, []
        for column, words in enumerate(row):
            cells.append(Cell(place, place + len(words), rows[0][column] if column < len(rows[0]) else ""))
            place += len(words) + 3
        blocks.append(Block("row", " | ".join(row), cells=tuple(cells)))
    check(Prose((Block("headline", "News"), *blocks)))


@settings(FEW, max_examples=50)
@given(SPLICED)
def test_files_of_both_kinds(text: str) -> None:
    """From the bytes of a file to the record: nothing is refused but control characters."""
    text = re.sub(r"[\x00-\x08\x0e-\x1f]", " ", text)
    for name, data in (("a.md", f"---\ntitle: News\n---\n{text}"), ("a.txt", f"News\n{text}")):
        to_json(facts_of_file(name, data.encode()))


@QUICK
@given(ANY, st.data())
def test_shadow_leads_back_into_the_quote(text: str, data: st.DataObject) -> None:
    shadow = shadow_of(text)
    length = len(shadow.text)
    if length:
        start = data.draw(st.integers(0, length - 1))
        first, last = shadow.span(start, data.draw(st.integers(start + 1, length)))
        assert 0 <= first < last <= len(text)
    places = [shadow.origin(place) for place in range(length)]
    assert places == sorted(places)
    for repair in shadow.repairs:
        assert 0 <= repair.start < repair.end <= len(text) + 1


@QUICK
@given(ANY)
@example("One.Two. Three " + "x" * 7000 + " y" * 4000)
def test_sentences_lose_no_letter(text: str) -> None:
    spans = sentences_of(text)
    done = 0
    for start, end in spans:
        assert done <= start < end <= len(text)
        done = end
    letters = "".join(c for c in text if c.isalnum())
    assert "".join(c for start, end in spans for c in text[start:end] if c.isalnum()) == letters

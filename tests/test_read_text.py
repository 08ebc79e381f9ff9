"""Plain text releases: how they are cut, and how they become Markdown without a word changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from topline.read import lenient_of, markdown_from_text, prose_of, prose_of_text, tree_of

CUT = [
    ("Head\n\nOne.\n\nTwo.", [("paragraph", "One.", 3), ("paragraph", "Two.", 5)], "blank lines part paragraphs"),
    ("\n\nHead\nOne.", [("paragraph", "One.", 4)], "the first line with words is the headline"),
    ("Head\n\n* a\n- b\n• c\n– d", [("item", "a", 3), ("item", "b", 4), ("item", "c", 5), ("item", "d", 6)], "bullets"),
    ("Head\n\n-5% change", [("paragraph", "-5% change", 3)], "a minus is no bullet"),
    ("Head\n\nA\nB", [("paragraph", "A", 3), ("paragraph", "B", 4)], "short lines stand alone"),
    (
        "Head\n\n" + "The median time to progression was 7.7 months in the\nstudy of 39 patients who could be evaluated for it.",
        [("paragraph", "The median time to progression was 7.7 months in the study of 39 patients who could be evaluated for it.", 3)],
        "a paragraph broken into lines is one",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "blocks", "why"), CUT)
def test_plain_text_is_cut_into_blocks(text: str, blocks: list[tuple[str, str, int]], why: str) -> None:
    prose = prose_of_text(text)
    assert prose.blocks[0].kind == "headline" and prose.blocks[0].text == "Head"
    assert [(block.kind, block.text, block.line) for block in prose.blocks[1:]] == blocks, why


DAMAGED = [
    ("a dose of 75 mg/m/week", "superscript"),
    ("platelets above 50 x 109/L", "exponent"),
    ("at the 54 Annual Meeting of the Society", "ordinal"),
    ("The responses in the 39 patients included:\n\nOf note, 7.7 months.", "a list seems to be missing"),
    ("pless than0.0001 was seen; p less than0.0001", "p-value"),
    ("The trialâ€™s result", "wrong code page"),
    ("Call 781-895-0600Executive Director", "run together"),
    ("Words that run on and on " * 8 + "under revie", "in the middle of a sentence"),
]


@pytest.mark.parametrize(("body", "note"), DAMAGED)
def test_damage_is_noted_and_not_mended(body: str, note: str) -> None:
    draft = markdown_from_text(f"Head\n\n{body}")
    assert any(note in said for said in draft.notes), draft.notes
    shown = " ".join(block.text for block in prose_of("", tree_of(draft.markdown.split("---\n")[2])).blocks[1:])
    assert shown.split() == body.split()


def test_sound_text_has_no_notes() -> None:
    assert markdown_from_text("Head\n\nAt the 54th Annual Meeting, 75 mg/m² and 10⁹/L were given.").notes == ()


def test_nothing_is_invented() -> None:
    draft = markdown_from_text('"IMGN901": data\n\nText.\n\n* one\n* two')
    assert draft.markdown == '---\ntitle: "\\"IMGN901\\": data"\n---\n\nText.\n\n- one\n- two\n'
    assert draft.name == "imgn901-data"


def test_a_name_of_usual_length() -> None:
    name = markdown_from_text("word " * 40).name
    assert 40 < len(name) <= 70 and not name.endswith("-")


@pytest.mark.shared
def test_a_real_wire_text_keeps_every_word(shared: Path) -> None:
    text = (shared / "corpus" / "000_84bbcf1c236920c5.txt").read_text("utf-8")
    draft = markdown_from_text(text)
    release = lenient_of("x.md", draft.markdown.encode())
    prose = prose_of(release.title, tree_of(release.body))
    assert " ".join(prose.text.split()) == " ".join(prose_of_text(text).text.split()) == " ".join(text.split())
    assert any("superscript" in note for note in draft.notes)
    assert any("list" in note for note in draft.notes)


SPECIAL = "ab Z9 .,;:!?()[]{}<>*_`~#+-=|\\/&^%$@'\"’–®²⁹≥µ\u00a0\u2009"


@given(
    st.lists(st.text(alphabet=SPECIAL, min_size=1, max_size=60), min_size=1, max_size=6)
    | st.lists(
        st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1), min_size=1, max_size=6
    )
)
@settings(max_examples=500, deadline=None)
def test_no_character_of_a_text_is_taken_for_markup(paragraphs: list[str]) -> None:
    text = "\n\n".join(["Head", *paragraphs])
    draft = markdown_from_text(text)
    release = lenient_of("x.md", draft.markdown.encode())
    assert release.title == "Head"
    wanted = [block.text for block in prose_of_text(text).blocks[1:] if any(c.isalnum() for c in block.text)]
    shown = [block.text for block in prose_of("", tree_of(release.body)).blocks[1:]]
    assert [re.sub(r"\s+", " ", words) for words in shown] == [re.sub(r"\s+", " ", words) for words in wanted]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
@settings(max_examples=300, deadline=None)
def test_any_text_has_a_headline_first(text: str) -> None:
    prose = prose_of_text(text)
    assert prose.blocks[0].kind == "headline"
    assert [block for block in prose.blocks if block.kind == "headline"] == [prose.blocks[0]]

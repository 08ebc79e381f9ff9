"""Galleys: each fact leads to its sentence, each name to its page, and not one word of the release is changed."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from topline.extract import Reading, reading_of
from topline.facts import Condition, Drug, Facts, Population, Refused, Sponsor, anchor_of
from topline.mark import Galley, facts_of_file, galley_of
from topline.mark.anchors import anchors_of, places_of, with_anchors
from topline.mark.fold import with_folds
from topline.mark.names import with_names
from topline.read import block_elements, html_from, html_of, prose_of, tree_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ROOT = Path(__file__).parent.parent
RELEASES = sorted((ROOT / "content" / "releases").rglob("*.md"))
PATH = "content/releases/2012/2012-12-10-x.md"


def galley(body: str, more: str = "", title: str = "Drug X helps") -> Galley:
    return galley_of(PATH, f"---\ntitle: {title}\ndate: 2012-12-10\n{more}---\n{body}\n".encode(), NOW)


def seen(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def ids(html: str) -> list[str]:
    return re.findall(r'\bid="(s-[0-9a-f]+)"', html)


def marked(markdown: str, *quotes: str, title: str = "Headline") -> tuple[str, str]:
    """The HTML in which these sentences are marked, and the headline's anchor."""
    tree = tree_of(markdown)
    reading = reading_of(prose_of(title, tree))
    facts = Facts(population=tuple(_stated(quote) for quote in quotes))
    places = places_of(reading, facts)
    with_anchors([element for element, _ in block_elements(tree)], places)
    return html_from(tree), places.headline


def _stated(quote: str) -> Population:
    return Population(trial=None, measure="enrolled", value=1, quote=quote, anchor=anchor_of(quote))


def said(quote: str, inner: str) -> str:
    return f'<span class="said" id="{anchor_of(quote)}">{inner}</span>'


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_every_fact_of_the_newsroom_leads_to_its_sentence(path: Path) -> None:
    found = galley_of(path.relative_to(ROOT).as_posix(), path.read_bytes(), NOW)
    on_page = ids(found.html) + ([found.headline_anchor] if found.headline_anchor else [])
    assert Counter(on_page) == Counter(anchors_of(found.facts))


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.stem)
def test_marking_changes_no_word(path: Path) -> None:
    data = path.read_bytes()
    found = galley_of(path.relative_to(ROOT).as_posix(), data, NOW)
    body = data.decode().split("---\n", 2)[2]
    titles = re.sub(r"<summary>(?!<h)[^<]*</summary>", "", found.html)
    assert seen(titles).split() == seen(html_of(body)).split()


MARKED = [
    ("One fact. Two.", "One fact.", "<p>{One fact.|One fact.} Two.</p>", "a sentence"),
    ("So. In *all 44* patients. Now.", "In all 44 patients.", "<p>So. {In all 44 patients.|In <em>all 44</em> patients.} Now.</p>",
     "inline elements inside"),
    ("*One ends. Two* goes on.", "Two goes on.", "<p><em>One ends. </em>{Two goes on.|<em>Two</em> goes on.}</p>",
     "an element across the start is halved"),
    ("*One. Two goes **on. Three*** ends.", "Two goes on.",
     "<p><em>One. </em>{Two goes on.|<em>Two goes <strong>on.</strong></em>}<em><strong> Three</strong></em> ends.</p>",
     "elements across both ends are halved"),
    ("50 x 10<sup>9</sup> per L was. So.", "50 x 10⁹ per L was.", "<p>{50 x 10⁹ per L was.|50 x 10<sup>9</sup> per L was.} So.</p>", "superscripts"),
    ("A\nline. B.", "A line.", "<p>{A line.|A\nline.} B.</p>", "line ends"),
    ("A<br>line. B.", "A line.", "<p>{A line.|A<br>line.} B.</p>", "line breaks"),
    ("A  \nline. B.", "A line.", "<p>{A line.|A<br>\nline.} B.</p>", "line breaks before a line end"),
    ("- An item", "An item", "<ul>\n<li>{An item|An item}</li>\n</ul>", "an item"),
    ("- An item\n    - below", "An item", "<ul>\n<li>{An item|An item}<ul>\n<li>below</li>\n</ul>\n</li>\n</ul>", "before a list"),
    ("## A head", "A head", "<h2>{A head|A head}</h2>", "a heading"),
    ("> Quoted.", "Quoted.", "<blockquote>\n<p>{Quoted.|Quoted.}</p>\n</blockquote>", "a quotation"),
]  # fmt: skip


@pytest.mark.parametrize(("markdown", "quote", "html", "why"), MARKED, ids=[case[3] for case in MARKED])
def test_a_sentence_is_one_element(markdown: str, quote: str, html: str, why: str) -> None:
    wanted = re.sub(r"\{([^|]*)\|(.*?)\}", lambda match: said(match[1], match[2]), html, flags=re.S)
    assert marked(markdown, quote)[0] == wanted


def test_a_row_takes_the_id_itself() -> None:
    html, _ = marked("| A | B |\n|---|---|\n| x | 5 |", "x | 5")
    assert f'<tr id="{anchor_of("x | 5")}" class="said">' in html


def test_what_is_said_twice_is_marked_once_and_first() -> None:
    html, headline = marked("Same words. Other.\n\nSame words.", "Same words.")
    assert (ids(html), headline) == ([anchor_of("Same words.")], "")
    assert html.startswith("<p><span")


def test_the_headlines_anchor_is_not_in_the_text() -> None:
    html, headline = marked("Drug X helps.\n\nOther.", "Drug X helps", title="Drug X helps")
    assert (ids(html), headline) == ([], anchor_of("Drug X helps"))


def test_only_the_first_half_of_an_element_keeps_its_id() -> None:
    html, _ = marked("A <a href='x.md'>link. More</a> words.[^1]\n\n[^1]: N.", "A link.", "More words.¹")
    assert Counter(re.findall(r'id="(fn[^"]*)"', html)) == {"fnref:1": 1, "fn:1": 1}
    assert html.count('href="x.md"') == 2


NAMED = Facts(
    drugs=(
        Drug(name="lorvotuzumab mertansine", slug="l", mentioned_as=("IMGN901",)),
        Drug(name="lenalidomide", slug="r"),
    ),
    conditions=(Condition(name="multiple myeloma", slug="mm", quote="In MM", span=(3, 5)),),
    sponsors=(Sponsor(name="ImmunoGen"),),
)


def named(markdown: str, zone: str = "body") -> str:
    tree = tree_of(markdown)
    with_names([(element, kind, zone) for element, kind in block_elements(tree)], NAMED)
    return re.sub(r'<a class="name" data-kind="(\w+)" data-name="([^"]*)">(.*?)</a>', r"[\1 \2: \3]", html_from(tree))


NAMES = [
    ("IMGN901 works.", "<p>[drug IMGN901: IMGN901] works.</p>", "a drug goes by the name used"),
    ("In Multiple Myeloma (MM).", "<p>In [condition multiple myeloma: Multiple Myeloma] (MM).</p>", "the first mention only"),
    ("In MM.", "<p>In [condition multiple myeloma: MM].</p>", "a condition as the text says it"),
    ("ImmunoGen, Inc. and ImmunoGen's", "<p>[company ImmunoGen: ImmunoGen], Inc. and ImmunoGen's</p>", "a company"),
    ("Lenalidomide-refractory, pre-lenalidomide", "<p>Lenalidomide-refractory, pre-lenalidomide</p>", "no part of a compound"),
    ("IMGN901/lenalidomide", "<p>[drug IMGN901: IMGN901]/[drug lenalidomide: lenalidomide]</p>", "a combination"),
    ("www.immunogen.com, a@immunogen.com", "<p>www.immunogen.com, a@immunogen.com</p>", "no part of an address"),
    ("## IMGN901\n\nIt.", "<h2>IMGN901</h2>\n<p>It.</p>", "not in a heading"),
    ("[IMGN901](x.md) `IMGN901`", '<p><a href="x.md">IMGN901</a> <code>IMGN901</code></p>', "not in a link or code"),
    ("IMGN901.\n\n## A\n\nIMGN901.", "<p>[drug IMGN901: IMGN901].</p>\n<h2>A</h2>\n<p>[drug IMGN901: IMGN901].</p>",
     "again in the next section"),
    ("**A** IMGN901 b *lenalidomide* c", "<p><strong>A</strong> [drug IMGN901: IMGN901] b <em>[drug lenalidomide: lenalidomide]</em> c</p>",
     "behind and inside inline elements"),
    ("IMGN90 and XIMGN901", "<p>IMGN90 and XIMGN901</p>", "whole words only"),
]  # fmt: skip


@pytest.mark.parametrize(("markdown", "html", "why"), NAMES, ids=[case[2] for case in NAMES])
def test_names_become_placeholders(markdown: str, html: str, why: str) -> None:
    assert named(markdown) == html


def test_contacts_and_legal_text_link_no_names() -> None:
    assert "[" not in named("IMGN901 of ImmunoGen.", "contacts")


def test_a_name_with_markup_in_it_stays_text() -> None:
    tree = tree_of('A&lt;b&gt; "c" drug')
    with_names([(e, k, "body") for e, k in block_elements(tree)], Facts(drugs=(Drug(name='A<b> "c"', slug="a"),)))
    assert "<b>" not in html_from(tree)


def folded(markdown: str, *zones: str) -> str:
    tree = tree_of(markdown)
    with_folds(tree, dict(zip([element for element, _ in block_elements(tree)], zones, strict=True)))
    return re.sub(r' class="boilerplate" data-zone="[a-z-]*"', "", html_from(tree)).replace("\n", "")


def test_boilerplate_folds_under_its_heading() -> None:
    html = folded("News.\n\n## About X\n\nA.\n\nB.\n\n## About Y\n\nC.", "body", *["about-company"] * 5)
    assert html == (
        "<p>News.</p><details><summary><h2>About X</h2></summary><p>A.</p><p>B.</p></details>"
        "<details><summary><h2>About Y</h2></summary><p>C.</p></details>"
    )


def test_boilerplate_without_a_heading_gets_a_plain_title() -> None:
    html = folded("News.\n\nRisks.\n\nMore news.", "body", "forward-looking", "body")
    assert html == (
        "<p>News.</p><details><summary>Forward-looking statements</summary><p>Risks.</p></details><p>More news.</p>"
    )


def test_a_list_and_a_subheading_fold_with_their_section() -> None:
    html = folded("News.\n\n## Safety\n\n- a\n- b\n\n### More\n\nC.", "body", *["safety-information"] * 5)
    assert html.count("<details>") == 1 and html.endswith("<h3>More</h3><p>C.</p></details>")


def test_a_text_that_would_fold_away_whole_stays_open() -> None:
    assert "<details" not in folded("A.\n\nB.", "about-company", "contacts")


def test_footnotes_stay_open() -> None:
    html = folded("News.[^1]\n\nRisks.\n\n[^1]: Note.", "body", "forward-looking", "references", "references")
    assert html.index("</details>") < html.index('id="fn:1"')


def test_a_galley_says_what_pages_need() -> None:
    found = galley("ATLANTA, December 10, 2012 – Drug X was given to 44 patients. More.\n\nEnd.", "summary: Deck.\n")
    assert (found.facts.path, found.facts.title, found.facts.date, found.facts.url) == (
        PATH, "Drug X helps", "2012-12-10", None,
    )  # fmt: skip
    assert found.lead_summary == "Drug X was given to 44 patients."
    assert found.release.summary == "Deck." and found.release.body == ""
    assert found.words == 13
    assert "Deck" not in found.html


LEADS = [
    ("LONDON, 3 May 2012 /PRNewswire/ -- Drug X helped 40 patients.", "Drug X helped 40 patients."),
    ("WALTHAM, Mass.--(BUSINESS WIRE)--Drug X helped.", "WALTHAM, Mass.--(BUSINESS WIRE)--Drug X helped."),
    ("May 3, 2012 — “Drug X helped,” we said.", "“Drug X helped,” we said."),
    ("Drug X – a new medicine – helped in 2012 – and later.", "Drug X – a new medicine – helped in 2012 – and later."),
    ("In 2012 – 14 patients – were seen.", "In 2012 – 14 patients – were seen."),
]


@pytest.mark.parametrize(("body", "lead"), LEADS)
def test_the_lead_goes_without_its_dateline(body: str, lead: str) -> None:
    assert galley(body).lead_summary == lead


def test_a_withdrawn_release_keeps_its_notice_only() -> None:
    found = galley(
        "Secret 44 patients. [x](gone.md)", "withdrawn: {date: 2013-01-01, note: An error}\nsummary: Secret\n"
    )
    assert found.release.withdrawn and found.release.withdrawn.note == "An error"
    assert (found.html, found.lead_summary, found.words, found.links) == ("", "", 0, ())
    assert "Secret" not in repr(found)
    assert list(anchors_of(found.facts)) == []


def test_links_are_told_or_refused_together_with_all_else() -> None:
    found = galley("![f](2012-12-10-x/f.png) [r](../2011/r.md)")
    assert [link.path for link in found.links] == [
        "content/releases/2012/2012-12-10-x/f.png",
        "content/releases/2011/r.md",
    ]
    with pytest.raises(Refused) as refused:
        galley("[a](/x)\n\n[b](../../../y)", "facts: [{fact: nope, drop: true, because: x}]\n")
    assert [problem.line for problem in refused.value.problems] == [4, 6, 8]


def test_a_text_nested_beyond_reason_is_refused_by_name() -> None:
    with pytest.raises(Refused, match=r"2012-12-10-x\.md:5: elements are nested"):
        galley("<b>" * 300)


def test_facts_of_a_file_need_no_site(tmp_path: Path) -> None:
    text = facts_of_file("a.txt", b"Drug X in 44 patients\n\nText.\n")
    assert (text.path, text.title, text.date) == ("a.txt", "Drug X in 44 patients", None)
    markdown = facts_of_file("a.md", b"---\ntitle: A\ndate: 2012-12-10\nfoo: bar\n---\nText.\n")
    assert (markdown.path, markdown.title, markdown.date) == ("a.md", "A", "2012-12-10")
    for data in (b"", b"caf\xe9", b"a\0"):
        with pytest.raises(Refused, match=r"a\.txt"):
            facts_of_file("a.txt", data)


PARTS = (
    "44 patients were enrolled. Two **bold. words** _go_ on. <sup>9</sup> <br> <b>x. Y</b> - 1. | > ## [a](b.md) &lt;"
)
TABLE = "\n\n| a | b |\n|---|---|\n| c. D | e |\n\n"
TEXTS = st.lists(st.sampled_from([*PARTS.split(" "), "\n", "\n\n", "\n- ", TABLE, "  \n"]), max_size=30).map(" ".join)


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_any_text_keeps_its_words_when_every_sentence_is_marked(markdown: str) -> None:
    tree = tree_of(markdown)
    before = html_from(tree)
    reading = reading_of(prose_of("T", tree))
    quotes = {sentence.quote for sentence in reading.sentences}
    facts = Facts(population=tuple(_stated(quote) for quote in sorted(quotes)))
    places = places_of(reading, facts)
    with_anchors([element for element, _ in block_elements(tree)], places)
    after = html_from(tree)
    assert seen(after) == seen(before)
    found = ids(after) + ([places.headline] if places.headline else [])
    assert Counter(found) == Counter({anchor_of(quote) for quote in quotes})
    _spans_hold_their_sentence(after, reading)


def _spans_hold_their_sentence(html: str, reading: Reading) -> None:
    quotes = {anchor_of(sentence.quote): sentence.quote for sentence in reading.sentences}
    for anchor, inner in re.findall(r'<span class="said" id="(s-\w+)">(.*?)</span>', html, re.S):
        words = re.sub(r"\W", "", seen(inner))
        assert words.translate(str.maketrans("9", "⁹")) == re.sub(r"\W", "", quotes[anchor]).translate(
            str.maketrans("9", "⁹")
        )


def test_days_are_days() -> None:
    assert galley("T.").release.day == date(2012, 12, 10)

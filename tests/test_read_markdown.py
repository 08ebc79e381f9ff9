"""Markdown: what a reader sees, and what never reaches the page."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from topline.facts import Block, Cell, Refused
from topline.read import Link, Unreadable, block_elements, broken_of, html_of, links_of, prose_of, tree_of
from topline.read.markdown import converter_for

PLAIN = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=200)
PARTS = (
    "a b 7.7 <b> </b> <p> </p> <ul> <li> </ul> <table> <tr> <td> </td> </table> <blockquote> <h1> </h1> <sup> 9 </sup> "
    "<a href=x> </a> <div> </div> <br> <details> &lt; & < > * ** _ ` | # - 1. > [^1] [^1]: [a](b) <dl> <dd> <figcaption>"
)
MARKUP = st.lists(st.sampled_from([*PARTS.split(" "), "\n", "\n\n", "\n    ", " "]), max_size=40).map(" ".join)


def blocks(markdown: str) -> tuple[Block, ...]:
    return prose_of("Headline", tree_of(markdown)).blocks[1:]


def seen(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<img src='javascript:alert(1)'>",
    "<img src='data:text/html,alert(1)'>",
    "<img src='http://evil.example/x.png'>",
    "<img src='//evil.example/x.png'>",
    "![x](javascript:alert(1))",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "[x](vbscript:alert(1))",
    "[x](data:text/html,alert(1))",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "<javascript:alert(1)>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='&#x6A;avascript:alert(1)'>x</a>",
    "<iframe src='https://evil.example'>alert(1)</iframe>",
    "<p style='background:url(https://evil.example)' onclick='alert(1)'>x</p>",
    "<style>@import '//evil.example'</style>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<math><mi xlink:href='javascript:alert(1)'></mi></math>",
    "<form action='https://evil.example'><input autofocus onfocus=alert(1)></form>",
    "<object data='//evil.example'></object><embed src='//evil.example'>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href='//evil.example'>",
    "<video src='//evil.example' onerror=alert(1)></video>",
    "<details open ontoggle=alert(1)>x</details>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!-- <script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<a class='name' data-kind='drug' data-name='evil.example'>x</a>",
    "<span class='said' id='s-0123456789'>x</span>",
    "<p id='s-0123456789'>x</p>",
    "<td class='name said'>x</td>",
    "<b><p></b><script>alert(1)</script>",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_script_style_or_foreign_address_passes(hostile: str) -> None:
    html = html_of(f"Before.\n\n{hostile}\n\nAfter.")
    tags = "".join(re.findall(r"<[^>]*>", html))
    for word in (
        "script",
        "alert",
        "onerror",
        "onclick",
        "onload",
        "style",
        "iframe",
        "evil",
        "data-",
        "s-0123",
        "said",
        "name",
    ):
        assert word not in tags.lower(), html
    assert re.fullmatch(r"(?:</?[a-z][a-z0-9]*(?: [a-z]+=\"[^\"<>]*\")*>)*", tags)
    assert "Before." in html and "After." in html


KEPT = [
    ("10<sup>9</sup>/L", "<p>10<sup>9</sup>/L</p>", "superscripts"),
    ("H<sub>2</sub>O", "<p>H<sub>2</sub>O</p>", "subscripts"),
    ("# One\n\n### Three", "<h2>One</h2>\n<h3>Three</h3>", "the page has the h1, and no level is skipped"),
    ("[a](https://e.example/)", '<p><a href="https://e.example/" rel="noopener noreferrer">a</a></p>', "links away"),
    ("[a](mailto:a@e.example)", '<p><a href="mailto:a@e.example">a</a></p>', "mail"),
    ("![a](fig.png)", '<p><img alt="a" src="fig.png"></p>', "figures"),
    ("[[ORR]] HTML\n\n*[HTML]: Hyper", '<p>[[ORR]] <abbr title="Hyper">HTML</abbr></p>', "abbreviations"),
    ("<div>loose <b>words</b></div>", "<p>loose <b>words</b></p>", "loose words stand in a paragraph"),
    ("<figure><img src='a.png'><figcaption>F</figcaption></figure>",
     '<figure>\n<p><img src="a.png" alt=""></p>\n<figcaption>F</figcaption></figure>', "figures with captions"),
    ("- a\n    - b", "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>", "lists in lists"),
    ("<p>a <unknown>b</unknown></p>", "<p>a b</p>", "unknown elements leave their words"),
    ("<ul>a<p>b</p></ul>", "<ul><li>a</li><li><p>b</p></li></ul>", "lists hold items"),
    ("<li>a</li>", "<ul><li>a</li></ul>", "items stand in lists"),
]  # fmt: skip


@pytest.mark.parametrize(("markdown", "html", "why"), KEPT)
def test_what_reaches_the_page(markdown: str, html: str, why: str) -> None:
    assert html_of(markdown) == html, why


def test_columns_are_aligned_by_class_and_headed_by_scope() -> None:
    html = html_of("| A | B |\n|:-:|--:|\n| 1 | 2 |")
    assert '<th class="center" scope="col">A</th>' in html
    assert '<td class="right">2</td>' in html
    assert "style" not in html


def test_ids_are_those_of_footnotes_and_unique() -> None:
    html = html_of("A.[^1] <sup id='fnref:1'>x</sup> <sup id='main'>y</sup>\n\n[^1]: Note.")
    assert sorted(re.findall(r'id="([^"]*)"', html)) == ["fn:1", "fnref:1"]


def test_one_text_leaves_nothing_to_the_next() -> None:
    html_of("A.[^1]\n\n[^1]: Note.\n\n*[ORR]: rate\n\n[l]: https://e.example")
    assert html_of("ORR [l] B.") == "<p>ORR [l] B.</p>"


def test_elements_without_end_are_refused() -> None:
    with pytest.raises(Unreadable):
        tree_of("<b>" * 5000 + "x")
    with pytest.raises(Refused, match=r"content/pages/a\.md:4: elements are nested"):
        html_of("<b>" * 5000 + "x", "content/pages/a.md", 4)


EMPHASIS = [
    "bold.",
    "word",
    "**bold.",
    "words**",
    "_go_",
    "on.",
    "*x",
    "y*",
    "_a",
    "b_",
    "**c**",
    "`code`",
    "Z9",
    "***q",
    "r***",
    "**",
    "_",
    "*",
    "9%*",
]


@given(st.lists(st.sampled_from(EMPHASIS), max_size=14).map(" ".join))
@example("**bold. _go_ _go_ **bold. **bold. <sup>9</sup> words**")
@example("_go_ Z9 on. *x **c** _ **bold. _go_ b_ word")
@settings(max_examples=400, deadline=None)
def test_emphasis_without_an_end_loses_no_letter(markdown: str) -> None:
    html = html_of(markdown)
    assert re.findall(r"\w", seen(html).replace("_", "")) == re.findall(r"\w", seen(markdown).replace("_", ""))


SHOWN = [
    ("above 50 x 10<sup>9</sup>/L", "above 50 x 10⁹/L", "an exponent"),
    ("75 mg/m<sup>2</sup> weekly", "75 mg/m² weekly", "a square"),
    ("10<sup>-3</sup> and 10<sup>−6</sup>", "10⁻³ and 10⁻⁶", "negative exponents"),
    ("54<sup>th</sup> meeting, Brand<sup>®</sup>", "54th meeting, Brand®", "letters have no superscript: they stay"),
    ("H<sub>2</sub>O, C<sub>max</sub>", "H₂O, Cmax", "subscripts"),
    ("one\ntwo", "one two", "a line end is a blank"),
    ("one  \ntwo<br>three", "one two three", "so is a line break"),
    ("a **b *c*** `d` [e](f.md)", "a b c d e", "marks are not words"),
    ("x\u00a0mg &lt; &amp; \\* \u2009", "x\u00a0mg < & *", "entities and escapes; odd blanks stay"),
]


@pytest.mark.parametrize(("markdown", "text", "why"), SHOWN)
def test_prose_is_what_a_reader_sees(markdown: str, text: str, why: str) -> None:
    assert [block.text for block in blocks(markdown)] == [text], why


def test_each_block_has_its_kind_and_element() -> None:
    markdown = (
        "## H\n\nP\n\n- I\n    - J\n\n> Q\n\n<figure><img src='a.png'><figcaption>C</figcaption></figure>\n\nT\n:   D\n"
    )
    found = [(b.kind, b.text, b.element, b.level) for b in blocks(markdown)]
    assert found == [
        ("heading", "H", 0, 2),
        ("paragraph", "P", 1, 0),
        ("item", "I", 2, 0),
        ("item", "J", 3, 0),
        ("quote", "Q", 4, 0),
        ("caption", "C", 6, 0),  # 5 is the paragraph of the image, which says nothing
        ("item", "T", 7, 0),
        ("item", "D", 8, 0),
    ]
    elements = list(block_elements(tree_of(markdown)))
    assert elements[3][0].text == "J"


def test_a_row_is_one_block_whose_cells_know_their_column() -> None:
    head, row = blocks("| Arm | ORR |\n|---|---|\n| **A** | 59% |")
    assert (head.kind, head.text, head.cells) == ("row", "Arm | ORR", (Cell(0, 3, ""), Cell(6, 9, "")))
    assert (row.text, row.cells) == ("A | 59%", (Cell(0, 1, "Arm"), Cell(4, 7, "ORR")))


def test_columns_under_a_wide_head() -> None:
    rows = blocks(
        "<table><tr><th rowspan=1>Event</th><th colspan=2>Drug X</th></tr><tr><th></th><th>n</th><th>%</th></tr>"
        "<tr><td>Nausea</td><td>9</td><td>25</td></tr></table>"
    )
    assert [cell.head for cell in rows[-1].cells] == ["Event", "Drug X n", "Drug X %"]


def test_blocks_know_their_line() -> None:
    markdown = "First *words* here.\n\n- An item\n\n| a | b |\n|---|---|\n| c | d |\n"
    prose = prose_of("T", tree_of(markdown), markdown, 5)
    assert [block.line for block in prose.blocks] == [0, 5, 7, 9, 11]


LINKS = [
    ("![f](2012-x/fig.png)", "content/releases/2012/2012-x/fig.png"),
    ("![f]({attach}2012-x/fig.png)", "content/releases/2012/2012-x/fig.png"),
    ("[f]({static}/files/a%20b.pdf)", "content/files/a b.pdf"),
    ("[f]({filename}../2011/2011-y.md#s-1)", "content/releases/2011/2011-y.md"),
    ("[f](../../pages/about.md)", "content/pages/about.md"),
]


@pytest.mark.parametrize(("markdown", "path"), LINKS)
def test_links_into_content_are_found(markdown: str, path: str) -> None:
    links, problems = links_of("content/releases/2012/2012-x.md", tree_of(markdown))
    assert ([link.path for link in links], problems) == ([path], [])


@pytest.mark.parametrize(
    "markdown", ["[a](https://e.example)", "[a](mailto:a@e.example)", "[a](#s-1)", "A.[^1]\n\n[^1]: N."]
)
def test_other_links_are_nobodys_business(markdown: str) -> None:
    assert links_of("content/releases/2012/2012-x.md", tree_of(markdown)) == ((), [])


ESCAPES = [
    "[a](../../../../etc/hostname)",
    "[a]({attach}../../../etc/hostname)",
    "[a]({static}/../etc/hostname)",
    "[a](..%2f..%2f..%2fetc/hostname)",
    "![a](/etc/hostname)",
    "[a](.git/config)",
    "[a]({static}/.env)",
    "[a]({nowhere}x)",
    "[a](a%00b)",
    "[a](..%5C..%5Cx)",
]


@pytest.mark.parametrize("markdown", ESCAPES)
def test_a_link_out_of_content_is_refused_with_its_line(markdown: str) -> None:
    body = f"Text.\n\n{markdown}\n"
    links, problems = links_of("content/releases/2012/2012-x.md", tree_of(body), body, 5)
    assert links == ()
    assert [problem.line for problem in problems] == [7]


def test_links_to_nothing_and_through_symbolic_links_are_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "content").mkdir()
    (tmp_path / "secret").write_text("x")
    (tmp_path / "content" / "link").symlink_to(tmp_path / "secret")
    (tmp_path / "content" / "real").write_text("x")
    links = tuple(Link(name, f"content/{name}", line=3) for name in ("link", "real", "none"))
    told = [str(problem) for problem in broken_of(tmp_path, "content/a.md", links)]
    assert len(told) == 2
    assert "content/a.md:3: the link 'link' leads out of content/ through a symbolic link" in told[0]
    assert "the link 'none' leads to no file" in told[1]


@given(PLAIN | MARKUP)
@settings(max_examples=400, deadline=None)
def test_any_text_gives_a_tree_whose_blocks_hold_all_its_words(markdown: str) -> None:
    tree = tree_of(markdown)
    html = html_of(markdown)
    assert not re.search(r"<(script|style|iframe|svg)", html)
    for element, _ in block_elements(tree):
        element.text_content()
    words = "".join(block.text for block in prose_of("T", tree).blocks[1:])
    visible = "".join(c for c in unescape(re.sub(r"<[^>]*>", "", html)) if c.isalnum())
    plain = "".join(c for c in words if c.isalnum())
    assert len(plain) == len(visible)


@given(st.text(alphabet="abc XYZ.,;:0129%()’–≥µ²", min_size=1, max_size=200).filter(str.strip))
@settings(max_examples=200, deadline=None)
def test_plain_words_are_kept_to_the_letter(words: str) -> None:
    (block,) = blocks(f"Of {words}")
    assert block.text == f"Of {words}".rstrip()


@given(PLAIN | MARKUP | st.text(alphabet="ab *_`[]()<>&|:!^#\\\n-1.", max_size=80))
@settings(max_examples=400, deadline=None)
def test_markup_that_a_text_has_no_sign_of_is_not_looked_for(markdown: str) -> None:
    everything = Markdown(extensions=["tables", "footnotes", "sane_lists", "abbr", "def_list"], output_format="html")
    assert converter_for(markdown).convert(markdown) == everything.convert(markdown)

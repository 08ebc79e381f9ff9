"""Files as an editor wrote them → typed front matter, sanitised HTML, prose. Imports only the facts.

Front matter: ``release_of``, ``drug_note_of``, ``page_of`` (strict), ``lenient_of``, ``held_of``, ``is_held``.
Text: ``html_of`` and ``tree_of`` (Markdown), ``prose_of`` (a tree), ``prose_of_text`` (plain text),
``markdown_from_text`` (plain text → a release to edit), ``links_of`` (what it links to inside content/).
"""

from topline.read.blocks import prose_of
from topline.read.front_matter import drug_note_of, held_of, is_held, lenient_of, page_of, release_of
from topline.read.links import Link, broken_of, links_of
from topline.read.markdown import Unreadable, html_from, html_of, tree_of
from topline.read.shape import block_elements
from topline.read.source import text_of
from topline.read.text import Draft, markdown_from_text, prose_of_text

__all__ = [
    "Draft",
    "Link",
    "Unreadable",
    "block_elements",
    "broken_of",
    "drug_note_of",
    "held_of",
    "html_from",
    "html_of",
    "is_held",
    "lenient_of",
    "links_of",
    "markdown_from_text",
    "page_of",
    "prose_of",
    "prose_of_text",
    "release_of",
    "text_of",
    "tree_of",
]

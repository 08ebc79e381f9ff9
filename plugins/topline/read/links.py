"""What a text links to inside content/: figures, files, other releases. A link that leads out is refused."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml.html import HtmlElement

from topline.facts import Problem

_ROOT = "content"
_BRACED = re.compile(r"\{(?P<how>[a-z]+)\}(?P<path>.*)", re.S)
_WAYS = ("attach", "static", "filename")
_ELSEWHERE = re.compile(r"(?:https?|mailto):", re.I)


@dataclass(frozen=True, slots=True)
class Link:
    """A link to something in content/.

    ``target`` is the value of the ``href`` or ``src`` as it stands in the HTML, ``path`` the file that it means
    (``content/releases/2012/x/figure.png``), ``fragment`` what follows ``#``, ``line`` where it stands if known.
    """

    target: str
    path: str
    fragment: str = ""
    line: int = 0


def links_of(
    path: str, tree: HtmlElement, body: str = "", body_line: int = 1
) -> tuple[tuple[Link, ...], list[Problem]]:
    """The links of a text into content/, each once, and what cannot be followed or is an image from elsewhere.

    ``path`` is the file's own (``content/…``); targets are relative to it, or to content/ where ``{static}``,
    ``{attach}`` or ``{filename}`` is followed by ``/``.
    """
    found: dict[str, Link] = {}
    problems: list[Problem] = []
    for element in tree.iter("a", "img"):
        target = element.get("src" if element.tag == "img" else "href") or ""
        if element.tag == "img" and re.match(r"(?:https?:)?//", target, re.I):
            line = _line_of(target, body, body_line)
            what = f"the image '{target}' would be loaded from another host, in the page and in every feed reader"
            problems.append(Problem(path, line, "", what, "put a copy beside the release and link to it by its name"))
            continue
        if not target or target.startswith("#") or _ELSEWHERE.match(target) or target in found:
            continue
        line = _line_of(target, body, body_line)
        meant, wrong = _resolved(path, target)
        if wrong:
            fix = "put the file in the folder beside the release and link to it by its relative path"
            problems.append(Problem(path, line, "", f"the link '{target}' {wrong}", fix))
        else:
            found[target] = Link(target, meant, target.partition("#")[2], line)
    return tuple(found.values()), problems


def broken_of(root: Path, path: str, links: tuple[Link, ...]) -> list[Problem]:
    """A problem for each link of the file ``path`` to what is no file below ``root``/content (``root``: the project).

    The one function of this room that looks at the disk.
    """
    inside = (root / _ROOT).resolve()
    problems = []
    for link in links:
        place = root / link.path
        if not place.is_file():
            problems.append(
                Problem(path, link.line, "", f"the link '{link.target}' leads to no file", f"add {link.path}")
            )
        elif not place.resolve().is_relative_to(inside):
            what = f"the link '{link.target}' leads out of content/ through a symbolic link"
            problems.append(Problem(path, link.line, "", what, "put the file itself there"))
    return problems


def _resolved(path: str, target: str) -> tuple[str, str]:
    """The file that a target means, or what is wrong with it."""
    words = unquote(target.partition("#")[0].partition("?")[0])
    base = posixpath.dirname(path)
    if braced := _BRACED.match(words):
        if braced["how"] not in _WAYS:
            return "", f"has an unknown prefix {{{braced['how']}}}"
        words = braced["path"]
        if words.startswith("/"):
            base, words = _ROOT, words.lstrip("/")
    elif words.startswith("/"):
        return "", "starts at the root of the web server, which may not be the site's"
    if "\\" in words or re.search(r"[\x00-\x1f]", words) or re.match(r"[A-Za-z][\w+.-]*:", words):
        return "", "is no path"
    meant = posixpath.normpath(posixpath.join(base, words))
    if not meant.startswith(f"{_ROOT}/"):
        return "", "leads out of content/"
    if any(part.startswith(".") for part in meant.split("/")):
        return "", "leads to a hidden file"
    return meant, ""


def _line_of(target: str, body: str, body_line: int) -> int:
    for words in (target, unquote(target)):
        position = body.find(words)
        if position >= 0:
            return body_line + body.count("\n", 0, position)
    return 0

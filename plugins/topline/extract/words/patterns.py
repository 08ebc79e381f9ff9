"""Patterns that are compiled when they are first used: there are hundreds, and one release meets a part of them."""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["pattern_of"]

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "groupindex", "groups")


class _Pattern:
    """Stands for a compiled pattern until somebody asks it for one; from then on its methods are that pattern's own."""

    __slots__ = ("flags", "pattern", *_METHODS)

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern_of(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As ``re.compile``, but what is wrong with a pattern shows at its first use (``test_house.py`` uses each once)."""
    return cast("re.Pattern[str]", _Pattern(pattern, flags))

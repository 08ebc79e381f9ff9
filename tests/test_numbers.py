"""Numbers are read as releases write them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from topline.extract.words.numbers import COUNT, INTEGER, NUMBER, agree, comparison_of, number_of, words_to_int


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("1,234", 1234),
        ("0.65", Decimal("0.65")),
        (".017", Decimal("0.017")),
        ("12", 12),
        ("-1.2", Decimal("-1.2")),
        ("2.0", Decimal("2.0")),
        ("thirty-one", 31),
        ("Twelve", 12),
        ("two hundred", 200),
        ("two hundred and six", 206),
        ("three thousand four hundred", 3400),
        ("a total of nine", 9),
        ("no number here", None),
    ],
)
def test_a_number_has_the_digits_of_its_text(words: str, number: int | Decimal | None) -> None:
    found = number_of(words)
    assert found == number
    assert str(found) == str(number)


def test_two_numbers_side_by_side_are_not_one() -> None:
    assert words_to_int("ten twenty") is None
    assert words_to_int("several") is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("from 24-36 weeks", ["24", "36"]),
        ("a change of -1.2 and +0.5", ["-1.2", "+0.5"]),
        ("p=.017, n=1,234.", [".017", "1,234"]),
        ("(95% CI, 0.57, 0.77)", ["95", "0.57", "0.77"]),
        ("less than0.0001", ["0.0001"]),
    ],
)
def test_numbers_stand_inside_text(text: str, numbers: list[str]) -> None:
    assert re.findall(NUMBER, text) == numbers


def test_whole_numbers_are_no_parts_of_others() -> None:
    assert re.findall(INTEGER, "12.5% of 1,300 patients (n=44) on ABC-123 at 20mg, Grade 3, 9%") == ["1,300", "44", "3"]
    assert re.findall(COUNT, "thirty-one of 34 patients, and Nine more") == ["thirty-one", "34", "Nine"]


@pytest.mark.parametrize(
    ("before", "comparison"),
    [
        ("in ", "="),
        ("more than ", ">"),
        ("over ", ">"),
        ("at least ", "≥"),
        ("no fewer than ", "≥"),
        ("will enrol up to ", "≤"),
        ("no more than ", "≤"),
        ("p ≤ ", "≤"),
        ("fewer than ", "<"),
        ("p<", "<"),
        ("nearly ", "~"),
        ("approximately ", "~"),
        ("about a ", "~"),
        ("moreover, ", "="),
        ("handsome ", "="),
    ],
)
def test_the_words_before_a_number_compare_it(before: str, comparison: str) -> None:
    assert comparison_of(before) == comparison


@pytest.mark.parametrize(
    ("n", "of", "percent", "true"),
    [
        (23, 39, 59, True),
        (23, 39, Decimal("59.0"), True),
        (23, 39, 58, True),  # cut off
        (23, 39, 60, False),
        (1, 8, Decimal("12.5"), True),
        (1, 8, 13, True),
        (1, 0, 13, False),
    ],
)
def test_a_count_agrees_with_its_share(n: int, of: int, percent: int | Decimal, true: bool) -> None:
    assert agree(n, of, percent) is true

"""Front matter: what an editor may write, and how each mistake is named with its line and remedy."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from topline.facts import DrugStatus, Refused, Release, Reviewed, Update, Withdrawn
from topline.read import drug_note_of, held_of, is_held, lenient_of, page_of, release_of

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
PATH = "content/releases/2012/2012-12-10-imgn901-ash.md"


def read(head: str, body: str = "Text.", path: str = PATH) -> Release:
    return release_of(path, f"---\n{head}\n---\n{body}\n".encode(), NOW)


def refusal(head: str | bytes, body: str = "Text.") -> list[str]:
    data = head if isinstance(head, bytes) else f"---\n{head}\n---\n{body}\n".encode()
    with pytest.raises(Refused) as refused:
        release_of(PATH, data, NOW)
    return [str(problem).removeprefix(PATH + ":") for problem in refused.value.problems]


GOOD = "title: A\ndate: 2012-12-10\n"

# (what is wrong, front matter, the one problem: its place and what and fix must hold these words)
WRONG = [
    ("unknown key", GOOD + "embrago: x", "4: embrago:", "unknown key", "did you mean embargo?"),
    ("unknown key in capitals", GOOD + "Summary: x", "4: Summary:", "unknown key", "summary"),
    ("unknown key like none", GOOD + "qqq: x", "4: qqq:", "unknown key", "the keys are title, date"),
    ("unknown key inside", GOOD + "withdrawn: {date: 2013-01-01, note: x, nope: y}", "4: withdrawn.nope:", "unknown", ""),
    ("repeated key", GOOD + "title: B", "4: title:", "twice", "keep one"),
    ("repeated key inside", GOOD + "reviewed:\n  by: A\n  by: B\n  on: 2012-12-11", "6: by:", "twice, first on line 5", ""),
    ("no title", "date: 2012-12-10", "2: title:", "is missing", "write title"),
    ("empty title", "title:\ndate: 2012-12-10", "2: title:", "is missing", "write title"),
    ("no text in the title", 'title: " "\ndate: 2012-12-10', "2: title:", "no text", ""),
    ("title of two lines", "title: |\n  A\n  B\ndate: 2012-12-10", "2: title:", "more than one line", ""),
    ("title cut by a comment", "title: Study #5 starts\ndate: 2012-12-10", "2: title:", "'#5 starts'", '"Study #5 starts"'),
    ("no date", "title: A", "2: date:", "is missing", "write date"),
    ("a month 13", "title: A\ndate: 2012-13-01", "3: date:", "'2012-13-01' is no date", "write YYYY-MM-DD"),
    ("a 30 February", "title: A\ndate: 2012-02-30", "3: date:", "'2012-02-30' is no date", "write YYYY-MM-DD"),
    ("a year alone", "title: A\ndate: 2025", "3: date:", "'2025' is no date", ""),
    ("which order?", "title: A\ndate: 03/04/2012", "3: date:", "'03/04/2012' is no date", ""),
    ("a date in words", "title: A\ndate: 10 December 2012", "3: date:", "is no date", ""),
    ("hours 25", "title: A\ndate: 2012-12-10T25:00:00Z", "3: date:", "is no time", ""),
    ("year 12", "title: A\ndate: 0012-12-10", "3: date:", "lies before 1900", ""),
    ("time without zone", "title: A\ndate: 2012-12-10T16:45:00", "3: date:", "no time zone", "2012-12-10T16:45:00-05:00"),
    ("zone in letters", "title: A\ndate: 2012-12-10T23:30 EST", "3: date:", "is no date", "hh:mm"),
    ("date to come", "title: A\ndate: 2026-01-02", "3: date:", "in the future", "embargo: 2026-01-02T07:00:00-05:00"),
    ("time to come", "title: A\ndate: 2026-01-01T12:00:01Z", "3: date:", "in the future", "embargo"),
    ("date after a past embargo", "title: A\ndate: 2026-03-01\nembargo: 2025-01-01T00:00Z", "3: date:", "embargo has ended", ""),
    ("naive embargo", GOOD + "embargo: 2012-12-10T16:45", "4: embargo:", "no time zone", "16:45:00-05:00"),
    ("embargo by day", GOOD + "embargo: 2012-12-10", "4: embargo:", "no time with a zone", "2012-12-10T16:00"),
    ("a path in the slug", GOOD + "slug: ../evil", "4: slug:", "'../evil' is no part of an address", "without /"),
    ("a folder in the slug", GOOD + "slug: a/b", "4: slug:", "no part of an address", ""),
    ("a file as slug", GOOD + "slug: index.html", "4: slug:", "no part of an address", ""),
    ("capitals in the slug", GOOD + "slug: IMGN901", "4: slug:", "no part of an address", "small letters"),
    ("an id with blanks", GOOD + "id: a b", "4: id:", "is no id", ""),
    ("an alias out of the site", GOOD + "aliases: [/../x/]", "4: aliases[1]:", "no address on this site", ""),
    ("an alias elsewhere", GOOD + "aliases: [https://e.example/x]", "4: aliases[1]:", "no address", ""),
    ("an alias encoded", GOOD + "aliases: [/a/%2e%2e/x]", "4: aliases[1]:", "no address", ""),
    ("script as source", GOOD + "source: javascript:alert(1)", "4: source:", "no address on the web", "https://"),
    ("source with a blank", GOOD + "source: https://e.example/a b", "4: source:", "no address on the web", ""),
    ("unknown kind", GOOD + "kind: result", "4: kind:", "none of results, presentation", "write results"),
    ("unknown status", GOOD + "status: drat", "4: status:", "none of published, draft", "write draft"),
    ("unknown language", GOOD + "lang: english!", "4: lang:", "no language", "en"),
    ("text for a list", GOOD + "topics: cancer", "4: topics:", "text, not a list", 'topics: ["cancer"]'),
    ("list for text", GOOD + "company: [A, B]", "4: company:", "a list, not text", "one line"),
    ("keys for text", GOOD + "summary: {a: b}", "4: summary:", "keys and values, not text", ""),
    ("list in a list", GOOD + "topics: [[a]]", "4: topics[1]:", "a list, not text", ""),
    ("text for keys", GOOD + "reviewed: Anna", "4: reviewed:", "not keys and values", "{by: …, on: …}"),
    ("part missing", GOOD + "withdrawn: {date: 2013-01-01}", "4: withdrawn.note:", "is missing", ""),
    ("no truth", GOOD + "updates: [{date: 2013-01-01, note: x, major: maybe}]", "4: updates[1].major:", "true nor false", ""),
    ("an edit without reason", GOOD + "facts: [{fact: a, drop: true}]", "4: facts[1].because:", "is missing", ""),
    ("an edit of nothing", GOOD + "facts: [{fact: a, because: x}]", "4: facts[1]:", "says nothing", "set, drop"),
    ("two edits in one", GOOD + "facts: [{fact: a, drop: true, accept: true, because: x}]", "4: facts[1]:", "at once", ""),
    ("an edit of no fact", GOOD + "facts: [{drop: true, because: x}]", "4: facts[1].fact:", "is missing", ""),
    ("an addition without words", GOOD + "facts: [{add: {field: results}, because: x}]", "4: facts[1].add.quote:", "", ""),
    ("an anchor", GOOD + "company: &a X", "4: company:", "anchor or alias", '"&a X"'),
    ("a tag", GOOD + "company: !!python/object:os.system X", "4: company:", "a YAML tag", '"!!python'),
    ("deep nesting", GOOD + "topics: " + "[" * 50_000, "4: topics:", "nested too deeply", ""),
    ("no keys", "- title", "2:", "no list of keys", ""),
    ("words only", "title", "2:", "no list of keys", ""),
    ("an escaped control character", 'title: "A\\x07"\ndate: 2012-12-10', "2:", "U+0007", "delete"),
    ("an escaped NUL", 'title: "A\\0"\ndate: 2012-12-10', "2:", "U+0000", "delete"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "place", "what", "fix"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG]
)
def test_each_mistake_is_named_with_its_line_field_and_remedy(head: str, place: str, what: str, fix: str) -> None:
    problems = refusal(head)
    assert len(problems) == 1, problems
    said, _, remedy = problems[0].partition(" → ")
    assert said.startswith(place)
    assert what in said
    assert fix in remedy


UNREADABLE = [
    ("title: Drug X: phase 3", 'title: "Drug X: phase 3"'),
    ("title: *Drug* works", 'title: "*Drug* works"'),
    ("title: [Drug] works", 'title: "[Drug] works"'),
    ("title: {Drug} works", 'title: "{Drug} works"'),
    ("title: @Drug works", 'title: "@Drug works"'),
    ("title: `Drug` works", 'title: "`Drug` works"'),
    ("title: % of patients", 'title: "% of patients"'),
    ("title: > 25% respond", 'title: "> 25% respond"'),
    ('title: "Drug" works', 'title: "\\"Drug\\" works"'),
    ('title: "Drug works', 'title: "Drug works"'),
    ("title: 'Drug's end'", 'title: "Drug\'s end"'),
]


@pytest.mark.parametrize(("line", "mended"), UNREADABLE)
def test_a_line_that_yaml_cannot_read_is_given_back_mended(line: str, mended: str) -> None:
    problems = refusal(f"{line}\ndate: 2012-12-10")
    assert len(problems) == 1
    assert problems[0].startswith("2: title: ")
    assert problems[0].endswith(f" → write {mended}")
    assert read(f"{mended}\ndate: 2012-12-10").title


def test_all_problems_of_a_file_are_told_at_once() -> None:
    problems = refusal("title: Drug X: phase 3\ndate: 2012-13-01\nslug: ../x\nembrago: 1\nslug: y")
    assert [problem.split(": ")[0] + ":" + problem.split(": ")[1] for problem in problems] == [
        "2:title", "3:date", "4:slug", "5:embrago", "6:slug",
    ]  # fmt: skip


BYTES = [
    ("latin-1", "---\ntitle: Médecine\n---\n".encode("latin-1"), "2:", "byte 0xE9 at position 9", "UTF-8"),
    ("latin-1 below", b"---\r\ntitle: A\r\n---\r\nna\xefve\r\n", "4:", "byte 0xEF at position 3", "UTF-8"),
    ("UTF-16", "---\ntitle: A\n---\n".encode("utf-16"), "1:", "is not UTF-8", ""),
    ("NUL", b"---\ntitle: A\ndate: 2012-12-10\n---\na\0b\n", "5:", "U+0000", "delete"),
    ("escape", b"---\ntitle: A\x1b\ndate: 2012-12-10\n---\n", "2:", "U+001B", "delete"),
    ("no character", "---\ntitle: A\ndate: 2012-12-10\n---\nx\n\ufffe\n".encode(), "6:", "U+FFFE", "delete"),
    ("C1 control", "---\ntitle: A\ndate: 2012-12-10\n---\n\x85\n".encode(), "5:", "U+0085", "delete"),
    ("no front matter", b"Just text.\n", "1:", "no front matter", "---"),
    ("no end", b"---\ntitle: A\n", "1:", "does not end", "---"),
    ("empty", b"", "1:", "no front matter", "---"),
]


@pytest.mark.parametrize(
    ("data", "place", "what", "fix"), [case[1:] for case in BYTES], ids=[case[0] for case in BYTES]
)
def test_bytes_that_are_no_text_are_named_with_their_line(data: bytes, place: str, what: str, fix: str) -> None:
    problems = refusal(data)
    assert problems[0].startswith(place)
    assert what in problems[0] and fix in problems[0]


def test_values_stay_the_text_that_they_are() -> None:
    release = read('title: 012\ndate: 2012-12-10\nsummary: NO\ncompany: 42.10\nwire: 12:30\ntopics: [yes, 1e3, "null"]')
    assert (release.title, release.summary, release.company, release.wire) == ("012", "NO", "42.10", "12:30")
    assert release.topics == ("yes", "1e3", "null")


def test_a_byte_order_mark_and_windows_line_ends_are_no_matter() -> None:
    release = release_of(PATH, b"\xef\xbb\xbf---\r\ntitle: A\r\ndate: 2012-12-10\r\n---\r\n\r\nText.\r\n", NOW)
    assert (release.title, release.body, release.body_line) == ("A", "\nText.\n", 5)


def test_what_is_not_given_follows_from_the_files_name() -> None:
    release = read(GOOD)
    assert (release.id, release.slug, release.address) == ("2012-12-10-imgn901-ash", "imgn901-ash", "2012/imgn901-ash/")
    assert (release.status, release.lang, release.embargo, release.facts) == ("published", "en", None, ())


def test_a_name_without_latin_letters_takes_its_address_from_the_title() -> None:
    data = b"---\ntitle: Phase 3 of X\ndate: 2012-12-10\n---\n"
    assert release_of("content/releases/2012/新薬.md", data, NOW).slug == "phase-3-of-x"
    with pytest.raises(Refused, match="slug: neither"):
        release_of("content/releases/2012/新薬.md", "---\ntitle: 新薬\ndate: 2012-12-10\n---\n".encode(), NOW)


def test_every_key_of_a_release() -> None:
    release = read(
        GOOD
        + "id: first\nslug: other\naliases: [/2012/old/, 2012/older.html]\nsummary: S\ncompany: C\n"
        + "source: ImmunoGen, 8 December 2008\nwire: Business Wire\nkind: results\ntopics:\n- a\n- b\nstatus: published\n"
        + "embargo: 2012-12-10T16:45:00-05:00\nupdates:\n- {date: 2012-12-11, note: n, major: true}\n"
        + "withdrawn: {date: 2013-01-01, note: gone}\nreviewed: {by: Anna, on: 2012-12-12}\nrights: CC BY\nlang: pt-BR"
    )
    assert (release.id, release.slug, release.aliases) == ("first", "other", ("/2012/old/", "2012/older.html"))
    assert release.source == "ImmunoGen, 8 December 2008"
    assert release.updates == (Update(date(2012, 12, 11), "n", True),)
    assert release.withdrawn == Withdrawn(date(2013, 1, 1), "gone")
    assert release.reviewed == Reviewed("Anna", date(2012, 12, 12))
    assert release.embargo and release.embargo.until == datetime(2012, 12, 10, 21, 45, tzinfo=UTC)


def test_a_time_keeps_its_zone() -> None:
    release = read("title: A\ndate: 2012-12-10T23:30:00-05:00")
    assert release.date == datetime(2012, 12, 10, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert release.day == date(2012, 12, 10)


def test_edits_of_facts_know_their_line() -> None:
    release = read(GOOD + 'facts:\n- fact: results-1\n  set: {value: 7.7, unit: null, ci: [1, 2]}\n  because: "typo"')
    (edit,) = release.facts
    assert (edit.fact, edit.set, edit.line) == ("results-1", {"value": "7.7", "unit": None, "ci": ("1", "2")}, 5)


def test_a_draft_may_have_any_date() -> None:
    assert read("title: A\ndate: 2030-01-01\nstatus: draft").status == "draft"


def test_an_embargo_allows_a_date_to_come() -> None:
    assert read("title: A\ndate: 2030-01-02\nembargo: 2030-01-02T07:00:00-05:00").embargo


def test_an_embargo_that_has_passed_allows_its_own_day_everywhere() -> None:
    assert read("title: A\ndate: 2026-01-02\nembargo: 2026-01-02T00:30:00+14:00").title == "A"


HELD = [
    ("a draft", "title: A\nstatus: draft", True),
    ("a draft without title or date", "status: draft", True),
    ("a quoted draft", "title: A\ndate: x\nstatus: 'draft'", True),
    ("an escaped draft", 'status: "dra\\x66t"', True),
    ("under embargo", "title: A\ndate: 2030-01-01\nembargo: 2030-01-01T00:00:00Z", True),
    ("embargo over", GOOD + "embargo: 2026-01-01T12:00:00Z", False),
    ("published", GOOD + "status: published", False),
    ("a word in the summary", GOOD + "summary: a draft embargo", False),
    ("plain", GOOD, False),
]


@pytest.mark.parametrize(("head", "held"), [case[1:] for case in HELD], ids=[case[0] for case in HELD])
def test_drafts_and_embargoes_are_known_from_the_front_matter_alone(head: str, held: bool) -> None:
    below = b"\n---\nsecret \xff\xfe bytes that nobody may read"
    assert held_of(PATH, b"---\n" + head.encode() + below, NOW) is held


@pytest.mark.parametrize(
    "head",
    [
        "title: A\nstaus: draft",
        "title: A\nstatus: draft\nstatus: published",
        "title: A: b\nstatus: draft",
        "title: A\ndate: 2030-01-01\nembargo: 2030-01-01T00:00:00",
        "title: A\ndate: 2030-01-01\nembargo_: 2030-01-01T00:00:00Z",
        "title: A\nstatus: drafted",
    ],
)
def test_broken_front_matter_is_an_error_and_never_held(head: str) -> None:
    with pytest.raises(Refused):
        held_of(PATH, f"---\n{head}\n---\nText.".encode(), NOW)


def test_held_says_the_same_of_a_release_that_was_read() -> None:
    draft = read("title: A\ndate: 2012-12-10\nstatus: draft")
    later = read("title: A\ndate: 2030-01-01\nembargo: 2030-01-01T00:00:00Z")
    assert (is_held(draft, NOW), is_held(later, NOW), is_held(read(GOOD), NOW)) == (True, True, False)
    assert not is_held(later, datetime(2030, 1, 1, tzinfo=UTC))


def test_a_drugs_note() -> None:
    data = b"---\nname: X\naliases: [Y]\nclass: c\ntarget: t\nstatus: {text: approved, date: 2012-01-01, source: FDA}\n---\nN."
    note = drug_note_of("content/drugs/drug-x.md", data)
    assert (note.id, note.name, note.aliases, note.drug_class, note.target) == ("drug-x", "X", ("Y",), "c", "t")
    assert note.status == DrugStatus("approved", date(2012, 1, 1), "FDA")
    assert (note.body, note.body_line) == ("N.", 8)


def test_mistakes_in_notes_and_pages() -> None:
    with pytest.raises(Refused, match=r"drugs/x.md:2: name: is missing(.|\n)*x.md:2: title: unknown key → .*name"):
        drug_note_of("content/drugs/x.md", b"---\ntitle: X\n---\n")
    with pytest.raises(Refused, match=r"pages/x.md:3: menu: 'first' is no whole number"):
        page_of("content/pages/x.md", b"---\ntitle: X\nmenu: first\n---\n")
    with pytest.raises(Refused, match=r"name is no part of an address → name it about-us.md"):
        page_of("content/pages/About us.md", b"---\ntitle: X\n---\n")


def test_a_page() -> None:
    page = page_of("content/pages/about.md", b"---\ntitle: About\nsummary: S\nmenu: 2\n---\nText.")
    assert (page.slug, page.title, page.summary, page.menu, page.body) == ("about", "About", "S", 2, "Text.")


LENIENT = [
    ("title and date", "---\ntitle: A\ndate: 2012-12-10\nfoo: bar\n---\nText.", "A", date(2012, 12, 10), "Text."),
    ("no date", "---\ntitle: A\n---\nText.", "A", None, "Text."),
    ("time without a zone", "---\ntitle: A\ndate: 2012-12-10 10:00:00\n---\nT.", "A", date(2012, 12, 10), "T."),
    ("date to come", "---\ntitle: A\ndate: 2099-12-10\n---\nT.", "A", date(2099, 12, 10), "T."),
    ("a colon", "---\ntitle: Drug X: phase 3\ndate: 2012-12-10\n---\nT.", "Drug X: phase 3", date(2012, 12, 10), "T."),
    ("a comment sign", "---\ntitle: Study #5\n---\nT.", "Study #5", None, "T."),
    ("no title", "---\ndate: 2012-12-10\n---\n\n# Head\n\nText.", "Head", date(2012, 12, 10), "\nText."),
    ("no front matter", "# Head #\n\nText.", "Head", None, "\nText."),
    ("underlined", "Head\n====\nText.", "Head", None, "Text."),
    ("plain", "\nHead\nText.", "Head", None, "Text."),
    ("rule", "---\nText.", "Text.", None, ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "title", "day", "body"), [case[1:] for case in LENIENT], ids=[case[0] for case in LENIENT]
)
def test_extraction_needs_no_complete_front_matter(text: str, title: str, day: date | None, body: str) -> None:
    release = lenient_of("x/a.md", text.encode())
    assert (release.title, release.day, release.body) == (title, day, body)


def test_extraction_refuses_what_is_no_text_and_what_is_no_date() -> None:
    for data in (b"---\ntitle: A\ndate: 2012-13-01\n---\n", b"caf\xe9", b"a\0b", b"", b" \n\n"):
        with pytest.raises(Refused, match=r"x/a\.md:\d"):
            lenient_of("x/a.md", data)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_front_matter_is_read_or_refused(head: str, value: str) -> None:
    for text in (head, f"title: {value}\ndate: 2012-12-10", f"title: A\n{value}: {head}"):
        data = f"---\n{text}\n---\nText.".encode(errors="replace")
        for read_it in (release_of, held_of):
            try:
                read_it(PATH, data, NOW)
            except Refused as refused:
                assert all(str(problem).startswith(PATH) for problem in refused.problems)


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for read_it in (
        lambda: release_of(PATH, data, NOW),
        lambda: lenient_of(PATH, data),
        lambda: held_of(PATH, data, NOW),
    ):
        try:
            read_it()
        except Refused as refused:
            assert refused.problems

"""The built demonstration site, as a reader, a crawler and a feed reader meet it."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import feedparser
import icalendar
import jsonschema
import lxml.etree
import lxml.html
import pyarrow.parquet
import pyld.jsonld
import pytest

from sites import NOW, ROOT, Built, everything, write_release
from topline.facts import Refused
from topline.glue import build

SITE = "https://newsroom.example"


def _documents(site: Built, base: str = SITE) -> dict[str, lxml.html.HtmlElement]:
    return {f"{base}/{address}": lxml.html.fromstring(site.text(address)) for address in site.pages()}


def _broken(site: Built, base: str) -> list[str]:
    """Every link, image, script or fragment of the site that leads nowhere."""
    documents = _documents(site, base)
    ids = {url: {e.get("id") for e in doc.iter() if e.get("id")} for url, doc in documents.items()}
    root = urlsplit(base).path.rstrip("/")
    broken = []
    for url, document in documents.items():
        for _, attribute, link, _ in document.iterlinks():
            target = urljoin(url, link)
            if attribute not in ("href", "src") or not target.startswith(base):
                continue
            address, _, fragment = target.partition("#")
            path = urlsplit(address).path.removeprefix(root).lstrip("/")
            file = site.folder / (path + "index.html" if path == "" or path.endswith("/") else path)
            if not file.is_file():
                broken.append(f"{url} → {link}: no such page")
            elif fragment and address in ids and fragment not in ids[address]:
                broken.append(f"{url} → {link}: no such place")
    return broken


def test_no_link_or_anchor_leads_nowhere(site: Built) -> None:
    assert _broken(site, SITE) == []


def test_the_site_works_below_a_folder_of_its_host(tmp_path: Path) -> None:
    base = "https://example.org/news/trials"
    report = build(ROOT, output=tmp_path / "out", siteurl=base, now=NOW)
    below = Built(tmp_path / "out", report)
    assert _broken(below, base) == []
    assert not re.search(r'(?:href|src)="/(?!news/trials/)', "".join(below.text(page) for page in below.pages()))


def test_every_value_of_every_sidebar_leads_to_a_sentence_that_states_it(site: Built) -> None:
    """The anchor of each published fact is on its page, and the words there are the fact's quote."""
    seen = 0
    for path in sorted(site.folder.glob("[0-9]*/*/facts.json")):
        record = json.loads(path.read_text("utf-8"))
        page = lxml.html.fromstring((path.parent / "index.html").read_text("utf-8"))
        places = {e.get("id"): e for e in page.iter() if e.get("id")}
        for field in ("drugs", "conditions", "trials", "population", "doses", "results", "safety", "regulatory"):
            for item in record[field]:
                start, end = item["span"]
                assert 0 <= start < end <= len(item["quote"])
                words = _letters(places[item["anchor"]].text_content())
                assert _letters(item["quote"]) in words
                seen += 1
    assert seen > 500


def _letters(text: str) -> str:
    return re.sub(r"[\W⁰¹²³⁴-⁹]+", "", text.casefold()).translate(str.maketrans("", "", "0123456789"))


def test_pages_bring_nothing_from_elsewhere(site: Built) -> None:
    """No third party is asked for anything, and no script or style stands in a page."""
    for address in site.pages():
        document = lxml.html.fromstring(site.text(address))
        if document.xpath("//meta[@http-equiv='refresh']"):
            continue
        policy = document.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
        assert "default-src 'none'" in policy and "unsafe" not in policy, address
        assert not document.xpath(
            "//*[@style] | //style | //*[@onclick] | //script[not(@src or @type='application/ld+json')]"
        ), address
        for element in document.xpath("//script[@src] | //img | //link[@rel='stylesheet']"):
            source = element.get("src") or element.get("href")
            assert urlsplit(urljoin(SITE + "/", source)).netloc == urlsplit(SITE).netloc, address


@pytest.mark.parametrize("name", ["lorvotuzumab-mertansine", "imgn901", "lorvotuzumab"])
def test_three_names_lead_to_one_drug(site: Built, name: str) -> None:
    document = lxml.html.fromstring(site.text(f"drugs/{name}/"))
    canonical = document.xpath("string(//link[@rel='canonical']/@href)")
    assert canonical == f"{SITE}/drugs/lorvotuzumab-mertansine/"


def test_a_name_in_the_text_links_to_its_drug_also_where_the_alias_is_taught_later(site: Built) -> None:
    """The 2008 release knows IMGN901 only; that this is lorvotuzumab mertansine was said years later."""
    page = lxml.html.fromstring(site.text("2008/imgn901-phase-1-myeloma/"))
    links = {a.text_content(): a.get("href") for a in page.xpath("//article//a[contains(@href, '/drugs/')]")}
    assert links["IMGN901"] == "/drugs/lorvotuzumab-mertansine/"


def test_a_release_without_a_trial_has_a_calm_page(site: Built) -> None:
    page = lxml.html.fromstring(site.text("2025/repertoire-appoints-chief-medical-officer/"))
    assert not page.xpath("//aside")


# feeds -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["feed.rss", "feed.atom"])
def test_feeds_parse_and_carry_the_whole_text(site: Built, name: str) -> None:
    feed = feedparser.parse((site.folder / name).read_bytes())
    assert not feed.bozo, feed.get("bozo_exception")
    assert len(feed.entries) >= 40
    newest = feed.entries[0]
    assert newest.id.startswith("tag:newsroom.example,")
    assert len(newest.content[0].value) > 800
    for entry in feed.entries:
        for link in re.findall(r'(?:href|src)="([^"]*)"', entry.content[0].value):
            assert urlsplit(link).scheme in ("https", "http", "mailto"), link


def test_rss_guids_say_that_they_are_no_addresses(site: Built) -> None:
    tree = lxml.etree.fromstring((site.folder / "feed.rss").read_bytes())
    guids = tree.findall(".//item/guid")
    assert {guid.get("isPermaLink") for guid in guids} == {"false"}
    assert len({guid.text for guid in guids}) == len(guids)


def test_atom_has_what_the_standard_asks(site: Built) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    tree = lxml.etree.fromstring((site.folder / "feed.atom").read_bytes())
    for node in [tree, *tree.findall(f"{atom}entry")]:
        for name in ("id", "title", "updated"):
            assert len(node.findall(atom + name)) == 1
    for entry in tree.findall(f"{atom}entry"):
        assert entry.find(f"{atom}author/{atom}name") is not None
    assert tree.find(f"{atom}link[@rel='self']").get("href") == f"{SITE}/feed.atom"


def test_json_feed_carries_the_facts(site: Built) -> None:
    feed = json.loads((site.folder / "feed.json").read_text("utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    for item in feed["items"]:
        assert item["id"] and item["url"].startswith(SITE) and item["content_html"]
        assert item["_topline"]["facts"]["schema"] == "facts/1"


def test_pages_announce_the_feeds(site: Built) -> None:
    kinds = lxml.html.fromstring(site.text("")).xpath("//link[@rel='alternate']/@type")
    assert {"application/rss+xml", "application/atom+xml", "application/feed+json"} <= set(kinds)


def test_a_major_correction_moves_updated_and_keeps_the_id(newsroom: Path, tmp_path: Path) -> None:
    def entry() -> tuple[str, str]:
        build(newsroom, output=tmp_path / "out", now=NOW)
        found = feedparser.parse((tmp_path / "out" / "feed.atom").read_bytes()).entries[0]
        return found.id, found.updated

    first_id, first = entry()
    more = "id: 2024-03-01-first\nupdates:\n  - {date: 2024-04-02, note: The number was wrong., major: true}\n"
    write_release(newsroom, "2024/2024-03-01-first", "First results, corrected", "2024-03-01", "In all, 43.", more)
    second_id, second = entry()
    assert second_id == first_id
    assert (first[:10], second[:10]) == ("2024-03-01", "2024-04-02")


def test_hostile_titles_leave_the_feeds_valid(newsroom: Path, tmp_path: Path) -> None:
    title = "\"<script>alert(1)</script> & ]]> p<0.001 '\\U0001F489'\""
    text = (
        "Acme Bio (NASDAQ: ACME) reported results of the Phase 3 trial EMILIA (NCT00829166) of IMGN901 in breast cancer. "
        "The objective response rate was 43.6%. Text with ]]> & <b>tags</b>."
    )
    write_release(newsroom, "2024/2024-03-02-hostile", title.replace("'", ""), "2024-03-02", text)
    out = tmp_path / "out"
    build(newsroom, output=out, now=NOW)
    feeds = [path for path in out.rglob("*") if path.name in ("feed.rss", "feed.atom", "feed.json")]
    assert len(feeds) > 12  # those of the site, of its kinds and of the entries that the release is about
    held = 0
    for path in feeds:
        held += sum("p<0.001" in title for title in _read_feed(path))
    assert held > 6
    for name in ("feeds.opml", "calendar.ics"):
        _well_formed(next(out.rglob(name)))
    for page in out.rglob("*.html"):
        assert "<script>alert" not in page.read_text("utf-8"), page


def _read_feed(path: Path) -> list[str]:
    """The titles of a feed's entries, each of which must have an id, a link that is absolute, and a date."""
    if path.suffix == ".json":
        feed = json.loads(path.read_bytes())
        assert (
            feed["version"] == "https://jsonfeed.org/version/1.1"
            and feed["title"]
            and urlsplit(feed["feed_url"]).netloc
        )
        assert all(item["id"] and urlsplit(item["url"]).netloc and item["date_published"] for item in feed["items"])
        return [feed["title"], *(item["title"] for item in feed["items"])]
    parsed = feedparser.parse(path.read_bytes())
    assert not parsed.bozo, (path, parsed.get("bozo_exception"))
    assert all(item.id and urlsplit(item.link).netloc and item.published_parsed for item in parsed.entries)
    return [parsed.feed.title, *(item.title for item in parsed.entries)]


def _well_formed(path: Path) -> None:
    if path.suffix == ".ics":
        icalendar.Calendar.from_ical(path.read_bytes())
    else:
        lxml.etree.fromstring(path.read_bytes())


# what must not leave the house ----------------------------------------------------------------------------

SECRET = "Zyxwvutabine"


@pytest.mark.parametrize(
    "more",
    [
        "status: draft\n",
        "embargo: 2026-06-01T08:00:00Z\n",
        "embargo: 2026-01-01T00:00:01Z\n",
    ],
)
def test_held_releases_leave_no_byte(newsroom: Path, tmp_path: Path, more: str) -> None:
    """Neither name nor slug nor word of a draft or embargoed release is in the output."""
    body = f"The drug {SECRET} failed. See the secret-slug."
    write_release(newsroom, f"2024/2024-03-02-{SECRET.lower()}", SECRET, "2024-03-02", body, more)
    report = build(newsroom, output=tmp_path / "out", now=NOW)
    assert report.held == 1
    assert SECRET.lower().encode() not in everything(tmp_path / "out").lower()


def test_an_embargo_that_has_passed_holds_nothing(newsroom: Path, tmp_path: Path) -> None:
    write_release(newsroom, "2024/2024-03-02-second", SECRET, "2024-03-02", "Text.", "embargo: 2024-03-02T08:00:00Z\n")
    report = build(newsroom, output=tmp_path / "out", now=datetime(2024, 3, 2, 8, 0, 1, tzinfo=UTC))
    assert report.held == 0
    assert SECRET.encode() in everything(tmp_path / "out")


def test_a_withdrawn_release_leaves_a_notice_and_nothing_else(newsroom: Path, tmp_path: Path) -> None:
    more = "withdrawn: {date: 2024-05-01, note: The trial never took place.}\n"
    write_release(
        newsroom, "2024/2024-03-02-second", "Second results", "2024-03-02", f"{SECRET} helped 77 of 88.", more
    )
    build(newsroom, output=tmp_path / "out", now=NOW)
    assert "The trial never took place." in (tmp_path / "out/2024/second/index.html").read_text("utf-8")
    assert SECRET.lower().encode() not in everything(tmp_path / "out").lower()


# the same again -------------------------------------------------------------------------------------


def test_two_builds_in_one_process_are_one(site: Built, tmp_path: Path) -> None:
    """No state is kept between builds: the second is byte for byte the first."""
    build(ROOT, output=tmp_path / "again", now=NOW)
    assert everything(tmp_path / "again") == everything(site.folder)


def test_a_rebuild_writes_only_what_changed(newsroom: Path, tmp_path: Path) -> None:
    build(newsroom, output=tmp_path / "out", now=NOW)
    again = build(newsroom, output=tmp_path / "out", now=NOW).printed
    assert again is not None and again.written == 0
    write_release(newsroom, "2024/2024-03-02-second", "Second results", "2024-03-02", "In all, 50 patients.")
    build(newsroom, output=tmp_path / "out", now=NOW)
    (newsroom / "content/releases/2024/2024-03-02-second.md").unlink()
    build(newsroom, output=tmp_path / "out", now=NOW)
    assert not (tmp_path / "out/2024/second").exists()


def test_a_folder_of_other_files_is_not_touched(newsroom: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("keep me")
    with pytest.raises(Refused, match="did not make"):
        build(newsroom, output=tmp_path / "mine", now=NOW)
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["letter.txt"]


# data -------------------------------------------------------------------------------------------------


def test_every_record_holds_to_the_published_schema(site: Built) -> None:
    schema = json.loads((site.folder / "data/facts.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    lines = (site.folder / "data/facts.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == site.report.releases
    for line in lines:
        validator.validate(json.loads(line))


def test_the_package_describes_the_tables_as_they_are(site: Built) -> None:
    package = json.loads((site.folder / "data/datapackage.json").read_text("utf-8"))
    tables = [resource for resource in package["resources"] if resource["format"] == "csv"]
    assert len(tables) == 13
    for table in tables:
        rows = list(csv.DictReader(io.StringIO((site.folder / "data" / table["path"]).read_text("utf-8"))))
        assert rows and list(rows[0]) == [field["name"] for field in table["schema"]["fields"]]
        for field in table["schema"]["fields"]:
            values = [row[field["name"]] for row in rows if row[field["name"]]]
            if field["type"] in ("number", "integer"):
                assert all(re.fullmatch(r"-?\d+(\.\d+)?", value) for value in values), field
        assert {row["state"] for row in rows} <= {"extracted", "corrected", "reviewed"}


def test_a_row_leads_to_the_sentence_it_came_from(site: Built) -> None:
    rows = list(csv.DictReader(io.StringIO((site.folder / "data/results.csv").read_text("utf-8"))))
    for row in rows:
        page, anchor = row["source"].removeprefix(f"{SITE}/").split("#")
        assert f'id="{anchor}"' in site.text(page)


@pytest.mark.parametrize(
    "folder", ["drugs/lorvotuzumab-mertansine", "conditions/multiple-myeloma", "companies/immunogen"]
)
def test_each_entity_has_its_feeds_and_data(site: Built, folder: str) -> None:
    for name in ("feed.rss", "feed.atom"):
        feed = feedparser.parse((site.folder / folder / name).read_bytes())
        assert not feed.bozo and feed.entries
    data = json.loads((site.folder / folder / "data.json").read_text("utf-8"))
    assert data["id"] == folder.split("/")[1] and data["releases"]
    assert (site.folder / folder / "results.csv").read_text("utf-8").startswith("release,announced,title,page,")


def test_the_list_of_feeds_leads_to_feeds(site: Built) -> None:
    tree = lxml.etree.fromstring((site.folder / "feeds.opml").read_bytes())
    addresses = tree.xpath("//outline/@xmlUrl")
    assert len(addresses) > 40
    for address in addresses:
        assert (site.folder / address.removeprefix(f"{SITE}/")).is_file()


def test_no_cell_runs_in_a_spreadsheet(newsroom: Path, tmp_path: Path) -> None:
    write_release(
        newsroom, "2024/2024-03-02-cells", "\"=cmd('x')\"", "2024-03-02", "In all, 50 patients were enrolled."
    )
    build(newsroom, output=tmp_path / "out", now=NOW)
    assert ",=cmd" not in (tmp_path / "out/data/population.csv").read_text("utf-8")


def test_pelican_by_hand_builds_the_same_pages(site: Built, tmp_path: Path) -> None:
    """One after another, with Pelican's own command, in this folder."""
    command = [sys.executable, "-m", "pelican", "-o", str(tmp_path / "out"), "-q"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert everything(tmp_path / "out") == everything(site.folder)


def test_pelican_by_hand_fails_where_a_release_does(newsroom: Path) -> None:
    write_release(newsroom, "2024/2024-03-02-broken", "Broken", "2024-13-02", "Text.")
    command = [sys.executable, "-m", "pelican", "-o", "out", "-q"]
    done = subprocess.run(command, cwd=newsroom, check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert "2024-13-02" in done.stdout + done.stderr
    assert not (newsroom / "out").exists()


def test_parquet_holds_what_the_csv_holds(site: Built) -> None:
    table = pyarrow.parquet.read_table(site.folder / "data/results.parquet")
    rows = list(csv.DictReader(io.StringIO((site.folder / "data/results.csv").read_text("utf-8"))))
    assert table.num_rows == len(rows) and table.column_names == list(rows[0])
    values = [row["value"] for row in rows]
    assert [float(value) if value else None for value in values] == table.column("value").to_pylist()


def test_the_calendar_parses_and_leads_to_pages(site: Built) -> None:
    calendar = icalendar.Calendar.from_ical((site.folder / "calendar.ics").read_bytes())
    events = [part for part in calendar.walk() if part.name == "VEVENT"]
    assert events
    assert len({str(event["uid"]) for event in events}) == len(events)
    for event in events:
        assert event.decoded("dtstart") < event.decoded("dtend")
        if "url" in event:
            assert (site.folder / str(event["url"]).removeprefix(f"{SITE}/") / "index.html").is_file()


def test_json_ld_says_what_a_page_is_about_and_no_result(site: Built) -> None:
    """Releases and entries are named in the words of schema.org; an unreviewed value is stated nowhere in them."""
    kinds = {}
    for address in site.pages():
        for text in lxml.html.fromstring(site.text(address)).xpath("//script[@type='application/ld+json']/text()"):
            node = json.loads(text)
            assert node["@context"] == "https://schema.org" and node["@id"] == f"{SITE}/{address}"
            first, *_ = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
            kinds.setdefault(first, []).append(text)
    assert set(kinds) == {"NewsArticle", "Drug", "MedicalCondition", "MedicalTrial", "Organization"}
    emilia = json.loads(
        lxml.html.fromstring(site.text("2012/trastuzumab-emtansine-emilia-asco/")).xpath(
            "string(//script[@type='application/ld+json'])"
        )
    )
    assert {about["name"] for about in emilia["about"]} >= {"trastuzumab emtansine", "breast cancer", "EMILIA"}
    assert emilia["isBasedOn"].startswith("http") and "0.650" not in json.dumps(emilia)


SCHEMA = "https://schema.org/"
# Types of schema.org, each with the properties that it may have here (their domains, as schema.org gives them).
THING = {"name", "alternateName", "description", "url", "identifier", "mainEntityOfPage"}
CREATIVE = THING | {
    "headline",
    "inLanguage",
    "datePublished",
    "dateModified",
    "publisher",
    "isBasedOn",
    "about",
    "correction",
    "text",
}
TERMS = {
    "NewsArticle": CREATIVE,
    "CorrectionComment": CREATIVE,
    "Drug": THING | {"nonProprietaryName"},
    "MedicalCondition": THING,
    "MedicalTrial": THING | {"studySubject", "healthCondition", "sponsor"},
    "Organization": THING,
    "Corporation": THING | {"tickerSymbol"},
}  # fmt: skip


def _context_of_schema_org(url: str, _options: dict[str, object]) -> dict[str, object]:
    """schema.org's context as far as it matters here, so that the test needs no network."""
    assert url.rstrip("/") == SCHEMA.rstrip("/")
    links = {name: {"@type": "@id"} for name in ("url", "isBasedOn", "mainEntityOfPage")}
    context = {"@vocab": SCHEMA, **{name: {"@id": SCHEMA + name, **kind} for name, kind in links.items()}}
    return {
        "contextUrl": None,
        "documentUrl": url,
        "contentType": "application/ld+json",
        "document": {"@context": context},
    }


def test_a_json_ld_processor_reads_every_page(site: Built) -> None:
    """Nothing is dropped in expansion, every type has only properties that schema.org gives it, every subject is named."""
    processor = pyld.jsonld.JsonLdProcessor()
    options = {"documentLoader": _context_of_schema_org}
    seen = set()
    for address in site.pages():
        for text in lxml.html.fromstring(site.text(address)).xpath("//script[@type='application/ld+json']/text()"):
            graph = processor.flatten(json.loads(text), None, options)
            assert processor.to_rdf(json.loads(text), {**options, "format": "application/n-quads"}).count("\n") > 1
            for node in graph:
                types = [name.removeprefix(SCHEMA) for name in node.get("@type", [])]
                if not types:  # the address of a page or an original
                    assert set(node) == {"@id"} and node["@id"].startswith("http")
                    continue
                seen.update(types)
                allowed = set().union(*(TERMS[name] for name in types))
                assert {key.removeprefix(SCHEMA) for key in node if key[0] != "@"} <= allowed, address
                assert any(SCHEMA + key in node for key in ("name", "headline", "text")), address
    assert seen == set(TERMS) - {"CorrectionComment"} or seen == set(TERMS)

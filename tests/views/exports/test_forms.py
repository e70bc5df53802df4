"""Each form is what it says it is: it is read back by a reader of its own kind."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree
from zipfile import ZipFile

import html5lib
import icalendar
import networkx
import pytest
import rdflib
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pyarrow import parquet
from pybtex.database import parse_string
from tests.views import press
from tests.views.exports.dossier import exported, record

from verbale.model.evidence import Judgement
from verbale.model.negotiation import EventType
from verbale.understanding.events import lexicon
from verbale.views.exports.event_table import COLUMNS, QUAD
from verbale.views.exports.tables import TABLES
from verbale.views.filters import Wanted

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own
SVG = "{http://www.w3.org/2000/svg}"


def tables(form: str, of: Any = None) -> dict[str, bytes]:
    with ZipFile(BytesIO(exported(form, of))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows(packed: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(packed.decode(), newline="")))


def test_every_table_of_the_csv_has_the_columns_that_its_dictionary_tells() -> None:
    files = tables("csv")
    told = rows(files["dictionary.csv"])
    for table in TABLES:
        header = files[f"{table.name}.csv"].decode().split("\r\n", 1)[0].split(",")
        assert header == [row["column"] for row in told if row["table"] == table.name and row["column"]]
        assert rows(files[f"{table.name}.csv"]) or table.name == "contradictions", table.name
    assert all(row["about"] for row in told)


def test_lines_lead_back_to_places_in_articles() -> None:
    files = tables("csv")
    texts = {row["article"]: row["text"] for row in rows(files["articles.csv"])}
    told = [row for row in rows(files["tellings.csv"]) if row["words"] and texts[row["article"]]]
    assert told
    for row in told:
        assert texts[row["article"]][int(row["start"]) : int(row["end"])] == row["words"]
    lines = {row["line"] for name in ("statements", "events", "phases") for row in rows(files[f"{name}.csv"])}
    assert lines <= {row["line"] for row in rows(files["tellings.csv"])}


def test_no_cell_is_taken_for_a_formula() -> None:
    for name, packed in tables("csv", record(hostile=True)).items():
        for row in csv.reader(StringIO(packed.decode(), newline="")):
            assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in row), name


def test_parquet_holds_the_same_rows_with_the_dictionary_in_its_metadata() -> None:
    flat = tables("csv")
    for table in TABLES:
        read = parquet.read_table(BytesIO(tables("parquet")[f"{table.name}.parquet"]))
        assert read.num_rows == len(rows(flat[f"{table.name}.csv"]))
        for column in table.columns:
            assert read.schema.field(column.name).metadata[b"description"].decode() == column.about
    articles = parquet.read_table(BytesIO(tables("parquet")["articles.parquet"])).to_pylist()
    assert date(2020, 5, 4) in [row["published_first"] for row in articles]


_NUMBER = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
ANNOTATION = {
    "oa": "http://www.w3.org/ns/oa#", "as": "http://www.w3.org/ns/activitystreams#", "id": "@id", "type": "@type",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "dc": "http://purl.org/dc/elements/1.1/",
    "Annotation": "oa:Annotation", "SpecificResource": "oa:SpecificResource", "TextualBody": "oa:TextualBody",
    "TextPositionSelector": "oa:TextPositionSelector", "TextQuoteSelector": "oa:TextQuoteSelector",
    "AnnotationPage": "as:OrderedCollectionPage", "Text": "http://purl.org/dc/dcmitype/Text",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "classifying": "oa:classifying", "tagging": "oa:tagging", "linking": "oa:linking",
    "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": _NUMBER}, "end": {"@id": "oa:end", "@type": _NUMBER},
    "value": "rdf:value", "format": "dc:format",
}  # fmt: skip
"""As much of the W3C's vocabulary (https://www.w3.org/TR/annotation-vocab/) as is used: no network is needed."""


def test_an_annotation_is_one_of_the_w3c_and_its_selectors_agree_with_the_text() -> None:
    page = json.loads(exported("annotation"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    texts = {f"urn:verbale:article:{key}": s.article for key, s in record().sources.items()}
    quoted = 0
    for item in page["items"]:
        assert item["type"] == "Annotation" and item["id"] and item["target"]
        for target in item["target"]:
            article = texts[target["source"]["id"]]
            position = target["selector"][0]
            for quote in target["selector"][1:]:
                quoted += 1
                assert article.text[position["start"] : position["end"]] == quote["exact"]
                assert article.outlet != "The Bank" or quote["prefix"]
    assert quoted
    graph = rdflib.Graph().parse(data=json.dumps(page | {"@context": ANNOTATION}), format="json-ld")
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    assert len(set(graph.subjects(rdflib.RDF.type, oa.Annotation))) == len(page["items"])
    assert set(graph.objects(None, oa.exact))
    assert set(graph.objects(None, oa.motivatedBy)) == {oa.classifying}
    assert set(graph.objects(None, oa.hasPurpose)) == {oa.classifying, oa.tagging, oa.linking}
    starts = set(graph.objects(None, oa.start))
    assert starts and all(place.datatype == rdflib.XSD.nonNegativeInteger for place in starts)


def test_provenance_leads_from_a_line_to_articles_and_to_who_corrected_it() -> None:
    sheet = press.Sheet()
    inner = ("Ben Lusk", "denied", "that the dam leaks", "deny")
    sentence = "Ada Orum said Ben Lusk denied that the dam leaks."
    press.said(sheet, sentence, "Ada Orum", "said", "Ben Lusk denied that the dam leaks", inner=inner)
    reading = press.read(sheet)
    told = next(f for f in reading.findings.statements if f.content.act == "deny")
    judged = Judgement(
        key="j" * 32, verdict="corrected", kind="statement", passage=told.passages[0], field="act", value="reject",
        by="Ana Lima", made_on="2020-05-09",
    )  # fmt: skip
    of = press.record_of(reading, judgements=[judged])
    graph = rdflib.Graph().parse(data=exported("prov", of), format="json-ld")
    prov = rdflib.PROV
    assert set(graph.objects(None, prov.wasQuotedFrom))
    (decided,) = graph.subjects(rdflib.RDF.type, prov.Activity)
    (person,) = graph.objects(decided, prov.wasAssociatedWith)
    assert str(graph.value(person, rdflib.RDFS.label)) == "Ana Lima"
    (denial,) = graph.subjects(prov.wasGeneratedBy, decided)
    relay = graph.value(denial, prov.wasDerivedFrom)
    assert "Ada%20Orum" in str(graph.value(relay, prov.wasAttributedTo))
    assert [o for o in graph.objects(None, prov.wasDerivedFrom) if o == denial]


def test_schema_org_tells_quotations_from_claims_each_with_its_articles() -> None:
    graph = rdflib.Graph().parse(data=exported("schema-org"), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    articles = set(graph.subjects(rdflib.RDF.type, schema.NewsArticle))
    assert len(articles) == 3
    quotations = set(graph.subjects(rdflib.RDF.type, schema.Quotation))
    claims = set(graph.subjects(rdflib.RDF.type, schema.Claim))
    assert quotations and claims
    assert {graph.value(one, schema.keywords) for one in claims} == {rdflib.Literal("deny")}
    for one in quotations:
        assert set(graph.objects(one, schema.isPartOf)) <= articles
    for one in claims:
        assert set(graph.objects(one, schema.appearance)) <= articles


def test_reference_managers_read_every_article() -> None:
    titles = {i["title"] for i in json.loads(exported("csl"))}
    assert titles == {f"Headline of {n}" for n in ("open", "linked", "short")}
    assert len(parse_string(exported("bibtex").decode(), "bibtex").entries) == 3
    read = rispy.loads(exported("ris").decode())
    one = next(r for r in read if r["title"] == "Headline of open")
    assert (one["secondary_title"], one["date"], one["start_page"]) == ("The Bank", "2020/05/04/", "4")
    assert one["authors"] == ["Cai Ode"]
    short = next(r for r in read if r["title"] == "Headline of short")
    assert (short["year"], short["date"]) == ("2020", "2020/05//")


def test_a_processor_of_csl_cites_what_is_exported() -> None:
    items = json.loads(exported("csl"))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    cited = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        cited.register(Citation([CitationItem(item["id"])]))
    told = sorted(str(entry) for entry in cited.bibliography())
    assert told[0] == (
        "Cai Ode (2020) “Headline of open”, The Bank, 4 May, p. 4. Available at: https://bank.example/1."
    )


@pytest.mark.parametrize("form", ["bibtex", "ris"])
def test_hostile_headlines_break_no_record_of_a_reference_manager(form: str) -> None:
    packed = exported(form, record(hostile=True)).decode()
    count = len(parse_string(packed, "bibtex").entries) if form == "bibtex" else len(rispy.loads(packed))
    assert count == 3


def calendar(*told: tuple[str, str, str]) -> list[Any]:
    """The entries of a calendar of one visit, told on some days with a status and a day."""
    readings = []
    for n, (published, status, when) in enumerate(told):
        sheet, words = press.Sheet(), f"Ada Orum will visit Arl on {when}, it is {status}."
        press.happened(sheet, words, "visit", status, actors=("Ada Orum",), when=when, where="Arl", mode="visit")
        readings.append(press.read(sheet, f"{n}.txt", published=published, outlet=f"Paper {n}"))
    read = icalendar.Calendar.from_ical(exported("ical", press.record_of(*readings, on="2020-06-01")))
    return list(read.walk("VEVENT"))


def test_a_day_ahead_is_an_entry_of_one_whole_day() -> None:
    (entry,) = calendar(("2020-05-04", "planned", "2020-06-09"))
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2020, 6, 9), date(2020, 6, 10))
    assert (entry["STATUS"], entry["SEQUENCE"]) == ("CONFIRMED", 0)


def test_a_vague_day_spans_what_it_may_be_and_is_tentative() -> None:
    (entry,) = calendar(("2020-05-04", "planned", "2020-07"))
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (date(2020, 7, 1), date(2020, 8, 1))
    assert entry["STATUS"] == "TENTATIVE"


def test_what_is_told_no_closer_than_a_year_stands_in_no_calendar() -> None:
    assert calendar(("2020-05-04", "planned", "2021")) == []


def test_a_slip_keeps_the_uid_and_raises_the_sequence() -> None:
    (before,) = calendar(("2020-05-04", "planned", "2020-06-09"))
    (after,) = calendar(("2020-05-04", "planned", "2020-06-09"), ("2020-05-20", "planned", "2020-06-12"))
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["DTSTART"].dt == date(2020, 6, 12)


def test_what_was_called_off_is_cancelled_under_the_same_uid() -> None:
    (before,) = calendar(("2020-05-04", "planned", "2020-06-09"))
    (after,) = calendar(("2020-05-04", "planned", "2020-06-09"), ("2020-05-20", "cancelled", "2020-06-09"))
    assert (after["STATUS"], after["UID"]) == ("CANCELLED", before["UID"])
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_the_event_table_says_what_is_merely_planned() -> None:
    found = rows(exported("events"))
    assert {row["Status"] for row in found} == {"planned"}
    assert {row["Quad Code"] for row in found} == {"V-Coop"}
    assert {row["Event Date"] for row in found} >= {"2020-06-09", "2020-07-01"}


def test_the_name_of_a_phase_as_long_as_the_drawing_stands_under_it() -> None:
    sheet = press.Sheet()
    press.stands(sheet, "The talks have been suspended since May 5, 2018.", "suspended", since="2018-05-05")
    drawn = exported("timeline-svg", press.record_of(press.read(sheet))).decode()
    bar, name = re.search(r'<rect [^>]*?y="([\d.]+)"', drawn), re.search(r'y="([\d.]+)">suspended<', drawn)
    assert bar and name
    assert float(name[1]) > float(bar[1]) + 9  # the bar is nine units high


POLECAT = [
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
]  # fmt: skip
"""The columns of its files."""


def test_what_polecat_has_a_column_for_stands_in_that_column_and_in_its_order() -> None:
    ours = [column.name for column in COLUMNS]
    shared = [name for name in POLECAT if name in ours]
    assert shared == [name for name in ours if name in POLECAT]
    assert len(shared) == 11  # what it codes of actors and places beyond these is not read


CAMEO = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07", "CONCEDE": "08", "RETREAT": "08",
    "REQUEST": "02 10", "ACCUSE": "09 11", "REJECT": "12", "THREATEN": "13", "PROTEST": "14", "MOBILIZE": "15",
    "SANCTION": "16", "COERCE": "17", "ASSAULT": "18 19 20",
}  # fmt: skip
"""The roots of CAMEO that each type of PLOVER 0.8 was made of (its manual)."""


def test_the_codes_of_events_are_those_of_plover_and_cameo() -> None:
    assert QUAD.keys() == CAMEO.keys() == set(get_args(EventType))
    tables = (Path(lexicon.__file__).parent / "tables").glob("*.toml")
    found = [re.findall(r'type = "([A-Z]+)".*?cameo = "(\d+)"', table.read_text(encoding="utf-8")) for table in tables]
    given = {pair for pairs in found for pair in pairs}
    assert {kind for kind, _ in given} == CAMEO.keys()
    assert [(kind, root) for kind, root in sorted(given) if root not in CAMEO[kind].split()] == []


def test_the_graph_of_ties_joins_what_is_asked_for_to_what_is_granted() -> None:
    graph = networkx.parse_graphml(exported("graphml").decode())
    told = {
        (graph.nodes[a].get("label"), graph.nodes[b].get("label")): of["kind"] for a, b, of in graph.edges(data=True)
    }
    assert told["the openmark gates open", "the openmark loan is paid"] == "precondition"
    wordless = networkx.parse_graphml(exported("graphml", record("linked")).decode())
    assert len(wordless.edges) == 2 and not any(of.get("label") for _, of in wordless.nodes(data=True))


def test_every_statement_of_followthemoney_is_of_one_entity_and_schema() -> None:
    found = rows(exported("ftm"))
    schema: dict[str, str] = {}
    for row in found:
        assert schema.setdefault(row["entity_id"], row["schema"]) == row["schema"]
    assert {"Article", "Event", "PublicBody"} <= set(schema.values())
    assert {row["value"] for row in found if row["prop"] == "proof"} <= {e for e, s in schema.items() if s == "Article"}
    assert len({row["id"] for row in found}) == len(found)


def test_the_drawing_has_a_lane_for_each_party_and_a_mark_for_each_event() -> None:
    drawn = ElementTree.fromstring(exported("timeline-svg"))  # noqa: S314 - our own
    lanes = [t.text for t in drawn.iter(f"{SVG}text") if t.get("class") == "lane"]
    assert "Norland" in lanes and "Talks" in lanes
    assert len(list(drawn.iter(f"{SVG}rect"))) >= 2


def test_the_picture_is_a_png() -> None:
    assert exported("timeline-png").startswith(b"\x89PNG\r\n\x1a\n")


@pytest.mark.parametrize("form", ["timeline-html", "positions-html"])
@pytest.mark.parametrize("hostile", [False, True])
def test_pages_are_html_as_its_standard_has_it(form: str, *, hostile: bool) -> None:
    parsed = html5lib.HTMLParser(strict=True).parse(exported(form, record(hostile=hostile)).decode())
    assert parsed is not None


def test_pages_stand_by_themselves_and_run_nothing() -> None:
    for form in ("timeline-html", "positions-html"):
        page = exported(form).decode()
        assert "default-src 'none'" in page
        assert "src=" not in page and "href=" not in page.replace("http://www.w3.org/2000/svg", "")


def test_positions_are_told_with_party_issue_and_source() -> None:
    (first, *_) = rows(exported("positions-csv"))
    assert (first["party_name"], first["issue_name"]) == ("Norland", "Sharing the water")
    page = exported("positions-html").decode()
    assert "Norland on Sharing the water" in page and "wants more openmark water" in page


def test_filters_hold_for_articles_and_lines_alike() -> None:
    wanted = Wanted(outlet="The Bank")
    assert len(json.loads(exported("csl", None, wanted))) == 1
    assert len(json.loads(exported("csl", None, Wanted(party="NOR")))) == 3
    assert json.loads(exported("csl", None, Wanted(party="SUD"))) == []
    assert "linkedmark" not in exported("positions-csv", None, wanted).decode()

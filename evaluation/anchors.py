"""Builders of gold: annotations written with quoted words, turned into offsets.

    python -m evaluation.anchors FOLDER [FOLDER ...]

Beside each article `NN-name.txt` stands `NN-name.anchors.json`: a reading in the shape of the guidelines in which every
span is a quotation of the text. From it `NN-name.json` is built, with `[start, end)` in code points of the file. A
`dossier.anchors.json` becomes a `dossier.json` likewise. What was built is read back: spans print with their words.

A quotation is, in the body of the article (anywhere in the file where the body does not hold it):

- `peace treaty`: the one place where these words stand; several places are an error
- `peace treaty#2`: the second of them
- `said ⟦he⟧ would`: the words between the brackets, where the whole stands
- `The talks … in May`: from the first words to the nearest end of the last ones

Words begin and end at word boundaries; any run of white space matches any other.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

Json = Any  # Any: JSON of a reading or a dossier

READING_SPANS = {"body", "span", "mentions", "speaker_span", "cue", "content", "trigger", "from", "to", "evidence"}
DOSSIER_SPANS = {"content", "trigger", "mention", "from", "to", "evidence", "also"}
NOT_SPANS = {"name", "text", "title", "about", "stance", "role", "id"}
_HOW = re.compile(r"^(?P<words>.*?)(?:#(?P<nth>\d+))?$", re.DOTALL)


class AnchorError(ValueError):
    """A quotation that does not name one place of its text."""


def place(quotation: str, text: str, within: tuple[int, int] | None = None) -> tuple[int, int]:
    """The `[start, end)` that a quotation names in `text`; raises AnchorError where that is not one place."""
    for bounds in ([within] if within else []) + [(0, len(text))]:
        found = _places(quotation, text, bounds)
        if found:
            return found[0] if len(found) == 1 else _ambiguous(quotation, found, text)
    raise AnchorError(f"{quotation!r} does not stand in the text")


def _places(quotation: str, text: str, bounds: tuple[int, int]) -> list[tuple[int, int]]:
    told = _HOW.match(quotation)
    words, nth = (told["words"], told["nth"]) if told else (quotation, None)
    before, opened, rest = words.partition("⟦")
    inner, closed, after = rest.partition("⟧")
    pattern = _pattern(before, inner, after) if opened and closed else _pattern("", words, "")
    found = [(m.start("it"), m.end("it")) for m in re.compile(pattern, re.DOTALL).finditer(text, *bounds)]
    return found[int(nth) - 1 : int(nth)] if nth else found


def _pattern(before: str, inner: str, after: str) -> str:
    ends = [_spaced(part) for part in re.split(r"\s*…\s*", inner, maxsplit=1) if part.strip()]
    if len(ends) < 2 or "…" not in inner:  # an ellipsis may be the text's own
        ends = [_spaced(inner)]
    edge = r"(?<!\w)" if (before or inner)[:1].isalnum() else ""
    last = r"(?!\w)" if (after or inner)[-1:].isalnum() else ""
    return f"{edge}{_spaced(before)}(?P<it>{'.*?'.join(ends)}){_spaced(after)}{last}"


def _spaced(words: str) -> str:
    return r"\s+".join(re.escape(w) for w in re.split(r"\s+", words))


def _ambiguous(quotation: str, found: list[tuple[int, int]], text: str) -> tuple[int, int]:
    near = "; ".join(f"#{n}: …{' '.join(text[max(0, a - 25) : b + 25].split())}…" for n, (a, b) in enumerate(found, 1))
    raise AnchorError(f"{quotation!r} stands in {len(found)} places: {near}")


def build_reading(anchored: Json, text: str) -> Json:
    """The reading with offsets; raises AnchorError naming every quotation that fails."""
    body = anchored.get("article", {}).get("body")
    within = place(body, text) if isinstance(body, str) else None
    return _built(anchored, READING_SPANS, lambda q: place(q, text, within))


def build_dossier(anchored: Json, texts: dict[str, str]) -> Json:
    """The dossier with offsets, `texts` by file name; raises AnchorError naming every quotation that fails."""
    faults: list[str] = []

    def walk(value: Json, article: str | None) -> Json:
        if isinstance(value, list):
            return [walk(v, article) for v in value]
        if not isinstance(value, dict):
            return value
        here = value.get("article", article)
        out = {}
        for name, given in value.items():
            if name in DOSSIER_SPANS and here is not None and _quotes(given):
                try:
                    out[name] = _built({name: given}, {name}, lambda q: place(q, texts[here]))[name]
                except AnchorError as error:
                    faults.append(f"{here}: {error}")
            else:
                out[name] = walk(given, here)
        return out

    built = walk(anchored, None)
    if faults:
        raise AnchorError("\n".join(faults))
    return built


def _quotes(value: Json) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and bool(value) and all(isinstance(v, str) for v in value)
    )


def _built(value: Json, spans: set[str], where: Any) -> Json:
    faults: list[str] = []

    def walk(part: Json, name: str) -> Json:
        if isinstance(part, dict):
            return {k: walk(v, k) for k, v in part.items()}
        if isinstance(part, list):
            return [walk(v, name) for v in part]
        if isinstance(part, str) and name in spans and name not in NOT_SPANS:
            try:
                return list(where(part))
            except AnchorError as error:
                faults.append(f"{name}: {error}")
        return part

    built = walk(value, "")
    if faults:
        raise AnchorError("\n".join(faults))
    return built


def read_back(reading: Json, text: str) -> str:
    """The reading as a person proofreads it: every span as the words that stand there."""

    def words(span: Json) -> str:
        return " ".join(text[span[0] : span[1]].split()) if span else "–"

    a = reading["article"]
    lines = [f"{a['title']!r} {a['published']} {a['outlet']} body: {words(a['body'])[:40]}…{words(a['body'])[-40:]}"]
    lines += [
        f"actor {x['id']} {x['name']} [{x['kind']}, {x['party']}]: {' | '.join(map(words, x['mentions']))}"
        for x in reading["actors"]
    ]
    lines += [f"time {words(t['span'])} = {t['edtf']}" for t in reading["times"]]
    for s in reading["statements"]:
        within = f" within {s['within']}" if s["within"] else ""
        lines.append(
            f"{s['id']} {s['speaker']} ({words(s['speaker_span'])}) → {s['addressee']} [{words(s['cue'])}; {s['act']}, "
            f"{s['manner']}, {s['said_on']}{within}]: {' // '.join(map(words, s['content']))}"
        )
    lines += [
        f"event {e['type']}/{e['mode']} {e['status']} {e['actors']} → {e['recipients']} {e['when']} {e['where']}: "
        f"{words(e['trigger'])}"
        for e in reading["events"]
    ]
    for x in reading["linkages"]:
        lines.append(f"{x['kind']} ({x['holder']}): {words(x['from'])} ⇒ {words(x['to'])} [{words(x['cue'])}]")
    lines += [
        f"position {p['party']} {p['issue']} {p['change']} {p['as_of']}: {p['stance']}: {words(p['evidence'])}"
        for p in reading["positions"]
    ]
    for p in reading["phases"]:
        lines.append(f"phase {p['status']} since {p['since']} by {p['by']}: {words(p['evidence'])}")
    lines += [f"contradiction {c['a']} × {c['b']}: {c['about']}" for c in reading["contradictions"]]
    return "\n".join(lines)


def faults_of(reading: Json, schema: Json) -> list[str]:
    """What is wrong with a reading: its shape, and references to nobody."""
    import jsonschema

    faults = [
        f"{list(e.path)}: {e.message[:200]}" for e in jsonschema.Draft202012Validator(schema).iter_errors(reading)
    ]
    actors = {a["id"] for a in reading["actors"]}
    statements = {s["id"] for s in reading["statements"]}
    mentions = {a["id"]: a["mentions"] for a in reading["actors"]}
    used: list[tuple[str, str | None]] = []
    for s in reading["statements"]:
        used += [(s["id"], s["speaker"]), (s["id"], s["addressee"])]
        if s["within"] and s["within"] not in statements:
            faults.append(f"{s['id']}: within {s['within']}, which is no statement")
        if s["speaker"] in mentions and s["speaker_span"] and s["speaker_span"] not in mentions[s["speaker"]]:
            faults.append(f"{s['id']}: speaker_span {s['speaker_span']} is no mention of {s['speaker']}")
    for e in reading["events"]:
        used += [("event", a) for a in (*e["actors"], *e["recipients"])]
    used += [("linkage", x["holder"]) for x in reading["linkages"]] + [("phase", p["by"]) for p in reading["phases"]]
    used += [(a["id"], m) for a in reading["actors"] for m in a.get("members", [])]
    faults += [f"{where}: {who} is no actor" for where, who in used if who is not None and who not in actors]
    for c in reading["contradictions"]:
        faults += [f"contradiction: {x} is no statement" for x in (c["a"], c["b"]) if x not in statements]
    return faults


def main(folders: list[str]) -> int:
    """Build every annotation under the folders, print it as read back; 1 where one has a fault."""
    from importlib.resources import files

    schema = json.loads((files("verbale.views") / "reading.schema.json").read_text(encoding="utf-8"))
    failed = False
    for path in sorted(p for f in folders for p in Path(f).rglob("*.anchors.json")):
        target = path.with_name(path.name.replace(".anchors.json", ".json"))
        try:
            anchored = json.loads(path.read_text(encoding="utf-8"))
            if path.name == "dossier.anchors.json":
                texts = {t.name: text_of(t) for t in path.parent.glob("*.txt")}
                built, shown, faults = build_dossier(anchored, texts), "", []
            else:
                text = text_of(path.with_name(path.name.replace(".anchors.json", ".txt")))
                built = build_reading(anchored, text)
                faults = faults_of(built, schema)
                shown = "" if faults else read_back(built, text)
        except (ValueError, KeyError) as error:
            failed = True
            print(f"== {path}: NOT BUILT\n{type(error).__name__}: {error}")
            continue
        print(f"== {path}\n{shown}")
        for fault in faults:
            print(f"FAULT {fault}")
        failed = failed or bool(faults)
        target.write_text(json.dumps(built, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return int(failed)


def text_of(path: Path) -> str:
    """The text as offsets count it: decoded from UTF-8, newlines as they stand."""
    return path.read_bytes().decode("utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

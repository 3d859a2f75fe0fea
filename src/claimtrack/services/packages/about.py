"""The words of a package: the README with the commands that check it, and its metadata as an RO-Crate."""

import json
from collections.abc import Iterable, Mapping

from claimtrack.db.package_lines import Original
from claimtrack.services.packages.layout import CRATE, EVENTS, REPORTS, Part, Told

_README = """\
A case, handed over
===================

This folder holds the record of a fact-checking desk, as claimtrack {version} kept it: every claim, who says it, what
was found, and who did what and when. It is whole: events 1 to {events} of the record {workspace}.
The newest event is of {time} UTC.

  data/report.html             the report, to be read in a browser (data/report.md has the same as text)
  data/originals/              the bytes of articles and evidence as they came, named by their SHA-256
  data/events.jsonl            the log: every event as it was sealed, with its hash
  data/tables/                 the record as tables; event_text.jsonl holds the words of the events
  data/ro-crate-metadata.json  what each file is (RO-Crate 1.1)

It holds names, notes and evidence in clear: keep it as carefully as you would the desk itself.


Check it without claimtrack
---------------------------

In this folder, with the tools of any Linux or macOS (on macOS, `shasum -a 256` in place of `sha256sum`):

1. Every file is as it was packed. Nothing is printed where that is so:

     sha256sum --check --quiet tagmanifest-sha256.txt
     sha256sum --check --quiet manifest-sha256.txt

2. None is missing and none was added (bagit.py is the Library of Congress's; pip install bagit):

     bagit.py --validate .

3. Every original is named by its own SHA-256. Nothing is printed where that is so:

     for file in data/originals/*; do
       name=$(basename "$file")
       [ "$(openssl dgst -sha256 -r "$file" | cut -c 1-64)" = "${{name%%.*}}" ] || echo "altered: $file"
     done

4. The log was not rewritten: each event's hash is the SHA-256 of the hash before it and of what was sealed, and the
   words of each event are those whose digests it holds. This prints the number of events and the head:

     python3 - <<'END'
     import hashlib, json
     end, texts = bytes(32), {{}}
     for line in open("data/events.jsonl", encoding="utf-8"):
         event = json.loads(line)
         end = hashlib.sha256(end + event["body"].encode()).digest()
         assert end.hex() == event["hash"], line
         texts[len(texts) + 1] = json.loads(event["body"])["texts"]
     for line in open("data/tables/event_text.jsonl", encoding="utf-8"):
         row = json.loads(line)
         found = hashlib.sha256(bytes.fromhex(row["salt"]) + row["text"].encode()).hexdigest()
         assert texts[row["event_id"]].pop(row["field"]) == found, line
     print(len(texts), end.hex(), "some words are gone" if any(texts.values()) else "")
     END

   The same of the hashes with openssl, jq and xxd:

     end=$(printf %064d 0)
     while IFS= read -r line; do
       end=$({{ printf %s "$end" | xxd -r -p; printf %s "$line" | jq -j .body; }} |
         openssl dgst -sha256 -r | cut -c 1-64)
       [ "$end" = "$(printf %s "$line" | jq -r .hash)" ] || echo "altered: $line"
     done < data/events.jsonl
     echo "$end"

   Both have to end with

     {head}


What that proves, and what it does not
--------------------------------------

The checks show that this package is whole and fits together. Whoever can make one can make another that fits together
as well: what shows that this is the one is its head. Compare the 64 digits above with those that the desk told you some
other way: in a printed report, in a head that it mailed earlier (`claimtrack head export`), in a timestamp.

That an event is in the log shows that the desk recorded it, and in which order. It does not show that what it says is
true.


Take it in
----------

With claimtrack (pip install claimtrack), from the ZIP file as you got it:

     claimtrack import CASE.zip --workspace case

That checks all of the above, holds every table against the log, and makes a workspace of it.
"""


def readme(told: Told) -> bytes:
    """Write what whoever opens a package reads first."""
    return _README.format(
        version=told.tool_version,
        events=told.events,
        workspace=told.workspace,
        time=f"{told.at:%Y-%m-%d %H:%M}",
        head=told.head,
    ).encode()


def crate(told: Told, parts: Iterable[Part], originals: Mapping[str, Original]) -> bytes:
    """Write the metadata of a package: what each of its files is. ``originals`` are what is known of these, by name."""
    files = [_file(part, originals.get(part.name)) for part in sorted(parts, key=lambda part: part.name)]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"Record {told.workspace} up to event {told.events}",
        "description": "Claims of news articles with who says them, the evidence for and against them, and the log of "
        "everything that was done, as claimtrack keeps it.",
        "datePublished": f"{told.at:%Y-%m-%d}",
        "identifier": f"urn:uuid:{told.workspace}",
        "license": "None is granted with this package; ask the desk that made it.",
        "version": f"{told.events} {told.head}",
        "mainEntity": {"@id": EVENTS.removeprefix("data/")},
        "hasPart": [{"@id": one["@id"]} for one in files],
    }
    descriptor = {
        "@id": CRATE.removeprefix("data/"),
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
    }
    graph = {
        "@context": ["https://w3id.org/ro/crate/1.1/context", {"sha256": "https://schema.org/sha256"}],
        "@graph": [descriptor, root, *files],
    }
    return json.dumps(graph, ensure_ascii=False, indent=1).encode() + b"\n"


def _file(part: Part, original: Original | None) -> dict[str, object]:
    name = part.name.removeprefix("data/")
    told: dict[str, object] = {"@id": name, "@type": "File"}
    if original is not None and original.name:
        told["name"] = original.name
    else:
        told["name"] = _NAMES.get(part.name, name)
    media_type = original.media_type if original is not None else _KINDS[part.name.rpartition(".")[2]]
    if media_type:
        told["encodingFormat"] = media_type
    return told | {"contentSize": str(part.size), "sha256": part.sha256}


_NAMES = {REPORTS[0]: "The report", REPORTS[1]: "The report as text", EVENTS: "The log of events"}
_KINDS = {"html": "text/html", "md": "text/markdown", "jsonl": "application/jsonl"}

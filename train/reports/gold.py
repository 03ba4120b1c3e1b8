"""Reports and gold records, as `demarche eval` and the trainers read them, from records.tsv and the corpus that it points into.

usage: gold.py CORPUS OUT SET...    CORPUS is the folder of *.jsonl.gz; writes OUT/reports.jsonl and OUT/reports.gold.jsonl
"""
import gzip
import json
import sys
from pathlib import Path

SETS = ("learn1", "learn2", "learn3", "learn4", "held")


def actors(codes):
    return [{"text": "", "code": code} for code in codes.split(";")] if codes else []


def read(path, wanted):
    """{document: [rows]} of the sets, in the order of the file."""
    documents = {}
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        if line.startswith("#"):
            continue
        fields = line.rstrip("\n").split("\t")
        if fields[0] not in ("E", "R", "N") or len(fields) != {"E": 12, "R": 9, "N": 3}[fields[0]]:
            sys.exit(f"{path}:{number}: expected a line of an event (E), a relation (R) or a report without any (N)")
        if fields[1] in wanted:
            documents.setdefault(fields[2], []).append(fields)
    return documents


def record(document, text, rows):
    bytes_of = text.encode()

    def cut(span):
        begin, end = map(int, span.split("-"))
        return bytes_of[begin:end].decode()

    events, relations = [], []
    for row in rows:
        if row[0] == "E":
            _, _, _, quote, trigger, kind, source, target, status, date, place, speaker = row
            events.append({"quote": cut(quote), "trigger": cut(trigger), "type": kind, "mode": "", "source": actors(source),
                           "target": actors(target), "status": status, "date": date,
                           "place": None if place == "-" else {"text": "", "country": place},
                           "speaker": None if speaker == "-" else {"text": "", "code": speaker}})
        elif row[0] == "R":
            _, _, _, quote, kind, subject, other, start, end = row
            relations.append({"quote": cut(quote), "subject": {"text": "", "code": subject}, "relation": kind,
                              "object": None if other == "-" else {"text": "", "code": other}, "start": start, "end": end, "role": ""})
    return {"doc": document, "events": events, "relations": relations}


def main():
    wanted = sys.argv[3:]
    if not wanted or any(name not in SETS for name in wanted):
        sys.exit(__doc__ + "SET is one of " + ", ".join(SETS))
    rows = read(Path(__file__).parent / "records.tsv", wanted)
    texts = {}
    for path in sorted(Path(sys.argv[1]).glob("*.jsonl.gz")):
        for line in gzip.open(path, "rt", encoding="utf-8"):
            document = json.loads(line)
            if document["id"] in rows:
                texts[document["id"]] = document
    missing = [d for d in rows if d not in texts]
    if missing:
        sys.exit(f"{sys.argv[1]} lacks {len(missing)} of the reports, {missing[0]} among them")
    out = Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    with open(out / "reports.jsonl", "w", encoding="utf-8") as reports, open(out / "reports.gold.jsonl", "w", encoding="utf-8") as gold:
        for document, lines in rows.items():
            reports.write(json.dumps(texts[document], ensure_ascii=False) + "\n")
            gold.write(json.dumps(record(document, texts[document]["text"], lines), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()

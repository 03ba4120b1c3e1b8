"""Scores the actors of `demarche annotate` against the sources, targets and speakers of gold records.

usage: measure.py REPORTS.jsonl REPORTS.gold.jsonl ANNOTATED.jsonl [--errors]

A gold actor is found by the mention that shares most bytes with its words. Prints how many are covered by a mention,
how many of those have the right country (or body), and how many the right full code.
"""
import json
import re
import sys
from collections import Counter


def country(code):
    return code if code.startswith("IGO:") else code.split(":")[0]


def overlap(mention, begin, end):
    shared = min(end, mention["end"]) - max(begin, mention["start"])
    return shared - 0.01 * (mention["end"] - mention["start"]) if shared > 0 else 0


def codes_at(mentions, begin, end):
    best = max((overlap(m, begin, end) for m in mentions), default=0)
    if best <= 0:
        return None
    at = next(m for m in mentions if overlap(m, begin, end) == best)
    return [m["code"] for m in mentions if (m["start"], m["end"]) == (at["start"], at["end"])], at["text"]


def word_positions(quote, words):
    whole = re.finditer(rb"(?<![^\W_])" + re.escape(words) + rb"(?![^\W_])", quote)
    return [m.start() for m in whole] or [p for p in [quote.find(words)] if p >= 0]


def actors_of(record):
    for event in record["events"]:
        quote = event["quote"]
        for role in ("source", "target", "speaker"):
            found = event.get(role) or []
            for actor in found if isinstance(found, list) else [found]:
                yield quote, actor["text"], actor["code"]
    for relation in record.get("relations", []):
        for role in ("subject", "object"):
            if relation.get(role):
                yield relation["quote"], relation[role]["text"], relation[role]["code"]


def main():
    reports = {r["id"]: r["text"].encode() for r in map(json.loads, open(sys.argv[1]))}
    layers = {r["doc"]: r["actors"] for r in map(json.loads, open(sys.argv[3]))}
    counts, errors = Counter(), Counter()
    for record in map(json.loads, open(sys.argv[2])):
        text, mentions, seen = reports[record["doc"]], layers[record["doc"]], set()
        for quote, words, code in actors_of(record):
            at = text.find(quote.encode())
            places = word_positions(quote.encode(), words.encode())
            if not words or at < 0 or not places or (at, words, code) in seen:
                counts["not located"] += at < 0 or not places
                continue
            seen.add((at, words, code))
            counts["all"] += 1
            # The gold does not say which of several equal words it means.
            tried = [codes_at(mentions, at + p, at + p + len(words.encode())) for p in places]
            found = next((t for t in tried if t and code in t[0]), next((t for t in tried if t), None))
            given = found[0] if found else []
            counts["covered"] += bool(found)
            counts["country"] += any(country(c) == country(code) for c in given)
            counts["code"] += code in given
            if code not in given:
                errors[record["doc"], words, code, " ".join(given) if found else "-", found[1] if found else ""] += 1
    total = counts["all"]
    for name in ("covered", "country", "code"):
        print(f"{name:8} {counts[name]:5} of {total}  {100 * counts[name] / total:.1f} %")
    print("not located", counts["not located"])
    if "--errors" in sys.argv:
        for (doc, words, code, given, mention), n in sorted(errors.items()):
            print(f"{n}\t{doc}\t{words}\t{code}\t{given}\t{mention}")


main()

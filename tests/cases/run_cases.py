#!/usr/bin/env python3
"""Codes the sample reports and compares the record with what a careful reader wrote down.

usage: run_cases.py DEMARCHE REPORTS.jsonl EXPECTED.jsonl [GAPS.txt]

Each expected event has a type, words of its trigger, the countries or bodies of its source and target (null: not
compared), and may have a status, a date and the country of its place; each expected relation has the countries or
bodies of its subject and object. GAPS.txt names what the program is known not to
find, a line each ("visit-2024 CONSULT visited"); a gap that closes fails the test too, so that the list stays true.
"""
import json
import subprocess
import sys


def country(code):
    return code if code.startswith("IGO:") else code.split(":")[0]


def codes(side):
    return {country(p["code"]) for p in side}


def matches(said, wanted, text):
    spot = text.encode().find(wanted["trigger"].encode())
    end = spot + len(wanted["trigger"].encode())
    if said["type"] != wanted["type"] or not (said["trigger"]["start"] < end and said["trigger"]["end"] > spot):
        return False
    for side in ("source", "target"):
        if wanted[side] is not None and codes(said[side]) != set(wanted[side]):
            return False
    place = (said.get("place") or {}).get("country", "")
    return (said["status"] == wanted["status"] and said["date"] == wanted.get("date", said["date"]) and
            place == wanted.get("place", place))


def main():
    program, reports, expected = sys.argv[1:4]
    gaps = {line.strip() for line in open(sys.argv[4], encoding="utf-8")} if len(sys.argv) > 4 else set()
    texts = {}
    for line in open(reports, encoding="utf-8"):
        document = json.loads(line)
        texts[document["id"]] = document["text"]
    run = subprocess.run([program, "code", reports], capture_output=True, text=True)
    said = {row["doc"]: row for row in map(json.loads, run.stdout.splitlines())}
    failed = passed = 0
    for line in open(expected, encoding="utf-8"):
        case = json.loads(line)
        text, record = texts[case["doc"]], said.get(case["doc"], {"events": []})
        raw = text.encode()
        for event in record["events"]:
            if raw[event["sentence"]["start"]:event["sentence"]["end"]].decode() != event["quote"]:
                print(f"{case['doc']}: a quote is not at its offsets")
                failed += 1
        stands = {(country(r["subject"]["code"]), r["relation"], country((r["object"] or {}).get("code", ""))) for r in record.get("relations", [])}
        wanted_all = [(f"{case['doc']} {w['type']} {w['trigger']}", any(matches(e, w, text) for e in record["events"])) for w in case["events"]]
        wanted_all += [(f"{case['doc']} {r['subject']} {r['relation']} {r['object']}", (r["subject"], r["relation"], r["object"]) in stands)
                       for r in case.get("relations", [])]
        for name, found in wanted_all:
            if found == (name in gaps):
                print(("closed gap: " if found else "not found: ") + name)
                failed += 1
            else:
                passed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())

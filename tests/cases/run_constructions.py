#!/usr/bin/env python3
"""Runs the construction cases: folders of text files, a file a construction, with sentences and what they must give.

usage: run_constructions.py DEMARCHE FOLDER... [--gaps GAPS.txt]

A case is a line of text (the report, dated 2024-03-05 unless it begins with "date YYYY-MM-DD "), followed by indented
lines, each an expectation:

  event TYPE "words of the trigger" [status=S] [speaker=CODE|-] [source=A,B|-] [target=A,B|-] [about="x";"y"|-] [purpose="x"|-]
  relation NAME SUBJECT -> OBJECT|- [start=D] [end=D] [role="..."]
  stance ATTITUDE HOLDER -> "words of the object" [start=D] [end=D]
  no event TYPE | no event TYPE "words" | no relation NAME | no stance

Codes are compared by country or organisation. GAPS.txt names cases that are known to fail ("FILE: text"); one that
passes fails the test, so that the list stays true.
"""
import json
import re
import subprocess
import sys
from pathlib import Path


def country(code):
    return code if code.startswith("IGO:") else code.split(":")[0] or code


def codes(side):
    return {country(p["code"]) for p in side}


def parse(path):
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] == " ":
            if not cases:
                sys.exit(f"{path}:{number}: an expectation without a text before it")
            cases[-1]["expect"].append((number, line.strip()))
        else:
            date = "2024-03-05"
            if line.startswith("date "):
                date, line = line[5:15], line[16:]
            cases.append({"text": line, "date": date, "expect": [], "file": path})
    return cases


def field(rest, name):
    """The value of name=... as text, "-" for none, or None if it is not there."""
    found = re.search(rf'(?:^| ){name}=((?:"[^"]*"(?:;"[^"]*")*)|\S+)', rest)
    return found.group(1) if found else None


def quoted(value):
    return [] if value == "-" else re.findall(r'"([^"]*)"', value)


def sides(value):
    return set() if value == "-" else set(value.split(","))


def event_fits(e, kind, words, rest):
    if e["type"] != kind or (words and words not in e["trigger"]["text"] and e["trigger"]["text"] not in words):
        return False
    for name in ("source", "target"):
        value = field(rest, name)
        if value is not None and codes(e[name]) != sides(value):
            return False
    status, speaker, about, purpose = (field(rest, n) for n in ("status", "speaker", "about", "purpose"))
    said = country(e["speaker"]["code"]) if e["speaker"] else "-"
    return ((status is None or e["status"] == status) and (speaker is None or said == speaker) and
            (about is None or [t["text"] for t in e["about"]] == quoted(about)) and
            (purpose is None or ([e["purpose"]["text"]] if e["purpose"] else []) == quoted(purpose)))


def relation_fits(r, kind, subject, target, rest):
    there = country(r["object"]["code"]) if r["object"] else "-"
    role, start, end = (field(rest, n) for n in ("role", "start", "end"))
    return (r["relation"] == kind and (subject is None or country(r["subject"]["code"]) == subject) and (target is None or there == target) and
            (role is None or r["role"] == quoted(role)[0]) and (start is None or r["start"] == start) and (end is None or r["end"] == end))


def stance_fits(s, attitude, holder, words, rest):
    start, end = (field(rest, n) for n in ("start", "end"))
    return (s["attitude"] == attitude and country(s["holder"]["code"]) == holder and (words in s["object"]["text"]) and
            (start is None or s["start"] == start) and (end is None or s["end"] == end))


def holds(record, where, line):
    negative = line.startswith("no ")
    line = line[3:] if negative else line
    if match := re.match(r'event ([A-Z]+)(?: "([^"]*)")?(.*)$', line):
        found = any(event_fits(e, match.group(1), match.group(2), match.group(3)) for e in record["events"])
    elif match := re.match(r"relation (\w+)(?: (\S+) -> (\S+))?(.*)$", line):
        found = any(relation_fits(r, *match.groups()) for r in record["relations"])
    elif negative and line == "stance":
        found = bool(record["stances"])
    elif match := re.match(r'stance (\w+) (\S+) -> "([^"]*)"(.*)$', line):
        found = any(stance_fits(s, *match.groups()) for s in record["stances"])
    else:
        sys.exit(f"{where}: not an expectation: {line}")
    return found != negative


def main():
    arguments = sys.argv[1:]
    gaps = set()
    if "--gaps" in arguments:
        at = arguments.index("--gaps")
        gaps = {line.strip() for line in open(arguments[at + 1], encoding="utf-8") if line.strip() and line[0] != "#"}
        del arguments[at:at + 2]
    program, folders = arguments[0], [Path(f) for f in arguments[1:] if f != "-v"]
    cases = [c for folder in folders for path in sorted(folder.glob("*.txt")) for c in parse(path)]
    lines = "".join(json.dumps({"id": str(i), "date": c["date"], "text": c["text"]}) + "\n" for i, c in enumerate(cases))
    run = subprocess.run([program, "code", "--no-progress", "-"], input=lines, capture_output=True, text=True)
    records = {int(row["doc"]): row for row in map(json.loads, run.stdout.splitlines())}
    passed = failed = 0
    for i, case in enumerate(cases):
        record = records.get(i, {"events": [], "relations": [], "stances": []})
        name = f"{case['file'].parent.name}/{case['file'].stem}: {case['text']}"
        wrong = [(number, line) for number, line in case["expect"] if not holds(record, f"{case['file']}:{number}", line)]
        if bool(wrong) == (name in gaps):
            passed += 1
            continue
        failed += 1
        if not wrong:
            print(f"closed gap: {name}")
        for number, line in wrong:
            print(f"{case['file']}:{number}: not so: {line}\n    {case['text']}")
            if "-v" in sys.argv:
                print("   ", [(e["type"], e["trigger"]["text"], e["status"], e["speaker"] and e["speaker"]["code"],
                               [t["text"] for t in e["about"]], e["purpose"] and e["purpose"]["text"]) for e in record["events"]],
                      [(r["relation"], r["subject"]["code"], r["object"] and r["object"]["code"], r["role"], r["start"], r["end"]) for r in record["relations"]],
                      [(s["attitude"], s["holder"]["code"], s["object"]["text"], s["start"], s["end"]) for s in record["stances"]])
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())

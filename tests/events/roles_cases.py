#!/usr/bin/env python3
"""Codes each case of roles_cases.txt and compares who acts on whom.

usage: roles_cases.py DEMARCHE CASES.txt

A case is `date | text | TYPE words of the trigger | source codes | target codes`: codes joined by "+", "-" for nobody,
"*" for what is not compared. Prints each case that differs; exit status 1 if there is any.
"""
import json
import subprocess
import sys


def cases(path):
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        if line.strip() and not line.startswith("#"):
            fields = [f.strip() for f in line.split(" | ")]
            if len(fields) != 5:
                sys.exit(f"{path}:{number}: {len(fields)} fields (expected 5)")
            yield number, fields


def codes(side):
    return "+".join(dict.fromkeys(p["code"] for p in side if p["code"])) or "-"


def fits(said, wanted):
    return wanted == "*" or sorted(said.split("+")) == sorted(wanted.split("+"))


def main():
    program, path = sys.argv[1:3]
    listed = list(cases(path))
    documents = "".join(json.dumps({"id": str(n), "date": f[0], "text": f[1]}) + "\n" for n, f in listed)
    run = subprocess.run([program, "code", "--no-progress", "-"], input=documents.encode(), capture_output=True, check=True)
    coded = {o["doc"]: o["events"] for o in map(json.loads, run.stdout.decode().splitlines())}
    failed = 0
    for number, (_, text, event, source, target) in listed:
        kind, words = event.split(" ", 1)
        found = [e for e in coded[str(number)] if e["type"] == kind and words in e["trigger"]["text"]]
        sides = [(codes(e["source"]), codes(e["target"])) for e in found]
        if not any(fits(s, source) and fits(t, target) for s, t in sides):
            failed += 1
            print(f"{path}:{number}: {event} in '{text}': {sides} (expected {source} -> {target})")
    print(f"{len(listed) - failed} of {len(listed)} cases hold")
    sys.exit(1 if failed or len(listed) < 30 else 0)


main()

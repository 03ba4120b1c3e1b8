#!/usr/bin/env python3
"""How well reports of one happening become one event.

usage: score_merging.py DEMARCHE GROUPS.txt... [--errors] [--least F1]

Puts the reports of all groups into one record, several times in other orders, which must give the same events. Then every
pair of marked triggers is looked at: those of the same event must be together, all others apart. Pairs with a trigger that
was not coded cannot be judged by merging; they are counted, and the second F1 takes them as missed."""
import argparse
import itertools
import json
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

MARK = re.compile(r"\[([a-z]) ([^\]]+)\]")


def read(path):
    """Reports with their marks: (group, kind, date, publisher, text, [(event, start, end)]), offsets in bytes."""
    reports, group, kind = [], "", ""
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("## "):
            _, group, kind = line.split()
        elif line and not line.startswith("# "):
            head, text = line.split(" | ", 1)
            date, publisher = head.split()
            plain, marks = "", []
            at = 0
            for mark in MARK.finditer(text):
                plain += text[at:mark.start()]
                start = len(plain.encode())
                plain += mark.group(2)
                marks.append((mark.group(1), start, len(plain.encode())))
                at = mark.end()
            if not marks:
                sys.exit(f"{path}:{number}: no [x trigger]")
            reports.append((group, kind, date, publisher, plain + text[at:], marks))
    return reports


def events_of(program, reports, order):
    """The event of each (report, mark), None if its trigger was not coded; and the partition of all mentions."""
    with tempfile.TemporaryDirectory() as folder:
        documents, record = Path(folder) / "reports.jsonl", Path(folder) / "record.db"
        with documents.open("w", encoding="utf-8") as out:
            for i in order:
                group, _, date, publisher, text, _ = reports[i]
                out.write(json.dumps({"id": f"{group}-{i}", "date": date, "source": publisher, "text": text}) + "\n")
        done = subprocess.run([program, "ingest", "--no-progress", "--batch", "16", "--store", str(record), str(documents)], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(done.stderr)
        with sqlite3.connect(record) as base:
            rows = base.execute("SELECT d.id, m.trigger_start, m.trigger_end, m.event, m.id FROM mentions m JOIN documents d ON d.sha256 = m.document").fetchall()
    found = {}
    for document, start, end, event, mention in rows:
        found.setdefault(int(document.rsplit("-", 1)[1]), []).append((start, end, event))
    events = {}
    for i, report in enumerate(reports):
        for event, start, end in report[5]:
            near = [(min(end, e) - max(start, s), name) for s, e, name in found.get(i, []) if s < end and start < e]
            events[i, event] = max(near)[1] if near else None
    return events, sorted((mention, event) for _, _, _, event, mention in rows)


def f1(right, wrong, missed):
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("groups", nargs="+")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--least", type=float, default=0)
    options = parser.parse_args()
    reports = [report for path in options.groups for report in read(path)]
    order = list(range(len(reports)))
    events, partition = events_of(options.program, reports, order)
    for seed in (1, 2):
        random.Random(seed).shuffle(order)
        if events_of(options.program, reports, order)[1] != partition:
            sys.exit("another order of arrival gives other events")
    right = wrong = missed = untold = 0
    for one, other in itertools.combinations(sorted(events), 2):
        same = reports[one[0]][0] == reports[other[0]][0] and one[1] == other[1]
        if events[one] is None or events[other] is None:
            untold += same
            continue
        together = events[one] == events[other]
        right += same and together
        wrong += together and not same
        missed += same and not together
        if options.errors and same != together:
            print("MISSED" if same else "WRONG", reports[one[0]][0], "|", reports[one[0]][2], reports[one[0]][4], "|", reports[other[0]][2], reports[other[0]][4])
    if options.errors:
        for (i, event), name in sorted(events.items()):
            if name is None:
                print("NOT CODED", reports[i][0], event, reports[i][4])
    result = f1(right, wrong, missed)
    print(f"groups {len({r[0] for r in reports})}, reports {len(reports)}, marked triggers {len(events)}, coded {sum(e is not None for e in events.values())}")
    print(f"pairs: together {right}, wrongly together {wrong}, wrongly apart {missed}: precision {right / max(1, right + wrong):.3f}, "
          f"recall {right / max(1, right + missed):.3f}, F1 {result:.3f}; with {untold} pairs that were not coded F1 {f1(right, wrong, missed + untold):.3f}")
    return 0 if result >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())

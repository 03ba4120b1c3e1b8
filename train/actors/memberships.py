"""Turns the factbook's table of memberships into dictionary lines.

usage: memberships.py FACTS_DIR dictionaries/actors

Reads bodies.txt beside it. Writes organisations/factbook.txt (the bodies there that have names and are in no other file) and
memberships/factbook.txt: who was listed under a body from which edition of the book to which. An edition's year is near the
day on which somebody joined or left and no more, and is marked "~"; whoever was in the first edition that has the body
is taken to have been in it since the body began. Bodies of memberships/main.txt are left out: there the days are known.
"""
import csv
import sys
from collections import Counter, defaultdict
from pathlib import Path

from from_facts import iso_codes
from lines import example, slug, unique

LAST_EDITION = 2025
STATUS = {"member": "member", "permanent": "member", "de facto": "member", "nonregional member": "member", "nonregional members": "member", "new member": "member",
          "temporary": "elected", "observer": "observer", "guest": "observer", "associate": "partner", "associate member": "partner", "partner": "partner",
          "partners": "partner", "dialogue partner": "partner", "associate partner": "partner", "cooperating": "partner", "signatory": "signatory",
          "pending member": "signatory", "applicant": "applicant", "candidate country": "candidate", "suspended": "suspended"}
WEIGHT = ["member", "elected", "suspended", "candidate", "signatory", "applicant", "partner", "observer"]


def read_bodies(path):
    labels, bodies = {}, {}
    for text in path.read_text(encoding="utf-8").splitlines():
        if not text or text[0] == "#":
            continue
        given, code, names, existed = (f.strip() for f in (text + " ").split("|"))
        if not code:
            continue
        ident, _, role = code.partition("=")
        for label in given.split(";"):
            labels[label.strip()] = ident
        if names:
            # A mission of the United Nations is the United Nations, under an id of its own.
            bodies[ident] = (unique(names.split(";")), existed, role or (ident if ident.startswith("IGO:") else "IGO:UN"))
    return labels, bodies


def codes_in(folder, skip):
    """Codes and ids that other files of organisations have."""
    found = set()
    for path in sorted(folder.glob("*.txt")):
        for text in path.read_text(encoding="utf-8").splitlines() if path.name != skip else ():
            if text and text[0] != "#":
                fields = text.split(" | ")
                found |= {fields[0]} | {r.strip().split(" ")[0] for r in fields[2].split(";")}
    return found


def write_bodies(bodies, out):
    known, lines = codes_in(out / "organisations", "factbook.txt"), []
    for body, (names, existed, code) in sorted(bodies.items(), key=lambda b: b[1][0][0]):
        if body in known:
            continue
        ident, role = slug(names[0]) if body.startswith("IGO:") else body, f"{code} {existed}"
        lines.append(f"{ident} | {'; '.join(names)} | {role} | factbook | {example(names[0], role, False)}")
    head = "# Bodies of states, and missions of the United Nations: id | names | CODE dates | source | example. Made by train/actors/memberships.py"
    (out / "organisations/factbook.txt").write_text(head + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def existence(out):
    """(start, end) of states, as text."""
    found = {}
    for text in (out / "states.txt").read_text(encoding="utf-8").splitlines():
        if text and text[0] != "#":
            fields = text.split(" | ")
            found[fields[0].strip()] = fields[4].strip().partition("..")[::2]
    return found


def spans(facts, labels, codes):
    """(body, state) to [first edition, last edition, status]."""
    found = defaultdict(list)
    for row in csv.DictReader(open(facts / "factbook_igo_membership_1990_2025.tsv", encoding="utf-8"), delimiter="\t"):
        body, state, status = labels.get(row["org"].strip()), codes.get(row["iso2"]), STATUS.get(row["status"])
        if body and state and status:
            found[body, state].append((int(row["first_edition"]), int(row["last_edition"]), status))
    return found


def stretches(listed):
    """One status for each edition, the weightiest; runs of editions with the same one, gaps of two editions closed."""
    by_edition = {}
    for first, last, status in listed:
        for year in range(first, last + 1):
            if year not in by_edition or WEIGHT.index(status) < WEIGHT.index(by_edition[year]):
                by_edition[year] = status
    runs = []
    for year in sorted(by_edition):
        if runs and runs[-1][2] == by_edition[year] and year - runs[-1][1] <= 3:
            runs[-1][1] = year
        else:
            runs.append([year, year, by_edition[year]])
    return [r for i, r in enumerate(runs) if i + 1 == len(runs) or r[1] < runs[i + 1][0]]


def day_of(bound):
    return (bound.rstrip("~") + "-01-01"[len(bound.rstrip("~")) - 4:])[:10] if bound else ""


def write_memberships(found, bodies, out):
    main = {text.split(" | ")[0] for text in (out / "memberships/main.txt").read_text(encoding="utf-8").splitlines()}
    exists, groups, counts = existence(out), defaultdict(list), Counter()
    first_of = {}
    for (body, _), listed in found.items():
        first_of[body] = min([first_of.get(body, 9999)] + [s[0] for s in listed])
    for (body, state), listed in sorted(found.items()):
        if body in main:
            continue
        began, ended = bodies[body][1].split("..") if body in bodies else ("", "")
        born, gone = exists.get(state, ("", ""))
        runs = stretches(listed)
        for i, (first, last, status) in enumerate(runs):
            start = began if first == first_of[body] else f"{first}~"
            start = max(start, born, key=day_of) if born else start
            end = "" if last >= LAST_EDITION - 1 else f"{last + 1}~"
            following = runs[i + 1][0] if i + 1 < len(runs) else 9999
            end = f"{following}~" if end and following <= last + 1 else end
            end = min((e for e in (end, ended, gone) if e), default="", key=day_of)
            if not end or not start or day_of(start) < day_of(end):
                groups[body, start, end, status].append(state)
                counts[body] += 1
    lines = [f"{body} | {'; '.join(states)} | {status} | {start}..{end} | factbook" for (body, start, end, status), states in sorted(groups.items())]
    head = "# Memberships by the editions of the factbook: BODY | MEMBER; MEMBER | status | dates | source. Made by train/actors/memberships.py"
    (out / "memberships/factbook.txt").write_text(head + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return len(lines), len(counts), sum(counts.values())


def main():
    facts, out = Path(sys.argv[1]), Path(sys.argv[2])
    labels, bodies = read_bodies(Path(__file__).with_name("bodies.txt"))
    print(write_bodies(bodies, out), "bodies")
    print("%d lines of %d bodies, %d memberships" % write_memberships(spans(facts, labels, iso_codes()), bodies, out))


if __name__ == "__main__":
    main()

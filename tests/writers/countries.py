#!/usr/bin/env python3
"""The exports name states as the dictionaries do: countries.py DEMARCHE countries.cc"""
import csv
import re
import subprocess
import sys

PROGRAM, SOURCE = sys.argv[1:3]


def main():
    done = subprocess.run([PROGRAM, "actors", "--crosswalk", "--format", "csv"], capture_output=True, text=True, check=True)
    wanted = {row["iso3"]: (row["name"], row["fips"]) for row in csv.DictReader(done.stdout.splitlines()) if not row["end"]}
    with open(SOURCE, encoding="utf-8") as source:
        found = {iso3: (name, fips) for iso3, name, fips in re.findall(r'^\s+\{"([A-Z]{3})", "([^"]*)", "([^"]*)",', source.read(), re.M)}
    wrong = [iso3 for iso3 in wanted.keys() | found.keys() if wanted.get(iso3) != found.get(iso3)]
    for iso3 in sorted(wrong):
        print(f"{iso3}: dictionaries {wanted.get(iso3)}, exports {found.get(iso3)}")
    print(f"{len(found)} states, {len(wrong)} differ")
    return 1 if wrong or len(found) < 190 else 0


if __name__ == "__main__":
    sys.exit(main())

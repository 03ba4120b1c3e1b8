#!/usr/bin/env python3
"""What `demarche actors` says of a name on a day, of a body's members and of states' codes, and `explain` of an official's "we".

usage: who.py DEMARCHE
"""
import csv
import io
import subprocess
import sys

PROGRAM = sys.argv[1]
failed = passed = 0


def table(*arguments):
    run = subprocess.run([PROGRAM, "actors", *arguments, "--format", "csv"], capture_output=True, text=True, timeout=60)
    return list(csv.DictReader(io.StringIO(run.stdout)))


def check(what, found, wanted):
    global failed, passed
    good = found == wanted
    passed, failed = passed + good, failed + (not good)
    if not good:
        print(f"FAILED {what}: {found!r}, not {wanted!r}")


def winner(name, day):
    rows = table(name, "--at", day)
    return (rows[0]["code"], rows[0]["actor"]) if rows else ("", "")


NAMES = [  # name, day, code, actor: one name on two days is two codes, or two persons
    ("Boris Johnson", "2018-01-15", "GBR:GOV", "boris-johnson"), ("Boris Johnson", "2024-01-15", "GBR:ELI", "boris-johnson"),
    ("Foreign Minister Lavrov", "2021-01-01", "RUS:GOV", "sergey-lavrov"), ("President Bush", "1991-02-01", "USA:GOV", "george-h-w-bush"),
    ("President Bush", "2003-02-01", "USA:GOV", "george-w-bush"), ("Prime Minister Cameron", "2013-02-18", "GBR:GOV", "david-cameron"),
]
CODES = [  # state, day, list, number: states that became others
    ("DEU", "1980-06-01", "cow", "260"), ("DEU", "1995-06-01", "cow", "255"), ("DEU", "1995-06-01", "gw", "260"), ("DDR", "1980-06-01", "cow", "265"),
    ("DDR", "1995-06-01", "cow", None), ("SUN", "1980-06-01", "gw", "365"), ("RUS", "1995-06-01", "gw", "365"), ("YUG", "1985-06-01", "cow", "345"),
    ("SCG", "2004-06-01", "gw", "345"), ("SRB", "2010-06-01", "gw", "340"), ("SRB", "2010-06-01", "cow", "345"), ("SRB", "2000-06-01", "cow", ""),
    ("HRV", "1991-06-01", "cow", ""), ("HRV", "1995-06-01", "cow", "344"), ("MNE", "2010-06-01", "gw", "341"), ("XKX", "2010-06-01", "cow", "347"),
    ("SDN", "2000-06-01", "cow", "625"), ("SDN", "2015-06-01", "cow", "625"), ("SSD", "2015-06-01", "gw", "626"), ("SSD", "2000-06-01", "gw", ""),
    ("YEM", "1985-06-01", "cow", "678"), ("YEM", "1995-06-01", "cow", "679"), ("YEM", "1995-06-01", "gw", "678"), ("YMD", "1985-06-01", "cow", "680"),
    ("CSK", "1985-06-01", "gw", "315"), ("CZE", "1995-06-01", "cow", "316"), ("FRA", "2020-06-01", "cow", "220"), ("FRA", "2020-06-01", "fips", "FR"),
    ("DEU", "2020-06-01", "iso2", "DE"), ("DEU", "2020-06-01", "wikidata", "Q183"), ("YUG", "1985-06-01", "iso2", "YU"),
]
MEMBERS = [  # body, day, state, whether it belongs
    ("IGO:NATO", "2003-06-01", "EST", False), ("IGO:NATO", "2005-06-01", "EST", True), ("IGO:NATO", "2023-04-03", "FIN", False),
    ("IGO:NATO", "2023-04-04", "FIN", True), ("IGO:EU", "2020-01-31", "GBR", True), ("IGO:EU", "2020-02-01", "GBR", False),
    ("IGO:EU", "1994-12-31", "AUT", False), ("IGO:EU", "1995-01-01", "AUT", True), ("IGO:ECOWAS", "2000-06-01", "MLI", True),
    ("IGO:AES", "2024-06-01", "NER", True), ("IGO:BRICS", "2005-06-01", "BRA", False), ("IGO:WEIMAR", "2000-06-01", "POL", True),
    ("IGO:CENTO", "1965-06-01", "IRQ", False), ("IGO:JEF", "2016-06-01", "SWE", False), ("IGO:JEF", "2018-06-01", "SWE", True),
    ("IGO:RSS", "1990-06-01", "GUY", False), ("IGO:RSS", "2023-06-01", "GUY", True),
]


def main():
    for name, day, code, actor in NAMES:
        check(f"{name} on {day}", winner(name, day), (code, actor))
    rows = table("Nobody Whosoever", "--at", "2020-01-01")
    check("a name that nobody bears", [row["code"] for row in rows if row.get("code")], [])
    for row in table("President Bush", "--at", "2003-02-01"):
        check("a candidate without a reason", bool(row["why"]), True)
    crosswalk = table("--crosswalk")
    for state, day, code_list, wanted in CODES:
        held = [r for r in crosswalk if r["iso3"] == state and (not r["start"] or r["start"] <= day) and (not r["end"] or day < r["end"])]
        check(f"{code_list} of {state} on {day}", held[0][code_list] if len(held) == 1 else None if not held else held, wanted)
    for body, day, state, belongs in MEMBERS:
        names = {row["member"] for row in table("--members", body, "--at", day) if row["status"] in ("member", "permanent", "elected")}
        check(f"{state} in {body} on {day}", state in names, belongs)
    for publisher, wanted in (("U.S. Department of State", "USA:GOV"), ("The Daily", "")):
        run = subprocess.run([PROGRAM, "explain", "--date", "2022-03-07", "--source", publisher, "--text", "We urge Mali to hold elections."],
                             capture_output=True, text=True, timeout=60)
        check(f"'we' of {publisher}", "USA:GOV" in run.stdout, bool(wanted))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

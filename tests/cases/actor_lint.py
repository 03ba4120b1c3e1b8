#!/usr/bin/env python3
"""A bad line for each thing that `dict lint` finds in the dictionaries of actors, and the good line beside it that it leaves alone.

usage: actor_lint.py DEMARCHE
"""
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = sys.argv[1]
STATES = ("CHN | China | Chinese | Beijing | .. | iso2=CN cow=710 | <China> signed the agreement.\n"
          "ARE | United Arab Emirates | Emirati | Abu Dhabi | 1971-12-02.. | iso2=AE | <United Arab Emirates> signed the agreement.\n"
          "DDR | East Germany | East German | East Berlin | 1949-10-07..1990-10-03 | iso2=DD | <East Germany> signed the agreement.\n")
BODIES = "league | League | IGO:LEAGUE 1945.. | editor | 1950-06-15 <League> met in Cairo.\n"
AGENTS = "minister | GOV | title, person | <The minister> left for Geneva.\n"
PERSON, GROUP, MEMBER, STATE, AGENT, WEAK, NOT = ("people/a", "groups/a", "memberships/a", "states", "agents", "weak_surnames", "not_actors")
GOOD = "an-yi | An Yi | CHN:GOV minister 2001..2003 | editor | 2002-06-15 <An Yi> spoke."

CASES = [  # name, file below actors/, lines, line that is complained of (0: none), what is said
    ("a good person", PERSON, [GOOD], 0, ""),
    ("too few fields", PERSON, ["an-yi | An Yi | CHN:GOV minister 2001..2003"], 1, "not enough fields"),
    ("no name", PERSON, ["an-yi |  | CHN:GOV minister 2001..2003 | editor | 2002-06-15 <An Yi> spoke."], 1, "no name"),
    ("no role", PERSON, ["an-yi | An Yi |  | editor | 2002-06-15 <An Yi> spoke."], 1, "no role"),
    ("an inverted range", PERSON, ["an-yi | An Yi | CHN:GOV minister 2003..2001 | editor | 2002-06-15 <An Yi> spoke."], 1, "bad dates"),
    ("no calendar day", PERSON, ["an-yi | An Yi | CHN:GOV minister 2001-02-30..2003 | editor | 2002-06-15 <An Yi> spoke."], 1, "bad dates"),
    ("the far future", PERSON, ["an-yi | An Yi | CHN:GOV minister 2001..2991 | editor | 2002-06-15 <An Yi> spoke."], 1, "a date in the far future or past"),
    ("the far past", PERSON, ["an-yi | An Yi | CHN:GOV minister 0201..2003 | editor | 2002-06-15 <An Yi> spoke."], 1, "a date in the far future or past"),
    ("no such country", PERSON, ["an-yi | An Yi | QQQ:GOV minister 2001..2003 | editor | 2002-06-15 <An Yi> spoke."], 1, "unknown code 'QQQ:GOV'"),
    ("no such sector", PERSON, ["an-yi | An Yi | CHN:XYZ minister 2001..2003 | editor | 2002-06-15 <An Yi> spoke."], 1, "unknown code 'CHN:XYZ'"),
    ("no such body", PERSON, ["an-yi | An Yi | IGO:CLUB chief 2001..2003 | editor | 2002-06-15 <An Yi> spoke."], 1, "unknown code 'IGO:CLUB'"),
    ("a body that is listed", PERSON, ["an-yi | An Yi | IGO:LEAGUE chief 2001..2003 | editor | 2002-06-15 <An Yi> spoke."], 0, ""),
    ("no such source", PERSON, ["an-yi | An Yi | CHN:GOV minister 2001..2003 | hearsay | 2002-06-15 <An Yi> spoke."], 1, "unknown source 'hearsay'"),
    ("a name twice", PERSON, ["an-yi | An Yi; An Yi | CHN:GOV minister 2001..2003 | editor | 2002-06-15 <An Yi> spoke."], 1, "the name 'An Yi' stands twice"),
    ("an id twice", PERSON, [GOOD, "an-yi | An Yin | CHN:GOV minister 2001..2003 | editor | 2002-06-15 <An Yin> spoke."], 2, "the id 'an-yi' stands already in"),
    ("two codes at a time", PERSON, ["an-yi | An Yi | CHN:GOV minister 2002..2004; CHN:LEG speaker 2001..2003 | editor | 2002-06-15 <An Yi> spoke."], 1, "overlap"),
    ("one code, two offices", PERSON, ["an-yi | An Yi | CHN:GOV premier 2002..2004; CHN:GOV minister 2001..2003 | editor | 2002-06-15 <An Yi> spoke."], 0, ""),
    ("the older role first", PERSON, ["an-yi | An Yi | CHN:GOV minister 2001..2003; CHN:LEG speaker 2005..2006 | editor | 2002-06-15 <An Yi> spoke."], 1, "stands before"),
    ("a state that was gone", PERSON, ["an-yi | An Yi | DDR:GOV minister 2001..2003 | editor | 2002-06-15 <An Yi> spoke."], 1, "lies outside the existence of DDR"),
    ("an example without a mention", PERSON, ["an-yi | An Yi | CHN:GOV minister 2001..2003 | editor | 2002-06-15 An Yi spoke."], 1, "actors/people/a.txt:1"),
    ("an example without a date", PERSON, ["an-yi | An Yi | CHN:GOV minister 2001..2003 | editor | <An Yi> spoke."], 1, "actors/people/a.txt:1"),
    ("a group's code", GROUP, ["front | Front | CHN:QQQ .. | editor | 2002-06-15 <Front> met."], 1, "unknown code 'CHN:QQQ'"),
    ("a good membership", MEMBER, ["IGO:LEAGUE | CHN; ARE | member | 1980..1990 | editor"], 0, ""),
    ("a short membership", MEMBER, ["IGO:LEAGUE | CHN | member | 1980..1990"], 1, "not enough fields"),
    ("an unknown body", MEMBER, ["IGO:CLUB | CHN | member | 1980..1990 | editor"], 1, "unknown body 'IGO:CLUB'"),
    ("an unknown member", MEMBER, ["IGO:LEAGUE | QQQ | member | 1980..1990 | editor"], 1, "unknown member 'QQQ'"),
    ("no member", MEMBER, ["IGO:LEAGUE |  | member | 1980..1990 | editor"], 1, "no member"),
    ("an unknown status", MEMBER, ["IGO:LEAGUE | CHN | friend | 1980..1990 | editor"], 1, "unknown status 'friend'"),
    ("an inverted membership", MEMBER, ["IGO:LEAGUE | CHN | member | 1990..1980 | editor"], 1, "bad dates"),
    ("a membership far ahead", MEMBER, ["IGO:LEAGUE | CHN | member | 2980.. | editor"], 1, "a date in the far future or past"),
    ("memberships that overlap", MEMBER, ["IGO:LEAGUE | CHN | member | 1980..1990 | editor", "IGO:LEAGUE | CHN | observer | 1985..1995 | editor"], 2, "overlaps that of"),
    ("memberships that follow", MEMBER, ["IGO:LEAGUE | CHN | observer | 1980..1985 | editor", "IGO:LEAGUE | CHN | member | 1985..1995 | editor"], 0, ""),
    ("a member before it existed", MEMBER, ["IGO:LEAGUE | ARE | member | 1950..1960 | editor"], 1, "lies outside the existence of ARE"),
    ("a source of a membership", MEMBER, ["IGO:LEAGUE | CHN | member | 1980..1990 | hearsay"], 1, "unknown source 'hearsay'"),
    ("a short state", STATE, ["FJI | Fiji | Fijian"], 4, "not enough fields"),
    ("a code in small letters", STATE, ["fji | Fiji | Fijian | Suva | .. | iso2=FJ | <Fiji> signed the agreement."], 4, "the code 'fji' is none"),
    ("a state twice", STATE, ["CHN | Cathay | Cathayan | Peking | .. | iso2=CN | <Cathay> signed the agreement."], 4, "the state 'CHN' stands already in"),
    ("a state's name twice", STATE, ["FJI | China | Fijian | Suva | .. | iso2=FJ | <China> signed the agreement."], 4, "the name of a state 'China' stands already in"),
    ("a state that ends before it begins", STATE, ["FJI | Fiji | Fijian | Suva | 1980..1970 | iso2=FJ | <Fiji> signed the agreement."], 4, "bad dates"),
    ("an id without a value", STATE, ["FJI | Fiji | Fijian | Suva | .. | iso2= | <Fiji> signed the agreement."], 4, "bad id 'iso2='"),
    ("an id with odd years", STATE, ["FJI | Fiji | Fijian | Suva | .. | cow=950@1990..1980 | <Fiji> signed the agreement."], 4, "bad id"),
    ("a list nobody keeps", STATE, ["FJI | Fiji | Fijian | Suva | .. | fifa=FIJ | <Fiji> signed the agreement."], 4, "unknown list in 'fifa=FIJ'"),
    ("ids with years", STATE, ["FJI | Fiji | Fijian | Suva | .. | iso2=FJ cow=950@1970-10-10.. | <Fiji> signed the agreement."], 0, ""),
    ("a short noun", AGENT, ["envoy | GOV"], 2, "not enough fields"),
    ("a sector of nouns", AGENT, ["envoy | XYZ | title, person | <The envoy> left for Geneva."], 2, "unknown sector 'XYZ'"),
    ("an unknown flag", AGENT, ["envoy | GOV | hat | <The envoy> left for Geneva."], 2, "unknown flag 'hat'"),
    ("a noun twice", AGENT, ["minister | LEG | person | <The minister> left for Geneva."], 2, "the noun 'minister' stands already in"),
    ("a surname twice", WEAK, ["May; May | The road to <May> was closed."], 1, "the weak surname 'May' stands already in"),
    ("a phrase twice", NOT, ["West Point | She studied at West Point.", "West Point | He taught at West Point."], 2, "the phrase 'West Point' stands already in"),
]


def main():
    failed = 0
    for name, file, lines, number, message in CASES:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "dictionaries"
            texts = {"states": STATES, "agents": AGENTS, "organisations/a": BODIES}
            texts[file] = texts.get(file, "") + "".join(line + "\n" for line in lines)
            for path, text in texts.items():
                target = root / "actors" / (path + ".txt")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text)
            (root / "ontology").mkdir()
            (root / "ontology" / "cameo.txt").write_text("020 | -0.5\n")
            run = subprocess.run([PROGRAM, "dict", "lint", str(root)], capture_output=True, text=True, timeout=60)
        said = [line for line in run.stderr.splitlines() if "/actors/" in line]
        good = bool(said) == (number > 0) and all(f"actors/{file}.txt:{number}: " in line for line in said)
        good = good and (not number or any(message in line for line in said)) and run.returncode == (1 if number else 0)
        print(("ok    " if good else "FAILED") + f" {name}" + ("" if good else f": {run.stdout}{run.stderr}"))
        failed += not good
    print(f"{len(CASES) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""A bad line for each thing that `dict lint` finds in patterns, and the good line beside it that it leaves alone.

usage: dict_lint.py DEMARCHE
"""
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = sys.argv[1]
AGENTS = "minister; envoy | GOV | title, person | <The minister> left for Geneva.\n"

CASES = [  # lines of actions/a.txt, line number that is complained of (0: none), what is said
    ("no such type", ["SHOUT | shout at T | <Chad> shouted at {Mali}."], 1, "unknown label 'SHOUT'"),
    ("no such code", ["ACCUSE 199 | blame T | <Chad> blamed {Mali}."], 1, "unknown CAMEO code '199'"),
    ("nothing after a preposition", ["ACCUSE | blame T for that | <Chad> blamed {Mali}."], 1, "nothing after the preposition"),
    ("twice", ["ACCUSE | blame T | <Chad> blamed {Mali}.", "REJECT | blame T | <Fiji> blamed {Peru}."], 2, "stands already in"),
    ("example twice", ["ACCUSE | blame T | <Chad> blamed {Mali}.", "ACCUSE | fault T | <Chad> blamed {Mali}."], 2, "the example stands already"),
    ("mixed words", ["REJECT | brush off/aside T | <Chad> brushed aside {Mali}."], 1, "'off/aside' mixes prepositions with other words"),
    ("a preposition that is a noun", ["ASSAULT | fire round/bullet at T | <Chad> fired bullets at {Mali}."], 0, ""),
    ("prepositions alone", ["ASSAULT | fire at/on T | <Chad> fired at {Mali}."], 0, ""),
    ("an inflected head", ["CONSULT | receive T | <Chad> received {Mali}.", "CONSULT | be received by S | {Peru} was received by <Fiji>."], 2,
     "no verb has the lemma 'received'"),
    ("a lemma that ends like one", ["ASSAULT | see T | <Chad> saw {Mali}.", "ASSAULT | seed T with mine | <Fiji> seeded {Peru} with mines."], 0, ""),
    ("people for words", ["REQUEST 020 | summon T | <Chad> summoned {Mali}.", "REQUEST 020 | summon envoy/minister | <Fiji> summoned an envoy."], 2,
     "'envoy' is who it is done to"),
    ("people that say more", ["REQUEST 020 | summon T | <Chad> summoned {Mali}.", "REQUEST 021 | summon envoy/minister | <Fiji> summoned an envoy."], 0, ""),
    ("words of a subject", ["none | subject quake kill T | A quake killed two in Fiji.", "ASSAULT | kill T | <Chad> killed {Mali}.", "none | subject storm killed T | A storm killed three in Peru."], 3, "no verb has the lemma 'killed'"),
    ("things for words", ["REQUEST 020 | demand T | <Chad> demanded {Mali}.", "REQUEST 020 | demand talk | <Fiji> demanded talks."], 0, ""),
]


def main():
    failed = 0
    for name, lines, number, message in CASES:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "dictionaries"
            (root / "actions").mkdir(parents=True)
            (root / "actors").mkdir()
            (root / "ontology").mkdir()
            (root / "ontology" / "cameo.txt").write_text("020 | -0.5\n021 | 1.0\n")
            (root / "actions" / "a.txt").write_text("".join(line + "\n" for line in lines))
            (root / "actors" / "agents.txt").write_text(AGENTS)
            run = subprocess.run([PROGRAM, "dict", "lint", str(root)], capture_output=True, text=True, timeout=60)
        said = [line for line in run.stderr.splitlines() if "actions/a.txt:" in line]
        good = len(said) == (number > 0) and all(f"a.txt:{number}: " in line and message in line for line in said)
        good = good and (run.returncode == 1 if number else True)
        print(("ok    " if good else "FAILED") + f" {name}" + ("" if good else f": {run.stdout}{run.stderr}"))
        failed += not good
    print(f"{len(CASES) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

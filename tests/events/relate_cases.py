"""Asks `demarche relate` about sentences of our own, none of which was learnt from.

usage: relate_cases.py PROGRAM CASES.tsv

A line is TYPE, tab, sentence with <source> and {target}. CASES.tsv names at its head how many may be answered otherwise.
"""
import json
import re
import subprocess
import sys


def question(number, marked):
    text, spans = "", {}
    for part in re.split(r"([<>{}])", marked):
        if part in ("<", "{"):
            begin = len(text.encode())
        elif part in (">", "}"):
            spans["source" if part == ">" else "target"] = {"start": begin, "end": len(text.encode())}
        else:
            text += part
    return {"id": str(number), "text": text, **spans}


def main():
    lines = open(sys.argv[2], encoding="utf-8").read().splitlines()
    allowed = int(re.fullmatch(r"# at most (\d+) may differ", lines[0])[1])
    cases = [line.split("\t") for line in lines if line and line[0] != "#"]
    asked = "".join(json.dumps(question(i, marked)) + "\n" for i, (_, marked) in enumerate(cases))
    done = subprocess.run([sys.argv[1], "relate"], input=asked, capture_output=True, text=True, check=True)
    said = [json.loads(line) for line in done.stdout.splitlines()]
    if len(said) != len(cases):
        sys.exit(f"{len(cases)} questions, {len(said)} answers")
    wrong = 0
    for (kind, marked), answer in zip(cases, said):
        if answer["type"] != kind:
            wrong += 1
            print(f"{marked}\n  expected {kind}, got {answer['type']} ({answer['rule']}, confidence {answer['confidence']})")
        if not answer["rule"] or not 0 < answer["confidence"] <= 1:
            sys.exit(f"{marked}: no reason or no confidence: {answer}")
    print(f"{len(cases)} questions, {wrong} answered otherwise, {allowed} allowed")
    sys.exit(wrong > allowed)


if __name__ == "__main__":
    main()

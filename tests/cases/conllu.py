#!/usr/bin/env python3
"""CoNLL-U in and out: conllu.py DEMARCHE REPORTS.jsonl"""
import subprocess
import sys

PROGRAM, REPORTS = sys.argv[1:3]
problems = []


def check(holds, what):
    if not holds:
        problems.append(what)


def run(*arguments, text=""):
    return subprocess.run([PROGRAM, *arguments], input=text, capture_output=True, text=True)


def rows(output):
    return [line.split("\t") for line in output.splitlines() if line and line[0] != "#"]


def surface(output):
    """The words as they are written: a range stands for its words."""
    words = []
    for sentence in output.split("\n\n"):
        end = 0
        for row in rows(sentence):
            if "-" in row[0] or int(row[0]) > end:
                words.append(row[1])
            if "-" in row[0]:
                end = int(row[0].split("-")[1])
    return words


def ranges(output):
    return [row[1] for row in rows(output) if "-" in row[0]]


def main():
    text = "They don\u2019t know, and she cannot go. The allies' plan wasn't John's 'wish'. It's up-to-date."
    parsed = run("parse", text=text)
    check(parsed.returncode == 0 and ranges(parsed.stdout) == ["don\u2019t", "cannot", "allies'", "wasn't", "John's", "It's"], f"ranges {ranges(parsed.stdout)}")
    check(all(len(row) == 10 for row in rows(parsed.stdout)), "rows of ten fields")
    check("".join(surface(parsed.stdout)) == text.replace(" ", ""), f"the words are not the text: {surface(parsed.stdout)}")
    # What is given comes back, with the ranges and comments of the giver, also those that are not our own.
    given = ("# mine = 1\n1-2\twanna\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\twan\t_\t_\t_\t_\t_\t_\t_\t_\n2\tna\t_\t_\t_\t_\t_\t_\t_\t_\n"
             "3\t!\t_\t_\t_\t_\t_\t_\t_\t_\n\n1\tdo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n2\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n\n")
    again = run("parse", "--conllu", text=given)
    check(again.returncode == 0 and again.stdout.startswith("# mine = 1\n"), "the comments of the giver")
    check(ranges(again.stdout) == ["wanna"], f"ranges of the giver: {ranges(again.stdout)}")
    for broken, place in [("1\tx\n\n", "-:1"), (given.replace("1-2", "1-9"), "-:6"), (given.replace("1-2", "2-3"), "-:2"), (given.replace("1-2", "1-99999999999"), "-:2")]:
        refused = run("parse", "--conllu", text=broken)
        check(refused.returncode == 1 and place in refused.stderr, f"{place} is not named: {refused.returncode} {refused.stderr}")
    coded = run("code", "--format", "conllu", REPORTS)
    events = [word for row in rows(coded.stdout) for word in row[9].split("|") if word.startswith("Event=")]
    documents = sum(line.startswith("# newdoc id = ") for line in coded.stdout.splitlines())
    with open(REPORTS, encoding="utf-8") as lines:
        check(documents == sum(1 for _ in lines), f"{documents} documents")
    table = run("code", "--format", "tsv", REPORTS)
    check(sum(word.count(",") + 1 for word in events) == len(table.stdout.splitlines()) - 1 > 0, "every event at its trigger")
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

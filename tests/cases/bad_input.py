#!/usr/bin/env python3
"""Hostile and broken input: each document is coded, empty or quarantined with a reason; none is lost, none crashes.

usage: bad_input.py DEMARCHE
"""
import gzip
import json
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = sys.argv[1]
GOOD = json.dumps({"id": "good", "date": "2024-02-28", "text": "China condemned Japan."}).encode() + b"\n"
LIMIT = 500 << 20  # bytes of memory


def bounded():
    resource.setrlimit(resource.RLIMIT_DATA, (LIMIT, LIMIT))


CASES = [  # name, bytes, options, what standard error has to say, documents in
    ("nodate.txt", b"China condemned Japan.", [], "no date", 1),
    ("latin.txt", b"date 2024-02-28 caf\xe9", [], "not UTF-8 at byte 19", 1),
    ("empty.txt", b"", [], "empty file", 1),
    ("cut.jsonl", GOOD + GOOD[:40], [], "cut.jsonl:2: quarantined: not a JSON line", 2),
    ("nul.jsonl", json.dumps({"id": "n", "date": "2024-02-28", "text": "a\0b"}).encode(), [], "NUL byte at byte 1", 1),
    ("feb30.jsonl", GOOD.replace(b"02-28", b"02-30"), [], "no such date '2024-02-30'", 1),
    ("notext.jsonl", b'{"id":"x","date":"2024-02-28"}\n', [], 'no field "text"', 1),
    ("cut.jsonl.gz", gzip.compress(GOOD * 200)[:-20], [], "gzip stream is cut off", None),
    ("long.jsonl", GOOD + b'{"id":"long","date":"2024-02-28","text":"' + b"a" * (100 << 20) + b'"}\n' + GOOD, [], "long.jsonl:2: quarantined: a line longer than", 3),
    ("nostop.txt", b"date 2024-02-28 " + b"the army attacked the town and " * 60000, [], "coded 1", 1),
    ("book.txt", b"date 2024-02-28 " + b"the army attacked the town and " * 320000, [], "longer than", 1),
]


def main():
    failed = 0
    for name, data, options, message, documents in CASES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(data)
            run = subprocess.run([PROGRAM, "code", *options, str(path)], capture_output=True, text=True, timeout=240, preexec_fn=bounded)
        counts = re.search(r"documents (\d+) = coded (\d+) \+ empty (\d+) \+ quarantined (\d+)", run.stderr)
        quarantined = counts and int(counts.group(4)) > 0
        good = (counts is not None and message in run.stderr and int(counts.group(1)) == sum(int(counts.group(i)) for i in (2, 3, 4)) and
                (documents is None or int(counts.group(1)) == documents) and run.returncode == (3 if quarantined else 0))
        print(("ok    " if good else "FAILED") + f" {name} status {run.returncode} {run.stderr[-300:].strip() if not good else ''}")
        failed += not good
    print(f"{len(CASES) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""A record is filled once however often the reports are put in: record.py DEMARCHE REPORTS.jsonl"""
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM, REPORTS = sys.argv[1:3]


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)


def dump(path):
    """All rows but those of the runs: each ingest is a row there."""
    with sqlite3.connect(path) as record:
        return "\n".join(row for row in record.iterdump() if not row.startswith('INSERT INTO "runs"'))


def main():
    problems = []

    def check(good, what):
        if not good:
            problems.append(what)

    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "record.db")
        first = run("ingest", "--store", path, REPORTS)
        check(first.returncode == 0 and "skipped 0" in first.stderr, f"first ingest: {first.stderr}")
        before = dump(path)
        second = run("ingest", "--store", path, REPORTS)
        check(second.returncode == 0 and "coded 0" in second.stderr, f"second ingest: {second.stderr}")
        check(dump(path) == before, "the second ingest changed the record")
        with sqlite3.connect(path) as record:
            for quote, start, end, text in record.execute("SELECT quote, sentence_start, sentence_end, text FROM mentions JOIN documents ON sha256 = document"):
                check(text.encode()[start:end].decode() == quote, "a quote is not at its offsets")
            codes = [code for (code,) in record.execute("SELECT DISTINCT cameo FROM mentions")]
        check(codes and all(isinstance(code, str) for code in codes), "CAMEO codes are not strings")
        asked = run("query", "--store", path, "events", "--type", "SANCTION")
        check(asked.returncode == 0 and "SANCTION" in asked.stdout and "CONSULT" not in asked.stdout, "query by type")
        with sqlite3.connect(path) as record:
            record.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
        newer = run("ingest", "--store", path, REPORTS)
        check(newer.returncode == 4 and "newer" in newer.stderr, f"newer schema: {newer.returncode} {newer.stderr}")
        broken = Path(folder) / "broken.db"
        broken.write_bytes(b"not a record at all" * 100)
        check(run("query", "--store", str(broken), "events").returncode == 1, "a file that is no record")
    print("\n".join(problems))
    print(f"{9 - len(problems)} passed, {len(problems)} failed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

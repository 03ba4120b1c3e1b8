#!/usr/bin/env python3
"""The output does not depend on threads or shards: same_bytes.py DEMARCHE REPORTS.jsonl"""
import subprocess
import sys

PROGRAM, REPORTS = sys.argv[1:3]


def code(*options):
    return subprocess.run([PROGRAM, "code", *options, REPORTS], capture_output=True, check=True).stdout.splitlines(keepends=True)


def main():
    whole = code()
    problems = []
    if code("--threads", "2") != whole:
        problems.append("two threads give other bytes")
    shards = [code("--shard", f"{i}/7") for i in range(1, 8)]
    together = [shards[n % 7][n // 7] for n in range(len(whole))]
    if together != whole or sum(map(len, shards)) != len(whole):
        problems.append("seven shards put together give other bytes")
    print("\n".join(problems))
    print(f"{2 - len(problems)} passed, {len(problems)} failed")
    return 1 if problems or not whole else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""What readers wait for: questions at a steady rate against a running server, drawn from the record itself.
usage: load_test.py ADDRESS [--rate 50] [--seconds 60] [--seed 1] [--pid SERVER] [--cost N]

Questions are sent when they are due, whether or not earlier ones have been answered, and a latency counts from the moment a
question was due: a server that stalls is not asked more gently. Every answer has to be 200 and JSON with what was asked for,
else it counts as failed and the exit status is 1. Prints the median, the 95th and the 99th percentile of each kind of
question in milliseconds, and with --pid the server's largest resident memory. With --cost N (and --pid) each kind is asked N times
instead, one question after the other, and the server's processor time for each is printed: that does not depend on what
else the machine does."""
import argparse
import http.client
import json
import os
import queue
import random
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from urllib.parse import quote, urlencode, urlparse

THREADS = 32
# How often each kind of question is asked, out of all.
SHARES = {"overview": 8, "newest events": 10, "filtered events": 24, "next page": 5, "explain": 12, "dyad": 10, "actor": 6, "series": 8,
          "facets": 6, "report": 5, "places of a year": 3, "agenda of a month": 3}
TYPES = ("CONSULT", "ACCUSE", "ASSAULT", "SUPPORT", "REQUEST", "AGREE", "COERCE", "AID", "SANCTION", "REJECT")


class Record:
    """What questions are drawn from."""

    def __init__(self, address):
        def rows(path):
            connection = http.client.HTTPConnection(address.hostname, address.port, timeout=120)
            connection.request("GET", f"/api/v1/{path}")
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200:
                raise SystemExit(f"{path}: {answer.status} {body[:200]}")
            return json.loads(body)

        dyads = rows("dyads?rank=events&limit=1000")["rows"]
        self.dyads = [(d["source"], d["target"]) for d in dyads if d["source"] != d["target"]][:300]
        self.countries = sorted({c for pair in self.dyads for c in pair if len(c) == 3})
        self.months = [m["month"] for m in rows("months?limit=1000")["rows"]]
        self.events, self.documents, self.cursors = [], [], []
        draw = random.Random(0)
        for month in draw.sample(self.months, min(12, len(self.months))):
            page = rows(f"events?since={month}-01&limit=100")
            self.events += [e["id"] for e in page["rows"]]
            self.documents += [e["document"] for e in page["rows"]]
            if page["next"]:
                self.cursors.append(f"events?since={month}-01&limit=100&cursor={page['next']}")
        if not (self.dyads and self.events and self.months):
            raise SystemExit("the record is too small to ask it anything")

    def question(self, kind, draw):
        country, month = draw.choice(self.countries), draw.choice(self.months)
        source, target = draw.choice(self.dyads)
        if kind == "overview":
            return "overview", "months"
        if kind == "newest events":
            return "events?order=newest&limit=200", "rows"
        if kind == "filtered events":
            filters = draw.choice([{"source": country}, {"actor": country, "since": f"{month}-01"}, {"source": source, "target": target},
                                   {"type": draw.choice(TYPES), "until": f"{month}-28"}, {"country": country, "type": draw.choice(TYPES)}])
            return f"events?{urlencode(filters)}&order=newest&limit=200", "rows"
        if kind == "next page" and self.cursors:
            return draw.choice(self.cursors), "rows"
        if kind == "explain":
            return f"explain/{draw.choice(self.events)}", "mentions"
        if kind == "dyad":
            return f"dyads/{quote(source)}/{quote(target)}?limit=1000", "rows"
        if kind == "actor":
            return f"actors/{country}", "partners"
        if kind == "series":
            return f"series?actor={country}&period=month&limit=1000", "rows"
        if kind == "facets":
            return f"facets?source={country}&since={month}-01&limit=1000", "rows"
        if kind == "report":
            return f"documents/{draw.choice(self.documents)}", "mentions"
        if kind == "places of a year":
            return f"places?since={month[:4]}-01-01&until={month[:4]}-12-31&rank=events&limit=1000", "rows"
        return f"agenda?since={month}-01&until={month}-28&limit=1000", "rows"


def percentile(times, share):
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def resident(pid):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


class Load:
    def __init__(self, address, record, arguments):
        self.address, self.record, self.arguments = address, record, arguments
        self.due, self.times, self.failed = queue.Queue(), defaultdict(list), []
        self.lock = threading.Lock()

    def ask(self):
        connection = http.client.HTTPConnection(self.address.hostname, self.address.port, timeout=60)
        while True:
            item = self.due.get()
            if item is None:
                return
            when, kind, (path, wanted) = item
            problem = ""
            try:
                connection.request("GET", f"/api/v1/{path}")
                answer = connection.getresponse()
                body = answer.read()
                if answer.status != 200 or wanted not in json.loads(body):
                    problem = f"{answer.status} {body[:120]!r}"
            except (OSError, http.client.HTTPException, ValueError) as error:
                problem = repr(error)
                connection.close()
            took = time.monotonic() - when
            with self.lock:
                self.times[kind].append(took)
                if problem:
                    self.failed.append(f"{path}: {problem}")

    def run(self):
        threads = [threading.Thread(target=self.ask, daemon=True) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        draw = random.Random(self.arguments.seed)
        kinds, weights = list(SHARES), list(SHARES.values())
        begin = time.monotonic()
        for i in range(int(self.arguments.rate * self.arguments.seconds)):
            when = begin + i / self.arguments.rate
            time.sleep(max(0.0, when - time.monotonic()))
            kind = draw.choices(kinds, weights)[0]
            self.due.put((when, kind, self.record.question(kind, draw)))
        for _ in threads:
            self.due.put(None)
        for thread in threads:
            thread.join()
        return time.monotonic() - begin


def processor_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def cost(address, record, arguments):
    draw = random.Random(arguments.seed)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
    total = 0.0
    print(f"{'':20} processor ms a question")
    for kind, share in SHARES.items():
        begin = processor_seconds(arguments.pid)
        for _ in range(arguments.cost):
            path, wanted = record.question(kind, draw)
            connection.request("GET", f"/api/v1/{path}")
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200 or wanted not in json.loads(body):
                raise SystemExit(f"{path}: {answer.status} {body[:200]}")
        each = 1000 * (processor_seconds(arguments.pid) - begin) / arguments.cost
        total += each * share / sum(SHARES.values())
        print(f"{kind:20} {each:8.1f}")
    print(f"{'the mix':20} {total:8.1f}: {1000 / total:.0f} a second on one core")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address")
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pid", type=int)
    parser.add_argument("--cost", type=int)
    arguments = parser.parse_args()
    address = urlparse(arguments.address)
    if arguments.cost:
        if not arguments.pid:
            parser.error("--cost needs --pid")
        cost(address, Record(address), arguments)
        return 0
    load = Load(address, Record(address), arguments)
    took = load.run()
    everything = [t for times in load.times.values() for t in times]
    print(f"{'':20} {'asked':>6} {'median':>8} {'p95':>8} {'p99':>8} ms")
    for kind, times in [*sorted(load.times.items()), ("all", everything)]:
        print(f"{kind:20} {len(times):6} " + " ".join(f"{1000 * percentile(times, share):8.1f}" for share in (0.5, 0.95, 0.99)))
    print(f"{len(everything) / took:.1f} a second, {len(load.failed)} failed" + (f", {resident(arguments.pid):.0f} MB at most" if arguments.pid else ""))
    for problem in load.failed[:10]:
        print(f"  {problem}")
    return 1 if load.failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""A server over a record of its own, for the tests of this folder."""
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path


class Server:
    """Ingests reports (files, or a list of dicts) into a new record and serves it; use with `with`."""

    def __init__(self, program, reports, *options):
        self.program, self.options = program, options
        self.folder = Path(tempfile.mkdtemp(prefix="demarche-server-"))
        self.store = str(self.folder / "record.db")
        self.ingest(reports)

    def ingest(self, reports):
        if not isinstance(reports, (str, Path)):
            path = self.folder / f"reports-{time.monotonic_ns()}.jsonl"
            path.write_text("".join(json.dumps(r) + "\n" for r in reports), encoding="utf-8")
            reports = path
        subprocess.run([self.program, "ingest", "--store", self.store, str(reports)], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    def __enter__(self):
        self.start()
        return self

    def start(self):
        options = [o.replace("{folder}", str(self.folder)) for o in self.options]
        if "--listen" not in options:
            options += ["--listen", "0"]
        self.process = subprocess.Popen([self.program, "serve", "--store", self.store, *options], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        found = re.search(r"serving at (http://(\S+):(\d+))", line)
        if not found:
            self.process.kill()
            raise RuntimeError(f"the server did not start: {line}")
        self.base, self.host, self.port = found.group(1), "127.0.0.1", int(found.group(3))

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=15)
        self.process.stderr.close()

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def memory(self):
        """Resident megabytes."""
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) / 1024

    def ask(self, path, method="GET", body=None, headers=None, timeout=20):
        """Status, headers (lower case) and body."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def json(self, path, **more):
        status, _, body = self.ask(path, **more)
        assert status == 200, f"{path}: {status} {body[:300]}"
        return json.loads(body)

    def post(self, path, value, **headers):
        return self.ask(path, "POST", json.dumps(value), {"Content-Type": "application/json", **headers})


def skip(reason):
    """What ctest takes as skipped."""
    print(f"skipped: {reason}")
    os._exit(77)


def run(tests):
    """Runs functions one after the other and says what failed."""
    failed = 0
    for test, *arguments in tests:
        begin = time.monotonic()
        try:
            test(*arguments)
            outcome = "ok"
        except Exception as problem:  # every kind of failure is a failure of the test
            failed += 1
            outcome = f"FAILED: {type(problem).__name__}: {problem}"
        print(f"{test.__name__} ({time.monotonic() - begin:.1f} s): {outcome}", flush=True)
    return 1 if failed else 0

#!/usr/bin/env python3
"""Messages as things happen: the stream with its replay and reset, saved searches, webhooks to listed addresses alone.
usage: live.py PROGRAM REPORTS"""
import http.server
import json
import socket
import sys
import threading
import time

from running import Server, run


class Hooks:
    """A program that takes webhooks; the first answer is a failure, so that the second try is seen."""

    def __init__(self):
        hooks = self
        self.got, self.tries = [], 0

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                hooks.tries += 1
                self.send_response(500 if hooks.tries == 1 else 204)
                self.end_headers()
                if hooks.tries > 1:
                    hooks.got.append((self.path, json.loads(body)))

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


class Stream:
    """Listens to the stream; messages as (id, kind, data)."""

    def __init__(self, server, last=""):
        self.peer = socket.create_connection((server.host, server.port), timeout=30)
        after = f"Last-Event-ID: {last}\r\n" if last else ""
        self.peer.sendall(f"GET /api/v1/stream HTTP/1.0\r\nHost: localhost\r\n{after}\r\n".encode())
        self.held = b""
        self.head = self.until(b"\r\n\r\n")

    def until(self, mark):
        while mark not in self.held:
            more = self.peer.recv(65536)
            assert more, "the stream ended"
            self.held += more
        text, self.held = self.held.split(mark, 1)
        return text.decode()

    def next(self):
        while True:
            fields = dict(line.split(": ", 1) for line in self.until(b"\n\n").split("\n") if not line.startswith(":"))
            if "data" in fields:
                return fields["id"], fields["event"], json.loads(fields["data"])

    def until_kind(self, kind):
        while True:
            message = self.next()
            if message[1] == kind:
                return message


def report(number, text):
    return {"id": f"new-{number}", "date": "2024-03-10", "source": "Test Wire", "text": text}


def a_new_report_is_told(server, hooks):
    status, _, body = server.post("/api/v1/alerts", {"name": "Norway", "filters": {"actor": "NOR"}, "webhook": f"http://{hooks.address}/hook?x=1"})
    assert status == 201, body
    stream = Stream(server)
    assert "200 OK" in stream.head and "text/event-stream" in stream.head, stream.head
    assert stream.next()[1] == "hello"
    time.sleep(2.5)  # the first look only learns what is there
    server.ingest([report(1, "Norway condemned the attack on Tuesday. Sweden praised Finland.")])
    assert stream.until_kind("record")
    identity, _, data = stream.until_kind("match")
    assert data["name"] == "Norway" and data["count"] == 1, data
    assert "NOR" in data["events"][0]["source_codes"], data
    for _ in range(100):
        if hooks.got:
            break
        time.sleep(0.1)
    assert hooks.tries == 2 and hooks.got[0][0] == "/hook?x=1" and hooks.got[0][1] == data, (hooks.tries, hooks.got)
    server.ingest([report(2, "Sweden and Finland signed an agreement on Monday.")])
    assert stream.until_kind("record")
    # Nothing of Norway: the next message of the search comes with the next report of it, and tells that one alone.
    server.ingest([report(3, "Norway sent rescue teams to Turkey on Friday.")])
    later, _, data = stream.until_kind("match")
    assert data["count"] == 1 and "rescue" in data["events"][0]["quote"], data
    replayed = Stream(server, identity)
    assert replayed.until_kind("match")[0] == later, "replay begins after the message that was seen"
    assert len(hooks.got) == 2 or time.sleep(2) or len(hooks.got) == 2, hooks.got


def answers_that_stand_are_new_when_the_change_is_told(server):
    def documents():
        return sum(m["documents"] for m in server.json("/api/v1/overview")["months"])

    before = documents()
    assert server.ask("/api/v1/overview")[1]["etag"] == server.ask("/api/v1/overview")[1]["etag"]
    stream = Stream(server)
    assert stream.next()[1] == "hello"
    server.ingest([report(7, "Iceland condemned the blockade on Sunday.")])
    stream.until_kind("record")
    assert documents() == before + 1
    newest = server.json("/api/v1/events?order=newest&limit=200")["rows"]
    assert any("blockade" in e["quote"] for e in newest)
    counted = [f["events"] for f in server.json("/api/v1/facets?limit=1000")["rows"] if f["facet"] == "events"]
    assert counted == [len(server.json("/api/v1/events?limit=1000")["rows"])], counted


def a_gap_that_is_gone_is_a_reset(server):
    for last in ("0123456789ab-5", "nonsense", "-", "1" * 500):
        message = Stream(server, last).next()
        assert message[1] == "reset", (last, message)
    known = Stream(server).next()[0]
    run_of, number = known.split("-")
    assert Stream(server, f"{run_of}-{int(number) + 1000}").next()[1] == "reset", "an id that was never given"


def the_stream_has_room_for_64(server):
    streams = [Stream(server) for _ in range(64)]
    assert "503" in Stream(server).head.split("\r\n")[0]
    for stream in streams:
        stream.peer.close()
    time.sleep(1)
    assert "200" in Stream(server).head.split("\r\n")[0]


def webhooks_go_to_listed_addresses_alone(server, hooks):
    for address in ("http://127.0.0.1:1/", f"http://localhost:{hooks.address.split(':')[1]}/", "https://" + hooks.address, "ftp://" + hooks.address,
                    f"http://{hooks.address}@evil.example/", "http://evil.example/", "javascript:alert(1)", f"http://{hooks.address}/\r\nX: y"):
        status, _, body = server.post("/api/v1/alerts", {"name": "x", "filters": {}, "webhook": address})
        assert status in (400, 403), (address, status, body)


def searches_are_checked_and_kept(server):
    for search in ({}, {"name": ""}, {"name": "x" * 300}, {"name": "x", "filters": {"nonsense": "1"}}, {"name": "x", "filters": {"type": "aid"}},
                   {"name": "x", "filters": {"order": "newest"}}, {"name": "x", "filters": []}, {"name": "x", "filters": {"type": 5}}, []):
        assert server.post("/api/v1/alerts", search)[0] == 400, search
    name = "<b>\"quotes\"</b> & more"
    status, _, body = server.post("/api/v1/alerts", {"name": name, "filters": {"type": "AID"}})
    assert status == 201
    identity = json.loads(body)["id"]
    assert server.post("/api/v1/alerts", {"name": name, "filters": {"type": "AID"}})[0] == 201
    listed = [s for s in server.json("/api/v1/alerts")["searches"] if s["id"] == identity]
    assert len(listed) == 1 and listed[0]["name"] == name, listed
    assert listed[0]["events"] == len(server.json("/api/v1/events?type=AID&limit=1000")["rows"])
    stored = json.loads((server.folder / "alerts.json").read_text())
    assert any(s["name"] == name for s in stored)
    assert server.ask(f"/api/v1/alerts/{identity}", "DELETE")[0] == 200
    assert server.ask(f"/api/v1/alerts/{identity}", "DELETE")[0] == 404
    assert not any(s["id"] == identity for s in server.json("/api/v1/alerts")["searches"])


def nothing_is_written_unless_it_may_be(program, reports):
    with Server(program, reports) as server:
        assert server.json("/api/v1/alerts")["writable"] is False
        assert server.post("/api/v1/alerts", {"name": "x", "filters": {}})[0] == 403
        assert server.ask("/api/v1/alerts/0123456789abcdef", "DELETE")[0] == 403


def told(server):
    return [(t["kind"], t["data"].get("count"), t["id"]) for t in server.json("/api/v1/alerts")["told"]]


def until_told(server, number):
    for _ in range(100):
        if len(told(server)) >= number:
            return
        time.sleep(0.1)
    raise AssertionError(f"{number} messages were expected: {told(server)}")


def what_was_found_outlives_the_program(program, reports):
    with Server(program, reports, "--writable") as server:
        assert server.json("/api/v1/alerts")["kept"] is True
        assert server.post("/api/v1/alerts", {"name": "Norway", "filters": {"actor": "NOR"}})[0] == 201
        time.sleep(2.5)  # the first look only learns what is there
        server.ingest([report(1, "Norway condemned the attack on Tuesday.")])
        until_told(server, 1)
        seen = told(server)[0][2]
        server.stop()
        # While nobody looks, one report that fits and one that does not.
        server.ingest([report(2, "Norway sent rescue teams to Turkey on Friday."), report(3, "Sweden praised Finland.")])
        server.start()
        assert [s["name"] for s in server.json("/api/v1/alerts")["searches"]] == ["Norway"]
        until_told(server, 2)
        assert [t[:2] for t in told(server)] == [("match", 1), ("match", 1)], told(server)
        identity, _, data = Stream(server, seen).until_kind("match")
        assert "rescue" in data["events"][0]["quote"] and identity == told(server)[0][2], data
        server.stop()
        log = server.folder / "record.db.alerts.json.log"
        log.write_bytes(log.read_bytes() + b'{"number": 99, "time')  # killed while it wrote
        before = log.read_bytes().count(b"\n")
        server.start()
        time.sleep(2.5)
        assert len(told(server)) == 2, told(server)  # nothing is told twice
        server.stop()
        assert log.read_bytes().count(b"\n") == before and b"99" not in log.read_bytes().split(b"\n")[-2]
        log.write_text(log.read_text() + "nonsense\n")
        try:
            server.start()
            raise AssertionError("a log of nonsense was taken")
        except RuntimeError as refusal:
            assert f"record.db.alerts.json.log:{before + 1}" in str(refusal), refusal
        log.unlink()
        server.start()


def a_server_that_only_reads_writes_nothing(program, reports):
    with Server(program, reports) as server:
        assert server.json("/api/v1/alerts")["kept"] is False
        time.sleep(1.5)
        assert not [p.name for p in server.folder.iterdir() if "alerts" in p.name]


def main():
    program, reports = sys.argv[1:3]
    hooks = Hooks()
    with Server(program, reports, "--alerts", "{folder}/alerts.json", "--writable", "--webhook-to", hooks.address) as server:
        status = run([(webhooks_go_to_listed_addresses_alone, server, hooks), (searches_are_checked_and_kept, server),
                      (a_new_report_is_told, server, hooks), (answers_that_stand_are_new_when_the_change_is_told, server),
                      (a_gap_that_is_gone_is_a_reset, server), (the_stream_has_room_for_64, server)])
    return status | run([(nothing_is_written_unless_it_may_be, program, reports), (what_was_found_outlives_the_program, program, reports),
                         (a_server_that_only_reads_writes_nothing, program, reports)])


if __name__ == "__main__":
    sys.exit(main())

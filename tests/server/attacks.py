#!/usr/bin/env python3
"""What a hostile client tries, each a test: it is refused, memory stays bounded, and the server goes on answering.
usage: attacks.py PROGRAM REPORTS"""
import json
import resource
import signal
import socket
import sys
import threading
import time
from urllib.parse import quote

from running import Server, run

MOST_MEMORY = 400
PATIENCE = 15  # seconds that a request may take; see kRequestTime in session.cc

HOSTILE = [
    "'", "\"", "' OR '1'='1", "'; DROP TABLE events; --", "1) UNION SELECT sql FROM sqlite_master --", "a\" OR b", "NEAR(a b, 5)", "text:*",
    "(a", "a AND", "NOT", "\"", "*", "^a", "-a", "a*", "{a b}: c", "%", "_", "\\", "a\\' OR 1=1", "\ud7ff", "\U0001f9ea", "é" * 100, "x" * 3000,
    "$(id)", "${jndi:ldap://x}", "<script>alert(1)</script>", "../../etc/passwd", "0x41", "-1", "99999999999999999999", "NaN", "null",
]


def connect(server, timeout=30):
    return socket.create_connection((server.host, server.port), timeout=timeout)


def read_all(peer):
    data = b""
    try:
        while chunk := peer.recv(65536):
            data += chunk
    except (ConnectionResetError, BrokenPipeError):
        pass
    return data


def answers_soon(server, within=2.0):
    begin = time.monotonic()
    status, _, _ = server.ask("/api/v1/events?limit=1", timeout=within + 5)
    spent = time.monotonic() - begin
    assert status == 200 and spent < within, f"status {status} after {spent:.2f} s"


def drip(server, first, piece, ends):
    """Sends `first`, then `piece` twice a second until the server has had enough; notes how long that took."""
    begin = time.monotonic()
    with connect(server) as peer:
        try:
            peer.sendall(first)
            while time.monotonic() - begin < 3 * PATIENCE:
                peer.settimeout(0.5)
                try:
                    if not peer.recv(4096):
                        break
                except TimeoutError:
                    peer.sendall(piece)
        except (ConnectionResetError, BrokenPipeError):
            pass
    ends.append(time.monotonic() - begin)


def slow_headers_and_bodies(server):
    ends, threads = [], []
    head = b"GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
    body = b"POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"
    for first, piece in [(head, b"a"), (body, b" ")] * 20:
        threads.append(threading.Thread(target=drip, args=(server, first, piece, ends)))
        threads[-1].start()
    for _ in range(4):
        time.sleep(1)
        answers_soon(server)
    for thread in threads:
        thread.join()
    assert len(ends) == 40 and max(ends) < PATIENCE + 5, f"the slowest was kept for {max(ends):.1f} s"


def endless(server, first, filler):
    """Sends without an end; gives how much the server took and what it said."""
    took, said = 0, b""
    block = filler * (1 << 20)
    with connect(server) as peer:
        try:
            peer.sendall(first)
            while took < 300 * (1 << 20):
                peer.sendall(block)
                took += len(block)
        except (ConnectionResetError, BrokenPipeError):
            pass
        try:
            said = read_all(peer)
        except OSError:
            pass
    return took, said


def three_hundred_megabytes_without_a_newline(server):
    before = server.memory()
    for name, first in [
        ("request line", b"GET /"),
        ("header", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: "),
        ("body", b"POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 314572800\r\n\r\n"),
        ("chunk", b"POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n12C00000\r\n"),
    ]:
        took, said = endless(server, first, b"a")
        assert took < 64 * (1 << 20), f"{name}: the server took {took >> 20} MB"
        assert not said or said.split(b" ")[1] in (b"400", b"413", b"431"), f"{name}: {said[:100]}"
    assert server.memory() < before + 30, f"memory went from {before:.0f} to {server.memory():.0f} MB"
    answers_soon(server)


def ten_thousand_connections(server):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 10_000
    if hard != resource.RLIM_INFINITY and hard < wanted + 100:
        raise RuntimeError(f"this machine lets a process have {hard} descriptors; the test needs {wanted + 100}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted + 100), hard))
    peers = []
    try:
        for i in range(wanted):
            peer = socket.socket()
            peer.settimeout(5)
            try:
                peer.connect((server.host, server.port))
            except OSError:
                peer.close()
                continue
            peers.append(peer)
            if i % 2000 == 1999:
                answers_soon(server, 3)
        assert len(peers) > wanted * 0.9, f"only {len(peers)} connections came about"
        answers_soon(server, 3)
        assert server.memory() < MOST_MEMORY, f"{server.memory():.0f} MB"
        _, _, text = server.ask("/metrics")
        held = int(text.decode().split("\ndemarche_connections ")[1].split("\n")[0])
        assert held <= 700, f"{held} connections were held"
    finally:
        for peer in peers:
            peer.close()
    answers_soon(server)


def clients_that_take_nothing(server):
    """Many large answers that nobody reads."""
    peers = []
    for _ in range(300):
        peer = connect(server)
        peer.sendall(b"GET /api/v1/mentions?limit=1000 HTTP/1.1\r\nHost: localhost\r\n\r\n" * 3)
        peers.append(peer)
    time.sleep(3)
    assert server.memory() < MOST_MEMORY, f"{server.memory():.0f} MB"
    answers_soon(server, 4)
    for peer in peers:
        peer.close()


def paths_that_climb(server):
    for path in [
        "/../../../../etc/passwd", "/assets/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/..%2f..%2fetc%2fpasswd", "/..%5c..%5cetc",
        "//etc/passwd", "/assets//etc/passwd", "/assets/%00", "/%c0%ae%c0%ae/etc/passwd", "/assets/....//etc/passwd", "/proc/self/environ",
        "/api/v1/documents/..%2f..%2fetc%2fpasswd", "/api/v1/explain/..%2fx", "/./index.html", "/assets/.", "/index.html/..",
    ]:
        with connect(server) as peer:
            peer.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            said = read_all(peer)
        status = int(said.split(b" ")[1])
        assert b"root:" not in said and b"PATH=" not in said, path
        page = b"<div id=\"page\">" in said
        assert status in (400, 404) or (status == 200 and page), f"{path}: {status}"


def stored_scripts_stay_text(server):
    """Bodies and titles come back as data: JSON that no browser takes for a page, under a policy without inline scripts."""
    for path in ("/api/v1/documents", "/api/v1/events", "/api/v1/mentions", "/api/v1/documents.csv"):
        status, headers, body = server.ask(path + "?limit=1000" if "csv" not in path else path)
        assert status == 200 and b"<script>" in body, f"{path} does not hold the planted script"
        assert "html" not in headers["content-type"] and headers["x-content-type-options"] == "nosniff", path
    _, headers, body = server.ask("/")
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy and "default-src 'none'" in policy and "script-src 'self'" in policy, policy
    assert b"<script>" not in body and b" onload" not in body and b"style=" not in body, "the page has something inline"


def forged_origins(server):
    report = {"date": "2024-03-05", "text": "France condemned the attack."}
    assert server.post("/api/v1/code", report)[0] == 200
    assert server.post("/api/v1/code", report, Origin=f"http://{server.host}:{server.port}")[0] == 200
    for headers in [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": f"http://{server.host}:1"}, {"Sec-Fetch-Site": "cross-site"}]:
        assert server.post("/api/v1/code", report, **headers)[0] == 403, headers
        assert server.post("/api/v1/alerts", {"name": "x"}, **headers)[0] == 403, headers
        assert server.ask("/api/v1/alerts/0123", "DELETE", headers=headers)[0] == 403, headers
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example", ""):
        assert server.ask("/api/v1/events", headers={"Host": host})[0] == 421, host
    assert server.ask("/api/v1/code", "POST", json.dumps(report), {"Content-Type": "text/plain"})[0] == 415
    assert "access-control-allow-origin" not in server.ask("/api/v1/events", headers={"Origin": "http://evil.example"})[1]


def tampered_cursors(server):
    page = server.json("/api/v1/events?limit=2")
    cursor = page["next"]
    assert cursor and server.json(f"/api/v1/events?limit=2&cursor={cursor}")["rows"]
    for i in range(0, len(cursor), 3):
        other = cursor[:i] + ("0" if cursor[i] != "0" else "1") + cursor[i + 1:]
        status = server.ask(f"/api/v1/events?limit=2&cursor={other}")[0]
        assert status == 409, f"cursor changed at {i}: {status}"
    for other in (cursor[:-2], cursor[:-1], cursor + "00", "a" * 3000):
        assert server.ask(f"/api/v1/events?cursor={other}")[0] == 409, other[:20]
    for other in (cursor.upper() + "G", "a" * 10000, "'", "%00", "../"):
        assert server.ask(f"/api/v1/events?cursor={other}")[0] == 400, other[:20]
    assert server.ask(f"/api/v1/events?type=AID&cursor={cursor}")[0] == 409, "a cursor of another question"
    assert server.ask(f"/api/v1/mentions?cursor={cursor}")[0] == 409, "a cursor of another list"


def syntax_in_every_parameter(server):
    description = server.json("/api/v1/openapi.json")
    before = server.json("/api/v1/runs")["rows"], server.ask("/api/v1/events.csv")[2]
    asked = 0
    for path, operations in description["paths"].items():
        for parameter in operations.get("get", {}).get("parameters", []):
            for value in HOSTILE:
                text = quote(value, safe="")
                address = path
                for other in operations["get"]["parameters"]:
                    if other["in"] == "path":
                        address = address.replace("{" + other["name"] + "}", text if other["name"] == parameter["name"] else "CHN")
                if parameter["in"] == "query":
                    address += f"?{parameter['name']}={text}"
                if path == "/api/v1/stream":
                    continue
                status, headers, body = server.ask(address)
                asked += 1
                assert status in (200, 400, 404, 409, 422), f"{address}: {status} {body[:200]}"
                if status >= 400:
                    assert headers["content-type"] == "application/problem+json", address
                    told = json.loads(body)["detail"].replace(value, "").lower()
                    assert "sqlite" not in told and "syntax" not in told and "sql" not in told, f"{address}: {told}"
    assert asked > 3000, f"only {asked} questions were asked"
    assert before == (server.json("/api/v1/runs")["rows"], server.ask("/api/v1/events.csv")[2]), "the record has changed"


def bodies_that_are_no_report(server):
    deep = "[" * 100000
    for body in ["", "{", "[]", "null", deep, deep + "]" * 100000, '{"date":"2024-03-05"}', '{"date":"x","text":"a"}', '{"date":5,"text":[]}',
                 '{"date":"2024-02-31","text":"a"}', b"\xff\xfe\x00", '{"date":"2024-03-05","text":"\ud800"}'.encode("utf-8", "surrogatepass")]:
        status = server.ask("/api/v1/code", "POST", body, {"Content-Type": "application/json"})[0]
        assert status == 400, f"{body[:40]!r}: {status}"


def requests_that_are_none(server):
    for text in [b"\x00\x01\x02\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00\x01", b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                 b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                 b"GET / HTTP/1.1\r\nHost: localhost\r\n folded: x\r\n\r\n"]:
        with connect(server, 5) as peer:
            peer.sendall(text)
            peer.shutdown(socket.SHUT_WR)
            said = read_all(peer)
        assert not said or said.startswith((b"HTTP/1.1 4", b"HTTP/1.0 4")) or b"GET / HTTP" in text, f"{text[:30]!r}: {said[:60]!r}"
    answers_soon(server)


def token_and_loopback(program, reports):
    with Server(program, reports) as plain:
        import subprocess
        refused = subprocess.run([program, "serve", "--store", plain.store, "--listen", "0.0.0.0:0"], capture_output=True, text=True, timeout=20)
        assert refused.returncode == 1 and "token" in refused.stderr, refused
        token = plain.folder / "token"
        token.write_text("a-token-of-sixteen-characters\n")
        with Server(program, reports, "--listen", "0.0.0.0:0", "--token-file", str(token)) as server:
            for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer a-token-of-sixteen-character"}, {"Authorization": "Basic eA=="}):
                for path in ("/api/v1/events", "/api/v1/stream", "/metrics", "/api/v1/openapi.json"):
                    assert server.ask(path, headers=headers)[0] == 401, (path, headers)
            assert server.ask("/api/v1/events", headers={"Authorization": "Bearer a-token-of-sixteen-characters"})[0] == 200
            assert server.ask("/")[0] == 200 and server.ask("/healthz")[0] == 200, "page and health need no token"


def stops_gracefully(program, reports):
    with Server(program, reports) as server:
        peer = connect(server)
        peer.sendall(b"GET /api/v1/mentions.csv HTTP/1.1\r\nHost: localhost\r\n\r\n")
        listener = connect(server)
        listener.sendall(b"GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n")
        said = b""
        while b"event: hello" not in said:
            said += listener.recv(4096)
        idle = connect(server)
        server.process.send_signal(signal.SIGTERM)
        assert read_all(listener).endswith(b"0\r\n\r\n"), "the stream was not ended"
        assert read_all(peer).startswith(b"HTTP/1.1 200"), "an open request was dropped"
        begin = time.monotonic()
        assert server.process.wait(timeout=10) == 0
        assert time.monotonic() - begin < 7
        idle.close()


def main():
    program, reports = sys.argv[1:3]
    script = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    planted = [json.loads(line) for line in open(reports, encoding="utf-8")]
    planted.append({"id": script, "date": "2024-03-06", "title": script, "source": script, "url": "javascript:alert(3)",
                    "text": f"France condemned the attack {script} on Tuesday. Germany praised {script}Poland."})
    with Server(program, planted) as server:
        status = run([(test, server) for test in (
            paths_that_climb, stored_scripts_stay_text, forged_origins, tampered_cursors, bodies_that_are_no_report, requests_that_are_none,
            syntax_in_every_parameter, three_hundred_megabytes_without_a_newline, slow_headers_and_bodies, clients_that_take_nothing,
            ten_thousand_connections)])
        if server.process.poll() is not None or server.memory() > MOST_MEMORY:
            print("FAILED: the server did not come through it")
            status = 1
        else:
            print(f"memory at the end: {server.memory():.0f} MB")
    return status | run([(token_and_loopback, program, reports), (stops_gracefully, program, reports)])


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Property tests made from the server's own description (OpenAPI) by schemathesis, in bounded time.
usage: properties.py PROGRAM REPORTS SCHEMATHESIS"""
import os
import subprocess
import sys
from pathlib import Path

from running import Server, skip

EXAMPLES = 40


def main():
    program, reports, tool = (str(Path(a).resolve()) for a in sys.argv[1:4])
    if not Path(tool).exists():
        skip(f"{tool} is not installed (scripts/test installs it)")
    with Server(program, reports, "--alerts", "{folder}/alerts.json", "--writable") as server:
        command = [tool, "run", f"{server.base}/api/v1/openapi.json", "--checks", "all", "--max-examples", str(EXAMPLES), "--seed", "20240301",
                   "--request-timeout", "10", "--phases", "examples,coverage,fuzzing", "--no-color", "--generation-database", "none"]
        # Words to search for may be anything that an address can hold, so there is no wrong value to refuse.
        searched = ["--include-path", "/api/v1/search", "--exclude-checks", "negative_data_rejection"]
        others = ["--exclude-path", "/api/v1/stream", "--exclude-path", "/api/v1/search"]
        for paths in (others, searched):
            done = subprocess.run(command + paths, cwd=server.folder, env={**os.environ, "HOME": str(server.folder)}, check=False)
            if server.process.poll() is not None:
                print("the server has ended")
                return 1
            if done.returncode != 0:
                return done.returncode
        return 0


if __name__ == "__main__":
    sys.exit(main())

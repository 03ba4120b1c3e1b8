// A server over a record made from reports, and a browser that looks at it; for the flows of this folder.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium";

export function packagesIn(folder) {
  return createRequire(resolve(folder, "package.json"));
}

export function skip(reason) {
  console.log(`skipped: ${reason}`);
  process.exit(77);
}

export async function serve(program, reports, more, options = []) {
  const folder = mkdtempSync(join(tmpdir(), "demarche-page-"));
  const all = join(folder, "reports.jsonl");
  writeFileSync(all, readFileSync(reports, "utf8") + more.map((r) => JSON.stringify(r) + "\n").join(""));
  const store = join(folder, "record.db");
  const made = spawnSync(program, ["ingest", "--store", store, all]);
  if (made.status !== 0) throw new Error(`ingest: ${made.stderr}`);
  const process_ = spawn(program, ["serve", "--store", store, "--listen", "0", ...options], { stdio: ["ignore", "ignore", "pipe"] });
  const base = await new Promise((done, fail) => {
    let text = "";
    process_.stderr.on("data", (data) => {
      text += data;
      const found = /serving at (\S+)/.exec(text);
      if (found) done(found[1]);
    });
    process_.on("exit", () => fail(new Error(`the server ended: ${text}`)));
  });
  const stop = () => {
    process_.kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  };
  return { base, store, folder, stop };
}

export async function rowsOf(base, path) {
  const answer = await fetch(`${base}/api/v1/${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).rows;
}

export function check(condition, message) {
  if (!condition) throw new Error(message);
}

export function same(a, b, message) {
  check(JSON.stringify(a) === JSON.stringify(b), `${message}: ${JSON.stringify(a)?.slice(0, 300)} is not ${JSON.stringify(b)?.slice(0, 300)}`);
}

// Runs one function after the other and says what failed.
export async function run(tests) {
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    const begin = Date.now();
    let outcome = "ok";
    try {
      await test();
    } catch (problem) {
      failed += 1;
      outcome = `FAILED: ${problem.message}`;
    }
    console.log(`${name} (${((Date.now() - begin) / 1000).toFixed(1)} s): ${outcome}`);
  }
  return failed;
}

export function needs(paths) {
  for (const path of paths) {
    if (!existsSync(path)) skip(`${path} is not there (scripts/install_packages.sh --tests and the build make it)`);
  }
}

#!/usr/bin/env node
// How long a reader waits for each view: usage: first_paint.mjs ADDRESS [TIMES]
// Each view is opened in a fresh browser with an empty cache. "paint" is the browser's first contentful paint, "shown" is the
// moment when the view's heading stands and nothing of it is loading any more. Prints the median and the slowest of TIMES (5)
// in milliseconds. A view that is not shown within 30 seconds is a failure.
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { chromium } = createRequire(join(root, "build/web/"))("playwright-core");
const [base, times = "5"] = process.argv.slice(2);
if (!base) {
  console.error("usage: first_paint.mjs ADDRESS [TIMES]");
  process.exit(2);
}
const rows = async (path) => (await (await fetch(`${base}/api/v1/${path}`)).json()).rows;
const [event] = await rows("events?order=newest&limit=1");
const [dyad] = (await rows("dyads?rank=events&limit=100")).filter((d) => d.source !== d.target);
const views = {
  overview: "/",
  events: "/events",
  "one event": `/events?event=${event.id}`,
  report: `/reports/${event.document}`,
  reports: "/reports",
  actors: "/actors",
  actor: `/actors/${dyad.source}`,
  dyad: `/dyads/${dyad.source}/${dyad.target}`,
  map: "/map",
  network: "/network",
  agenda: "/agenda",
  compare: `/compare?a=${dyad.source}~${dyad.target}`,
  contradictions: "/contradictions",
  alerts: "/alerts",
  "try it": "/try?date=2024-03-05",
};
const middle = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
let failed = 0;
console.log(`${"".padEnd(16)} paint  slowest   shown  slowest  ms`);
for (const [name, path] of Object.entries(views)) {
  const painted = [];
  const shown = [];
  for (let i = 0; i < Number(times); i++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
    const page = await context.newPage();
    const begin = performance.now();
    await page.goto(base + path, { waitUntil: "commit" });
    try {
      await page.waitForFunction(() => document.querySelector("h1") && !document.querySelector(".loading"), undefined, { timeout: 30000, polling: 20 });
    } catch {
      failed += 1;
    }
    shown.push(performance.now() - begin);
    painted.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN));
    await context.close();
  }
  const cells = [middle(painted), Math.max(...painted), middle(shown), Math.max(...shown)].map((n) => String(Math.round(n)).padStart(7));
  console.log(`${name.padEnd(15)} ${cells.join(" ")}`);
}
await browser.close();
if (failed > 0) console.log(`${failed} were not shown within 30 seconds`);
process.exit(failed > 0 ? 1 : 0);

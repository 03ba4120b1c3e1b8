// What an analyst does with the page, in a browser. usage: node flows.mjs PROGRAM REPORTS PACKAGES
import { readFileSync } from "node:fs";
import { check, chromiumPath, needs, packagesIn, rowsOf, run, same, serve } from "./browser.mjs";

const [program, reports, packages] = process.argv.slice(2);
needs([chromiumPath, `${packages}/node_modules/playwright-core`, `${packages}/node_modules/axe-core`]);
const { chromium } = packagesIn(packages)("playwright-core");
const axe = readFileSync(packagesIn(packages).resolve("axe-core/axe.min.js"), "utf8");

const script = "<script>document.title='owned'</script><img src=x onerror=\"alert(1)\">";
const planted = {
  id: "planted",
  date: "2024-03-06",
  title: script,
  source: script,
  url: "javascript:alert(2)",
  text: `France condemned the attack ${script} on Tuesday. Germany praised Poland.`,
};
const server = await serve(program, reports, [planted]);
const { base } = server;
const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, acceptDownloads: true });
const strangers = [];
const troubles = [];
context.on("request", (request) => {
  const url = new URL(request.url());
  if (!["data:", "blob:"].includes(url.protocol) && url.origin !== base) strangers.push(request.url());
});
const page = await context.newPage();
page.on("dialog", (dialog) => {
  troubles.push(`a dialog: ${dialog.message()}`);
  void dialog.dismiss();
});
page.on("pageerror", (error) => troubles.push(`${page.url()}: ${error.message}`));
page.on("console", (message) => message.type() === "error" && /Content Security Policy|Uncaught/.test(message.text()) && troubles.push(message.text()));

const settled = () => page.waitForFunction(() => !document.querySelector(".loading") && document.querySelector("h1"), undefined, { timeout: 20000 });
const open = async (path) => {
  await page.goto(base + path);
  await settled();
};
const text = (selector) => page.locator(selector).first().innerText();

// The ids of all rows of the list, from top to bottom.
async function shownIds() {
  const ids = [];
  const list = page.locator(".virtual");
  await list.evaluate((element) => (element.scrollTop = 0));
  for (;;) {
    await page.waitForTimeout(60);
    const seen = await page.locator(".virtual-row").evaluateAll((rows) => rows.map((r) => [Number(r.getAttribute("aria-posinset")), r.id.slice(4)]));
    for (const [at, id] of seen) ids[at - 1] = id;
    const end = await list.evaluate((element) => {
      const done = element.scrollTop + element.clientHeight >= element.scrollHeight - 2;
      element.scrollTop += element.clientHeight * 0.8;
      return done;
    });
    if (end) return ids;
  }
}

const has = {
  type: (e, v) => e.type === v,
  quad: (e, v) => e.quad === v,
  status: (e, v) => e.status === v,
  country: (e, v) => e.country === v,
  place: (e, v) => e.place === v || e.country === v,
  year: (e, v) => e.day.startsWith(v),
  speaker: (e, v) => e.speaker === v || e.speaker.startsWith(`${v}:`),
  source: (e, v) => e.source_codes.split("; ").some((c) => c === v || c.startsWith(`${v}:`)),
  target: (e, v) => e.target_codes.split("; ").some((c) => c === v || c.startsWith(`${v}:`)),
  sector: (e, v) => `${e.source_codes}; ${e.target_codes}`.split("; ").some((c) => c.split(":")[1] === v && !c.startsWith("IGO:")),
  publisher: () => true,
};

const views = async () => {
  const [event] = await rowsOf(base, "events?order=newest&limit=1&type=CONSULT&status=planned");
  return {
    overview: "/",
    events: "/events",
    detail: `/events?event=${event.id}`,
    nothing: "/events?text=zzzz",
    explain: `/explain/${event.id}`,
    reports: "/reports",
    report: `/reports/${event.document}?layers=events~actors~times~places~sentences`,
    mention: `/reports/${event.document}?mention=${event.id}`,
    actors: "/actors",
    actor: "/actors/CHN",
    dyad: "/dyads/CHN/RUS",
    map: "/map",
    network: "/network",
    agenda: "/agenda",
    compare: "/compare?a=CHN~RUS&b=SYR~LBN",
    contradictions: "/contradictions",
    alerts: "/alerts",
    try: "/try?date=2024-03-05",
    missing: "/nowhere",
    failed: "/explain/0000000000000000",
  };
};

const tests = {
  async "from the overview to the planned tour in three clicks"() {
    await open("/");
    await page.getByRole("link", { name: "Agenda", exact: true }).click();
    await settled();
    await page.locator(".agenda-bar select").selectOption("2024-03");
    await settled();
    await page.getByRole("link", { name: /will tour Russia, Poland/ }).first().click();
    await settled();
    check((await text("mark.in-trigger")) === "tour", "the trigger is not the tour");
    same(await page.locator(".quote mark.in-target").allInnerTexts(), ["Russia", "Poland", "Ukraine", "Germany", "France"], "whom the tour visits");
    check(/planned/.test(await text(".detail-facts")), "its status");
    check(/1–10 Mar 2024/.test(await text(".detail-facts")), "its date");
    check((await page.locator(".quote mark.in-time").allInnerTexts()).join(" ").includes("early March"), "the words that date it");
    await page.getByRole("link", { name: "refrained-2024" }).first().click();
    await settled();
    check((await page.locator(".report-text mark.in-chosen").allInnerTexts()).join("").includes("will tour Russia"), "the report opens on the sentence");
  },

  async "each facet filters what it says"() {
    await open("/events");
    const facets = await page.locator("[data-facet]").evaluateAll((links) =>
      links.map((l) => ({ facet: l.dataset.facet, value: l.dataset.value, count: Number(l.querySelector(".facet-count").textContent.replaceAll(",", "")), href: l.getAttribute("href") })),
    );
    const names = [...new Set(facets.map((f) => f.facet))];
    same(names.sort(), Object.keys(has).sort(), "facets");
    for (const name of names) {
      for (const facet of facets.filter((f) => f.facet === name).slice(0, 2)) {
        await open("/events");
        const link = page.locator(`[data-facet="${facet.facet}"][data-value=${JSON.stringify(facet.value)}]`);
        await link.evaluate((l) => l.closest("details")?.setAttribute("open", ""));
        await link.click();
        await settled();
        await page.waitForFunction((n) => document.querySelector(".bar-count")?.textContent.startsWith(n), facet.count.toLocaleString("en-GB"));
        const query = new URL(page.url()).search.slice(1);
        const rows = await rowsOf(base, `events?${query}&limit=1000`);
        check(rows.length === facet.count, `${name} ${facet.value}: ${facet.count} are counted and ${rows.length} are found`);
        for (const row of rows) check(has[name](row, facet.value), `${name} ${facet.value} gives ${row.id}`);
        same((await shownIds()).sort(), rows.map((r) => r.id).sort(), `${name} ${facet.value} shows`);
      }
    }
  },

  async "the export is what is shown"() {
    for (const query of ["", "?quad=verbal-cooperation", "?text=government", "?country=SYR&since=2000-01-01"]) {
      await open(`/events${query}`);
      const shown = await shownIds();
      for (const [label, read] of [
        ["CSV", (body) => body.trim().split(/\r?\n/).slice(1).filter((l) => /^[0-9a-f]{16},/.test(l)).map((l) => l.slice(0, 16))],
        ["JSON lines", (body) => body.trim().split("\n").filter(Boolean).map((l) => JSON.parse(l).id)],
      ]) {
        const href = await page.getByRole("link", { name: label, exact: true }).getAttribute("href");
        same(read(await (await fetch(base + href)).text()), shown, `${label} of ${query}`);
      }
    }
  },

  async "explain opens on its evidence"() {
    await open("/events?type=SANCTION");
    await page.locator(".virtual-row").first().click();
    await page.locator(".events-detail .quote mark.in-trigger").waitFor();
    const id = new URL(page.url()).searchParams.get("event");
    const [event] = await rowsOf(base, `events?event=${id}`);
    same(await text(".events-detail .quote"), event.quote, "the quote");
    same(await text(".events-detail mark.in-trigger"), event.trigger, "the trigger");
    check((await page.locator(".events-detail code").allInnerTexts()).includes(event.rule), "the rule is shown");
    await page.getByText("Tree, actors").click();
    const explanation = await text(".explanation");
    check(explanation.includes("nsubj") && explanation.includes("tried ") && explanation.includes(event.rule), "tree, trials and rule");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector(".events-detail"));
  },

  async "addresses restore their views"() {
    const [event] = await rowsOf(base, "events?type=SANCTION&limit=1");
    await open(`/events?type=SANCTION&event=${event.id}`);
    check((await text(".active")).includes("sanction"), "the filter is shown");
    check((await page.locator(`#row-${event.id}`).getAttribute("aria-selected")) === "true", "the row is selected");
    await page.locator(".detail-title").waitFor();
    await open("/map?since=2016-01-01&until=2016-12-31");
    check((await text("figure h2")).includes("2016"), "the period of the map");
    const dots = await page.locator("svg[data-chart] .dot").count();
    await open("/map");
    check((await page.locator("svg[data-chart] .dot").count()) > dots, "the whole time has more places than one year");
    await open("/compare?a=CHN~RUS&b=SYR~LBN&measure=count");
    same(await page.locator("figure h2").allInnerTexts(), ["China – Russia", "Syria – Lebanon"], "the two sides");
    await open("/dyads/CHN/RUS?way=ba");
    check((await text(".switch [aria-current]")).includes("RUS → CHN"), "the direction");
    const wire = await rowsOf(base, "documents?document=visit-2024");
    await open(`/reports/${wire[0].sha256}?layers=actors~times`);
    check((await page.locator(".report-text .in-actor").count()) > 0 && (await page.locator(".report-text .in-trigger").count()) === 0, "the layers");
    await page.getByRole("checkbox", { name: "events" }).check();
    await page.locator(".report-text .in-trigger").first().waitFor();
    await page.getByRole("checkbox", { name: "actors" }).uncheck();
    await page.waitForFunction(() => !document.querySelector(".report-text .in-actor"));
    check(new URL(page.url()).searchParams.get("layers") === "times~events", "layers in the address");
    await open("/agenda?month=2024-03&day=2024-03-04");
    check((await text(".agenda-list h2")).includes("4 Mar 2024") && (await page.locator(".calendar .chosen").count()) === 1, "the day of the agenda");
    await open("/network?type=ACCUSE&edges=25");
    check((await page.locator(".switch [aria-current]").innerText()).startsWith("25"), "the edges of the network");
    await open("/contradictions?kind=figure");
    check((await text(".switch [aria-current]")) === "How many", "the kind of contradiction");
    await open("/actors/CHN?as_of=2024-02-28");
    check((await page.locator(".as-of input").inputValue()) === "2024-02-28", "the day of the offices");
    await open(`/reports/${wire[0].sha256}?layers=times~events`);
    await page.getByRole("link", { name: "Map", exact: true }).click();
    await settled();
    await page.goBack();
    await settled();
    check(page.url().includes("layers=times"), "back leads to the report");
  },

  async "a map pins nothing that is known by its country alone"() {
    await open("/map");
    await page.waitForFunction(() => document.querySelector("svg[data-chart] .land"));
    const places = await rowsOf(base, "places?limit=1000");
    const whole = places.filter((p) => ["country", "none"].includes(p.precision));
    const dots = await page.locator("svg[data-chart] .dot title").allInnerTexts();
    check(whole.length > 0 && dots.length === places.length - whole.length, `${dots.length} dots for ${places.length} places of which ${whole.length} are countries`);
    check((await page.locator(".land-filled").count()) > 0, "countries are filled");
  },

  async "charts give their data and their pictures"() {
    await open("/actors/CHN");
    const saved = async (label) => {
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: label, exact: true }).first().click()]);
      return readFileSync(await download.path());
    };
    const csv = (await saved("CSV")).toString().trim().split("\r\n");
    check(csv[0].startsWith("period,material_cooperation"), csv[0]);
    const column = (name) => csv[0].split(",").indexOf(name);
    const sum = csv.slice(1).reduce((n, l) => n + Number(l.split(",")[column("verbal_conflict")]), 0);
    const series = await rowsOf(base, "series?actor=CHN&period=month&limit=1000");
    check(sum === series.reduce((n, s) => n + s.verbal_conflict, 0), "the numbers of the CSV are those of the API");
    const svg = (await saved("SVG")).toString();
    check(svg.startsWith("<svg") && svg.includes("fill=") && !svg.includes("class="), "the SVG carries its own styles");
    same([...(await saved("PNG")).subarray(1, 4)], [...Buffer.from("PNG")], "a PNG");
  },

  async "every chart gives its data and its picture"() {
    const charts = { "/": 2, "/actors/CHN": 2, "/dyads/CHN/RUS": 1, "/map": 1, "/map?region=europe": 1, "/network": 1, "/compare?a=CHN~RUS&b=SYR~LBN": 2 };
    for (const [path, least] of Object.entries(charts)) {
      await open(path);
      await page.waitForFunction((n) => document.querySelectorAll("figure svg[data-chart]").length >= n, least);
      for (const figure of await page.locator("figure").all()) {
        const title = await figure.locator("h2, h3").first().innerText();
        const saved = async (label) => {
          const waited = page.waitForEvent("download", { timeout: 10000 }).catch(() => check(false, `${path} ${title}: no ${label}`));
          await figure.getByRole("button", { name: label, exact: true }).click();
          const download = await waited;
          return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
        };
        const csv = await saved("CSV");
        const lines = csv.bytes.toString().trim().split("\r\n");
        check(csv.name.endsWith(".csv") && lines.length > 1 && lines[0].split(",").length > 2, `${path} ${title}: ${csv.name} has ${lines.length} lines`);
        const svg = (await saved("SVG")).bytes.toString();
        check(svg.startsWith("<svg") && !/class=|NaN|undefined/.test(svg), `${path} ${title}: the SVG`);
        const png = (await saved("PNG")).bytes;
        check(png.subarray(1, 4).toString() === "PNG" && png.length > 2000, `${path} ${title}: a PNG of ${png.length} bytes`);
      }
    }
  },

  async "everything can be done with keys"() {
    await open("/events");
    await page.keyboard.press("/");
    check(await page.locator("input[name=text]").evaluate((e) => e === document.activeElement), "/ goes to the search");
    await page.keyboard.type("sanctions");
    await page.keyboard.press("Enter");
    await page.waitForURL(/text=sanctions/);
    await settled();
    await page.keyboard.press("Escape");
    await page.locator(".virtual").focus();
    await page.keyboard.press("ArrowDown");
    await page.locator(".events-detail .quote").waitFor();
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector(".events-detail"));
    await page.keyboard.press("g");
    await page.keyboard.press("o");
    await page.waitForURL(`${base}/`);
    await settled();
    const chart = page.locator(".timeline svg");
    await chart.focus();
    await page.keyboard.press("End");
    await page.waitForFunction(() => /2026/.test(document.querySelector(".told").textContent));
    await page.keyboard.press("Enter");
    await page.waitForURL(/since=2026/);
    await open("/reports");
    await page.locator(".virtual").focus();
    await page.keyboard.press("ArrowDown");
    await page.waitForURL(/at=/);
    await page.keyboard.press("Enter");
    await page.locator(".report-text").waitFor();
    await page.keyboard.press("?");
    await page.locator("dialog[open]").waitFor();
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector("dialog[open]"));
  },

  async "a pasted report is coded as one types"() {
    await open("/try?date=2024-03-05");
    await page.locator("textarea").fill("");
    await page.locator("textarea").pressSequentially("Norway condemned Iran on Monday.");
    await page.waitForFunction(() => document.querySelector(".report-text mark.in-trigger")?.textContent === "condemned");
    await page.locator(".report-record .line").first().click();
    await page.locator(".report-text mark.in-source").first().waitFor();
    same(await page.locator(".report-text mark.in-source").allInnerTexts(), ["Norway"], "who acts");
    same(await page.locator(".report-text mark.in-target").allInnerTexts(), ["Iran"], "to whom");
    check((await page.locator("details pre").count()) > 0, "it is explained");
    await page.locator("textarea").fill("Ünïcode “quotes” — 日本. Norway condemned Iran on Monday.");
    await page.waitForFunction(() => document.querySelector(".report-text")?.textContent.startsWith("Ünïcode"));
    same(await page.locator(".report-text mark.in-trigger").allInnerTexts(), ["condemned"], "offsets are bytes, marks are letters");
  },

  async "scripts in reports stay text"() {
    const [row] = await rowsOf(base, "documents?document=planted");
    for (const path of ["/", "/reports", `/reports/${row.sha256}`, "/events?order=newest", `/reports?publisher=${encodeURIComponent(script)}`]) {
      await open(path);
      check((await page.title()).endsWith("Demarche"), `the title of ${path} is ${await page.title()}`);
      check((await page.locator("img, main script, a[href^=javascript]").count()) === 0, `${path} has what a report planted`);
    }
    await open(`/reports/${row.sha256}`);
    check((await text("h1")).includes("<script>"), "the title is shown as it was written");
  },

  async "axe finds no serious violation"() {
    const found = [];
    for (const [width, height] of [[1280, 860], [390, 844]]) {
      await page.setViewportSize({ width, height });
      for (const scheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
        for (const [name, path] of Object.entries(await views())) {
          await open(path);
          await page.waitForTimeout(150);
          await page.evaluate(axe);
          const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
          for (const v of result.violations.filter((x) => ["serious", "critical"].includes(x.impact))) {
            found.push(`${name} ${width} ${scheme}: ${v.id} at ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")}`);
          }
        }
      }
    }
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.emulateMedia({ colorScheme: "light" });
    check(found.length === 0, [...new Set(found)].join("\n  "));
  },

  async "nothing is wider than a phone"() {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const [name, path] of Object.entries(await views())) {
      await open(path);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(over <= 0, `${name} is ${over} pixels too wide`);
    }
    await page.setViewportSize({ width: 1280, height: 860 });
  },

  async "the first view weighs less than 300 KB"() {
    const fresh = await browser.newContext();
    const other = await fresh.newPage();
    const session = await fresh.newCDPSession(other);
    await session.send("Network.enable");
    let bytes = 0;
    session.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
    await other.goto(`${base}/`);
    await other.waitForFunction(() => document.querySelector(".land") && !document.querySelector(".loading"));
    await fresh.close();
    console.log(`  ${Math.round(bytes / 1024)} KB`);
    check(bytes > 50_000 && bytes < 300_000, `${bytes} bytes`);
  },

  async "no request leaves the machine, no error, no dialog"() {
    same(strangers, [], "requests");
    same(troubles, [], "troubles");
  },
};

let failed = 1;
try {
  failed = await run(tests);
} finally {
  await browser.close();
  server.stop();
}
process.exit(failed > 0 ? 1 : 0);

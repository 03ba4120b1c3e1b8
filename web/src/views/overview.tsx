// What is in the record, what is new, what was read, where, and between whom.
import type { JSX } from "preact";
import { useAnswer, useList, useRows } from "../app/api";
import { filled } from "../app/periods";
import { param } from "../app/route";
import type { CoverageRow, Dyad, EventRow, SeriesRow } from "../app/types";
import { actorName, counted, dateName, dyadAddress, number } from "../app/words";
import { Head, measureSwitch, QuadBar, Tile } from "../parts/bits";
import { EventCards } from "../parts/event-row";
import { Figure } from "../parts/figure";
import { Empty, Shown } from "../parts/states";
import { type Measure, Timeline, timelineRows } from "../parts/timeline";
import { WorldFigure } from "../parts/world";
import type { Change } from "../app/changes";
import { ChangeList } from "../parts/changes";

export interface QuadSeries extends SeriesRow {
  verbal_cooperation: number;
  material_cooperation: number;
  verbal_conflict: number;
  material_conflict: number;
}
interface OverviewAnswer {
  coverage: CoverageRow[];
  series: QuadSeries[];
  newest: EventRow[];
  dyads: Dyad[];
  changes: Change[];
}

export const asMonths = (rows: QuadSeries[]): (QuadSeries & { month: string })[] => rows.map((r) => ({ ...r, month: r.period }));

export function Overview(): JSX.Element {
  const answer = useAnswer<OverviewAnswer>("overview");
  return (
    <Shown of={answer} lines={14}>
      {(o) => (o.coverage.length === 0 ? <NothingYet /> : <Filled {...o} />)}
    </Shown>
  );
}

function NothingYet(): JSX.Element {
  return (
    <Empty title="The record is empty">
      Fill it with <code>demarche ingest --store record.db reports.jsonl</code>, or <a href="/try">paste a report</a> to see how it is coded.
    </Empty>
  );
}

function Filled({ coverage, series, newest, dyads, changes }: OverviewAnswer): JSX.Element {
  const measure = param("measure", "rate") as Measure;
  const reports = coverage.reduce((n, c) => n + c.documents, 0);
  const empty = coverage.reduce((n, c) => n + c.empty, 0);
  const events = series.reduce((n, s) => n + s.events, 0);
  const months = coverage.map((c) => c.month).sort();
  const publishers = new Set(coverage.map((c) => c.publisher)).size;
  const { periods, outside } = filled(asMonths(series), coverage);
  const gaps = periods.filter((p) => p.documents === 0).length;
  return (
    <div class="overview">
      <Head title="Overview">
        Reports from {dateName(months[0] ?? "")} to {dateName(months[months.length - 1] ?? "")}
      </Head>
      <div class="tiles">
        <Tile value={number(events)} label="events" href="/events" />
        <Tile value={number(reports)} label={`reports, ${number(empty)} without events`} href="/reports" />
        <Tile value={number(publishers)} label={publishers === 1 ? "publisher" : "publishers"} href="/reports" />
        <PlannedTile />
      </div>
      <Figure
        title="Cooperation and conflict"
        name="cooperation-and-conflict"
        rows={() => timelineRows(periods)}
        tools={measureSwitch(measure)}
        note={
          <>
            {gaps > 0 && `${counted(gaps, "month")} without any report ${gaps === 1 ? "is" : "are"} shaded. `}
            {outside > 0 && `${counted(outside, "event")} dated outside the time that was read ${outside === 1 ? "is" : "are"} not drawn. `}
            Pick a period to see its events.
          </>
        }
      >
        <Timeline months={periods} measure={measure} filters={{}} label="Cooperation and conflict over time" />
      </Figure>
      <div class="columns">
        <section aria-labelledby="new">
          <h2 id="new">Newest events</h2>
          <EventCards events={newest.slice(0, 6)} />
          <p class="more">
            <a href="/events">All events</a>
          </p>
        </section>
        <div>
          <section aria-labelledby="active">
            <h2 id="active">Most active dyads</h2>
            <DyadList dyads={dyads} />
            <p class="more">
              <a href="/network">Network</a>
            </p>
          </section>
          <section aria-labelledby="changes">
            <h2 id="changes">Biggest changes</h2>
            <ChangeList changes={changes} />
          </section>
        </div>
      </div>
      <WorldFigure filters={{}} title="Where" level={2} />
    </div>
  );
}

function PlannedTile(): JSX.Element {
  const planned = useList<unknown>("agenda", { limit: "1000" });
  const value = planned.state === "done" ? `${number(planned.value.rows.length)}${planned.value.next ? "+" : ""}` : "·";
  return <Tile value={value} label="planned events" href="/agenda" />;
}

export function DyadList({ dyads, most = 10 }: { dyads: Dyad[]; most?: number }): JSX.Element {
  const pairs = pairsOf(dyads).slice(0, most);
  const highest = pairs[0]?.events ?? 1;
  if (pairs.length === 0) return <Empty title="No dyads">No event names both sides.</Empty>;
  return (
    <ul class="dyads">
      {pairs.map((p) => (
        <li key={`${p.source} ${p.target}`}>
          <a href={dyadAddress(p.source, p.target)}>
            <span class="dyad-names">
              {actorName(p.source)} – {actorName(p.target)}
            </span>
            <span class="dyad-count">{number(p.events)}</span>
            <QuadBar of={p} most={highest} />
          </a>
        </li>
      ))}
    </ul>
  );
}

// Both directions of a dyad together; acts within one country are no dyad.
export function pairsOf(dyads: Dyad[]): Dyad[] {
  const pairs = new Map<string, Dyad>();
  for (const d of dyads) {
    if (d.source === d.target) continue;
    const [a = "", b = ""] = [d.source, d.target].sort();
    const key = `${a} ${b}`;
    const p = pairs.get(key);
    if (!p) {
      pairs.set(key, { ...d, source: a, target: b });
      continue;
    }
    p.events += d.events;
    p.verbal_cooperation += d.verbal_cooperation;
    p.material_cooperation += d.material_cooperation;
    p.verbal_conflict += d.verbal_conflict;
    p.material_conflict += d.material_conflict;
    p.goldstein += d.goldstein;
    if (d.first < p.first) p.first = d.first;
    if (d.last > p.last) p.last = d.last;
  }
  return [...pairs.values()].sort((a, b) => b.events - a.events || a.source.localeCompare(b.source));
}

export const useCoverage = () => useRows<CoverageRow>("coverage", {}, 20000);

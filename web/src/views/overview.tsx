// What is in the record, what is new, what was read, where, and between whom.
import type { JSX } from "preact";
import { useAnswer, useRows } from "../app/api";
import { filled } from "../app/periods";
import { param } from "../app/route";
import type { MonthRead, Dyad, EventRow, SeriesRow } from "../app/types";
import { actorName, counted, dateName, dyadAddress, number } from "../app/words";
import { Head, measureSwitch, QuadBar, Tile } from "../parts/bits";
import { EventCards } from "../parts/event-row";
import { Figure } from "../parts/figure";
import { Empty, Loading, Shown } from "../parts/states";
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
  months: MonthRead[];
  publishers: number;
  planned: number;
  series: QuadSeries[];
  newest: EventRow[];
  dyads: Dyad[];
  changes: Change[];
}

export const asMonths = (rows: QuadSeries[]): (QuadSeries & { month: string })[] => rows.map((r) => ({ ...r, month: r.period }));

export function Overview(): JSX.Element {
  const answer = useAnswer<OverviewAnswer>("overview");
  return (
    <div class="overview">
      {answer.state !== "done" && <Head title="Overview">{answer.state === "loading" && "Reading the record"}</Head>}
      {answer.state === "loading" ? <Skeleton /> : <Shown of={answer}>{(o) => (o.months.length === 0 ? <NothingYet /> : <Filled {...o} />)}</Shown>}
    </div>
  );
}

// What will stand here, as long as it is not known.
function Skeleton(): JSX.Element {
  return (
    <div class="skeleton">
      <div class="tiles" aria-hidden="true">
        {[1, 2, 3, 4].map((i) => (
          <span class="bone bone-tile" key={i} />
        ))}
      </div>
      <span class="bone bone-figure" aria-hidden="true" />
      <Loading lines={9} label="Loading the overview" />
    </div>
  );
}

function NothingYet(): JSX.Element {
  return (
    <Empty title="The record is empty">
      <h1 class="unseen">Overview</h1>
      Fill it with <code>demarche ingest --store record.db reports.jsonl</code>, or <a href="/try">paste a report</a> to see how it is coded.
    </Empty>
  );
}

function Filled({ months, publishers, planned, series, newest, dyads, changes }: OverviewAnswer): JSX.Element {
  const measure = param("measure", "rate") as Measure;
  const reports = months.reduce((n, m) => n + m.documents, 0);
  const empty = months.reduce((n, m) => n + m.empty, 0);
  const events = series.reduce((n, s) => n + s.events, 0);
  const { periods, outside } = filled(asMonths(series), months);
  const gaps = periods.filter((p) => p.documents === 0).length;
  return (
    <>
      <Head title="Overview">
        Reports from {dateName(months[0]?.month ?? "")} to {dateName(months[months.length - 1]?.month ?? "")}
      </Head>
      <div class="tiles">
        <Tile value={number(events)} label="events" href="/events" />
        <Tile value={number(reports)} label={`reports, ${number(empty)} without events`} href="/reports" />
        <Tile value={number(publishers)} label={publishers === 1 ? "publisher" : "publishers"} href="/reports" />
        <Tile value={number(planned)} label="planned events" href="/agenda" />
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
          <EventCards events={newest} />
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
    </>
  );
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

export const useCoverage = () => useRows<MonthRead>("months", {}, 20000);

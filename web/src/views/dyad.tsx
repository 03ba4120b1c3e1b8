// Two actors over time, in both directions.
import type { JSX } from "preact";
import { useList, useRows } from "../app/api";
import { filled } from "../app/periods";
import { address, param } from "../app/route";
import type { MonthRead, DyadMonth, EventRow, Relation, Stance } from "../app/types";
import { actorName, counted, number } from "../app/words";
import { actorAddress } from "../app/words";
import { Head, measureSwitch, QuadBar, Switch, Tile } from "../parts/bits";
import { EventCards } from "../parts/event-row";
import { Figure } from "../parts/figure";
import { type Planned, PlannedList } from "../parts/planned";
import { RelationTable, StanceList } from "../parts/relations";
import { Empty, Shown } from "../parts/states";
import { type Measure, Timeline, timelineRows } from "../parts/timeline";
import { useCoverage } from "./overview";

export const dyadPath = (a: string, b: string): string => `dyads/${encodeURIComponent(a)}/${encodeURIComponent(b)}`;
const root = (code: string): string => (code.startsWith("IGO:") ? code : (code.split(":")[0] ?? code));

export function DyadView({ a, b }: { a: string; b: string }): JSX.Element {
  const months = useRows<DyadMonth>(dyadPath(a, b));
  const coverage = useCoverage();
  return (
    <>
      <Head
        title={
          <>
            <a href={actorAddress(a)}>{actorName(a)}</a> – <a href={actorAddress(b)}>{actorName(b)}</a>
          </>
        }
        aside={
          <a class="button" href={address("/compare", { a: `${a}~${b}` })}>
            Compare
          </a>
        }
      />
      <Shown of={months} lines={10} empty={(rows) => rows.length === 0 && <Empty title="These two do nothing to each other in the record" />}>
        {(rows) => (
          <Shown of={coverage} lines={10}>
            {(read) => <DyadBody a={a} b={b} rows={rows} coverage={read} />}
          </Shown>
        )}
      </Shown>
    </>
  );
}

function DyadBody({ a, b, rows, coverage }: { a: string; b: string; rows: DyadMonth[]; coverage: MonthRead[] }): JSX.Element {
  const way = param("way", "both");
  const measure = param("measure", "rate") as Measure;
  const forward = rows.filter((r) => r.source === root(a) && r.target === root(b));
  const back = rows.filter((r) => r.source === root(b) && r.target === root(a));
  const shown = way === "ab" ? forward : way === "ba" ? back : rows;
  const { periods, outside } = filled(shown, coverage);
  const filters: Record<string, string> = way === "ba" ? { source: b, target: a } : way === "ab" ? { source: a, target: b } : { actor: a, target: b };
  return (
    <>
      <Figure
        title="Cooperation and conflict"
        name={`dyad-${a}-${b}`}
        rows={() => timelineRows(periods)}
        tools={
          <>
            <Switch
              name="way"
              label="Direction"
              value={way}
              options={[
                { value: "both", label: "both" },
                { value: "ab", label: `${a} → ${b}` },
                { value: "ba", label: `${b} → ${a}` },
              ]}
            />
            {measureSwitch(measure)}
          </>
        }
        note={outside > 0 ? `${counted(outside, "event")} dated outside the time that was read.` : undefined}
      >
        <Timeline months={periods} measure={measure} filters={way === "both" ? { actor: a } : filters} label={`${actorName(a)} and ${actorName(b)}`} />
      </Figure>
      <div class="ways">
        <Way from={a} to={b} rows={forward} />
        <Way from={b} to={a} rows={back} />
      </div>
      <DyadLists a={a} b={b} />
    </>
  );
}

export function totals(rows: DyadMonth[]): DyadMonth {
  const sum = { month: "", source: "", target: "", events: 0, verbal_cooperation: 0, material_cooperation: 0, verbal_conflict: 0, material_conflict: 0, goldstein: 0, first: "", last: "", documents: 0, per_thousand_documents: null };
  for (const r of rows) {
    sum.events += r.events;
    sum.verbal_cooperation += r.verbal_cooperation;
    sum.material_cooperation += r.material_cooperation;
    sum.verbal_conflict += r.verbal_conflict;
    sum.material_conflict += r.material_conflict;
    sum.goldstein += r.goldstein;
  }
  return sum;
}

function Way({ from, to, rows }: { from: string; to: string; rows: DyadMonth[] }): JSX.Element {
  const sum = totals(rows);
  return (
    <section class="way" aria-label={`${actorName(from)} to ${actorName(to)}`}>
      <h3>
        {actorName(from)} → {actorName(to)}
      </h3>
      <QuadBar of={sum} most={Math.max(1, sum.events)} />
      <div class="tiles small">
        <Tile value={number(sum.events)} label="events" href={address("/events", { source: from, target: to })} />
        <Tile value={number(sum.verbal_cooperation + sum.material_cooperation)} label="cooperation" />
        <Tile value={number(sum.verbal_conflict + sum.material_conflict)} label="conflict" />
        <Tile value={sum.events ? number(sum.goldstein / sum.events, 1) : "·"} label="mean Goldstein" />
      </div>
    </section>
  );
}

function DyadLists({ a, b }: { a: string; b: string }): JSX.Element {
  const there = useList<EventRow>("events", { source: a, target: b, order: "newest", limit: "6" });
  const back = useList<EventRow>("events", { source: b, target: a, order: "newest", limit: "6" });
  const relations = useList<Relation>("relations", { actor: a, limit: "1000" });
  const stances = useList<Stance>("stances", { actor: a, limit: "1000" });
  const agenda = useList<Planned>("agenda", { actor: a, limit: "500", order: "newest" });
  const between = (x: string, y: string): boolean => (root(x) === root(a) && root(y) === root(b)) || (root(x) === root(b) && root(y) === root(a));
  return (
    <div class="columns">
      <section>
        <h2>
          Latest, {actorName(a)} → {actorName(b)}
        </h2>
        <Shown of={there} empty={(p) => p.rows.length === 0 && <p class="faint">None.</p>}>{(p) => <EventCards events={p.rows} />}</Shown>
        <h2>
          Latest, {actorName(b)} → {actorName(a)}
        </h2>
        <Shown of={back} empty={(p) => p.rows.length === 0 && <p class="faint">None.</p>}>{(p) => <EventCards events={p.rows} />}</Shown>
      </section>
      <div>
        <Shown of={relations}>
          {(p) => <RelationTable title="Relations" kind="any" relations={p.rows.filter((r) => between(r.subject, r.object))} />}
        </Shown>
        <Shown of={stances}>{(p) => <StanceList stances={p.rows.filter((s) => between(s.holder, s.object))} />}</Shown>
        <h2>Agenda</h2>
        <Shown of={agenda}>
          {(p) => {
            const due = p.rows.filter((e) => `${e.source_codes}; ${e.target_codes}`.split("; ").some((c) => root(c) === root(b)));
            return due.length > 0 ? <PlannedList planned={due.slice(0, 6)} /> : <p class="faint">Nothing planned is reported.</p>;
          }}
        </Shown>
      </div>
    </div>
  );
}

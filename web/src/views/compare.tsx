// Two dyads or two periods side by side, on one scale.
import type { JSX } from "preact";
import { useList, useRows } from "../app/api";
import { filled, type PeriodCounts } from "../app/periods";
import { param, setQuery } from "../app/route";
import type { MonthRead, Dyad, DyadMonth } from "../app/types";
import { actorName, number, quads } from "../app/words";
import { Head, measureSwitch } from "../parts/bits";
import { Figure } from "../parts/figure";
import { Empty, Shown } from "../parts/states";
import { type Measure, Timeline, timelineRows } from "../parts/timeline";
import { dyadPath } from "./dyad";
import { pairsOf, useCoverage } from "./overview";

interface Side {
  a: string;
  b: string;
  since: string;
  until: string;
}
const sideHere = (name: "a" | "b"): Side => {
  const [a = "", b = ""] = param(name).split("~");
  return { a, b, since: param(`${name}_since`), until: param(`${name}_until`) };
};

export function Compare(): JSX.Element {
  const dyads = useList<Dyad>("dyads", { rank: "events", limit: "600" });
  const coverage = useCoverage();
  const left = sideHere("a");
  const given = sideHere("b");
  // With no second dyad it is the same one in another period.
  const right: Side = given.a ? given : { ...given, a: left.a, b: left.b };
  return (
    <>
      <Head title="Compare" aside={measureSwitch(param("measure", "rate"))}>
        Two dyads, or one dyad in two periods, on one scale
      </Head>
      <Shown of={dyads} empty={(d) => pairsOf(d.rows).length === 0 && <Empty title="There are no dyads to compare" />}>
        {(all) => (
          <div class="compare-forms">
            <SideForm name="a" side={left} dyads={pairsOf(all.rows)} none="choose a dyad" />
            <SideForm name="b" side={given} dyads={pairsOf(all.rows)} none="the same dyad" />
          </div>
        )}
      </Shown>
      {left.a && left.b ? (
        <Shown of={coverage}>{(read) => <Both left={left} right={right} coverage={read} />}</Shown>
      ) : (
        <Empty title="Choose a dyad">Then choose another, or another period of the same.</Empty>
      )}
    </>
  );
}

function SideForm({ name, side, dyads, none }: { name: "a" | "b"; side: Side; dyads: Dyad[]; none: string }): JSX.Element {
  const value = side.a && side.b ? `${side.a}~${side.b}` : "";
  const listed = dyads.slice(0, 300);
  const known = listed.some((d) => `${d.source}~${d.target}` === value);
  return (
    <form class="filter-form" aria-label={name === "a" ? "First side" : "Second side"} onSubmit={(e) => e.preventDefault()}>
      <label>
        <span>{name === "a" ? "First dyad" : "Second dyad"}</span>
        <select value={value} onChange={(e) => setQuery({ [name]: e.currentTarget.value })}>
          <option value="">{none}</option>
          {value && !known && (
            <option value={value}>
              {actorName(side.a)} – {actorName(side.b)}
            </option>
          )}
          {listed.map((d) => (
            <option key={`${d.source} ${d.target}`} value={`${d.source}~${d.target}`}>
              {actorName(d.source)} – {actorName(d.target)} ({number(d.events)})
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>from</span>
        <input type="month" value={side.since.slice(0, 7)} placeholder="YYYY-MM" onChange={(e) => setQuery({ [`${name}_since`]: e.currentTarget.value })} />
      </label>
      <label>
        <span>to</span>
        <input type="month" value={side.until.slice(0, 7)} placeholder="YYYY-MM" onChange={(e) => setQuery({ [`${name}_until`]: e.currentTarget.value })} />
      </label>
    </form>
  );
}

function Both({ left, right, coverage }: { left: Side; right: Side; coverage: MonthRead[] }): JSX.Element {
  const a = useRows<DyadMonth>(dyadPath(left.a, left.b));
  const b = useRows<DyadMonth>(dyadPath(right.a, right.b));
  const measure = param("measure", "rate") as Measure;
  return (
    <Shown of={a}>
      {(rowsA) => (
        <Shown of={b}>
          {(rowsB) => {
            const one = filled(rowsA, coverage, left.since, left.until).periods;
            const two = filled(rowsB, coverage, right.since, right.until).periods;
            return (
              <>
                <div class="compare">
                  <SideFigure side={left} periods={one} measure={measure} beside={two} />
                  <SideFigure side={right} periods={two} measure={measure} beside={one} />
                </div>
                <Table left={left} right={right} one={one} two={two} />
              </>
            );
          }}
        </Shown>
      )}
    </Shown>
  );
}

function SideFigure({ side, periods, measure, beside }: { side: Side; periods: PeriodCounts[]; measure: Measure; beside: PeriodCounts[] }): JSX.Element {
  return (
    <Figure title={`${actorName(side.a)} – ${actorName(side.b)}`} name={`compare-${side.a}-${side.b}`} rows={() => timelineRows(periods)}>
      <Timeline months={periods} measure={measure} beside={beside} filters={{ actor: side.a }} label={`${actorName(side.a)} and ${actorName(side.b)}`} />
    </Figure>
  );
}

function Table({ left, right, one, two }: { left: Side; right: Side; one: PeriodCounts[]; two: PeriodCounts[] }): JSX.Element {
  const sum = (periods: PeriodCounts[], key: keyof PeriodCounts): number => periods.reduce((n, p) => n + Number(p[key]), 0);
  const rows = quads.map((q) => ({ name: q.name, key: q.short as keyof PeriodCounts }));
  const documents = [sum(one, "documents"), sum(two, "documents")] as const;
  const rate = (n: number, read: number): string => (read > 0 ? number((100 * n) / read, 2) : "·");
  const times = (x: number, y: number): string => {
    if (documents[0] === 0 || documents[1] === 0 || x === 0) return "·";
    return `${number(y / documents[1] / (x / documents[0]), 2)}×`;
  };
  const span = (s: Side): string => (s.since || s.until ? ` (${s.since || "…"} – ${s.until || "…"})` : "");
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Figures side by side">
      <table class="table figures">
        <thead>
          <tr>
            <th />
            <th class="num" colSpan={2}>
              {actorName(left.a)} – {actorName(left.b)}
              {span(left)}
            </th>
            <th class="num" colSpan={2}>
              {actorName(right.a)} – {actorName(right.b)}
              {span(right)}
            </th>
            <th class="num">second to first</th>
          </tr>
          <tr>
            <th>class</th>
            <th class="num">events</th>
            <th class="num">per 100 reports</th>
            <th class="num">events</th>
            <th class="num">per 100 reports</th>
            <th class="num">rates</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((r) => {
            const [x, y] = [sum(one, r.key), sum(two, r.key)];
            return (
              <tr key={r.key}>
                <th scope="row">{r.name}</th>
                <td class="num">{number(x)}</td>
                <td class="num">{rate(x, documents[0])}</td>
                <td class="num">{number(y)}</td>
                <td class="num">{rate(y, documents[1])}</td>
                <td class="num">{times(x, y)}</td>
              </tr>
            );
          })}
          <tr>
            <th scope="row">reports read</th>
            <td class="num">{number(documents[0])}</td>
            <td />
            <td class="num">{number(documents[1])}</td>
            <td />
            <td />
          </tr>
        </tbody>
      </table>
    </div>
  );
}

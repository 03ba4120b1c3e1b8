// Events by place, with a scrubber through time.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { filtersHere } from "../app/filters";
import { daysOf, documentsByMonth, monthsBetween } from "../app/periods";
import { param, setQuery } from "../app/route";
import type { MonthRead } from "../app/types";
import { dateName } from "../app/words";
import { Head, Switch } from "../parts/bits";
import { FilterForm } from "../parts/filter-form";
import { Shown } from "../parts/states";
import { regions, WorldFigure } from "../parts/world";
import { useCoverage } from "./overview";

export function MapView(): JSX.Element {
  const coverage = useCoverage();
  const filters = filtersHere();
  const region = param("region", "world");
  const detail = param("detail") === "fine" ? "fine" : "coarse";
  return (
    <>
      <Head
        title="Map"
        aside={
          <Switch
            name="detail"
            label="Detail of the map"
            value={detail}
            options={[
              { value: "coarse", label: "simple map" },
              { value: "fine", label: "detailed" },
            ]}
          />
        }
      />
      <FilterForm names={["actor", "type", "quad", "status"]} />
      <Shown of={coverage}>{(rows) => <Scrubber coverage={rows} />}</Shown>
      <WorldFigure
        filters={filters}
        title={spanName(filters)}
        detail={detail}
        region={region}
        tools={<Switch name="region" label="Region" value={region} options={regions.map((r) => ({ value: r.name, label: r.label }))} />}
      />
    </>
  );
}

function spanName(filters: Record<string, string>): string {
  if (!filters.since && !filters.until) return "The whole time";
  return `${filters.since ? dateName(filters.since) : "the beginning"} to ${filters.until ? dateName(filters.until) : "the end"}`;
}

const kPace = 700;

// Two ends over the months that were read, and a step that plays them.
export function Scrubber({ coverage }: { coverage: MonthRead[] }): JSX.Element | null {
  const byMonth = documentsByMonth(coverage);
  const read = [...byMonth.keys()].sort();
  const months = monthsBetween(read[0] ?? "", read[read.length - 1] ?? "");
  const [playing, setPlaying] = useState(false);
  const since = param("since").slice(0, 7);
  const until = param("until").slice(0, 7);
  const from = since ? Math.max(0, months.indexOf(since)) : 0;
  const to = until && months.includes(until) ? months.indexOf(until) : months.length - 1;
  const set = (a: number, b: number): void => {
    const first = months[Math.max(0, Math.min(a, b))];
    const last = months[Math.min(months.length - 1, Math.max(a, b))];
    const whole = first === months[0] && last === months[months.length - 1];
    setQuery(whole ? { since: undefined, until: undefined } : { since: daysOf(first ?? "").since, until: daysOf(last ?? "").until });
  };
  useEffect(() => {
    if (!playing) return;
    const timer = setTimeout(() => {
      const width = to - from;
      const next = nextRead(months, byMonth, to);
      if (next < 0) setPlaying(false);
      else set(Math.max(0, next - width), next);
    }, kPace);
    return () => clearTimeout(timer);
  }, [playing, from, to]);
  const play = (): void => {
    if (!playing && from === 0 && to === months.length - 1) set(0, Math.min(11, months.length - 1));
    setPlaying(!playing);
  };
  if (months.length < 2) return null;
  const most = Math.max(1, ...byMonth.values());
  return (
    <div class="scrubber">
      <button type="button" onClick={play} aria-pressed={playing}>
        {playing ? "Pause" : "Play"}
      </button>
      <div class="scrubber-track">
        <svg viewBox={`0 0 ${months.length} 20`} preserveAspectRatio="none" aria-hidden="true">
          {months.map((month, i) => {
            const height = (18 * (byMonth.get(month) ?? 0)) / most;
            return height > 0 && <rect key={month} x={i} width="0.9" y={20 - height} height={height} class={i >= from && i <= to ? "read read-on" : "read"} />;
          })}
        </svg>
        <span class="rail" aria-hidden="true">
          <span style={{ left: `${(100 * from) / (months.length - 1)}%`, right: `${100 - (100 * to) / (months.length - 1)}%` }} />
        </span>
        <input type="range" min="0" max={months.length - 1} value={from} aria-label="First month" aria-valuetext={dateName(months[from] ?? "")} onInput={(e) => set(Number(e.currentTarget.value), to)} />
        <input type="range" min="0" max={months.length - 1} value={to} aria-label="Last month" aria-valuetext={dateName(months[to] ?? "")} onInput={(e) => set(from, Number(e.currentTarget.value))} />
      </div>
      <output>
        {dateName(months[from] ?? "")} – {dateName(months[to] ?? "")}
      </output>
    </div>
  );
}

function nextRead(months: string[], documents: Map<string, number>, after: number): number {
  for (let i = after + 1; i < months.length; i++) {
    if ((documents.get(months[i] ?? "") ?? 0) > 0) return i;
  }
  return -1;
}

// Cooperation upwards, conflict downwards, by month or year, for as many reports as were read; what was not read is shaded.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { byYear, daysOf, niceStep, type PeriodCounts } from "../app/periods";
import { address, go } from "../app/route";
import { useWidth } from "../app/width";
import { counted, dateName, number } from "../app/words";

export type Measure = "rate" | "count";
const kPer = 100;
const kFew = 5;
const height = 252;
const margin = { left: 48, right: 8, top: 10, bottom: 60 };
const strip = 22;

export const scaled = (count: number, period: PeriodCounts, measure: Measure): number =>
  measure === "count" ? count : period.documents > 0 ? (kPer * count) / period.documents : 0;

interface TimelineProps {
  months: PeriodCounts[];
  measure: Measure;
  filters: Record<string, string>;
  label: string;
  // Drawn on one scale with these months, where two timelines are compared.
  beside?: PeriodCounts[];
}

function highest(periods: PeriodCounts[], measure: Measure): number {
  let most = 0;
  for (const p of periods) {
    if (measure === "rate" && p.documents < kFew) continue;
    most = Math.max(most, scaled(p.mcoop + p.vcoop, p, measure), scaled(p.mconf + p.vconf, p, measure));
  }
  return most || Math.max(1, ...periods.map((p) => Math.max(scaled(p.mcoop + p.vcoop, p, measure), scaled(p.mconf + p.vconf, p, measure))));
}

// Months while they can be told apart, else years.
const periodsFor = (months: PeriodCounts[], width: number): PeriodCounts[] =>
  (width - margin.left - margin.right) / months.length < 4 ? byYear(months) : months;

export function Timeline({ months, measure, filters, label, beside }: TimelineProps): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, 720);
  const [at, setAt] = useState<number | null>(null);
  const periods = periodsFor(months, width);
  const plot = { width: Math.max(10, width - margin.left - margin.right), height: height - margin.top - margin.bottom };
  const middle = margin.top + plot.height / 2;
  const most = Math.max(highest(periods, measure), beside ? highest(periodsFor(beside, width), measure) : 0);
  const step = niceStep(most, 3);
  const top = step * Math.ceil(most / step);
  const band = plot.width / Math.max(1, periods.length);
  const x = (i: number): number => margin.left + i * band;
  const size = (value: number): number => (value / top) * (plot.height / 2);
  const mostRead = Math.max(1, ...periods.map((p) => p.documents));
  const picked = at === null ? undefined : periods[at];

  const open = (i: number): void => {
    const period = periods[i];
    if (period) go(address("/events", { ...filters, ...daysOf(period.period) }));
  };
  const pointed = (event: { clientX: number; currentTarget: Element }): number => {
    const left = event.currentTarget.getBoundingClientRect().left;
    return Math.max(0, Math.min(periods.length - 1, Math.floor((event.clientX - left - margin.left) / band)));
  };
  const keyed = (event: KeyboardEvent): void => {
    const moves: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -12, PageDown: 12, Home: -periods.length, End: periods.length };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(periods.length - 1, (at ?? (move > 0 ? -1 : periods.length)) + move)));
    } else if (event.key === "Enter" && at !== null) {
      open(at);
    } else if (event.key === "Escape") {
      setAt(null);
    }
  };
  if (periods.length === 0) return <div ref={frame} class="nothing">No reports were read in this time.</div>;

  const labels = everySo(periods, band);
  return (
    <div class="timeline" ref={frame}>
      <svg
        data-chart
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        tabindex={0}
        role="application"
        aria-roledescription="chart"
        aria-label={`${label}. Arrow keys move through ${counted(periods.length, "period")}; Enter opens the events of one.`}
        onMouseMove={(event) => setAt(pointed(event as unknown as { clientX: number; currentTarget: Element }))}
        onMouseLeave={() => setAt(null)}
        onClick={(event) => open(pointed(event as unknown as { clientX: number; currentTarget: Element }))}
        onKeyDown={(event) => keyed(event)}
      >
        {[...Array(9).keys()].map((i) => {
          const value = (i - 4) * step;
          if (Math.abs(value) > top) return null;
          const y = middle - Math.sign(value) * size(Math.abs(value));
          return (
            <g key={i}>
              <line x1={margin.left} x2={width - margin.right} y1={y} y2={y} class={value === 0 ? "axis" : "grid"} />
              <text x={margin.left - 6} y={y + 4} class="tick tick-y">
                {number(Math.abs(value), 2)}
              </text>
            </g>
          );
        })}
        {periods.map((p, i) => (
          <g key={p.period} class={measure === "rate" && p.documents > 0 && p.documents < kFew ? "few" : ""}>
            {p.documents === 0 && <rect x={x(i)} y={margin.top} width={band + 0.4} height={plot.height} class="gap" />}
            <Bars period={p} measure={measure} x={x(i) + band * 0.1} width={Math.max(1, band * 0.8)} middle={middle} size={size} limit={plot.height / 2} />
            <rect
              x={x(i) + band * 0.1}
              width={Math.max(0.8, band * 0.8)}
              y={height - 20 - (strip * p.documents) / mostRead}
              height={(strip * p.documents) / mostRead}
              class="read"
            />
          </g>
        ))}
        {labels.map((i) => (
          <text x={x(i) + band / 2} y={height - 5} class="tick tick-x" key={i}>
            {band * 12 < 60 || (periods[i]?.period.length ?? 0) === 4 ? periods[i]?.period.slice(0, 4) : dateName(periods[i]?.period ?? "")}
          </text>
        ))}
        <text x={margin.left - 6} y={height - 19} class="tick tick-y">
          reports
        </text>
        <text x={margin.left - 6} y={height - 31} class="tick tick-y">
          {number(mostRead)}
        </text>
        {at !== null && <rect x={x(at)} y={margin.top} width={band} height={height - margin.top - 20} class="cursor" data-not-in-picture />}
      </svg>
      <div class="told" aria-live="polite">
        {picked ? <Told period={picked} measure={measure} /> : <TimelineLegend measure={measure} />}
      </div>
    </div>
  );
}

function Bars(props: { period: PeriodCounts; measure: Measure; x: number; width: number; middle: number; size: (v: number) => number; limit: number }): JSX.Element {
  const { period, measure, x, width, middle, size, limit } = props;
  const of = (count: number): number => size(scaled(count, period, measure));
  const up = [
    { name: "mcoop", h: of(period.mcoop) },
    { name: "vcoop", h: of(period.vcoop) },
  ];
  const down = [
    { name: "mconf", h: of(period.mconf) },
    { name: "vconf", h: of(period.vconf) },
  ];
  let high = 0;
  let low = 0;
  const cut = (parts: { h: number }[]): boolean => parts.reduce((sum, p) => sum + p.h, 0) > limit + 0.5;
  return (
    <>
      {up.map(({ name, h }) => {
        const shown = Math.min(h, limit - high);
        high += shown;
        return shown > 0 && <rect key={name} x={x} width={width} y={middle - high} height={shown} class={`bar bar-${name}`} />;
      })}
      {down.map(({ name, h }) => {
        const shown = Math.min(h, limit - low);
        low += shown;
        return shown > 0 && <rect key={name} x={x} width={width} y={middle + low - shown} height={shown} class={`bar bar-${name}`} />;
      })}
      {cut(up) && <path d={notch(x, width, middle - limit + 7)} class="notch" />}
      {cut(down) && <path d={notch(x, width, middle + limit - 7)} class="notch" />}
    </>
  );
}

// A bar that is longer than the scale is drawn broken.
const notch = (x: number, width: number, y: number): string => `M${x - 1} ${y + 2}L${x + width + 1} ${y - 2}`;

function everySo(periods: PeriodCounts[], band: number): number[] {
  const room = 64;
  const every = Math.max(1, Math.ceil(room / band));
  const january = periods[0]?.period.length === 7 && every > 6;
  const years = Math.max(1, Math.ceil(every / 12));
  const out: number[] = [];
  periods.forEach((p, i) => {
    if (january ? p.period.endsWith("-01") && Number(p.period.slice(0, 4)) % years === 0 : i % every === 0) out.push(i);
  });
  return out;
}

function Told({ period, measure }: { period: PeriodCounts; measure: Measure }): JSX.Element {
  const coop = period.mcoop + period.vcoop;
  const conf = period.mconf + period.vconf;
  if (period.documents === 0) {
    return (
      <p>
        <strong>{dateName(period.period)}</strong> no reports were read: a gap, not a calm
      </p>
    );
  }
  const rate = (n: number): string => (measure === "rate" ? ` (${number(scaled(n, period, "rate"), 1)} per ${kPer} reports)` : "");
  return (
    <p>
      <strong>{dateName(period.period)}</strong> cooperation {coop}
      {rate(coop)}, conflict {conf}
      {rate(conf)}; {counted(period.documents, "report")} read
      {measure === "rate" && period.documents < kFew && ", too few for a rate"}
    </p>
  );
}

function TimelineLegend({ measure }: { measure: Measure }): JSX.Element {
  return (
    <ul class="keys">
      <li class="key-mcoop">material cooperation</li>
      <li class="key-vcoop">verbal cooperation</li>
      <li class="key-vconf">verbal conflict</li>
      <li class="key-mconf">material conflict</li>
      <li class="key-gap">nothing read</li>
      <li class="key-unit">{measure === "rate" ? `events per ${kPer} reports read; pale: fewer than ${kFew} were read; broken: beyond the scale` : "events"}</li>
    </ul>
  );
}

export function timelineRows(months: PeriodCounts[]): Record<string, string | number | null>[] {
  return months.map((p) => ({
    period: p.period,
    material_cooperation: p.mcoop,
    verbal_cooperation: p.vcoop,
    verbal_conflict: p.vconf,
    material_conflict: p.mconf,
    reports_read: p.documents,
    cooperation_per_100_reports: p.documents ? scaled(p.mcoop + p.vcoop, p, "rate") : null,
    conflict_per_100_reports: p.documents ? scaled(p.mconf + p.vconf, p, "rate") : null,
  }));
}

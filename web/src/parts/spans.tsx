// What stood from when to when, as bars over the years: offices, memberships.
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Relation } from "../app/types";
import { useWidth } from "../app/width";
import { actorName, dateName, daysOfDate, relationName } from "../app/words";
import { Figure } from "./figure";

interface Bar {
  key: string;
  who: string;
  what: string;
  from: string;
  to: string;
  told: string;
  background: boolean;
}

const kRows = 14;
const kYears = 40;
const kRow = 24;
const year = (day: string): number => Number(day.slice(0, 4)) + (Number(day.slice(5, 7)) - 1) / 12;

export const span = (start: string, end: string): string => {
  if (start && end) return `${dateName(start)} – ${dateName(end)}`;
  if (start) return `since ${dateName(start)}`;
  return end ? `until ${dateName(end)}` : "";
};

const startOf = (r: Relation): string => (r.start ? daysOfDate(r.start).first : "");
const endOf = (r: Relation): string => (r.end ? daysOfDate(r.end).last || daysOfDate(r.end).first : "");

// Only what has a beginning or an end can be drawn; those that stand longest into the present come first.
function barsOf(relations: Relation[], kind: "office" | "membership"): Bar[] {
  const dated = relations.filter((r) => startOf(r) || endOf(r));
  const sorted = dated.sort((a, b) => (endOf(b) || "9").localeCompare(endOf(a) || "9") || (startOf(b) || "0").localeCompare(startOf(a) || "0"));
  return sorted.map((r) => ({
    key: r.id,
    who: kind === "office" ? r.subject_name || actorName(r.subject) : r.object_name || actorName(r.object),
    what: kind === "office" ? r.role || "office" : relationName(r.relation),
    from: startOf(r),
    to: endOf(r),
    told: span(r.start, r.end),
    background: r.background === 1,
  }));
}

interface SpanProps {
  title: string;
  relations: Relation[];
  kind: "office" | "membership";
  // The day up to which what has no end is drawn.
  until: string;
}
export function SpanFigure({ title, relations, kind, until }: SpanProps): JSX.Element | null {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, 480);
  const all = barsOf(relations, kind);
  if (all.length === 0) return null;
  const bars = all.slice(0, kRows);
  const last = Math.max(...bars.map((b) => year(b.to || b.from))) + 0.5;
  const open = bars.some((b) => !b.to);
  const end = open ? Math.max(last, year(until) + 0.5) : last;
  const earliest = Math.min(...bars.map((b) => year(b.from || b.to)));
  const begin = Math.floor(Math.max(earliest, end - kYears));
  const left = Math.min(230, Math.round(width * 0.42));
  const x = (at: number): number => left + ((Math.max(begin, Math.min(end, at)) - begin) / Math.max(1, end - begin)) * (width - left - 10);
  const every = [1, 2, 5, 10, 20].find((n) => ((width - left) * n) / Math.max(1, end - begin) > 44) ?? 20;
  const ticks = Array.from({ length: Math.ceil(end - begin) + 1 }, (_, i) => begin + i).filter((y) => y % every === 0 && y < end);
  const height = bars.length * kRow + 24;
  const room = Math.floor(left / 6.4);
  const label = (b: Bar): string => {
    const words = kind === "office" ? `${b.who}, ${b.what}` : b.who;
    return words.length > room ? `${words.slice(0, room - 1)}…` : words;
  };
  return (
    <Figure
      title={title}
      name={kind}
      rows={() => all.map((b) => ({ who: b.who, what: b.what, from: b.from, to: b.to, background: b.background ? 1 : 0 }))}
      note={
        <>
          An open end fades out. Pale: knowledge of the dictionaries, not of a report.
          {all.length > kRows && ` ${kRows} of ${all.length} are drawn; the CSV has all.`}
        </>
      }
    >
      <div ref={frame}>
        <svg data-chart width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${title}: ${bars.map((b) => `${b.who}, ${b.what}, ${b.told}`).join("; ")}`}>
          <defs>
            <linearGradient id={`fade-${kind}`}>
              <stop offset="0.6" class="fade-near" />
              <stop offset="1" class="fade-far" />
            </linearGradient>
            <linearGradient id={`rise-${kind}`}>
              <stop offset="0" class="fade-far" />
              <stop offset="0.4" class="fade-near" />
            </linearGradient>
          </defs>
          {ticks.map((y) => (
            <g key={y}>
              <line x1={x(y)} x2={x(y)} y1="0" y2={height - 20} class="grid" />
              <text x={x(y)} y={height - 6} class="tick tick-x">
                {y}
              </text>
            </g>
          ))}
          {bars.map((b, i) => {
            const from = x(b.from ? year(b.from) : begin);
            const to = x(b.to ? year(b.to) + 1 / 12 : end);
            const fill = !b.to ? `url(#fade-${kind})` : !b.from ? `url(#rise-${kind})` : undefined;
            return (
              <g key={b.key} class={b.background ? "span-known" : ""}>
                <text x="0" y={i * kRow + 16} class="span-name">
                  {label(b)}
                </text>
                <rect x={from} y={i * kRow + 6} width={Math.max(3, to - from)} height={kRow - 11} rx="3" class="span-bar" fill={fill ?? "currentColor"} />
                <title>{`${b.who}, ${b.what}, ${b.told}`}</title>
              </g>
            );
          })}
        </svg>
      </div>
    </Figure>
  );
}

// Where events were. A place known only by its country fills the country; a region is a wide ring; only a town or a point
// is a dot.
import { geoGraticule10, geoNaturalEarth1, geoPath } from "d3-geo";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Problem, useRows } from "../app/api";
import { type Shape, shapes } from "../app/atlas";
import { address, go } from "../app/route";
import { useWidth } from "../app/width";
import { counted, number, placeName } from "../app/words";
import { Figure } from "./figure";
import { Failed, Loading, Shown } from "./states";

export interface PlaceRow {
  place: string;
  country: string;
  lat: number | null;
  lon: number | null;
  precision: string;
  events: number;
  conflict: number;
  cooperation: number;
}

interface WorldProps {
  filters: Record<string, string>;
  title: string;
  level?: 2 | 3;
  detail?: "coarse" | "fine";
}
export function WorldFigure({ filters, title, level = 2, detail = "coarse" }: WorldProps): JSX.Element {
  const places = useRows<PlaceRow>("places", filters, 5000);
  return (
    <Figure
      title={title}
      level={level}
      name="where"
      rows={() => (places.state === "done" ? places.value.map((p) => ({ ...p })) : [])}
      note="A filled country: events known only to be somewhere in it. A ring: a region. A dot: a town or a point; its size tells how many events."
    >
      <Shown of={places} lines={6}>
        {(rows) => <World rows={rows} filters={filters} detail={detail} />}
      </Shown>
    </Figure>
  );
}

const isDot = (p: PlaceRow): boolean => p.precision !== "country" && p.precision !== "none" && p.lat !== null && p.lon !== null;

function World({ rows, filters, detail }: { rows: PlaceRow[]; filters: Record<string, string>; detail: "coarse" | "fine" }): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, 960);
  const [land, setLand] = useState<Shape[] | Problem | null>(null);
  useEffect(() => {
    shapes(detail).then(setLand, (e: unknown) => setLand(new Problem(0, "No map", String(e))));
  }, [detail]);
  const height = Math.round(width * 0.5);
  const projection = useMemo(() => geoNaturalEarth1().fitSize([width, height], { type: "Sphere" }), [width]);
  const path = geoPath(projection);
  const filledBy = new Map<string, PlaceRow>();
  for (const p of rows) {
    if (isDot(p)) continue;
    const known = filledBy.get(p.country);
    filledBy.set(p.country, known ? { ...known, events: known.events + p.events } : p);
  }
  const most = Math.max(1, ...[...filledBy.values()].map((p) => p.events));
  const dots = rows.filter(isDot).sort((a, b) => b.events - a.events);
  const mostAt = Math.max(1, ...dots.map((p) => p.events));
  const to = (place: Record<string, string>): string => address("/events", { ...filters, ...place });
  return (
    <div class="world" ref={frame}>
      {land instanceof Problem && <Failed problem={land} />}
      {land === null && <Loading lines={6} label="Loading the map" />}
      {Array.isArray(land) && (
        <svg data-chart width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Map of ${counted(rows.reduce((n, p) => n + p.events, 0), "event")}`}>
          <path d={path({ type: "Sphere" }) ?? ""} class="sea" />
          <path d={path(geoGraticule10()) ?? ""} class="graticule" />
          {land.map((country) => {
            const events = filledBy.get(country.code)?.events ?? 0;
            return (
              <path
                key={country.name}
                d={path(country.shape) ?? ""}
                class={events > 0 ? "land land-filled" : "land"}
                style={events > 0 ? { fillOpacity: String(0.2 + 0.7 * Math.sqrt(events / most)) } : undefined}
                onClick={events > 0 ? () => go(to({ country: country.code })) : undefined}
              >
                <title>{events > 0 ? `somewhere in ${placeName(country.code)}: ${counted(events, "event")}` : country.name}</title>
              </path>
            );
          })}
          {dots.map((p) => {
            const point = projection([p.lon ?? 0, p.lat ?? 0]);
            if (!point) return null;
            const size = 2.2 + (width > 700 ? 13 : 8) * Math.sqrt(p.events / mostAt);
            const region = p.precision === "region";
            const share = p.conflict / Math.max(1, p.conflict + p.cooperation);
            const kind = share > 0.66 ? "conflict" : share < 0.34 ? "cooperation" : "mixed";
            return (
              <circle
                key={`${p.place} ${p.country} ${p.lat} ${p.lon}`}
                cx={point[0]}
                cy={point[1]}
                r={region ? size + 5 : size}
                class={`dot dot-${kind} ${region ? "dot-region" : ""}`}
                onClick={() => go(to({ place: p.place, country: p.country }))}
              >
                <title>{`${region ? "in the region of " : ""}${p.place}: ${counted(p.events, "event")}`}</title>
              </circle>
            );
          })}
        </svg>
      )}
      <PlaceList rows={rows} to={to} />
    </div>
  );
}

// The map in words, for keyboards and for those who do not see it.
function PlaceList({ rows, to }: { rows: PlaceRow[]; to: (place: Record<string, string>) => string }): JSX.Element {
  const sorted = [...rows].sort((a, b) => b.events - a.events);
  const item = (p: PlaceRow): JSX.Element => {
    const whole = !isDot(p);
    return (
      <li key={`${p.place} ${p.country} ${p.precision} ${p.lat}`}>
        <a href={to(whole ? { country: p.country } : { place: p.place, country: p.country })}>
          {whole ? placeName(p.country) || p.place : p.place}
          <span class="faint">{whole ? " whole country" : p.precision === "region" ? " region" : ` ${placeName(p.country)}`}</span>
        </a>
        <span class="dyad-count">{number(p.events)}</span>
      </li>
    );
  };
  return (
    <details class="place-list">
      <summary>{counted(rows.length, "place")} as a list</summary>
      <ol>{sorted.slice(0, 200).map(item)}</ol>
    </details>
  );
}

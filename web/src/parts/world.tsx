// Where events were. A place known only by its country fills the country; a region is a wide ring; only a town or a point
// is a dot.
import { type GeoProjection, geoGraticule10, geoNaturalEarth1, geoPath } from "d3-geo";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Problem, useRows } from "../app/api";
import { type Shape, shapes } from "../app/atlas";
import { address, go } from "../app/route";
import { useWidth } from "../app/width";
import { counted, number, placeName } from "../app/words";
import { ToneLegend } from "./bits";
import { Figure } from "./figure";
import { Empty, Failed, Loading, Shown } from "./states";

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
  region?: string;
  tools?: ComponentChildren;
}

interface Region {
  name: string;
  label: string;
  west: number;
  south: number;
  east: number;
  north: number;
}
export const regions: Region[] = [
  { name: "world", label: "World", west: -180, south: -60, east: 180, north: 84 },
  { name: "europe", label: "Europe", west: -12, south: 35, east: 46, north: 66 },
  { name: "middle-east", label: "Middle East", west: 24, south: 12, east: 66, north: 42 },
  { name: "africa", label: "Africa", west: -20, south: -36, east: 54, north: 38 },
  { name: "asia", label: "Asia", west: 62, south: -12, east: 150, north: 54 },
  { name: "americas", label: "Americas", west: -128, south: -56, east: -34, north: 56 },
];

// The world as a whole; a region as large as the picture holds it.
function projectionOf(region: Region, width: number, height: number): GeoProjection {
  if (region.name === "world") return geoNaturalEarth1().fitSize([width, height], { type: "Sphere" });
  const { west, south, east, north } = region;
  const middle = (west + east) / 2;
  const edge = [0, 0.25, 0.5, 0.75, 1].flatMap((t) => {
    const x = west + t * (east - west);
    return [[x, south], [x, north]];
  });
  return geoNaturalEarth1()
    .rotate([-middle, 0])
    .fitSize([width, height], { type: "MultiPoint", coordinates: edge })
    .clipExtent([[0, 0], [width, height]]);
}

export function WorldFigure({ filters, title, level = 2, detail = "coarse", region = "world", tools }: WorldProps): JSX.Element {
  const places = useRows<PlaceRow>("places", { ...filters, rank: "events" }, 3000);
  return (
    <Figure
      title={title}
      level={level}
      name="where"
      rows={() => (places.state === "done" ? places.value.map((p) => ({ ...p })) : [])}
      tools={tools}
      note="What is known only by its country fills the country and is no dot. The size of a dot tells how many events."
    >
      <Shown of={places} lines={6} empty={(p) => p.length === 0 && <Empty title="No place to show">No event that fits says where it was.</Empty>}>
        {(rows) => <World rows={rows} filters={filters} detail={detail} region={regions.find((r) => r.name === region) ?? (regions[0] as Region)} />}
      </Shown>
    </Figure>
  );
}

const isDot = (p: PlaceRow): boolean => p.precision !== "country" && p.precision !== "none" && p.lat !== null && p.lon !== null;

function World({ rows, filters, detail, region }: { rows: PlaceRow[]; filters: Record<string, string>; detail: "coarse" | "fine"; region: Region }): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, 960);
  const [land, setLand] = useState<Shape[] | Problem | null>(null);
  useEffect(() => {
    shapes(detail).then(setLand, (e: unknown) => setLand(new Problem(0, "No map", String(e))));
  }, [detail]);
  const height = Math.round(width * (region.name === "world" ? 0.5 : 0.66));
  const projection = useMemo(() => projectionOf(region, width, height), [width, region.name]);
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
          {region.name === "world" ? <path d={path({ type: "Sphere" }) ?? ""} class="sea" /> : <rect width={width} height={height} class="sea" />}
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
            if (!point || point[0] < 0 || point[1] < 0 || point[0] > width || point[1] > height) return null;
            const size = (width > 700 ? 2 : 1.3) + (width > 700 ? 13 : 8) * Math.sqrt(p.events / mostAt);
            const wide = p.precision === "region";
            const share = p.conflict / Math.max(1, p.conflict + p.cooperation);
            const kind = share > 0.66 ? "conflict" : share < 0.34 ? "cooperation" : "mixed";
            return (
              <circle
                key={`${p.place} ${p.country} ${p.lat} ${p.lon}`}
                cx={point[0]}
                cy={point[1]}
                r={wide ? size + (width > 700 ? 5 : 2.5) : size}
                class={`dot dot-${kind} ${wide ? "dot-region" : ""}`}
                onClick={() => go(to({ place: p.place, country: p.country }))}
              >
                <title>{`${wide ? "in the region of " : ""}${p.place}: ${counted(p.events, "event")}`}</title>
              </circle>
            );
          })}
        </svg>
      )}
      <ToneLegend>
        <li class="key-ring">a region</li>
        <li class="key-dot">a town or a point</li>
        <li class="key-filled">
          <svg viewBox="0 0 48 10" width="48" height="10" aria-hidden="true">
            {[1, most / 8, most / 2, most].map((events, i) => (
              <rect key={i} x={12 * i} width="12" height="10" class="land-filled" style={{ fillOpacity: String(0.2 + 0.7 * Math.sqrt(events / most)) }} />
            ))}
          </svg>{" "}
          somewhere in the country, 1 to {number(most)}
        </li>
      </ToneLegend>
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

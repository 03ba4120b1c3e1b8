// What the events of a filter are made of; each value narrows the filter.
import type { JSX } from "preact";
import { useList } from "../app/api";
import { withQuery } from "../app/route";
import type { Facet } from "../app/types";
import { actorName, number, placeName, sectorName, statusName, typeName } from "../app/words";
import { Shown } from "./states";

export interface FacetShape {
  facet: string;
  title: string;
  filter: string;
  name: (value: string) => string;
  change?: (value: string) => Record<string, string>;
}
const same = (value: string): string => value;
export const facetShapes: FacetShape[] = [
  { facet: "type", title: "Type", filter: "type", name: typeName },
  { facet: "quad", title: "Class", filter: "quad", name: (v) => v.replace("-", " ") },
  { facet: "status", title: "Status", filter: "status", name: statusName },
  { facet: "source", title: "Who acts", filter: "source", name: actorName },
  { facet: "target", title: "To whom", filter: "target", name: actorName },
  { facet: "sector", title: "Sector", filter: "sector", name: sectorName },
  { facet: "country", title: "Where", filter: "country", name: placeName },
  { facet: "place", title: "Place", filter: "place", name: placeName },
  { facet: "year", title: "Period", filter: "since", name: same, change: (v) => ({ since: `${v}-01-01`, until: `${v}-12-31` }) },
  { facet: "speaker", title: "Who says so", filter: "speaker", name: actorName },
  { facet: "publisher", title: "Publisher", filter: "publisher", name: same },
];
const kShown = 8;

export function Facets({ filters }: { filters: Record<string, string> }): JSX.Element {
  const answer = useList<Facet>("facets", { ...filters, limit: "1000" });
  return (
    <div class="facets">
      <Shown of={answer} lines={12}>
        {(page) => facetShapes.map((shape) => <FacetGroup key={shape.facet} shape={shape} filters={filters} rows={page.rows} />)}
      </Shown>
    </div>
  );
}

export const totalOf = (rows: Facet[]): number => rows.find((r) => r.facet === "events")?.events ?? 0;

function FacetGroup({ shape, filters, rows }: { shape: FacetShape; filters: Record<string, string>; rows: Facet[] }): JSX.Element | null {
  const own = rows.filter((r) => r.facet === shape.facet).sort((a, b) => b.events - a.events || a.value.localeCompare(b.value));
  if (own.length === 0) return null;
  const most = own[0]?.events ?? 1;
  const chosen = filters[shape.filter];
  const row = (r: Facet): JSX.Element => {
    const change = shape.change?.(r.value) ?? { [shape.filter]: r.value };
    const on = Object.entries(change).every(([name, value]) => filters[name] === value);
    const cleared = Object.fromEntries(Object.keys(change).map((name) => [name, undefined]));
    return (
      <li key={r.value}>
        <a href={withQuery(on ? { ...cleared, event: undefined } : { ...change, event: undefined })} aria-current={on ? "true" : undefined} data-facet={r.facet} data-value={r.value}>
          <svg class="facet-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect width={(100 * r.events) / most} height="10" />
          </svg>
          <span class="facet-name">{shape.name(r.value)}</span>
          <span class="facet-count">{number(r.events)}</span>
        </a>
      </li>
    );
  };
  return (
    <section class="facet">
      <h3>{shape.title}</h3>
      <ul>{own.slice(0, kShown).map(row)}</ul>
      {own.length > kShown && (
        <details open={Boolean(chosen && own.slice(kShown).some((r) => r.value === chosen))}>
          <summary>{number(own.length - kShown)} more</summary>
          <ul>{own.slice(kShown).map(row)}</ul>
        </details>
      )}
    </section>
  );
}

// Planned events and what became of them.
import type { JSX } from "preact";
import type { EventRow } from "../app/types";
import { actorName, dateName, daysOfDate, sideCodes, statusName } from "../app/words";
import { TypeBadge, Where } from "./chips";

export interface Planned extends EventRow {
  expected_first?: string;
  expected_last?: string;
  outcome?: string;
  outcome_event?: string;
}

export const firstDay = (p: Planned): string => p.expected_first || daysOfDate(p.date).first || p.day;
export const lastDay = (p: Planned): string => p.expected_last || daysOfDate(p.date).last || firstDay(p);

export function Outcome({ planned }: { planned: Planned }): JSX.Element {
  const outcome = planned.outcome || "planned";
  const badge = <span class={`status status-${outcome}`}>{statusName(outcome)}</span>;
  return planned.outcome_event ? <a href={`/explain/${planned.outcome_event}`}>{badge}</a> : badge;
}

export const whoWhom = (p: Planned): string => {
  const source = sideCodes(p.source_codes).map(actorName).join(", ") || "somebody";
  const target = [...new Set(sideCodes(p.target_codes))].map(actorName).join(", ");
  return target ? `${source} → ${target}` : source;
};

export function PlannedList({ planned }: { planned: Planned[] }): JSX.Element {
  return (
    <ul class="cards planned">
      {planned.map((p) => (
        <li key={p.id}>
          <a class="line" href={`/explain/${p.id}`}>
            <span class="line-top">
              <span class="line-who">
                <span class="side">{whoWhom(p)}</span> <TypeBadge type={p.type} mode={p.mode} quad={p.quad} />
              </span>
              <time class="line-when">{p.date ? dateName(p.date) : `reported ${dateName(p.day)}`}</time>
            </span>
            <span class="line-quote">{p.quote}</span>
            <span class="line-foot">
              <Where place={p.place} country={p.country} precision={p.precision} />
            </span>
          </a>
          <Outcome planned={p} />
        </li>
      ))}
    </ul>
  );
}

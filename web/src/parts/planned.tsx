// Planned events and what became of them.
import type { JSX } from "preact";
import type { Party } from "../app/types";
import { actorName, dateName, daysOfDate, quadOf, sideCodes, statusName } from "../app/words";
import { TypeBadge, Where } from "./chips";

export interface Planned {
  id: string;
  day: string;
  date: string;
  day_first?: string;
  day_last?: string;
  type: string;
  mode: string;
  source: Party[];
  target: Party[];
  source_codes: string;
  target_codes: string;
  place: string;
  country: string;
  outcome?: string;
  evidence_reported?: string;
  evidence_date?: string;
  evidence_quote?: string;
  evidence_reason?: string;
  announced?: string;
  quote: string;
  document: string;
}

export const firstDay = (p: Planned): string => p.day_first || daysOfDate(p.date).first || p.day;
export const lastDay = (p: Planned): string => p.day_last || daysOfDate(p.date).last || firstDay(p);

export const whoWhom = (p: Planned): string => {
  const source = [...new Set(sideCodes(p.source_codes))].map(actorName).join(", ") || "somebody";
  const target = [...new Set(sideCodes(p.target_codes))].map(actorName).join(", ");
  return target ? `${source} → ${target}` : source;
};

function Outcome({ planned: p }: { planned: Planned }): JSX.Element {
  const outcome = p.outcome || "planned";
  return (
    <div class="outcome">
      <span class={`status status-${outcome}`}>{statusName(outcome)}</span>
      {p.announced && <span class="faint">announced {dateName(p.announced)}</span>}
      {p.evidence_quote && (
        <details>
          <summary>
            what {dateName(p.evidence_reported ?? "")} reports say{p.evidence_date && ` (${dateName(p.evidence_date)})`}
          </summary>
          <blockquote class="quote small">{p.evidence_quote}</blockquote>
          <p class="faint">{p.evidence_reason}</p>
        </details>
      )}
    </div>
  );
}

export function PlannedList({ planned }: { planned: Planned[] }): JSX.Element {
  return (
    <ul class="cards planned">
      {planned.map((p) => (
        <li key={p.id}>
          <a class="line" href={`/explain/${p.id}`}>
            <span class="line-top">
              <span class="line-who">
                <span class="side">{whoWhom(p)}</span> <TypeBadge type={p.type} mode={p.mode} quad={quadOf(p.type)} />
              </span>
              <time class="line-when">{p.date ? dateName(p.date) : "no day told"}</time>
            </span>
            <span class="line-quote">{p.quote}</span>
            <span class="line-foot">
              <Where place={p.place} country={p.country} precision="" />
            </span>
          </a>
          <Outcome planned={p} />
        </li>
      ))}
    </ul>
  );
}

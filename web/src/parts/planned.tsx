// Planned events and what became of them.
import type { JSX } from "preact";
import type { Party } from "../app/types";
import { actorName, dateName, daysOfDate, quadOf, rootOf, sectorName, sideCodes, statusName } from "../app/words";
import { ActorWords, TypeBadge, Where } from "./chips";

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

function WhoWhom({ planned: p }: { planned: Planned }): JSX.Element {
  const [source, target] = [[...new Set(sideCodes(p.source_codes))], [...new Set(sideCodes(p.target_codes))]];
  return (
    <span class="side">
      {source.length > 0 ? <ActorWords codes={source} /> : <span class="nobody">somebody</span>}
      {target.length > 0 && " → "}
      <ActorWords codes={target} />
    </span>
  );
}

// Codes where names find no room.
export function shortWhoWhom(p: Planned): string {
  const short = (codes: string): string => [...new Set(sideCodes(codes).map((c) => rootOf(c).replace("IGO:", "") || sectorName(c.slice(1))))].join(", ");
  const target = short(p.target_codes);
  return target ? `${short(p.source_codes) || "?"} → ${target}` : short(p.source_codes) || "?";
}

function Outcome({ planned: p }: { planned: Planned }): JSX.Element {
  const outcome = p.outcome || "planned";
  return (
    <div class="outcome">
      <span class={`status status-${outcome}`}>{statusName(outcome)}</span>
      {p.announced && <span class="faint">announced {dateName(p.announced)}</span>}
      {p.evidence_quote && (
        <details>
          <summary>
            what a report of {dateName(p.evidence_reported ?? "")} says
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
                <WhoWhom planned={p} /> <TypeBadge type={p.type} mode={p.mode} quad={quadOf(p.type)} />
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

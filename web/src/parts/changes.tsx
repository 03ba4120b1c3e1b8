// Changes of rates, strongest first.
import type { JSX } from "preact";
import type { Change } from "../app/changes";
import { address } from "../app/route";
import { daysOf } from "../app/periods";
import { actorName, dateName, number } from "../app/words";

// The events of the stretch that changed.
export function evidenceOf(change: Change): string {
  return address("/events", { source: change.source, target: change.target, since: daysOf(change.first).since, until: daysOf(change.period).until });
}

export function ChangeList({ changes }: { changes: Change[] }): JSX.Element {
  if (changes.length === 0) return <p class="faint">No rate has changed by more than chance allows, for as many reports as were read.</p>;
  return (
    <ul class="changes">
      {changes.map((c) => (
        <li key={`${c.source} ${c.target} ${c.measure} ${c.period}`}>
          <a href={evidenceOf(c)}>
            <span class={`change-sign ${c.measure}`} aria-hidden="true">
              {c.observed > c.expected ? "▲" : "▼"}
            </span>
            <span class="change-what">
              {c.source && actorName(c.source)}
              {c.target && ` → ${actorName(c.target)}`} <span class="sector">{c.measure}</span>
            </span>
            <span class="change-figures">
              <strong>{number(c.observed)}</strong> events, {number(c.expected, 1)} expected · {c.first === c.period ? dateName(c.period) : `${dateName(c.first)} – ${dateName(c.period)}`}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

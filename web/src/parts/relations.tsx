// Standing relations and lasting attitudes, each with its sentence.
import type { JSX } from "preact";
import type { Relation, Stance } from "../app/types";
import { actorName, dateName, documentAddress, relationName } from "../app/words";
import { ActorLink } from "./chips";

const span = (start: string, end: string): string => {
  if (start && end) return `${dateName(start)} – ${dateName(end)}`;
  if (start) return `since ${dateName(start)}`;
  return end ? `until ${dateName(end)}` : "";
};

export function RelationTable({ title, relations, kind }: { title: string; relations: Relation[]; kind: "office" | "membership" | "any" }): JSX.Element | null {
  if (relations.length === 0) return null;
  const id = `relations-${kind}`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <Folded items={relations}>{(r) => <RelationItem relation={r} kind={kind} key={r.id} />}</Folded>
    </section>
  );
}

const kShown = 8;

// The first of a list; the rest is there for those who ask.
function Folded<T>({ items, children }: { items: T[]; children: (item: T) => JSX.Element }): JSX.Element {
  return (
    <>
      <ul class="relations">{items.slice(0, kShown).map(children)}</ul>
      {items.length > kShown && (
        <details>
          <summary>{items.length - kShown} more</summary>
          <ul class="relations">{items.slice(kShown).map(children)}</ul>
        </details>
      )}
    </>
  );
}

function RelationItem({ relation: r, kind }: { relation: Relation; kind: "office" | "membership" | "any" }): JSX.Element {
  return (
    <li>
      <p class="relation-words">
        {kind === "office" ? (
          <>
            <strong>{r.subject_name || actorName(r.subject)}</strong> <span>{r.role || "office"}</span>
          </>
        ) : (
          <>
            {kind === "any" && <ActorLink code={r.subject} name={r.subject_name} />} <span class="faint">{relationName(r.relation)}</span>{" "}
            {r.object ? <ActorLink code={r.object} name={r.object_name} /> : r.object_name}
          </>
        )}{" "}
        <span class="faint">{span(r.start, r.end)}</span>
        {r.background === 1 && <span class="status status-background">background knowledge</span>}
      </p>
      {r.quote && (
        <details>
          <summary>evidence</summary>
          <blockquote class="quote small">{r.quote}</blockquote>
          {r.document && <a href={documentAddress(r.document)}>the report</a>}
        </details>
      )}
    </li>
  );
}

export function StanceList({ stances }: { stances: Stance[] }): JSX.Element | null {
  if (stances.length === 0) return null;
  return (
    <section aria-labelledby="stances">
      <h2 id="stances">Stances</h2>
      <Folded items={stances}>
        {(s) => (
          <li key={s.id}>
            <p class="relation-words">
              <ActorLink code={s.holder} name={s.holder_name} /> <span class={`attitude attitude-${s.attitude}`}>{s.attitude}</span>{" "}
              {s.object ? <ActorLink code={s.object} name={s.object_name} /> : `“${s.object_name}”`} <span class="faint">{span(s.start, s.end)}</span>
            </p>
            <details>
              <summary>evidence</summary>
              <blockquote class="quote small">{s.quote}</blockquote>
              <a href={documentAddress(s.document)}>the report</a>
            </details>
          </li>
        )}
      </Folded>
    </section>
  );
}

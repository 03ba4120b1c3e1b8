// Standing relations and lasting attitudes, each with its sentence.
import type { JSX } from "preact";
import type { Relation, Stance } from "../app/types";
import { actorName, counted, documentAddress, relationName } from "../app/words";
import { ActorLink } from "./chips";
import { span } from "./spans";

type Kind = "office" | "membership" | "any";

export function RelationTable({ title, relations, kind }: { title: string; relations: Relation[]; kind: Kind }): JSX.Element | null {
  if (relations.length === 0) return null;
  const id = `relations-${kind}`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <Folded items={groupsOf(relations)}>{(group) => <RelationItem group={group} kind={kind} key={group[0]?.id} />}</Folded>
    </section>
  );
}

// What is told of the same two is one line; reports come before the knowledge of the dictionaries.
function groupsOf(relations: Relation[]): Relation[][] {
  const groups = new Map<string, Relation[]>();
  for (const r of relations) {
    const who = r.relation === "holds_office" || !r.subject ? r.subject_name : r.subject;
    const key = [r.background, who, r.relation, r.object, r.role].join("|");
    groups.set(key, [...(groups.get(key) ?? []), r]);
  }
  return [...groups.values()].sort((a, b) => (a[0]?.background ?? 0) - (b[0]?.background ?? 0));
}

const kShown = 6;

// The first of a list; the rest is there for those who ask.
function Folded<T>({ items, children }: { items: T[]; children: (item: T) => JSX.Element }): JSX.Element {
  return (
    <>
      <ul class="relations">{items.slice(0, kShown).map(children)}</ul>
      {items.length > kShown && (
        <details class="folded">
          <summary>{items.length - kShown} more</summary>
          <ul class="relations">{items.slice(kShown).map(children)}</ul>
        </details>
      )}
    </>
  );
}

interface Saying {
  id: string;
  quote: string;
  document: string;
  start: string;
  end: string;
}
function Evidence({ of }: { of: Saying[] }): JSX.Element | null {
  const told = of.filter((s) => s.quote);
  if (told.length === 0) return null;
  return (
    <details>
      <summary>{told.length === 1 ? "evidence" : counted(told.length, "report")}</summary>
      {told.map((s) => (
        <div key={s.id}>
          <blockquote class="quote small">{s.quote}</blockquote>
          {s.document && <a href={documentAddress(s.document)}>the report</a>}
        </div>
      ))}
    </details>
  );
}

function RelationItem({ group, kind }: { group: Relation[]; kind: Kind }): JSX.Element {
  const r = group[0] as Relation;
  const when = [...new Set(group.map((g) => span(g.start, g.end)).filter(Boolean))].join("; ");
  return (
    <li>
      <p class="relation-words">
        {kind === "office" ? (
          <>
            <strong>{r.subject_name || actorName(r.subject)}</strong>, {r.role || "office"}
          </>
        ) : (
          <>
            {kind === "any" && (
              <>
                <ActorLink code={r.subject} name={r.subject_name} /> <span class="faint">{relationName(r.relation)}</span>{" "}
              </>
            )}
            {r.object ? <ActorLink code={r.object} name={r.object_name} /> : r.object_name}
          </>
        )}
      </p>
      {(when || r.background === 1) && (
        <p class="relation-when">
          {when} {r.background === 1 && <span class="status">from the dictionaries</span>}
        </p>
      )}
      <Evidence of={group} />
    </li>
  );
}

// The same attitude told in several reports is one line.
export function StanceList({ stances }: { stances: Stance[] }): JSX.Element | null {
  if (stances.length === 0) return null;
  const groups = new Map<string, Stance[]>();
  for (const s of stances) {
    const key = `${s.holder} ${s.attitude} ${s.object || s.object_name}`;
    groups.set(key, [...(groups.get(key) ?? []), s]);
  }
  const sorted = [...groups.values()].sort((a, b) => b.length - a.length);
  return (
    <section aria-labelledby="stances">
      <h2 id="stances">Stances</h2>
      <Folded items={sorted}>
        {(group) => {
          const s = group[0] as Stance;
          const when = group.length === 1 ? span(s.start, s.end) : "";
          return (
            <li key={s.id}>
              <p class="relation-words">
                <ActorLink code={s.holder} name={s.holder_name} /> <span class={`attitude attitude-${s.attitude}`}>{s.attitude}</span>{" "}
                {s.object ? <ActorLink code={s.object} name={s.object_name} /> : `“${s.object_name}”`}
              </p>
              {when && <p class="relation-when">{when}</p>}
              <Evidence of={group} />
            </li>
          );
        }}
      </Folded>
    </section>
  );
}

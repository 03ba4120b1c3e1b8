// One event: its sentence with what was read in it, why it was coded so, and everybody else who reports it.
import type { JSX } from "preact";
import { useAnswer } from "../app/api";
import type { EventRow, Mention } from "../app/types";
import { actorName, counted, dateName, documentAddress, dyadAddress, number, rootOf } from "../app/words";
import { ActorLink, Confidence, Parties, StatusBadge, TypeBadge, When, Where } from "./chips";
import { layers, Legend, marksOf, QuoteOf } from "./quote";
import { Shown } from "./states";

interface Explained {
  events: EventRow[];
  mentions: Mention[];
}

export function EventDetail({ id }: { id: string }): JSX.Element {
  const answer = useAnswer<Explained>(`explain/${encodeURIComponent(id)}`);
  return (
    <Shown of={answer} lines={8}>
      {({ events, mentions }) => {
        const event = events[0];
        const first = mentions.find((m) => m.id === id) ?? mentions[0];
        if (!event || !first) return null;
        const others = mentions.filter((m) => m !== first);
        const used = new Set(marksOf(first).map((m) => m.layer));
        return (
          <article class="detail" aria-label="Event">
            <Summary event={event} mention={first} />
            <section aria-labelledby="evidence">
              <h3 id="evidence">Evidence</h3>
              <QuoteOf mention={first} />
              <Legend shown={layers.filter((l) => used.has(l))} />
              <Origin mention={first} />
            </section>
            <Why mention={first} />
            <section aria-labelledby="others">
              <h3 id="others">{others.length === 0 ? "No other report of it" : counted(others.length, "other mention")}</h3>
              {others.map((m) => (
                <div class="other" key={m.id}>
                  <QuoteOf mention={m} />
                  <Origin mention={m} />
                </div>
              ))}
            </section>
          </article>
        );
      }}
    </Shown>
  );
}

function Summary({ event, mention }: { event: EventRow; mention: Mention }): JSX.Element {
  const a = rootOf(mention.source[0]?.code ?? "");
  const b = rootOf(mention.target[0]?.code ?? "");
  return (
    <>
      <h2 class="detail-title">
        <Parties parties={mention.source} none="somebody" /> <TypeBadge type={event.type} mode={event.mode} quad={event.quad} />{" "}
        {mention.target.length > 0 && <Parties parties={mention.target} none="" />}
      </h2>
      <p class="detail-facts">
        <StatusBadge status={event.status} always /> <When date={event.date} day={event.day} />
        <Where place={event.place} country={event.country} precision={event.precision} />
      </p>
      <dl class="facts">
        {mention.speaker && (
          <>
            <dt>Says</dt>
            <dd>
              <ActorLink code={mention.speaker.code} name={mention.speaker.name || mention.speaker.text} />
            </dd>
          </>
        )}
        {mention.about?.length > 0 && (
          <>
            <dt>About</dt>
            <dd>{mention.about.map((w) => w.text).join("; ")}</dd>
          </>
        )}
        {mention.purpose && (
          <>
            <dt>Aim</dt>
            <dd>{mention.purpose.text}</dd>
          </>
        )}
        <dt>CAMEO</dt>
        <dd>
          <code>{event.cameo}</code>, Goldstein {event.goldstein > 0 ? "+" : ""}
          {number(event.goldstein, 1)}
        </dd>
        <dt>Confidence</dt>
        <dd>
          <Confidence value={event.confidence} />
        </dd>
        <dt>Reports</dt>
        <dd>
          {counted(event.documents, "report")} by {counted(event.publishers, "publisher")}, {dateName(event.first_reported)}
          {event.last_reported !== event.first_reported && ` to ${dateName(event.last_reported)}`}
        </dd>
        {a && b && a !== b && (
          <>
            <dt>Dyad</dt>
            <dd>
              <a href={dyadAddress(a, b)}>{`${actorName(a)} – ${actorName(b)} over time`}</a>
            </dd>
          </>
        )}
      </dl>
    </>
  );
}

function Origin({ mention }: { mention: Mention }): JSX.Element {
  return (
    <p class="origin">
      <a href={`${documentAddress(mention.document ?? "")}?mention=${mention.id}`}>{mention.title || mention.document_id || "the report"}</a>
      <span class="faint">
        {" "}
        {mention.publisher} · {dateName(mention.document_date ?? "")}
      </span>
    </p>
  );
}

export function Why({ mention, open = false }: { mention: Mention; open?: boolean }): JSX.Element {
  return (
    <section aria-labelledby={`why-${mention.id}`}>
      <h3 id={`why-${mention.id}`}>Why it was coded so</h3>
      <dl class="facts">
        <dt>Rule</dt>
        <dd>
          <code>{mention.rule}</code>
        </dd>
        {(mention.why ?? []).map((why, i) => {
          const colon = why.indexOf(": ");
          return [
            <dt key={`t${i}`}>{colon > 0 ? why.slice(0, colon) : "and"}</dt>,
            <dd key={`d${i}`}>
              <code>{colon > 0 ? why.slice(colon + 2) : why}</code>
            </dd>,
          ];
        })}
      </dl>
      {mention.explanation && (
        <details open={open}>
          <summary>Tree, actors, and the readings that were turned down</summary>
          <pre class="explanation" tabIndex={0}>
            {mention.explanation}
          </pre>
        </details>
      )}
    </section>
  );
}

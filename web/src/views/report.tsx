// A report with its layers to toggle, beside its record.
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { apiAddress, useAnswer } from "../app/api";
import type { Mark } from "../app/bytes";
import { go, param, setQuery, withQuery } from "../app/route";
import type { DocumentAnswer, DocumentRow, EventRow, Layers, Mention } from "../app/types";
import { actorName, counted, dateName } from "../app/words";
import { Head } from "../parts/bits";
import { EventLine } from "../parts/event-row";
import { Why } from "../parts/event-detail";
import { ListFiles } from "../parts/figure";
import { Legend, Marked, marksOf } from "../parts/quote";
import { RelationTable, StanceList } from "../parts/relations";
import { Empty, Shown } from "../parts/states";
import { usePages, VirtualList } from "../parts/virtual";

export const textLayers: { name: string; label: string }[] = [
  { name: "events", label: "events" },
  { name: "actors", label: "actors" },
  { name: "times", label: "times" },
  { name: "places", label: "places" },
  { name: "sentences", label: "sentences" },
];

export const layersHere = (): Set<string> => new Set((param("layers") || "events").split("~"));

export function LayerSwitches(): JSX.Element {
  const on = layersHere();
  const changed = (name: string): string => {
    const next = new Set(on);
    if (next.has(name)) next.delete(name);
    else next.add(name);
    return [...next].join("~") || "none";
  };
  return (
    <div class="layers" role="group" aria-label="Layers">
      {textLayers.map((layer) => (
        <label key={layer.name} class={`layer layer-${layer.name}`}>
          <input type="checkbox" checked={on.has(layer.name)} onChange={() => setQuery({ layers: changed(layer.name) })} /> {layer.label}
        </label>
      ))}
    </div>
  );
}

export function legendOf(chosen: Mention | undefined): string[] {
  const on = layersHere();
  const switched = [on.has("actors") && "actor", on.has("times") && "time", on.has("places") && "place"].filter((l): l is string => Boolean(l));
  const own = chosen ? marksOf(chosen).map((m) => m.layer) : on.has("events") ? ["trigger"] : [];
  return [...new Set([...own, ...switched])];
}

// Marks of a whole text: of one mention alone if one is chosen, else of all layers that are on.
export function textMarks(mentions: Mention[], layers: Layers | null, chosen: Mention | undefined): Mark[] {
  const on = layersHere();
  const marks: Mark[] = [];
  if (on.has("actors") && layers) marks.push(...layers.actors.map((a) => ({ start: a.start, end: a.end, layer: "actor", label: actorName(a.code) || a.name || a.text })));
  if (on.has("places") && layers) marks.push(...layers.places.map((p) => ({ start: p.start, end: p.end, layer: "place", label: `${p.name} (${p.precision})` })));
  if (on.has("times") && layers) marks.push(...layers.times.map((t) => ({ start: t.start, end: t.end, layer: "time", label: t.edtf })));
  if (on.has("sentences") && layers) marks.push(...layers.sentences.map((s, i) => ({ start: s.start, end: s.end, layer: i % 2 ? "odd" : "even", label: `sentence ${i + 1}` })));
  if (chosen) {
    marks.push({ start: chosen.sentence_start, end: chosen.sentence_end, layer: "chosen", label: "the sentence" });
    marks.push(...marksOf(chosen));
  } else if (on.has("events")) {
    marks.push(...mentions.map((m) => ({ start: m.trigger_start, end: m.trigger_end, layer: "trigger", label: m.type, id: m.id })));
  }
  return marks;
}

export function Report({ id }: { id: string }): JSX.Element {
  const answer = useAnswer<DocumentAnswer>(`documents/${encodeURIComponent(id)}`);
  return (
    <Shown of={answer} lines={16}>
      {(a) => <ReportBody {...a} />}
    </Shown>
  );
}

function ReportBody({ document: d, mentions, relations, stances, layers }: DocumentAnswer): JSX.Element {
  const ordered = [...mentions].sort((x, y) => x.trigger_start - y.trigger_start).map((m) => ({ ...m, times: layers?.times ?? [] }));
  const chosen = ordered.find((m) => m.id === param("mention"));
  useEffect(() => {
    document.querySelector(".in-chosen")?.scrollIntoView({ block: "center", behavior: "smooth" });
  }, [chosen?.id]);
  const safe = /^https?:\/\//.test(d.url);
  return (
    <>
      <Head title={d.title || d.id}>
        {d.publisher && `${d.publisher} · `}
        {dateName(d.date)}
        {safe && (
          <>
            {" · "}
            <a href={d.url} rel="noreferrer noopener" target="_blank">
              where it was published
            </a>
          </>
        )}
        {d.duplicate_of && (
          <>
            {" · "}
            <a href={`/reports/${d.duplicate_of}`}>a copy of another report</a>
          </>
        )}
      </Head>
      <LayerSwitches />
      <p class="to-record">
        <a href="#record">{counted(mentions.length, "event")} below the text</a>
      </p>
      <div class="report">
        <article class="report-text" aria-label="Text of the report">
          <Marked text={d.text} base={0} marks={textMarks(ordered, layers, chosen)} />
        </article>
        <div class="report-record" id="record">
          <Legend shown={legendOf(chosen)} />
          <MentionList mentions={ordered} chosen={chosen} />
          <RelationTable title="Relations" kind="any" relations={relations} />
          <StanceList stances={stances} />
        </div>
      </div>
    </>
  );
}

export function asEvent(m: Mention): EventRow {
  return {
    ...m,
    day: "",
    source_codes: m.source.map((p) => p.code || p.text).join("; "),
    target_codes: m.target.map((p) => p.code || p.text).join("; "),
    place: m.place?.name ?? "",
    country: m.place?.country ?? "",
    lat: null,
    lon: null,
    precision: m.place?.precision ?? "",
    speaker: m.speaker?.code ?? "",
    mentions: 1,
    documents: 1,
    publishers: 1,
    first_reported: "",
    last_reported: "",
    document: m.document ?? "",
  };
}

export function MentionList({ mentions, chosen }: { mentions: Mention[]; chosen: Mention | undefined }): JSX.Element {
  if (mentions.length === 0) return <Empty title="No event was found in it" />;
  return (
    <section aria-labelledby="record">
      <h2 id="record">{counted(mentions.length, "event")}</h2>
      <ul class="cards">
        {mentions.map((m) => (
          <li key={m.id} class={m === chosen ? "on" : ""}>
            <a class="line" href={withQuery({ mention: m === chosen ? undefined : m.id })} aria-current={m === chosen ? "true" : undefined}>
              <EventLine event={{ ...asEvent(m), quote: "" }} />
            </a>
            {m === chosen && (
              <div class="inside">
                <Why mention={m} />
                {m.event && (
                  <p class="more">
                    <a href={`/explain/${m.event}`}>The event and its other reports</a>
                  </p>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Reports(): JSX.Element {
  const publisher = param("publisher");
  const filters = { publisher, since: param("since"), until: param("until") };
  const pages = usePages<DocumentRow>("documents", { ...filters, order: "newest" });
  return (
    <div class="reports">
      <Head title="Reports" aside={<ListFiles what="documents" address={(ending) => apiAddress(`documents.${ending}`, { ...filters, order: "newest" })} />}>
        {publisher ? (
          <>
            of {publisher} · <a href="/reports">all</a>
          </>
        ) : (
          "What was read, newest first"
        )}
      </Head>
      <VirtualList
        of={pages}
        rowHeight={62}
        label="reports"
        idOf={(d) => d.sha256}
        selected={param("at")}
        onSelect={(d) => setQuery({ at: d.sha256 })}
        onOpen={(d) => go(`/reports/${d.sha256}`)}
        empty={<Empty title="No report fits" />}
      >
        {(d) => (
          <div class="line">
            <span class="line-top">
              <span class="line-title">{d.title || d.id}</span>
              <time class="line-when">{dateName(d.date)}</time>
            </span>
            <span class="line-foot">
              <span>{d.publisher || "no publisher"}</span>
              <span class={d.events === 0 ? "faint" : ""}>{d.events === 0 ? "no events" : counted(d.events, "event")}</span>
              {d.duplicate_of && <span class="status">copy</span>}
            </span>
          </div>
        )}
      </VirtualList>
    </div>
  );
}

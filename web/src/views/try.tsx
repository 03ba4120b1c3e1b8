// Paste a report; see it coded and explained as you type.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { post, Problem } from "../app/api";
import { param, setQuery } from "../app/route";
import type { Layers, Mention, Party, PlaceOf, Span, Words } from "../app/types";
import { actorName, counted, relationName } from "../app/words";
import { Head } from "../parts/bits";
import { Legend, Marked } from "../parts/quote";
import { Empty, Failed, Loading } from "../parts/states";
import { LayerSwitches, legendOf, MentionList, textMarks } from "./report";

interface CodedEvent {
  id: string;
  sentence: Span;
  quote: string;
  trigger: Words;
  type: string;
  mode: string;
  cameo: string;
  quad: Mention["quad"];
  goldstein: number;
  source: Party[];
  target: Party[];
  status: string;
  date: string;
  place: PlaceOf | null;
  speaker: Party | null;
  about: Words[];
  purpose: Words | null;
  confidence: number;
  rule: string;
}
interface Coded {
  events: CodedEvent[];
  relations: { id: string; quote: string; subject: Party; relation: string; object: Party | null; role: string; rule: string }[];
  stances: { id: string; quote: string; holder: Party; attitude: string; object: Party; rule: string }[];
  layers: Layers | null;
  explanations?: string[];
}

const kPause = 250;
const kFirst =
  "The foreign minister of Norway visited Ankara on Tuesday and held talks with his Turkish counterpart. " +
  "Turkey refused to withdraw its troops from northern Syria. A Norwegian trade delegation will travel to Istanbul in early May.";
const today = (): string => new Date().toISOString().slice(0, 10);

export function Try(): JSX.Element {
  const [text, setText] = useState(sessionStorage.getItem("try") ?? kFirst);
  const [coded, setCoded] = useState<{ text: string; record: Coded } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const date = param("date", today());
  useEffect(() => {
    sessionStorage.setItem("try", text);
    if (!text.trim()) {
      setCoded(null);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      post<Coded>("code", { date, text }, stop.signal).then(
        (record) => {
          setCoded({ text, record });
          setProblem(null);
        },
        (failure: unknown) => {
          if (failure instanceof Problem) setProblem(failure);
        },
      );
    }, kPause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, date]);
  return (
    <>
      <Head title="Try it">Paste a report. It is coded here, on this machine, and kept nowhere.</Head>
      <div class="try">
        <form class="try-form" onSubmit={(e) => e.preventDefault()}>
          <label class="try-date">
            <span>Date of the report</span>
            <input type="date" value={date} required onChange={(e) => setQuery({ date: e.currentTarget.value })} />
          </label>
          <label>
            <span>Text</span>
            <textarea rows={6} value={text} spellcheck={false} onInput={(e) => setText(e.currentTarget.value)} data-search />
          </label>
        </form>
        {problem && <Failed problem={problem} />}
        {!coded && !problem && (text.trim() ? <Loading lines={5} label="Coding" /> : <Empty title="Nothing to code yet">Type or paste a dated report.</Empty>)}
        {coded && <Result text={coded.text} record={coded.record} />}
      </div>
    </>
  );
}

function asMention(e: CodedEvent, explanation: string | undefined, layers: Layers | null): Mention {
  return {
    ...e,
    sentence_start: e.sentence.start,
    sentence_end: e.sentence.end,
    trigger_start: e.trigger.start,
    trigger_end: e.trigger.end,
    trigger: e.trigger.text,
    why: [],
    times: layers?.times ?? [],
    ...(explanation ? { explanation } : {}),
  };
}

function Result({ text, record }: { text: string; record: Coded }): JSX.Element {
  const mentions = record.events.map((e, i) => asMention(e, record.explanations?.[i], record.layers));
  const chosen = mentions.find((m) => m.id === param("mention"));
  return (
    <div class="report">
      <div>
        <LayerSwitches />
        <article class="report-text" aria-label="The text with what was found in it">
          <Marked text={text} base={0} marks={textMarks(mentions, record.layers, chosen)} />
        </article>
        <Legend shown={legendOf(chosen)} />
      </div>
      <div class="report-record" aria-live="polite">
        <MentionList mentions={mentions} chosen={chosen} />
        {record.relations.length > 0 && (
          <section>
            <h2>{counted(record.relations.length, "relation")}</h2>
            <ul class="relations">
              {record.relations.map((r) => (
                <li key={r.id}>
                  {actorName(r.subject.code) || r.subject.text} <span class="faint">{relationName(r.relation)}</span> {r.object ? actorName(r.object.code) || r.object.text : r.role}{" "}
                  <code class="faint">{r.rule}</code>
                </li>
              ))}
            </ul>
          </section>
        )}
        {record.stances.length > 0 && (
          <section>
            <h2>{counted(record.stances.length, "stance")}</h2>
            <ul class="relations">
              {record.stances.map((s) => (
                <li key={s.id}>
                  {actorName(s.holder.code) || s.holder.text} <span class="faint">{s.attitude}</span> “{s.object.text}” <code class="faint">{s.rule}</code>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </div>
  );
}

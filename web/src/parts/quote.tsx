// Words of a report with the parts of a record marked in them.
import type { JSX } from "preact";
import { type Mark, pieces } from "../app/bytes";
import { actorName } from "../app/words";
import type { Mention } from "../app/types";

export const layerNames: Record<string, string> = {
  source: "who acts",
  target: "to whom",
  trigger: "what was done",
  time: "when",
  place: "where",
  speaker: "who says so",
  about: "about",
  actor: "actor",
};
export const layers = Object.keys(layerNames).filter((l) => l !== "actor");

// Times of a mention are those of its sentence that give its date.
function timesOf(mention: Mention): Mark[] {
  const inside = (mention.times ?? []).filter((t) => t.start >= mention.sentence_start && t.end <= mention.sentence_end);
  const fitting = inside.filter((t) => mention.date !== "" && t.edtf === mention.date);
  return fitting.map((t) => ({ start: t.start, end: t.end, layer: "time", label: t.edtf }));
}

export function marksOf(mention: Mention): Mark[] {
  const marks: Mark[] = [
    { start: mention.trigger_start, end: mention.trigger_end, layer: "trigger", label: mention.type },
    ...mention.source.map((p) => ({ start: p.start, end: p.end, layer: "source", label: actorName(p.code) })),
    ...mention.target.map((p) => ({ start: p.start, end: p.end, layer: "target", label: actorName(p.code) })),
    ...timesOf(mention),
    ...(mention.about ?? []).map((w) => ({ start: w.start, end: w.end, layer: "about", label: "about" })),
  ];
  if (mention.place) marks.push({ start: mention.place.start, end: mention.place.end, layer: "place", label: mention.place.name });
  if (mention.speaker) marks.push({ start: mention.speaker.start, end: mention.speaker.end, layer: "speaker", label: actorName(mention.speaker.code) });
  return marks;
}

const order = ["about", "place", "time", "speaker", "target", "source", "trigger"];

// The strongest layer colours the piece; all of them are told to those who point at it or hear it.
export function Marked({ text, base, marks }: { text: string; base: number; marks: Mark[] }): JSX.Element {
  return (
    <>
      {pieces(text, base, marks).map((piece, i) => {
        if (piece.marks.length === 0) return piece.text;
        const names = piece.marks.map((m) => m.layer).sort((a, b) => order.indexOf(b) - order.indexOf(a));
        const told = [...new Set(piece.marks.map((m) => `${layerNames[m.layer] ?? m.layer}: ${m.label}`))].join("; ");
        return (
          <mark class={[...new Set(names)].map((n) => `in-${n}`).join(" ")} data-layer={names[0]} title={told} key={i}>
            {piece.text}
          </mark>
        );
      })}
    </>
  );
}

export function QuoteOf({ mention }: { mention: Mention }): JSX.Element {
  return (
    <blockquote class="quote">
      <Marked text={mention.quote} base={mention.sentence_start} marks={marksOf(mention)} />
    </blockquote>
  );
}

export function Legend({ shown = layers }: { shown?: string[] }): JSX.Element {
  return (
    <ul class="legend" aria-label="Colours of the sentence">
      {shown.map((layer) => (
        <li key={layer}>
          <mark class={`in-${layer}`}>{layerNames[layer]}</mark>
        </li>
      ))}
    </ul>
  );
}

// The filters of events, as they stand in the address.
import { place } from "./route";
import { actorName, dateName, placeName, statusName, typeName } from "./words";

export const eventFilters = [
  "text",
  "source",
  "target",
  "actor",
  "sector",
  "type",
  "mode",
  "cameo",
  "quad",
  "status",
  "place",
  "country",
  "speaker",
  "publisher",
  "since",
  "until",
  "reported_since",
  "reported_until",
  "min_confidence",
  "document",
  "as_of",
] as const;

export const filterNames: Record<string, string> = {
  text: "words",
  source: "who acts",
  target: "to whom",
  actor: "either side",
  sector: "sector",
  type: "type",
  mode: "mode",
  cameo: "CAMEO",
  quad: "class",
  status: "status",
  place: "place",
  country: "country of the place",
  speaker: "who says so",
  publisher: "publisher",
  since: "from",
  until: "to",
  reported_since: "reported from",
  reported_until: "reported to",
  min_confidence: "confidence from",
  document: "report",
  as_of: "as known on",
};

export function filtersHere(names: readonly string[] = eventFilters): Record<string, string> {
  const out: Record<string, string> = {};
  for (const name of names) {
    const value = place.value.query.get(name);
    if (value) out[name] = value;
  }
  return out;
}

const valueNames: Record<string, (v: string) => string> = {
  source: actorName,
  target: actorName,
  actor: actorName,
  speaker: actorName,
  type: typeName,
  status: statusName,
  country: placeName,
  since: dateName,
  until: dateName,
};
export const valueName = (name: string, value: string): string => valueNames[name]?.(value) ?? value;

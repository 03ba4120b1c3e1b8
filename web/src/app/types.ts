// What the API answers with; the meaning of each field stands in /api/v1/openapi.json.
export interface Span {
  start: number;
  end: number;
}
export interface Party extends Span {
  text: string;
  code: string;
  actor?: string;
  name?: string;
  wikidata?: string;
}
export interface Words extends Span {
  text: string;
}
export interface PlaceOf extends Span {
  text: string;
  name: string;
  country: string;
  lat?: number;
  lon?: number;
  precision: string;
}
export type Quad = "verbal-cooperation" | "material-cooperation" | "verbal-conflict" | "material-conflict";
export interface EventRow {
  id: string;
  type: string;
  mode: string;
  cameo: string;
  quad: Quad;
  goldstein: number;
  status: string;
  date: string;
  day: string;
  source: Party[];
  target: Party[];
  source_codes: string;
  target_codes: string;
  place: string;
  country: string;
  lat: number | null;
  lon: number | null;
  precision: string;
  speaker: string;
  mentions: number;
  documents: number;
  publishers: number;
  first_reported: string;
  last_reported: string;
  confidence: number;
  trigger: string;
  quote: string;
  rule: string;
  document: string;
}
export interface Mention {
  id: string;
  event?: string;
  document?: string;
  document_id?: string;
  document_date?: string;
  publisher?: string;
  title?: string;
  url?: string;
  sentence_start: number;
  sentence_end: number;
  trigger_start: number;
  trigger_end: number;
  type: string;
  mode: string;
  cameo: string;
  quad: Quad;
  goldstein: number;
  status: string;
  date: string;
  source: Party[];
  target: Party[];
  place: PlaceOf | null;
  speaker: Party | null;
  about: Words[];
  purpose: Words | null;
  confidence: number;
  trigger: string;
  quote: string;
  rule: string;
  why: string[];
  times?: TimeOf[];
  explanation?: string;
}
export interface TimeOf extends Span {
  text: string;
  edtf: string;
}
export interface Relation {
  id: string;
  subject: string;
  subject_name: string;
  relation: string;
  object: string;
  object_name: string;
  start: string;
  end: string;
  role: string;
  evidence: number;
  background: number;
  quote: string;
  document: string;
  rule: string;
}
export interface Stance {
  id: string;
  holder: string;
  holder_name: string;
  attitude: string;
  object: string;
  object_name: string;
  start: string;
  end: string;
  quote: string;
  document: string;
  rule: string;
}
export interface Dyad {
  source: string;
  target: string;
  events: number;
  verbal_cooperation: number;
  material_cooperation: number;
  verbal_conflict: number;
  material_conflict: number;
  goldstein: number;
  first: string;
  last: string;
}
export interface DyadMonth extends Dyad {
  month: string;
  documents: number;
  per_thousand_documents: number | null;
}
export interface SeriesRow {
  period: string;
  events: number;
  conflict: number;
  cooperation: number;
  goldstein: number;
  documents: number;
}
export interface MonthRead {
  month: string;
  publishers: number;
  documents: number;
  coded: number;
  empty: number;
  copies: number;
  events: number;
}
export interface ActorRow {
  code: string;
  name: string;
  as_source: number;
  as_target: number;
  conflict: number;
  cooperation: number;
  first: string;
  last: string;
}
export interface DocumentRow {
  sha256: string;
  id: string;
  date: string;
  title: string;
  url: string;
  publisher: string;
  outcome: string;
  duplicate_of: string;
  events: number;
}
export interface Token extends Span {
  lemma: string;
  upos: string;
  xpos: string;
  head: number;
  deprel: string;
  sentence: number;
}
export interface Layers {
  sentences: Span[];
  tokens: Token[];
  actors: Party[];
  times: TimeOf[];
  places: PlaceOf[];
}
export interface DocumentAnswer {
  document: DocumentRow & { text: string };
  mentions: Mention[];
  relations: Relation[];
  stances: Stance[];
  layers: Layers | null;
}
export interface Facet {
  facet: string;
  value: string;
  events: number;
}
export interface Page<T> {
  columns: string[];
  rows: T[];
  next: string;
  filters: Record<string, string>;
}

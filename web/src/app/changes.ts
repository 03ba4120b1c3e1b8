// A change of a rate, as the server finds it.
export interface Change {
  source: string;
  target: string;
  measure: string;
  first: string;
  period: string;
  months: number;
  observed: number;
  expected: number;
  documents: number;
  score: number;
  threshold: number;
  newest: boolean;
}

// Months and years in a row, with what was read in each.
import type { MonthRead, DyadMonth } from "./types";

export interface PeriodCounts {
  period: string;
  mcoop: number;
  vcoop: number;
  vconf: number;
  mconf: number;
  documents: number;
}

export function nextMonth(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return number === 12 ? `${String(year + 1).padStart(4, "0")}-01` : `${String(year).padStart(4, "0")}-${String(number + 1).padStart(2, "0")}`;
}

export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first; month <= last && months.length < 2400; month = nextMonth(month)) months.push(month);
  return months;
}

// Copies of a report tell nothing of their own.
export const documentsByMonth = (read: MonthRead[]): Map<string, number> => new Map(read.map((m) => [m.month, m.documents - m.copies]));

type Months = Pick<DyadMonth, "month" | "verbal_cooperation" | "material_cooperation" | "verbal_conflict" | "material_conflict">;

// Every month from the first to the last that was read; a month without reports is a gap, not a zero.
export function filled(rows: Months[], coverage: MonthRead[], since = "", until = ""): { periods: PeriodCounts[]; outside: number } {
  const documents = documentsByMonth(coverage);
  const read = [...documents.keys()].filter((m) => (documents.get(m) ?? 0) > 0).sort();
  const first = since.slice(0, 7) || read[0];
  const last = until.slice(0, 7) || read[read.length - 1];
  if (!first || !last) return { periods: [], outside: 0 };
  const byMonth = new Map<string, PeriodCounts>();
  for (const month of monthsBetween(first, last)) {
    byMonth.set(month, { period: month, mcoop: 0, vcoop: 0, vconf: 0, mconf: 0, documents: documents.get(month) ?? 0 });
  }
  let outside = 0;
  for (const row of rows) {
    const period = byMonth.get(row.month);
    if (!period) {
      outside += row.verbal_cooperation + row.material_cooperation + row.verbal_conflict + row.material_conflict;
      continue;
    }
    period.mcoop += row.material_cooperation;
    period.vcoop += row.verbal_cooperation;
    period.vconf += row.verbal_conflict;
    period.mconf += row.material_conflict;
  }
  return { periods: [...byMonth.values()], outside };
}

export function byYear(months: PeriodCounts[]): PeriodCounts[] {
  const years = new Map<string, PeriodCounts>();
  for (const m of months) {
    const year = m.period.slice(0, 4);
    const y = years.get(year) ?? { period: year, mcoop: 0, vcoop: 0, vconf: 0, mconf: 0, documents: 0 };
    y.mcoop += m.mcoop;
    y.vcoop += m.vcoop;
    y.vconf += m.vconf;
    y.mconf += m.mconf;
    y.documents += m.documents;
    years.set(year, y);
  }
  return [...years.values()];
}

// The days that a period spans.
export function daysOf(period: string): { since: string; until: string } {
  if (period.length === 4) return { since: `${period}-01-01`, until: `${period}-12-31` };
  const [year = 0, month = 1] = period.split("-").map(Number);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { since: `${period}-01`, until: `${period}-${last}` };
}

// A step that makes round numbers on an axis.
export function niceStep(most: number, ticks: number): number {
  const raw = most / ticks;
  const power = 10 ** Math.floor(Math.log10(raw || 1));
  const unit = [1, 2, 5, 10].find((u) => u * power >= raw) ?? 10;
  return unit * power;
}

// Codes and dates in words.
import { countryName, isCountry } from "./countries";
import type { EventRow, Quad } from "./types";

const sectors: Record<string, string> = {
  GOV: "government",
  LEG: "parliament",
  JUD: "courts",
  MIL: "military",
  COP: "police",
  SPY: "intelligence",
  OPP: "opposition",
  PTY: "parties",
  REB: "armed groups",
  UAF: "unidentified armed force",
  CVL: "civilians",
  BUS: "business",
  MED: "media",
  NGO: "NGOs",
  EDU: "education",
  REL: "religious bodies",
  LAB: "labour",
  ELI: "notables",
};
export const sectorCodes = Object.keys(sectors);
export const sectorName = (code: string): string => sectors[code] ?? code;

// "CHN:GOV" is "China · government", "IGO:UN" is "UN", ":REB" is "armed groups".
export function actorName(code: string): string {
  if (!code) return "unknown";
  if (code.startsWith("IGO:")) return igoName(code.slice(4));
  const [country = "", sector = ""] = code.split(":");
  if (!country) return sectorName(sector);
  return sector ? `${countryName(country)} · ${sectorName(sector)}` : countryName(country);
}

function igoName(name: string): string {
  if (name === "WEST") return "the West";
  if (name === "INTERNATIONAL") return "international community";
  if (name === "COALITION") return "a coalition";
  return name;
}

// The country or organisation that a code belongs to.
export const rootOf = (code: string): string => (code.startsWith("IGO:") ? code : (code.split(":")[0] ?? ""));
export const placeName = (country: string): string => (isCountry(country) ? countryName(country) : country);

const cooperation = ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"];
const material = ["COOPERATE", "AID", "RETREAT", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"];
export const quadOf = (type: string): Quad =>
  `${material.includes(type) ? "material" : "verbal"}-${cooperation.includes(type) ? "cooperation" : "conflict"}`;

const typeWords: Record<string, string> = {
  AGREE: "agree",
  CONSULT: "consult",
  SUPPORT: "support",
  CONCEDE: "concede",
  COOPERATE: "cooperate",
  AID: "aid",
  RETREAT: "retreat",
  REQUEST: "request",
  ACCUSE: "accuse",
  REJECT: "reject",
  THREATEN: "threaten",
  PROTEST: "protest",
  SANCTION: "sanction",
  MOBILIZE: "mobilize",
  COERCE: "coerce",
  ASSAULT: "assault",
};
export const typeCodes = Object.keys(typeWords);
export const typeName = (type: string): string => typeWords[type] ?? type.toLowerCase();

export const quads: { quad: Quad; short: string; name: string }[] = [
  { quad: "material-cooperation", short: "mcoop", name: "material cooperation" },
  { quad: "verbal-cooperation", short: "vcoop", name: "verbal cooperation" },
  { quad: "verbal-conflict", short: "vconf", name: "verbal conflict" },
  { quad: "material-conflict", short: "mconf", name: "material conflict" },
];
export const quadShort = (quad: string): string => quads.find((q) => q.quad === quad)?.short ?? "none";

const statusWords: Record<string, string> = {
  actual: "happened",
  planned: "planned",
  called_for: "called for",
  conditional: "conditional",
  negated: "did not happen",
  held: "held",
  postponed: "postponed",
  cancelled: "cancelled",
  silent: "no report since",
  ahead: "still to come",
  open: "no day was told",
};
export const statusName = (status: string): string => statusWords[status] ?? status.replaceAll("_", " ");

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const month = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });

const seasons: Record<string, { name: string; first: string; last: string }> = {
  "21": { name: "spring", first: "03-01", last: "05-31" },
  "22": { name: "summer", first: "06-01", last: "08-31" },
  "23": { name: "autumn", first: "09-01", last: "11-30" },
  "24": { name: "winter", first: "12-01", last: "12-31" },
};

function partName(text: string): string {
  const season = seasons[text.slice(5)];
  if (season && text.length === 7) return `${season.name} ${text.slice(0, 4)}`;
  if (/^\d{3}X$/.test(text)) return `${text.slice(0, 3)}0s`;
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return month.format(new Date(`${text}-01T00:00:00Z`));
  if (/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text)) return day.format(new Date(`${text}T00:00:00Z`));
  return text;
}

// EDTF in words: "2024-03-01/2024-03-10" is "1 Mar 2024 – 10 Mar 2024", "../2024-02-28" is "by 28 Feb 2024".
export function dateName(edtf: string): string {
  if (!edtf) return "";
  const [first = "", last] = edtf.split("/");
  if (last === undefined) return partName(first);
  if (first === ".." || !first) return `by ${partName(last)}`;
  if (last === ".." || !last) return `from ${partName(first)}`;
  // Within one month the month is told once.
  if (first.length === 10 && last.length === 10 && first.slice(0, 7) === last.slice(0, 7)) return `${Number(first.slice(8))}–${partName(last)}`;
  return `${partName(first)} – ${partName(last)}`;
}

function firstDayOf(part: string): string {
  const season = seasons[part.slice(5)];
  if (season && part.length === 7) return `${part.slice(0, 4)}-${season.first}`;
  return /^\d{4}(-\d{2}){0,2}$/.test(part) ? part + "-01-01".slice(part.length - 4) : "";
}

function lastDayOf(part: string): string {
  const season = seasons[part.slice(5)];
  if (season && part.length === 7) return `${part.slice(0, 4)}-${season.last}`;
  if (/^\d{4}$/.test(part)) return `${part}-12-31`;
  if (/^\d{4}-\d{2}-\d{2}$/.test(part)) return part;
  const [year = 0, number = 0] = part.split("-").map(Number);
  return /^\d{4}-\d{2}$/.test(part) ? `${part}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}` : "";
}

// The days that a date spans, as far as they are known: "2024-03" is 2024-03-01 to 2024-03-31.
export function daysOfDate(edtf: string): { first: string; last: string } {
  const [from = "", to = from] = edtf.split("/");
  return { first: firstDayOf(from), last: lastDayOf(to) };
}

export const counted = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;
export const number = (n: number, digits = 0): string => n.toLocaleString("en-GB", { maximumFractionDigits: digits }).replace("-", "−");

export const sideCodes = (codes: string): string[] => codes.split("; ").filter(Boolean);
export const relationName = (relation: string): string => relation.replaceAll("_", " ");

export function eventWords(event: Pick<EventRow, "source_codes" | "target_codes" | "type">): string {
  const source = sideCodes(event.source_codes).map(actorName).join(", ") || "someone";
  const target = sideCodes(event.target_codes).map(actorName).join(", ");
  return `${source} → ${typeName(event.type)}${target ? ` → ${target}` : ""}`;
}

export const actorAddress = (code: string): string => `/actors/${encodeURIComponent(code)}`;
export const dyadAddress = (a: string, b: string): string => `/dyads/${encodeURIComponent(a)}/${encodeURIComponent(b)}`;
export const documentAddress = (sha256: string): string => `/reports/${encodeURIComponent(sha256)}`;

// Small things that name something: actors, types, statuses, dates.
import type { JSX } from "preact";
import { actorAddress, actorName, dateName, placeName, quadShort, rootOf, statusName, typeName } from "../app/words";
import type { Party } from "../app/types";

export function ActorLink({ code, name, chip = false }: { code: string; name?: string; chip?: boolean }): JSX.Element {
  if (!code) return <span class="actor actor-unknown">{name || "unknown"}</span>;
  return (
    <a class={chip ? "actor actor-chip" : "actor"} href={actorAddress(code)} title={name ? `${name} (${code})` : code}>
      {actorName(code)}
    </a>
  );
}

// Actors by name, which part of a country it is less loud than which country.
export function ActorWords({ codes }: { codes: string[] }): JSX.Element {
  return (
    <>
      {codes.map((code, i) => {
        const [name = "", part] = actorName(code).split(" · ");
        return (
          <span key={code}>
            {i > 0 && ", "}
            {name}
            {part && <span class="sector"> {part}</span>}
          </span>
        );
      })}
    </>
  );
}

// People and bodies that have a name of their own go by it.
function PartyName({ party }: { party: Party }): JSX.Element {
  const { code, name = "", text } = party;
  const own = name && /^\p{Lu}/u.test(name) && name !== actorName(code) && name !== actorName(rootOf(code));
  if (!own || !code) return <ActorLink code={code} name={name || text} />;
  return (
    <>
      {name} <ActorLink code={code} name={name} chip />
    </>
  );
}

export function Parties({ parties, none }: { parties: Party[]; none: string }): JSX.Element {
  if (parties.length === 0) return <span class="nobody">{none}</span>;
  return (
    <span class="parties">
      {parties.map((p, i) => (
        <span key={i}>
          {i > 0 && ", "}
          <PartyName party={p} />
        </span>
      ))}
    </span>
  );
}

export function TypeBadge({ type, mode, quad }: { type: string; mode?: string; quad: string }): JSX.Element {
  return (
    <span class={`type quad-${quadShort(quad)}`}>
      {typeName(type)}
      {mode && <span class="mode"> {mode.replaceAll("-", " ")}</span>}
    </span>
  );
}

export function StatusBadge({ status, always = false }: { status: string; always?: boolean }): JSX.Element | null {
  if (status === "actual" && !always) return null;
  return <span class={`status status-${status}`}>{statusName(status)}</span>;
}

export function When({ date, day }: { date: string; day?: string }): JSX.Element {
  if (date) return <time class="when">{dateName(date)}</time>;
  return (
    <span class="when when-reported" title="No report says when; this is the day of the first report">
      {day ? `reported ${dateName(day)}` : "no date"}
    </span>
  );
}

const precisionWords: Record<string, string> = { country: "somewhere in", region: "in the region of", city: "", point: "", none: "" };
export function Where({ place, country, precision }: { place: string; country: string; precision: string }): JSX.Element | null {
  if (!place && !country) return null;
  const name = place || placeName(country);
  const of = country && placeName(country) !== name ? `, ${placeName(country)}` : "";
  return (
    <span class="where">
      {precisionWords[precision] && <span class="faint">{precisionWords[precision]} </span>}
      {name}
      {of}
    </span>
  );
}

export function Confidence({ value }: { value: number }): JSX.Element {
  const percent = Math.round(value * 100);
  return (
    <span class="confidence" title={`Of events with this confidence about ${percent} % are right`}>
      <svg viewBox="0 0 40 6" width="40" height="6" aria-hidden="true">
        <rect width="40" height="6" rx="3" class="meter" />
        <rect width={(40 * percent) / 100} height="6" rx="3" class="meter-on" />
      </svg>
      {percent} %
    </span>
  );
}

// Reports of one event that disagree, side by side.
import type { JSX } from "preact";
import { apiAddress, useList } from "../app/api";
import { filtersHere } from "../app/filters";
import { actorName, counted, dateName, documentAddress, eventWords, number, placeName, sideCodes } from "../app/words";
import { param, withQuery } from "../app/route";
import { ActorLink } from "../parts/chips";
import { Head, Switch } from "../parts/bits";
import { FilterForm } from "../parts/filter-form";
import { ListFiles } from "../parts/figure";
import { Empty, Shown } from "../parts/states";

interface Claim {
  event: string;
  kind: string;
  topic: string;
  value: string;
  mention: string;
  reported: string;
  says: string;
  publisher: string;
  quote: string;
  type: string;
  day: string;
  source_codes: string;
  target_codes: string;
  document: string;
}
const kStep = 20;
const kindNames: Record<string, string> = { figure: "How many", doer: "Who did it", place: "Where it was", denial: "Whether it happened" };

export function Contradictions(): JSX.Element {
  const filters = filtersHere(["actor", "type", "country", "since", "until", "kind"]);
  const claims = useList<Claim>("contradictions", { ...filters, order: "newest", limit: "300" });
  return (
    <>
      <Head title="Contradictions" aside={<ListFiles what="contradictions" address={(ending) => apiAddress(`contradictions.${ending}`, filters)} />}>
        The same event told differently: other numbers, other doers, other places, or a denial
      </Head>
      <Switch name="kind" label="What is told differently" value={param("kind")} options={[{ value: "", label: "all" }, ...Object.entries(kindNames).map(([value, label]) => ({ value, label }))]} />
      <FilterForm names={["actor", "type"]} />
      <Shown of={claims} lines={10} empty={(c) => c.rows.length === 0 && <Empty title="No reports disagree">Nothing in the record tells one event in two ways.</Empty>}>
        {(page) => <Disputes claims={page.rows} more={page.next !== ""} />}
      </Shown>
    </>
  );
}

function Disputes({ claims, more }: { claims: Claim[]; more: boolean }): JSX.Element {
  const disputes = new Map<string, Claim[]>();
  for (const claim of claims) {
    const key = `${claim.event} ${claim.kind} ${claim.topic}`;
    disputes.set(key, [...(disputes.get(key) ?? []), claim]);
  }
  // Of the last event of a page there may be more claims than the page holds.
  const newest = [...disputes.entries()].slice(0, more ? -1 : undefined);
  const most = Number(param("shown", String(kStep))) || kStep;
  return (
    <>
      <p class="table-note">
        {more ? `The newest ${number(newest.length)} events` : counted(newest.length, "event")} told in more than one way{newest.length > most && `, ${number(most)} shown`}
        {more && "; narrow the filters, or take the files, for others"}
      </p>
      <ul class="contradictions">
        {newest.slice(0, most).map(([key, list]) => (
          <Dispute claims={list} key={key} />
        ))}
      </ul>
      {newest.length > most && (
        <p class="more">
          <a class="button" href={withQuery({ shown: String(most + kStep) })}>
            Show {Math.min(kStep, newest.length - most)} more
          </a>
        </p>
      )}
    </>
  );
}

function valueName({ kind, value }: Claim): string {
  const words = value.replaceAll("_", " ");
  if (kind === "doer") return sideCodes(value).map(actorName).join(", ") || words;
  return kind === "place" ? placeName(value) : words;
}

function Dispute({ claims }: { claims: Claim[] }): JSX.Element | null {
  const first = claims[0];
  if (!first) return null;
  const ordered = [...claims].sort((a, b) => a.reported.localeCompare(b.reported));
  return (
    <li class="contradiction">
      <p class="contradiction-kind">
        {kindNames[first.kind] ?? first.kind}
        {first.topic && `: ${first.topic}`}
      </p>
      <h2>
        <a href={`/explain/${first.event}`}>{eventWords(first)}</a> <span class="contradiction-day">{dateName(first.day)}</span>
      </h2>
      <div class="sides">
        {ordered.map((c) => (
          <div class="telling" key={c.mention + c.value}>
            <p class="telling-value">{valueName(c)}</p>
            <blockquote class="quote small">{c.quote}</blockquote>
            <p class="origin">
              {c.says && (
                <>
                  according to <ActorLink code={c.says} /> in{" "}
                </>
              )}
              <a href={`${documentAddress(c.document)}?mention=${c.mention}`}>{c.publisher || "the report"}</a> <span class="faint">{dateName(c.reported)}</span>
            </p>
          </div>
        ))}
      </div>
    </li>
  );
}

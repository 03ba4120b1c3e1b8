// One actor: how it fares over time, with whom, who holds its offices, where it belongs, what it plans, what it thinks.
import type { JSX } from "preact";
import { useAnswer, useList, useRows } from "../app/api";
import { daysOf, filled } from "../app/periods";
import { param, setQuery } from "../app/route";
import type { ActorRow, Dyad, EventRow, Relation, Stance } from "../app/types";
import { actorAddress, actorName, counted, dyadAddress, number } from "../app/words";
import { ActorWords } from "../parts/chips";
import { Head, measureSwitch, QuadBar, QuadLegend } from "../parts/bits";
import { EventCards } from "../parts/event-row";
import { Figure } from "../parts/figure";
import { RelationTable, StanceList } from "../parts/relations";
import { SpanFigure } from "../parts/spans";
import { Empty, Shown } from "../parts/states";
import { type Measure, Timeline, timelineRows } from "../parts/timeline";
import { PlannedList, type Planned } from "../parts/planned";
import { asMonths, type QuadSeries, useCoverage } from "./overview";

interface ActorAnswer {
  code: string;
  totals: ActorRow[];
  offices: Relation[];
  memberships: Relation[];
  partners: Dyad[];
  stances: Stance[];
}

export function Actor({ code }: { code: string }): JSX.Element {
  const answer = useAnswer<ActorAnswer>(`actors/${encodeURIComponent(code)}`, { as_of: param("as_of") });
  const newest = useList<EventRow>("events", { actor: code, order: "newest", limit: "8" });
  const agenda = useList<Planned>("agenda", { actor: code, limit: "6", order: "newest" });
  return (
    <>
      <Head title={actorName(code)} aside={<a class="button" href={`/events?actor=${encodeURIComponent(code)}`}>Its events</a>}>
        <code>{code}</code>
      </Head>
      <ActorTimeline code={code} />
      <div class="columns">
        <section aria-labelledby="latest">
          <h2 id="latest">Latest events</h2>
          <Shown of={newest} empty={(p) => p.rows.length === 0 && <Empty title="No events of this actor" />}>
            {(page) => <EventCards events={page.rows} />}
          </Shown>
          <h2>Agenda</h2>
          <Shown of={agenda} empty={(p) => p.rows.length === 0 && <p class="faint">Nothing planned is reported.</p>}>
            {(page) => (
              <>
                <PlannedList planned={page.rows} />
                <p class="more">
                  <a href={`/agenda?actor=${encodeURIComponent(code)}`}>All its plans</a>
                </p>
              </>
            )}
          </Shown>
        </section>
        <Shown of={answer} lines={12}>
          {(a) => <Standing {...a} />}
        </Shown>
      </div>
      <Shown of={answer} lines={4}>
        {(a) => <OverTime {...a} />}
      </Shown>
    </>
  );
}

function ActorTimeline({ code }: { code: string }): JSX.Element {
  const series = useRows<QuadSeries>("series", { actor: code, period: "month" });
  const coverage = useCoverage();
  const measure = param("measure", "rate") as Measure;
  return (
    <Shown of={series} lines={6}>
      {(rows) => (
        <Shown of={coverage} lines={6}>
          {(read) => {
            const { periods, outside } = filled(asMonths(rows), read);
            return (
              <Figure
                title="Cooperation and conflict"
                name={`series-${code}`}
                rows={() => timelineRows(periods)}
                tools={measureSwitch(measure)}
                note={outside > 0 ? `${counted(outside, "event")} dated outside the time that was read.` : undefined}
              >
                <Timeline months={periods} measure={measure} filters={{ actor: code }} label={`Cooperation and conflict of ${actorName(code)}`} />
              </Figure>
            );
          }}
        </Shown>
      )}
    </Shown>
  );
}

function Standing({ code, totals, partners, stances }: ActorAnswer): JSX.Element {
  const partnersOf = mergedPartners(code, partners).slice(0, 12);
  const most = partnersOf[0]?.events ?? 1;
  const parts = totals.filter((t) => t.code !== code).sort((a, b) => b.as_source + b.as_target - a.as_source - a.as_target);
  return (
    <div>
      <section aria-labelledby="partners">
        <h2 id="partners">Partners and opponents</h2>
        {partnersOf.length === 0 && <p class="faint">No event names another side.</p>}
        <ul class="dyads">
          {partnersOf.map((p) => (
            <li key={p.target}>
              <a href={dyadAddress(code, p.target)}>
                <span class="dyad-names">{actorName(p.target)}</span>
                <span class="dyad-count">{number(p.events)}</span>
                <QuadBar of={p} most={most} />
              </a>
            </li>
          ))}
        </ul>
        {partnersOf.length > 0 && <QuadLegend />}
      </section>
      <StanceList stances={stances} />
      {parts.length > 0 && (
        <section aria-labelledby="parts">
          <h2 id="parts">Its parts</h2>
          <ul class="parts">
            {parts.map((t) => (
              <li key={t.code}>
                <a href={actorAddress(t.code)}>{actorName(t.code).split(" · ")[1] ?? actorName(t.code)}</a>
                <span class="dyad-count">{number(t.as_source + t.as_target)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

// Who held its offices and where it belonged, as far as it is known on a day.
function OverTime({ offices, memberships }: ActorAnswer): JSX.Element {
  const coverage = useCoverage();
  const last = coverage.state === "done" ? (coverage.value[coverage.value.length - 1]?.month ?? "") : "";
  const until = param("as_of") || (last ? daysOf(last).until : "2000-01-01");
  return (
    <section class="over-time" aria-labelledby="over-time">
      <div class="section-head">
        <h2 id="over-time">Offices and memberships</h2>
        <AsOf />
      </div>
      {offices.length + memberships.length === 0 && <p class="faint">{param("as_of") ? "None is known on this day." : "None is known."}</p>}
      <div class="ways">
        <div>
          <SpanFigure title="Offices over time" relations={offices} kind="office" until={until} />
          <RelationTable title="Who holds or held office" relations={offices} kind="office" />
        </div>
        <div>
          <SpanFigure title="Memberships over time" relations={memberships} kind="membership" until={until} />
          <RelationTable title="Where it belongs or belonged" relations={memberships} kind="membership" />
        </div>
      </div>
    </section>
  );
}

// What stood on a day.
function AsOf(): JSX.Element {
  return (
    <form class="as-of" onSubmit={(e) => e.preventDefault()}>
      <label>
        <span>as of</span>
        <input type="date" value={param("as_of")} onChange={(e) => setQuery({ as_of: e.currentTarget.value })} />
      </label>
    </form>
  );
}

// The other side of each dyad, both directions together.
function mergedPartners(code: string, dyads: Dyad[]): Dyad[] {
  const root = code.startsWith("IGO:") ? code : (code.split(":")[0] ?? code);
  const byOther = new Map<string, Dyad>();
  for (const d of dyads) {
    const other = d.source === root ? d.target : d.source;
    if (other === root) continue;
    const p = byOther.get(other);
    if (!p) {
      byOther.set(other, { ...d, target: other });
      continue;
    }
    p.events += d.events;
    p.verbal_cooperation += d.verbal_cooperation;
    p.material_cooperation += d.material_cooperation;
    p.verbal_conflict += d.verbal_conflict;
    p.material_conflict += d.material_conflict;
  }
  return [...byOther.values()].sort((a, b) => b.events - a.events);
}

const kListed = 1000;
const kDrawn = 200;

export function Actors(): JSX.Element {
  const list = useList<ActorRow>("actors", { rank: "events", limit: String(kListed) });
  const words = param("words").toLowerCase();
  return (
    <>
      <Head title="Actors">Countries, their parts, organisations and groups, the most active first</Head>
      <ActorSearch />
      <Shown of={list} lines={14} empty={(p) => p.rows.length === 0 && <Empty title="No actors yet" />}>
        {(page) => {
          const fitting = page.rows.filter((a) => `${actorName(a.code)} ${a.code} ${a.name}`.toLowerCase().includes(words));
          if (fitting.length === 0) return <Empty title="No such actor">Among the {number(page.rows.length)} most active there is none of this name.</Empty>;
          return (
            <>
              <ActorTable rows={fitting.slice(0, kDrawn)} />
              <p class="table-note">
                {fitting.length > kDrawn ? `${kDrawn} of ${number(fitting.length)}${page.next ? "+" : ""} actors` : counted(fitting.length, "actor")}
                {page.next && ` among the ${number(kListed)} most active`}
                {(fitting.length > kDrawn || page.next) && "; look for a name to find others"}
              </p>
            </>
          );
        }}
      </Shown>
    </>
  );
}

const years = (a: ActorRow): string => [...new Set([a.first.slice(0, 4), a.last.slice(0, 4)])].join(" – ");

function ActorTable({ rows }: { rows: ActorRow[] }): JSX.Element {
  const share = (a: ActorRow): number => (100 * a.cooperation) / Math.max(1, a.cooperation + a.conflict);
  return (
    <table class="table actors">
      <thead>
        <tr>
          <th scope="col">Actor</th>
          <th scope="col" class="num">
            acts
          </th>
          <th scope="col" class="num">
            acted on
          </th>
          <th scope="col" class="num">
            <span class="key-cooperation">cooperation</span>
          </th>
          <th scope="col" class="num">
            <span class="key-conflict">conflict</span>
          </th>
          <th scope="col" class="wide bar-column">
            <span class="unseen">share of both</span>
          </th>
          <th scope="col" class="wide num">
            years
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((a) => (
          <tr key={a.code}>
            <td>
              <a href={actorAddress(a.code)}>
                <ActorWords codes={[a.code]} />
              </a>
            </td>
            <td class="num">{number(a.as_source)}</td>
            <td class="num">{number(a.as_target)}</td>
            <td class="num">{number(a.cooperation)}</td>
            <td class="num">{number(a.conflict)}</td>
            <td class="wide bar-column">
              <svg viewBox="0 0 100 8" preserveAspectRatio="none" class="quadbar" aria-hidden="true">
                {a.cooperation + a.conflict > 0 && <rect width="100" height="8" class="bar-mconf" />}
                <rect width={share(a)} height="8" class="bar-mcoop" />
              </svg>
            </td>
            <td class="wide num faint">{years(a)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ActorSearch(): JSX.Element {
  return (
    <form class="search" role="search" onSubmit={(e) => e.preventDefault()}>
      <input type="search" data-search placeholder="Name or code" aria-label="Name or code" value={param("words")} onInput={(e) => setQuery({ words: e.currentTarget.value })} />
    </form>
  );
}

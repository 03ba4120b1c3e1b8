// One actor: how it fares over time, with whom, who holds its offices, where it belongs, what it plans, what it thinks.
import type { JSX } from "preact";
import { useAnswer, useList, useRows } from "../app/api";
import { filled } from "../app/periods";
import { param, setQuery } from "../app/route";
import type { ActorRow, Dyad, EventRow, Relation, Stance } from "../app/types";
import { actorName, counted, dateName, dyadAddress, number } from "../app/words";
import { Head, measureSwitch, QuadBar } from "../parts/bits";
import { EventCards } from "../parts/event-row";
import { Figure } from "../parts/figure";
import { RelationTable, StanceList } from "../parts/relations";
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

function Standing({ code, totals, offices, memberships, partners, stances }: ActorAnswer): JSX.Element {
  const partnersOf = mergedPartners(code, partners).slice(0, 12);
  const most = partnersOf[0]?.events ?? 1;
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
      </section>
      <AsOf />
      <RelationTable title="Offices" relations={offices} kind="office" />
      <RelationTable title="Memberships" relations={memberships} kind="membership" />
      <StanceList stances={stances} />
      {totals.length > 1 && (
        <section aria-labelledby="parts">
          <h2 id="parts">Its parts</h2>
          <ul class="dyads">
            {totals.map((t) => (
              <li key={t.code}>
                <a href={`/actors/${encodeURIComponent(t.code)}`}>
                  <span class="dyad-names">{actorName(t.code)}</span>
                  <span class="dyad-count">{number(t.as_source + t.as_target)}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

// Offices, memberships and stances as they stood on a day.
function AsOf(): JSX.Element {
  return (
    <form class="filter-form as-of" onSubmit={(e) => e.preventDefault()}>
      <label>
        <span>Offices, memberships and stances as of</span>
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

export function Actors(): JSX.Element {
  const rows = useRows<ActorRow>("actors", {}, 20000);
  const words = param("words").toLowerCase();
  return (
    <>
      <Head title="Actors" />
      <ActorSearch />
      <Shown of={rows} lines={14} empty={(r) => r.length === 0 && <Empty title="No actors yet" />}>
        {(all) => {
          const fitting = all.filter((a) => `${actorName(a.code)} ${a.code} ${a.name}`.toLowerCase().includes(words));
          const sorted = fitting.sort((a, b) => b.as_source + b.as_target - a.as_source - a.as_target).slice(0, 300);
          return (
            <table class="table">
              <thead>
                <tr>
                  <th>Actor</th>
                  <th class="num">acts</th>
                  <th class="num">is acted on</th>
                  <th class="num">cooperation</th>
                  <th class="num">conflict</th>
                  <th class="wide">from – to</th>
                </tr>
              </thead>
              <tbody>
                {sorted.map((a) => (
                  <tr key={a.code}>
                    <td>
                      <a href={`/actors/${encodeURIComponent(a.code)}`}>{actorName(a.code)}</a>
                    </td>
                    <td class="num">{number(a.as_source)}</td>
                    <td class="num">{number(a.as_target)}</td>
                    <td class="num">{number(a.cooperation)}</td>
                    <td class="num">{number(a.conflict)}</td>
                    <td class="wide faint">
                      {dateName(a.first)} – {dateName(a.last)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          );
        }}
      </Shown>
    </>
  );
}

function ActorSearch(): JSX.Element {
  return (
    <form class="search" role="search" onSubmit={(e) => e.preventDefault()}>
      <input type="search" data-search placeholder="Name or code" aria-label="Name or code" value={param("words")} onInput={(e) => setQuery({ words: e.currentTarget.value })} />
    </form>
  );
}


// The calendar of planned events.
import type { JSX } from "preact";
import { apiAddress, useRows } from "../app/api";
import { filtersHere } from "../app/filters";
import { daysOf, nextMonth } from "../app/periods";
import { param, setQuery, withQuery } from "../app/route";
import { counted, dateName, number, quadOf, statusName, typeName } from "../app/words";
import { Head } from "../parts/bits";
import { FilterForm } from "../parts/filter-form";
import { ListFiles } from "../parts/figure";
import { firstDay, lastDay, type Planned, PlannedList, shortWhoWhom, whoWhom } from "../parts/planned";
import { Empty, Shown } from "../parts/states";
import { type QuadSeries, useCoverage } from "./overview";

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

export function Agenda(): JSX.Element {
  const filters = filtersHere(["actor", "type", "country"]);
  const months = useRows<QuadSeries>("series", { ...filters, status: "planned", period: "month" }, 3000);
  const coverage = useCoverage();
  return (
    <>
      <Head title="Agenda">
        What was announced, when it is due, and what later reports say became of it
      </Head>
      <FilterForm names={["actor", "type"]} />
      <Shown of={months} lines={12} empty={(m) => m.length === 0 && <Empty title="Nothing is planned">No report announces an event that fits.</Empty>}>
        {(rows) => <Shown of={coverage}>{(read) => <Calendar months={rows.filter((m) => m.period.length === 7)} read={read[read.length - 1]?.month ?? ""} filters={filters} />}</Shown>}
      </Shown>
    </>
  );
}

const kLong = 45;
const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
// Plans for a season or for years say no day: they stand beside the calendar, not in it.
const isLong = (p: Planned): boolean => dayNumber(lastDay(p)) - dayNumber(firstDay(p)) > kLong;

function Calendar({ months, read, filters }: { months: QuadSeries[]; read: string; filters: Record<string, string> }): JSX.Element {
  const month = param("month") || nearest(months, read);
  const { since, until } = daysOf(month);
  const planned = useRows<Planned>("agenda", { ...filters, since, until }, 5000);
  const before = [...months].reverse().find((m) => m.period < month)?.period;
  const after = months.find((m) => m.period > month)?.period;
  const listed = months.some((m) => m.period === month) ? months : [...months, { period: month, events: 0 } as QuadSeries].sort((x, y) => x.period.localeCompare(y.period));
  return (
    <>
      <div class="agenda-bar">
        <a class="button" href={before ? withQuery({ month: before, day: undefined }) : undefined} aria-disabled={!before} aria-label="Month before with plans">
          ‹
        </a>
        <h2>{dateName(month)}</h2>
        <a class="button" href={after ? withQuery({ month: after, day: undefined }) : undefined} aria-disabled={!after} aria-label="Month after with plans">
          ›
        </a>
        <label>
          <span class="unseen">Month</span>
          <select value={month} onChange={(e) => setQuery({ month: e.currentTarget.value, day: undefined }, false)}>
            {listed.map((m) => (
              <option key={m.period} value={m.period}>
                {dateName(m.period)} ({number(m.events)})
              </option>
            ))}
          </select>
        </label>
        <ListFiles what="agenda" address={(ending) => apiAddress(`agenda.${ending}`, { ...filters, since, until })} />
      </div>
      <Shown of={planned} lines={10}>
        {(rows) => <Month month={month} planned={rows} />}
      </Shown>
    </>
  );
}

function Month({ month, planned }: { month: string; planned: Planned[] }): JSX.Element {
  const { since, until } = daysOf(month);
  const sorted = [...planned].sort((a, b) => firstDay(a).localeCompare(firstDay(b)));
  const inside = (p: Planned): boolean => firstDay(p) <= until && lastDay(p) >= since;
  const inMonth = sorted.filter((p) => p.date && !isLong(p) && inside(p));
  const around = sorted.filter((p) => p.date && isLong(p) && inside(p));
  // Nobody said when: these stand with the month that they were announced in, and in no day of it.
  const undated = sorted.filter((p) => !p.date && p.day.startsWith(month));
  const day = param("day");
  const shown = day ? inMonth.filter((p) => firstDay(p) <= day && lastDay(p) >= day) : inMonth;
  return (
    <div class="agenda">
      <div class="agenda-month">
        <MonthGrid month={month} planned={inMonth} />
      </div>
      <section class="agenda-list" aria-labelledby="due">
        <h2 id="due">
          {counted(shown.length, "plan")} {day ? `on ${dateName(day)}` : `in ${dateName(month)}`}
        </h2>
        <p class="outcomes">
          {outcomesOf(shown).map(([outcome, n]) => (
            <span key={outcome}>
              <span class={`status status-${outcome}`}>{statusName(outcome)}</span> {n}
            </span>
          ))}
          {day && <a href={withQuery({ day: undefined })}>whole month</a>}
        </p>
        {shown.length === 0 ? <p class="faint">Nothing falls here.</p> : <FoldedPlans planned={shown} />}
        {undated.length > 0 && !day && (
          <details class="around">
            <summary>{counted(undated.length, "plan")} announced this month without a day</summary>
            <PlannedList planned={undated} />
          </details>
        )}
        {around.length > 0 && !day && (
          <details class="around">
            <summary>{counted(around.length, "plan")} for longer times that take this month in</summary>
            <PlannedList planned={around} />
          </details>
        )}
      </section>
    </div>
  );
}

function outcomesOf(planned: Planned[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const p of planned) counts.set(p.outcome || "planned", (counts.get(p.outcome || "planned") ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

const kFirstPlans = 20;
function FoldedPlans({ planned }: { planned: Planned[] }): JSX.Element {
  return (
    <>
      <PlannedList planned={planned.slice(0, kFirstPlans)} />
      {planned.length > kFirstPlans && (
        <details class="around">
          <summary>{counted(planned.length - kFirstPlans, "more plan", "more plans")}</summary>
          <PlannedList planned={planned.slice(kFirstPlans)} />
        </details>
      )}
    </>
  );
}

// The month of the last report if something is due in it, else the last before it, else the next.
function nearest(months: QuadSeries[], read: string): string {
  const upTo = months.filter((m) => m.period <= read);
  return (upTo[upTo.length - 1] ?? months[0])?.period ?? read;
}

const kLanes = 3;

interface Slip {
  plan: Planned;
  from: number;
  to: number;
  lane: number;
}

// The plans of a week, each in the first lane that is free on all of its days.
function slipsOf(planned: Planned[], days: string[]): Slip[] {
  const [first = "", last = ""] = [days.find(Boolean), [...days].reverse().find(Boolean)];
  const slips: Slip[] = [];
  for (const plan of planned) {
    if (lastDay(plan) < first || firstDay(plan) > last) continue;
    const from = days.findIndex((d) => d && d >= firstDay(plan));
    const to = days.length - 1 - [...days].reverse().findIndex((d) => d && d <= lastDay(plan));
    let lane = 0;
    while (slips.some((s) => s.lane === lane && s.from <= to && s.to >= from)) lane += 1;
    slips.push({ plan, from, to, lane });
  }
  return slips;
}

function SlipBar({ slip: { plan, from, to, lane } }: { slip: Slip }): JSX.Element {
  const days = to - from + 1;
  return (
    <span
      class={`slip quad-${quadOf(plan.type)}`}
      style={{ top: `${24 + lane * 20}px`, width: `calc(${days * 100}% + ${days - 1}px - 6px)` }}
      title={`${whoWhom(plan)}: ${typeName(plan.type)} (${statusName(plan.outcome || "planned")})`}
    >
      {days > 2 ? whoWhom(plan) : shortWhoWhom(plan)}
    </span>
  );
}

function MonthGrid({ month, planned }: { month: string; planned: Planned[] }): JSX.Element {
  const first = new Date(`${month}-01T00:00:00Z`);
  const before = (first.getUTCDay() + 6) % 7;
  const count = Math.round((new Date(`${nextMonth(month)}-01T00:00:00Z`).getTime() - first.getTime()) / 86_400_000);
  const days = [...Array<string>(before).fill(""), ...Array.from({ length: count }, (_, i) => `${month}-${String(i + 1).padStart(2, "0")}`)];
  while (days.length % 7 !== 0) days.push("");
  const weeks = Array.from({ length: days.length / 7 }, (_, i) => days.slice(i * 7, i * 7 + 7));
  return (
    <table class="calendar">
      <caption class="unseen">{dateName(month)}</caption>
      <thead>
        <tr>
          {weekdays.map((w) => (
            <th key={w} scope="col">
              {w}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => {
          const slips = slipsOf(planned, week);
          return <tr key={week.find(Boolean)}>{week.map((day, i) => (day ? <Day key={day} day={day} column={i} slips={slips} /> : <td key={i} class="outside" />))}</tr>;
        })}
      </tbody>
    </table>
  );
}

function Day({ day, column, slips }: { day: string; column: number; slips: Slip[] }): JSX.Element {
  const due = slips.filter((s) => s.from <= column && s.to >= column);
  const chosen = param("day") === day;
  const over = due.filter((s) => s.lane >= kLanes).length;
  const date = Number(day.slice(8));
  if (due.length === 0) {
    return (
      <td>
        <span class="daynumber">{date}</span>
      </td>
    );
  }
  return (
    <td class={chosen ? "due chosen" : "due"}>
      <a href={withQuery({ day: chosen ? undefined : day })} aria-current={chosen ? "date" : undefined}>
        <span class="daynumber">{date}</span>
        <span class="unseen">{counted(due.length, "plan")}</span>
        {over > 0 && <span class="slip-more">+{over}</span>}
        <span class="slip-count" aria-hidden="true">
          {due.length}
        </span>
        {due.map((s) => s.from === column && s.lane < kLanes && <SlipBar slip={s} key={s.plan.id} />)}
      </a>
    </td>
  );
}

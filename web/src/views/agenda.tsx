// The calendar of planned events.
import type { JSX } from "preact";
import { apiAddress, useRows } from "../app/api";
import { filtersHere } from "../app/filters";
import { daysOf, nextMonth } from "../app/periods";
import { param, setQuery, withQuery } from "../app/route";
import { counted, dateName, quadOf, statusName, typeName } from "../app/words";
import { Head } from "../parts/bits";
import { FilterForm } from "../parts/filter-form";
import { ListFiles } from "../parts/figure";
import { firstDay, lastDay, type Planned, PlannedList, whoWhom } from "../parts/planned";
import { Empty, Shown } from "../parts/states";

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

export function Agenda(): JSX.Element {
  const filters = filtersHere(["actor", "type", "country"]);
  const planned = useRows<Planned>("agenda", filters, 5000);
  return (
    <>
      <Head title="Agenda" aside={<ListFiles what="agenda" address={(ending) => apiAddress(`agenda.${ending}`, filters)} />}>
        What was announced, when it is due, and what later reports say became of it
      </Head>
      <FilterForm names={["actor", "type"]} />
      <Shown of={planned} lines={12} empty={(p) => p.length === 0 && <Empty title="Nothing is planned">No report announces an event that fits.</Empty>}>
        {(rows) => <Calendar planned={rows} />}
      </Shown>
    </>
  );
}

const kLong = 45;
const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
// Plans for a season or for years say no day: they stand beside the calendar, not in it.
const isLong = (p: Planned): boolean => dayNumber(lastDay(p)) - dayNumber(firstDay(p)) > kLong;

function Calendar({ planned }: { planned: Planned[] }): JSX.Element {
  const sorted = [...planned].sort((a, b) => firstDay(a).localeCompare(firstDay(b)));
  const short = sorted.filter((p) => !isLong(p));
  const months = [...new Set(short.map((p) => firstDay(p).slice(0, 7)))];
  const month = param("month") || latestWith(short, sorted);
  const { since, until } = daysOf(month);
  const inside = (p: Planned): boolean => firstDay(p) <= until && lastDay(p) >= since;
  const inMonth = short.filter(inside);
  const around = sorted.filter((p) => isLong(p) && inside(p));
  const before = [...months].reverse().find((m) => m < month);
  const after = months.find((m) => m > month);
  const day = param("day");
  const shown = day ? inMonth.filter((p) => firstDay(p) <= day && lastDay(p) >= day) : inMonth;
  return (
    <div class="agenda">
      <div class="agenda-month">
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
              {[...new Set([...months, month])].sort().map((m) => (
                <option key={m} value={m}>
                  {dateName(m)}
                </option>
              ))}
            </select>
          </label>
        </div>
        <MonthGrid month={month} planned={inMonth} />
      </div>
      <section class="agenda-list" aria-labelledby="due">
        <h2 id="due">
          {counted(shown.length, "plan")} {day ? `on ${dateName(day)}` : `in ${dateName(month)}`}
        </h2>
        {day && (
          <p class="more">
            <a href={withQuery({ day: undefined })}>Whole month</a>
          </p>
        )}
        {shown.length === 0 ? <p class="faint">Nothing falls here.</p> : <PlannedList planned={shown} />}
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

// The month of the last plan that was announced for days of its own.
function latestWith(short: Planned[], all: Planned[]): string {
  const dated = short.filter((p) => p.date);
  const last = [...(dated.length > 0 ? dated : all)].sort((a, b) => (a.announced ?? firstDay(a)).localeCompare(b.announced ?? firstDay(b))).pop();
  return last ? firstDay(last).slice(0, 7) : "";
}

function MonthGrid({ month, planned }: { month: string; planned: Planned[] }): JSX.Element {
  const first = new Date(`${month}-01T00:00:00Z`);
  const before = (first.getUTCDay() + 6) % 7;
  const days = new Date(`${nextMonth(month)}-01T00:00:00Z`).getTime() - first.getTime();
  const count = Math.round(days / 86_400_000);
  const chosen = param("day");
  const cell = (n: number): JSX.Element => {
    const day = `${month}-${String(n).padStart(2, "0")}`;
    const due = planned.filter((p) => firstDay(p) <= day && lastDay(p) >= day);
    return (
      <td key={day} class={`${due.length > 0 ? "due" : ""} ${day === chosen ? "chosen" : ""}`}>
        {due.length === 0 ? (
          <span class="daynumber">{n}</span>
        ) : (
          <a href={withQuery({ day: day === chosen ? undefined : day })} aria-current={day === chosen ? "date" : undefined}>
            <span class="daynumber">{n}</span>
            <span class="unseen">{counted(due.length, "plan")}</span>
            {due.slice(0, 2).map((p) => (
              <span class={`slip quad-${quadOf(p.type)}`} key={p.id} title={`${whoWhom(p)}: ${typeName(p.type)} (${statusName(p.outcome || "planned")})`}>
                {whoWhom(p)}
              </span>
            ))}
            {due.length > 2 && <span class="slip-more">+{due.length - 2}</span>}
            <span class="slip-count" aria-hidden="true">
              {due.length}
            </span>
          </a>
        )}
      </td>
    );
  };
  const cells: (JSX.Element | null)[] = [...Array<null>(before).fill(null), ...Array.from({ length: count }, (_, i) => cell(i + 1))];
  while (cells.length % 7 !== 0) cells.push(null);
  const weeks = Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7));
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
        {weeks.map((week, i) => (
          <tr key={i}>{week.map((c, j) => c ?? <td key={j} class="outside" />)}</tr>
        ))}
      </tbody>
    </table>
  );
}


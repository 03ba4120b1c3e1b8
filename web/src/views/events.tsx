// Events: facets, a list of any length, and one event beside it.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { apiAddress, post, useList } from "../app/api";
import { eventFilters, filterNames, filtersHere, valueName } from "../app/filters";
import { address, param, setQuery, withQuery } from "../app/route";
import type { EventRow, Facet } from "../app/types";
import { number } from "../app/words";
import { EventDetail } from "../parts/event-detail";
import { EventLine } from "../parts/event-row";
import { Facets, totalOf } from "../parts/facets";
import { ListFiles } from "../parts/figure";
import { Empty } from "../parts/states";
import { usePages, VirtualList } from "../parts/virtual";

const kRowHeight = 86;
const kCounted = 20000;

export function Events(): JSX.Element {
  const filters = filtersHere();
  const pages = usePages<EventRow>("events", { ...filters, order: "newest" });
  const id = param("event");
  const facetsOpen = param("facets") === "open";
  const counts = useList<Facet>("facets", { ...filters, limit: "1000" });
  const total = counts.state === "done" ? totalOf(counts.value.rows) : null;
  const pick = (row: EventRow): void => setQuery({ event: row.id }, Boolean(id));
  return (
    <div class={`events ${id ? "with-detail" : ""} ${facetsOpen ? "with-facets" : ""}`}>
      <h1 class="unseen" tabIndex={-1}>
        Events
      </h1>
      <aside class="events-facets" aria-label="Narrow the events">
        <a class="button close-facets" href={withQuery({ facets: undefined })}>
          Show events
        </a>
        <Facets filters={filters} />
      </aside>
      <section class="events-list" aria-label="Events">
        <Bar filters={filters} total={total} />
        <VirtualList
          of={pages}
          rowHeight={kRowHeight}
          label="events"
          idOf={(e) => e.id}
          selected={id}
          onSelect={pick}
          empty={
            Object.keys(filters).length === 0 ? (
              <Empty title="No events yet">What is ingested appears here by itself.</Empty>
            ) : (
              <Empty title="No event fits">
                <a href="/events">Clear the filters</a> or look for fewer words.
              </Empty>
            )
          }
        >
          {(event) => (
            <div class="line">
              <EventLine event={event} />
            </div>
          )}
        </VirtualList>
      </section>
      {id && (
        <aside class="events-detail" aria-label="The event">
          <div class="detail-bar">
            <a class="button" href={withQuery({ event: undefined })} data-close>
              Close <kbd>Esc</kbd>
            </a>
            <a class="button" href={`/explain/${id}`}>
              Open alone
            </a>
          </div>
          <EventDetail id={id} key={id} />
        </aside>
      )}
    </div>
  );
}

function Bar({ filters, total }: { filters: Record<string, string>; total: number | null }): JSX.Element {
  const box = useRef<HTMLInputElement>(null);
  const [saved, setSaved] = useState("");
  useEffect(() => {
    if (box.current && document.activeElement !== box.current) box.current.value = filters.text ?? "";
  }, [filters.text]);
  const save = async (): Promise<void> => {
    const name = Object.values(filters).join(" ") || "everything";
    try {
      await post("alerts", { name, filters });
      setSaved("Saved. New events that fit appear under Alerts.");
    } catch (failure) {
      setSaved(failure instanceof Error ? failure.message : String(failure));
    }
  };
  const active = eventFilters.filter((name) => filters[name]);
  return (
    <div class="bar">
      <form
        role="search"
        class="search"
        onSubmit={(event) => {
          event.preventDefault();
          setQuery({ text: box.current?.value.trim(), event: undefined }, false);
        }}
      >
        <input ref={box} type="search" name="text" placeholder="Words of the sentence" aria-label="Words of the sentence" defaultValue={filters.text ?? ""} data-search />
        <button type="submit">Search</button>
      </form>
      <p class="bar-count" role="status">
        {total === null ? "counting …" : total >= kCounted ? `the newest ${number(kCounted)} events` : `${number(total)} ${total === 1 ? "event" : "events"}`}
      </p>
      <div class="bar-tools">
        <a class="button open-facets" href={withQuery({ facets: "open" })}>
          Filters
        </a>
        <ListFiles what="events" address={(ending) => apiAddress(`events.${ending}`, { ...filters, order: "newest" })} />
        <button type="button" onClick={() => void save()}>
          Save search
        </button>
      </div>
      {active.length > 0 && (
        <ul class="active" aria-label="Filters in force">
          {active.map((name) => (
            <li key={name}>
              <a href={withQuery({ [name]: undefined, event: undefined })} title="Take this filter away">
                <span class="faint">{filterNames[name]}</span> {valueName(name, filters[name] as string)} <span aria-hidden="true">×</span>
                <span class="unseen"> (remove)</span>
              </a>
            </li>
          ))}
          <li>
            <a href={address("/events")} class="clear">
              clear all
            </a>
          </li>
        </ul>
      )}
      {saved && (
        <p class="note" role="status">
          {saved} <a href="/alerts">Alerts</a>
        </p>
      )}
    </div>
  );
}

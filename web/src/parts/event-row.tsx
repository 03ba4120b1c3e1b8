// One event in a list.
import type { JSX } from "preact";
import type { EventRow } from "../app/types";
import { sideCodes } from "../app/words";
import { ActorWords, StatusBadge, TypeBadge, When, Where } from "./chips";

function Side({ codes, none }: { codes: string; none: string }): JSX.Element {
  const list = [...new Set(sideCodes(codes))];
  if (list.length === 0) return <span class="nobody">{none}</span>;
  return (
    <span class="side">
      <ActorWords codes={list.slice(0, 3)} />
      {list.length > 3 && ` +${list.length - 3}`}
    </span>
  );
}

export function EventLine({ event }: { event: EventRow }): JSX.Element {
  return (
    <>
      <span class="line-top">
        <span class="line-who">
          <Side codes={event.source_codes} none="somebody" /> <TypeBadge type={event.type} mode={event.mode} quad={event.quad} />{" "}
          {event.target_codes && <Side codes={event.target_codes} none="" />}
        </span>
        <span class="line-when">
          <When date={event.date} day={event.day} />
        </span>
      </span>
      <span class="line-quote">{event.quote}</span>
      <span class="line-foot">
        <StatusBadge status={event.status} />
        {event.documents > 1 && <span class="count-reports">{event.documents} reports</span>}
        <Where place={event.place} country={event.country} precision={event.precision} />
      </span>
    </>
  );
}

export function EventCards({ events }: { events: EventRow[] }): JSX.Element {
  return (
    <ul class="cards">
      {events.map((event) => (
        <li key={event.id}>
          <a class="line" href={`/events?event=${event.id}`}>
            <EventLine event={event} />
          </a>
        </li>
      ))}
    </ul>
  );
}

import type { JSX } from "preact";
import { EventDetail } from "../parts/event-detail";

export function Explain({ id }: { id: string }): JSX.Element {
  return (
    <div class="reading">
      <h1 class="unseen" tabIndex={-1}>
        Event
      </h1>
      <EventDetail id={id} />
    </div>
  );
}

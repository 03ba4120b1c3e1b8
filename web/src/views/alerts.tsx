// Saved searches, changes of rates, and what they have found.
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Problem, post, remove, useAnswer } from "../app/api";
import type { Change } from "../app/changes";
import { filterNames, valueName } from "../app/filters";
import { messages, unread } from "../app/live";
import { address } from "../app/route";
import type { EventRow } from "../app/types";
import { counted, dateName, eventWords } from "../app/words";
import { Head } from "../parts/bits";
import { ChangeList } from "../parts/changes";
import { Empty, Shown } from "../parts/states";

interface Saved {
  id: string;
  name: string;
  filters: Record<string, string>;
  webhook: string;
  events: number;
}
interface Told {
  id: string;
  time: string;
  kind: string;
  data: Record<string, unknown>;
}
interface AlertsAnswer {
  writable: boolean;
  kept: boolean;
  told: Told[];
  webhooks: string[];
  searches: Saved[];
}
interface ChangesAnswer {
  method_name: string;
  method: string;
  false_alarms: string;
  changes: Change[];
}

export function Alerts(): JSX.Element {
  const answer = useAnswer<AlertsAnswer>("alerts");
  const changes = useAnswer<ChangesAnswer>("changepoints");
  useEffect(() => {
    unread.value = 0;
  }, [messages.value.length]);
  return (
    <>
      <Head title="Alerts">Saved searches and changes of rates, told here, as a stream, and to webhooks</Head>
      <div class="columns">
        <div>
          <section aria-labelledby="found">
            <h2 id="found">What was found</h2>
            <Shown of={answer}>{(a) => <Found {...a} />}</Shown>
          </section>
          <section aria-labelledby="saved">
            <h2 id="saved">Saved searches</h2>
            <Shown of={answer}>{(a) => <SavedList {...a} />}</Shown>
          </section>
        </div>
        <section aria-labelledby="rates">
          <h2 id="rates">Changes of rates</h2>
          <Shown of={changes} lines={8}>
            {(c) => (
              <>
                <div class="method">
                  <p>
                    <strong>{c.method_name}.</strong> {c.method}
                  </p>
                  <p>
                    <strong>False alarms.</strong> {c.false_alarms}
                  </p>
                </div>
                <ChangeList changes={c.changes.slice(0, kFirst)} />
                {c.changes.length > kFirst && (
                  <details class="folded">
                    <summary>{counted(c.changes.length - kFirst, "earlier change")}</summary>
                    <ChangeList changes={c.changes.slice(kFirst)} />
                  </details>
                )}
              </>
            )}
          </Shown>
        </section>
      </div>
    </>
  );
}

const kFirst = 12;
const clock = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });

// What the program has kept, and what it has told since this page was opened.
function Found({ told, kept }: AlertsAnswer): JSX.Element {
  const live = messages.value.filter((m) => !told.some((t) => t.id === m.id));
  const list: Told[] = [...live.map((m) => ({ ...m, time: "" })), ...told];
  return (
    <>
      {list.length === 0 && <p class="faint">Nothing yet. New events that fit a saved search appear here by themselves, and so does a rate that changes.</p>}
      <ul class="found" aria-live="polite">
        {list.slice(0, kFirst).map((t) => (
          <FoundItem told={t} key={t.id} />
        ))}
      </ul>
      {list.length > kFirst && (
        <details class="folded">
          <summary>{counted(list.length - kFirst, "earlier one")}</summary>
          <ul class="found">
            {list.slice(kFirst).map((t) => (
              <FoundItem told={t} key={t.id} />
            ))}
          </ul>
        </details>
      )}
      {list.length > 0 && !kept && <p class="table-note">The program forgets these when it ends: it was started without --writable.</p>}
    </>
  );
}

function FoundItem({ told: { kind, data, time } }: { told: Told }): JSX.Element {
  const when = time ? clock.format(new Date(time)) : "just now";
  if (kind === "change") {
    return (
      <li>
        <ChangeList changes={[data as unknown as Change]} />
        <span class="found-when">rate changed · {when}</span>
      </li>
    );
  }
  const events = (data["events"] ?? []) as EventRow[];
  const count = Number(data["count"] ?? events.length);
  return (
    <li>
      <p>
        <strong>{String(data["name"] ?? "")}</strong> <span class="faint">{counted(count, "new event")}</span>
      </p>
      <ul>
        {events.slice(0, 5).map((e) => (
          <li key={e.id}>
            <a href={`/explain/${e.id}`}>{eventWords(e)}</a> <span class="faint">{dateName(e.day)}</span>
          </li>
        ))}
      </ul>
      <span class="found-when">{when}</span>
    </li>
  );
}

const words = (filters: Record<string, string>): string =>
  Object.entries(filters)
    .map(([name, value]) => `${filterNames[name] ?? name} ${valueName(name, value)}`)
    .join(", ") || "every event";

function SavedList({ writable, webhooks, searches }: AlertsAnswer): JSX.Element {
  const [gone, setGone] = useState<string[]>([]);
  const [problem, setProblem] = useState("");
  const drop = async (id: string): Promise<void> => {
    try {
      await remove(`alerts/${id}`);
      setGone([...gone, id]);
    } catch (failure) {
      setProblem(failure instanceof Problem ? failure.detail : String(failure));
    }
  };
  const kept = searches.filter((s) => !gone.includes(s.id));
  return (
    <>
      {kept.length === 0 && (
        <Empty title="No saved searches">
          {writable ? (
            <>
              Narrow the <a href="/events">events</a> and press “Save search”.
            </>
          ) : (
            <>
              This server only reads: start it with <code>--writable</code> to save searches.
            </>
          )}
        </Empty>
      )}
      <ul class="saved">
        {kept.map((s) => (
          <li key={s.id}>
            <a href={address("/events", s.filters)}>{s.name}</a>
            <span class="faint">
              {words(s.filters)}; {counted(s.events, "event")}
              {s.webhook && ` → ${s.webhook}`}
            </span>
            {writable && (
              <button type="button" onClick={() => void drop(s.id)} aria-label={`Remove ${s.name}`}>
                Remove
              </button>
            )}
          </li>
        ))}
      </ul>
      {problem && <p role="alert">{problem}</p>}
      {writable && webhooks.length > 0 && <WebhookForm webhooks={webhooks} searches={kept} />}
    </>
  );
}

function WebhookForm({ webhooks, searches }: { webhooks: string[]; searches: Saved[] }): JSX.Element {
  const [told, setTold] = useState("");
  const send = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form);
    const search = searches.find((s) => s.id === data.get("search"));
    if (!search) return;
    try {
      await post("alerts", { name: search.name, filters: search.filters, webhook: data.get("webhook") });
      setTold("Saved.");
    } catch (failure) {
      setTold(failure instanceof Problem ? failure.detail : String(failure));
    }
  };
  return (
    <form
      class="filter-form"
      onSubmit={(e) => {
        e.preventDefault();
        void send(e.currentTarget);
      }}
    >
      <label>
        <span>Tell of</span>
        <select name="search">
          {searches.map((s) => (
            <option value={s.id} key={s.id}>
              {s.name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>to a webhook at {webhooks.join(", ")}</span>
        <input name="webhook" type="url" placeholder={`http://${webhooks[0]}/`} required />
      </label>
      <button type="submit">Add webhook</button>
      {told && <p role="status">{told}</p>}
    </form>
  );
}

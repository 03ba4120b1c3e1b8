// A list of any length of which only what is seen is drawn; further rows are fetched as the reader comes near.
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type Query, Problem, apiAddress, ask, recordVersion } from "../app/api";
import type { Page } from "../app/types";
import { Failed, Loading } from "./states";

const kPage = "200";
const kMargin = 6;

interface Rows<T> {
  key: string;
  rows: T[];
  next: string;
  state: "loading" | "done" | "failed";
  problem?: Problem;
}

// The rows of a list so far, and a way to ask for the next page.
export function usePages<T>(path: string, query: Query): Rows<T> & { more: () => void; again: () => void } {
  const version = recordVersion.value;
  const key = `${apiAddress(path, query)}#${version}`;
  const [held, setHeld] = useState<Rows<T>>({ key: "", rows: [], next: "", state: "loading" });
  const [tries, setTries] = useState(0);
  const asking = useRef("");
  const load = (rows: T[], cursor: string): void => {
    asking.current = key + cursor;
    ask<Page<T>>(path, { ...query, limit: kPage, cursor }).then(
      (page) => asking.current === key + cursor && setHeld({ key, rows: [...rows, ...page.rows], next: page.next, state: "done" }),
      (failure: unknown) => {
        const problem = failure instanceof Problem ? failure : new Problem(0, "Error", String(failure));
        if (asking.current === key + cursor) setHeld({ key, rows, next: cursor, state: "failed", problem });
      },
    );
  };
  useEffect(() => load([], ""), [key, tries]);
  const now: Rows<T> = held.key === key ? held : { key, rows: [], next: "", state: "loading" };
  const more = (): void => {
    if (now.state === "done" && now.next && asking.current !== key + now.next) load(now.rows, now.next);
  };
  return { ...now, more, again: () => setTries((n) => n + 1) };
}

interface VirtualProps<T> {
  of: Rows<T> & { more: () => void; again: () => void };
  rowHeight: number;
  label: string;
  idOf: (row: T) => string;
  selected: string;
  onSelect: (row: T) => void;
  // What a click or Enter does, where that is more than selecting.
  onOpen?: (row: T) => void;
  empty: ComponentChildren;
  children: (row: T) => ComponentChildren;
}
export function VirtualList<T>({ of, rowHeight, label, idOf, selected, onSelect, onOpen = onSelect, empty, children }: VirtualProps<T>): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ top: 0, height: 900 });
  const { rows } = of;
  const first = Math.max(0, Math.floor(seen.top / rowHeight) - kMargin);
  const last = Math.min(rows.length, Math.ceil((seen.top + seen.height) / rowHeight) + kMargin);
  const at = rows.findIndex((row) => idOf(row) === selected);
  const look = (): void => {
    const element = frame.current;
    if (element) setSeen({ top: element.scrollTop, height: element.clientHeight });
  };
  useLayoutEffect(look, [rows.length > 0]);
  useEffect(() => {
    addEventListener("resize", look);
    return () => removeEventListener("resize", look);
  }, []);
  useEffect(() => {
    if (last >= rows.length - 20) of.more();
  }, [last, rows.length, of.state]);
  useEffect(() => {
    const element = frame.current;
    if (!element || at < 0) return;
    const top = at * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + element.clientHeight) element.scrollTop = top + rowHeight - element.clientHeight;
  }, [selected]);
  const keyed = (event: KeyboardEvent): void => {
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -rows.length, End: rows.length };
    const move = moves[event.key];
    const current = rows[at];
    if (event.key === "Enter" && current !== undefined) onOpen(current);
    if (move === undefined || rows.length === 0) return;
    event.preventDefault();
    const row = rows[Math.max(0, Math.min(rows.length - 1, at + move))];
    if (row !== undefined) onSelect(row);
  };
  if (of.state === "loading" && rows.length === 0) return <Loading lines={12} label={`Loading ${label}`} />;
  if (of.state === "failed" && rows.length === 0 && of.problem) return <Failed problem={of.problem} again={of.again} />;
  if (rows.length === 0) return <>{empty}</>;
  return (
    <div
      class="virtual"
      ref={frame}
      tabIndex={0}
      role="listbox"
      aria-label={label}
      aria-activedescendant={at >= first && at < last ? `row-${selected}` : undefined}
      onScroll={look}
      onKeyDown={(event) => keyed(event)}
    >
      <div class="virtual-inside" style={{ height: `${rows.length * rowHeight}px` }}>
        {rows.slice(first, last).map((row, i) => (
          <div
            key={idOf(row)}
            id={`row-${idOf(row)}`}
            class="virtual-row"
            role="option"
            aria-selected={idOf(row) === selected}
            aria-setsize={of.next ? -1 : rows.length}
            aria-posinset={first + i + 1}
            style={{ top: `${(first + i) * rowHeight}px`, height: `${rowHeight}px` }}
            onClick={() => onOpen(row)}
          >
            {children(row)}
          </div>
        ))}
      </div>
    </div>
  );
}

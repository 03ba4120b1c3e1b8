// Asking the program. Answers are kept for a while, so that going back is instant; a change of the record drops them.
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { Page } from "./types";
import { address } from "./route";

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
  ) {
    super(`${title}: ${detail}`);
  }
}

export type Query = Record<string, string | undefined>;
export const apiAddress = (path: string, query: Query = {}): string => address(`/api/v1/${path}`, query);
export const token = signal(sessionStorage.getItem("token") ?? "");
// Counts up whenever the record has changed.
export const recordVersion = signal(0);

const kept = new Map<string, Promise<unknown>>();
const kMostKept = 60;

function headers(): Record<string, string> {
  return token.value ? { Authorization: `Bearer ${token.value}` } : {};
}

async function answerOf(response: Response): Promise<unknown> {
  if (response.ok) return response.json();
  let title = response.statusText || "Error";
  let detail = "";
  try {
    const body = (await response.json()) as { title?: string; detail?: string };
    title = body.title ?? title;
    detail = body.detail ?? "";
  } catch {
    // The body is no problem document; the status says enough.
  }
  throw new Problem(response.status, title, detail);
}

async function fetched(url: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === "AbortError") throw failure;
    throw new Problem(0, "No answer", "The program does not answer. Is it still running?");
  }
  return answerOf(response);
}

export function ask<T>(path: string, query: Query = {}): Promise<T> {
  const url = apiAddress(path, query);
  let answer = kept.get(url);
  if (!answer) {
    answer = fetched(url, { headers: headers() });
    answer.catch(() => kept.delete(url));
    kept.set(url, answer);
    if (kept.size > kMostKept) kept.delete(kept.keys().next().value as string);
  }
  return answer as Promise<T>;
}

export async function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const init: RequestInit = { method: "POST", headers: { ...headers(), "Content-Type": "application/json" }, body: JSON.stringify(body) };
  if (signal) init.signal = signal;
  return (await fetched(apiAddress(path), init)) as T;
}

export async function remove(path: string): Promise<void> {
  await fetched(apiAddress(path), { method: "DELETE", headers: headers() });
}

export function forget(): void {
  kept.clear();
  recordVersion.value += 1;
}

export type Answer<T> = { state: "loading" } | { state: "failed"; problem: Problem } | { state: "done"; value: T };

// An answer that follows its question. A path of "" asks nothing.
export function useAnswer<T>(path: string, query: Query = {}): Answer<T> & { again: () => void } {
  const url = path ? apiAddress(path, query) : "";
  const [answer, setAnswer] = useState<{ url: string; got: Answer<T> }>({ url: "", got: { state: "loading" } });
  const [tries, setTries] = useState(0);
  const version = recordVersion.value;
  useEffect(() => {
    if (!path) return;
    let wanted = true;
    ask<T>(path, query).then(
      (value) => wanted && setAnswer({ url, got: { state: "done", value } }),
      (failure: unknown) => {
        const problem = failure instanceof Problem ? failure : new Problem(0, "Error", String(failure));
        if (wanted) setAnswer({ url, got: { state: "failed", problem } });
      },
    );
    return () => {
      wanted = false;
    };
  }, [url, tries, version]);
  const got: Answer<T> = answer.url === url ? answer.got : { state: "loading" };
  return { ...got, again: () => setTries((n) => n + 1) };
}

export const useList = <T>(path: string, query: Query = {}): Answer<Page<T>> & { again: () => void } => useAnswer<Page<T>>(path, query);

// The rows of a list, page after page, up to `most`.
export async function allRows<T>(path: string, query: Query, most: number): Promise<T[]> {
  const rows: T[] = [];
  let cursor = "";
  do {
    const page: Page<T> = await ask<Page<T>>(path, { ...query, limit: "1000", cursor });
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor && rows.length < most);
  return rows;
}

export function useRows<T>(path: string, query: Query = {}, most = 5000): Answer<T[]> & { again: () => void } {
  const key = path ? apiAddress(path, query) : "";
  const [answer, setAnswer] = useState<{ key: string; got: Answer<T[]> }>({ key: "", got: { state: "loading" } });
  const [tries, setTries] = useState(0);
  const version = recordVersion.value;
  useEffect(() => {
    if (!path) return;
    let wanted = true;
    allRows<T>(path, query, most).then(
      (value) => wanted && setAnswer({ key, got: { state: "done", value } }),
      (failure: unknown) => {
        const problem = failure instanceof Problem ? failure : new Problem(0, "Error", String(failure));
        if (wanted) setAnswer({ key, got: { state: "failed", problem } });
      },
    );
    return () => {
      wanted = false;
    };
  }, [key, tries, version]);
  const got: Answer<T[]> = answer.key === key ? answer.got : { state: "loading" };
  return { ...got, again: () => setTries((n) => n + 1) };
}

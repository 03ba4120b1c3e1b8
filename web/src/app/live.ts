// What the program tells as it happens: server-sent events, read by fetch so that a token can go along.
import { signal } from "@preact/signals";
import { apiAddress, forget, token } from "./api";

export interface Message {
  id: string;
  kind: string;
  data: Record<string, unknown>;
}
export const messages = signal<Message[]>([]);
export const unread = signal(0);
export const connected = signal(false);

const kMostKept = 100;
let last = "";

function took(kind: string, id: string, text: string): void {
  if (id) last = id;
  let data: Record<string, unknown> = {};
  try {
    data = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return;
  }
  if (kind === "record" || kind === "reset") forget();
  if (kind === "match" || kind === "change") {
    if (messages.value.some((m) => m.id === id)) return;
    messages.value = [{ id, kind, data }, ...messages.value].slice(0, kMostKept);
    unread.value += 1;
  }
}

function readBlock(block: string): void {
  let kind = "message";
  let id = "";
  const data: string[] = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event: ")) kind = line.slice(7);
    else if (line.startsWith("id: ")) id = line.slice(4);
    else if (line.startsWith("data: ")) data.push(line.slice(6));
  }
  if (data.length > 0) took(kind, id, data.join("\n"));
}

async function listen(): Promise<void> {
  const headers: Record<string, string> = { Accept: "text/event-stream" };
  if (last) headers["Last-Event-ID"] = last;
  if (token.value) headers["Authorization"] = `Bearer ${token.value}`;
  const response = await fetch(apiAddress("stream"), { headers });
  if (!response.ok || !response.body) throw new Error(String(response.status));
  connected.value = true;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    held += value;
    for (let end = held.indexOf("\n\n"); end >= 0; end = held.indexOf("\n\n")) {
      readBlock(held.slice(0, end));
      held = held.slice(end + 2);
    }
  }
}

const kFirstWait = 2000;
const kLongestWait = 60_000;
export async function keepListening(): Promise<void> {
  let wait = kFirstWait;
  for (;;) {
    try {
      await listen();
      wait = kFirstWait;
    } catch {
      wait = Math.min(kLongestWait, wait * 2);
    }
    connected.value = false;
    await new Promise((done) => setTimeout(done, wait));
  }
}

// The frame around every view: where one can go, and keys that take one there.
import { signal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { unread } from "../app/live";
import { go, place, withQuery } from "../app/route";

export interface View {
  path: string;
  name: string;
  key: string;
  icon: string;
}
export const views: View[] = [
  { path: "/", name: "Overview", key: "o", icon: "M4 13h7V4H4zM13 20h7v-9h-7zM4 20h7v-5H4zM13 4v5h7V4z" },
  { path: "/events", name: "Events", key: "e", icon: "M4 6h16M4 12h16M4 18h10" },
  { path: "/reports", name: "Reports", key: "r", icon: "M6 3h9l4 4v14H6zM9 11h7M9 15h7" },
  { path: "/actors", name: "Actors", key: "a", icon: "M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c1-5 4-7 8-7s7 2 8 7" },
  { path: "/map", name: "Map", key: "m", icon: "M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14" },
  { path: "/network", name: "Network", key: "n", icon: "M6 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM18 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM11 20a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM8 6l8 2M7 8l3 8M17 10l-5 6" },
  { path: "/agenda", name: "Agenda", key: "g", icon: "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4" },
  { path: "/compare", name: "Compare", key: "c", icon: "M5 20V9M10 20V4M15 20v-8M20 20V7" },
  { path: "/contradictions", name: "Contradictions", key: "x", icon: "M4 8h12M12 4l4 4-4 4M20 16H8M12 12l-4 4 4 4" },
  { path: "/alerts", name: "Alerts", key: "l", icon: "M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4" },
  { path: "/try", name: "Try it", key: "t", icon: "M4 20l1-4L16 5l3 3L8 19zM13 8l3 3" },
];

const menuOpen = signal(false);
const helpOpen = signal(false);
const theme = signal(localStorage.getItem("theme") ?? "");

function applyTheme(): void {
  if (theme.value) document.documentElement.dataset.theme = theme.value;
  else delete document.documentElement.dataset.theme;
}
applyTheme();

function turnTheme(): void {
  const dark = theme.value ? theme.value === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  theme.value = dark ? "light" : "dark";
  localStorage.setItem("theme", theme.value);
  applyTheme();
}

const current = (view: View): boolean => {
  const path = place.value.path;
  if (view.path === "/") return path === "/";
  if (view.path === "/actors" && path.startsWith("/dyads")) return true;
  if (view.path === "/events" && path.startsWith("/explain")) return true;
  return path === view.path || path.startsWith(`${view.path}/`);
};

let waiting = 0;
const kTwoKeys = 1200;

function keyed(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target as HTMLElement;
  if (event.key === "Escape") {
    if (helpOpen.value || menuOpen.value) {
      helpOpen.value = menuOpen.value = false;
    } else if (target.matches("input, textarea, select")) {
      target.blur();
    } else if (place.value.query.get("event")) {
      go(withQuery({ event: undefined }));
    }
    return;
  }
  if (target.matches("input, textarea, select")) return;
  if (event.key === "?") {
    helpOpen.value = !helpOpen.value;
  } else if (event.key === "/") {
    const box = document.querySelector<HTMLElement>("[data-search]");
    event.preventDefault();
    if (box) box.focus();
    else go("/events");
  } else if (event.key === "g" && Date.now() - waiting > kTwoKeys) {
    waiting = Date.now();
  } else if (Date.now() - waiting <= kTwoKeys) {
    const view = views.find((v) => v.key === event.key);
    waiting = 0;
    if (view) go(view.path);
  }
}

export function Shell({ children }: { children: ComponentChildren }): JSX.Element {
  const main = useRef<HTMLElement>(null);
  const path = place.value.path;
  const first = useRef(true);
  useEffect(() => {
    addEventListener("keydown", keyed);
    return () => removeEventListener("keydown", keyed);
  }, []);
  useEffect(() => {
    menuOpen.value = false;
    const view = views.find(current);
    document.title = view ? `${view.name} · Demarche` : "Demarche";
    if (!first.current) main.current?.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
    first.current = false;
  }, [path]);
  return (
    <div class={`shell ${menuOpen.value ? "menu-open" : ""}`}>
      <a class="skip" href="#main">
        To the content
      </a>
      <header class="top">
        <a class="brand" href="/">
          <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
            <rect width="32" height="32" rx="7" class="brand-ground" />
            <path d="M7 21h18M7 16h11M7 11h15" class="brand-lines" />
            <circle cx="23.5" cy="16" r="2.6" class="brand-dot" />
          </svg>
          Demarche
        </a>
        <button type="button" class="menu" aria-expanded={menuOpen.value} aria-controls="views" onClick={() => (menuOpen.value = !menuOpen.value)}>
          Menu
        </button>
      </header>
      <nav id="views" class="views" aria-label="Views">
        <ul>
          {views.map((view) => (
            <li key={view.path}>
              <a href={view.path} aria-current={current(view) ? "page" : undefined}>
                <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
                  <path d={view.icon} />
                </svg>
                {view.name}
                {view.path === "/alerts" && unread.value > 0 && (
                  <span class="badge">
                    {unread.value}
                    <span class="unseen"> new</span>
                  </span>
                )}
              </a>
            </li>
          ))}
        </ul>
        <div class="views-foot">
          <button type="button" onClick={turnTheme}>
            Light or dark
          </button>
          <button type="button" onClick={() => (helpOpen.value = true)}>
            Keys <kbd>?</kbd>
          </button>
        </div>
      </nav>
      <main id="main" ref={main}>
        {children}
      </main>
      {helpOpen.value && <Help />}
    </div>
  );
}

function Help(): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="keys" onClose={() => (helpOpen.value = false)}>
      <h2 id="keys">Keys</h2>
      <dl class="facts">
        <dt>
          <kbd>/</kbd>
        </dt>
        <dd>search</dd>
        <dt>
          <kbd>↑</kbd> <kbd>↓</kbd>
        </dt>
        <dd>move through a list; its event opens beside it</dd>
        <dt>
          <kbd>←</kbd> <kbd>→</kbd> <kbd>Enter</kbd>
        </dt>
        <dd>move through a timeline; open the events of a period</dd>
        <dt>
          <kbd>Esc</kbd>
        </dt>
        <dd>close</dd>
        {views.map((view) => [
          <dt key={view.key}>
            <kbd>g</kbd> <kbd>{view.key}</kbd>
          </dt>,
          <dd key={view.name}>{view.name}</dd>,
        ])}
      </dl>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
}

// Where the reader is: the address is the state of every view.
import { signal } from "@preact/signals";

export interface Place {
  path: string;
  query: URLSearchParams;
}

const here = (): Place => ({ path: location.pathname, query: new URLSearchParams(location.search) });
export const place = signal<Place>(here());

addEventListener("popstate", () => {
  place.value = here();
});

export function go(address: string, replace = false): void {
  if (address === location.pathname + location.search) return;
  history[replace ? "replaceState" : "pushState"](null, "", address);
  const moved = new URL(address, location.href).pathname !== place.value.path;
  place.value = here();
  if (moved) scrollTo(0, 0);
}

export function address(path: string, query: Record<string, string | undefined> = {}): string {
  const kept = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const text = new URLSearchParams(kept).toString();
  return text ? `${path}?${text}` : path;
}

// The same view with some parameters changed; empty values are taken out.
export function withQuery(changes: Record<string, string | undefined>): string {
  const query = Object.fromEntries(place.value.query);
  return address(place.value.path, { ...query, ...changes });
}

export function setQuery(changes: Record<string, string | undefined>, replace = true): void {
  go(withQuery(changes), replace);
}

export const param = (name: string, otherwise = ""): string => place.value.query.get(name) ?? otherwise;

// Plain clicks on addresses of the page stay in the page.
document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!link || link.getAttribute("target") || link.hasAttribute("download")) return;
  const url = new URL((link as HTMLAnchorElement | SVGAElement).getAttribute("href") ?? "", location.href);
  if (url.origin !== location.origin || url.pathname.startsWith("/api/")) return;
  if (url.hash && url.pathname === location.pathname && url.search === location.search) return;
  event.preventDefault();
  go(url.pathname + url.search);
});

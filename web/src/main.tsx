// The analyst's page: every view is an address.
import "./style/base.css";
import "./style/parts.css";
import "./style/views.css";
import type { JSX } from "preact";
import { render } from "preact";
import { keepListening } from "./app/live";
import { place } from "./app/route";
import { Empty } from "./parts/states";
import { Actor, Actors } from "./views/actor";
import { Agenda } from "./views/agenda";
import { Alerts } from "./views/alerts";
import { Compare } from "./views/compare";
import { Contradictions } from "./views/contradictions";
import { DyadView } from "./views/dyad";
import { Events } from "./views/events";
import { Explain } from "./views/explain";
import { MapView } from "./views/map";
import { Network } from "./views/network";
import { Overview } from "./views/overview";
import { Report, Reports } from "./views/report";
import { Shell } from "./views/shell";
import { Try } from "./views/try";

type Show = (parts: string[]) => JSX.Element;
// Addresses of views; ":" takes any part.
const routes: [string, Show][] = [
  ["", () => <Overview />],
  ["events", () => <Events />],
  ["explain/:", ([id = ""]) => <Explain id={id} key={id} />],
  ["reports", () => <Reports />],
  ["reports/:", ([id = ""]) => <Report id={id} key={id} />],
  ["actors", () => <Actors />],
  ["actors/:", ([code = ""]) => <Actor code={code} key={code} />],
  ["dyads/:/:", ([a = "", b = ""]) => <DyadView a={a} b={b} key={`${a} ${b}`} />],
  ["map", () => <MapView />],
  ["network", () => <Network />],
  ["agenda", () => <Agenda />],
  ["compare", () => <Compare />],
  ["contradictions", () => <Contradictions />],
  ["alerts", () => <Alerts />],
  ["try", () => <Try />],
];

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function shown(path: string): JSX.Element {
  const given = path.replace(/^\/|\/$/g, "").split("/").map(decoded);
  for (const [pattern, show] of routes) {
    const wanted = pattern.split("/");
    if (wanted.length === given.length && wanted.every((part, i) => part === ":" || part === given[i])) {
      return show(given.filter((_, i) => wanted[i] === ":"));
    }
  }
  return (
    <Empty title="There is no such view">
      <h1 class="unseen">Not found</h1>
      <a href="/">Overview</a>
    </Empty>
  );
}

const App = (): JSX.Element => <Shell>{shown(place.value.path)}</Shell>;

render(<App />, document.getElementById("page") as HTMLElement);
void keepListening();

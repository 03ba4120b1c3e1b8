// Who acts on whom in a period.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationLinkDatum, type SimulationNodeDatum } from "d3-force";
import type { JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { useList } from "../app/api";
import { filtersHere } from "../app/filters";
import { param } from "../app/route";
import type { Dyad } from "../app/types";
import { useWidth } from "../app/width";
import { actorAddress, actorName, counted, dyadAddress, number } from "../app/words";
import { Head, QuadBar, Switch, ToneLegend } from "../parts/bits";
import { FilterForm } from "../parts/filter-form";
import { Figure } from "../parts/figure";
import { Empty, Shown } from "../parts/states";
import { Scrubber } from "./map";
import { useCoverage } from "./overview";

interface Node extends SimulationNodeDatum {
  id: string;
  events: number;
  radius: number;
}
interface Edge extends SimulationLinkDatum<Node> {
  source: Node;
  target: Node;
  dyad: Dyad;
}

export function Network(): JSX.Element {
  const filters = filtersHere(["type", "quad", "status", "since", "until", "actor", "country"]);
  const dyads = useList<Dyad>("dyads", { ...filters, rank: "events", limit: "1000" });
  const coverage = useCoverage();
  const usual = innerWidth < 600 ? "25" : "60";
  const most = Number(param("edges", usual));
  return (
    <>
      <Head
        title="Network"
        aside={
          <Switch
            name="edges"
            label="Edges drawn"
            value={param("edges", usual)}
            options={[usual, usual === "60" ? "25" : "60", "150"].map((value) => ({ value, label: value === usual ? `${value} strongest` : value }))}
          />
        }
      />
      <FilterForm names={["actor", "type", "quad", "status"]} />
      <Shown of={coverage}>{(rows) => <Scrubber coverage={rows} />}</Shown>
      <Shown of={dyads} lines={10} empty={(d) => d.rows.every((x) => x.source === x.target) && <Empty title="Nobody acts on anybody">Widen the period or take a filter away.</Empty>}>
        {(page) => <Graph dyads={strongest(page.rows, most)} />}
      </Shown>
    </>
  );
}

const strongest = (dyads: Dyad[], most: number): Dyad[] =>
  dyads
    .filter((d) => d.source !== d.target)
    .sort((a, b) => b.events - a.events || a.source.localeCompare(b.source) || a.target.localeCompare(b.target))
    .slice(0, most);

const conflictShare = (d: Dyad): number => (d.verbal_conflict + d.material_conflict) / Math.max(1, d.events);

const kSteps = 320;

// The same dyads always lie the same way: the simulation starts from a ring and takes a fixed number of steps.
function laidOut(dyads: Dyad[], width: number, height: number): { nodes: Node[]; edges: Edge[] } {
  const byId = new Map<string, Node>();
  const node = (id: string, events: number): Node => {
    const known = byId.get(id) ?? { id, events: 0, radius: 0 };
    known.events += events;
    byId.set(id, known);
    return known;
  };
  const edges: Edge[] = dyads.map((dyad) => ({ source: node(dyad.source, dyad.events), target: node(dyad.target, dyad.events), dyad }));
  const nodes = [...byId.values()].sort((a, b) => b.events - a.events);
  const highest = nodes[0]?.events ?? 1;
  nodes.forEach((n, i) => {
    n.radius = 4 + (width < 600 ? 12 : 20) * Math.sqrt(n.events / highest);
    n.x = width / 2 + (width / 3) * Math.cos((2 * Math.PI * i) / nodes.length);
    n.y = height / 2 + (height / 3) * Math.sin((2 * Math.PI * i) / nodes.length);
  });
  const small = width < 600;
  const simulation = forceSimulation<Node>(nodes)
    .force("link", forceLink<Node, Edge>(edges).distance(small ? 70 : 130).strength(0.1))
    .force("charge", forceManyBody().strength(small ? -150 : -420))
    .force("across", forceX<Node>(width / 2).strength(small ? 0.09 : 0.06))
    .force("down", forceY<Node>(height / 2).strength(small ? 0.09 : 0.1))
    .force("room", forceCollide<Node>((n) => Math.max(n.radius + 12, small ? 0 : nameWidth(n) / 2 + 2)))
    .stop();
  simulation.tick(kSteps);
  fit(nodes, width, height);
  return { nodes, edges };
}

function fit(nodes: Node[], width: number, height: number): void {
  const half = (n: Node): number => Math.max(n.radius, nameWidth(n) / 2) + 4;
  const left = Math.min(...nodes.map((n) => (n.x ?? 0) - half(n)));
  const right = Math.max(...nodes.map((n) => (n.x ?? 0) + half(n)));
  const top = Math.min(...nodes.map((n) => (n.y ?? 0) - n.radius));
  const bottom = Math.max(...nodes.map((n) => (n.y ?? 0) + n.radius));
  const under = 20;
  const kx = width / Math.max(1, right - left);
  const ky = (height - under) / Math.max(1, bottom - top);
  for (const n of nodes) {
    n.x = Math.max(half(n), Math.min(width - half(n), ((n.x ?? 0) - left) * kx));
    n.y = Math.max(n.radius + 2, Math.min(height - under - n.radius, ((n.y ?? 0) - top) * ky));
  }
}

// Names that find room, the most active actors first.
function named(nodes: Node[], width: number): Set<string> {
  const taken: [number, number, number, number][] = nodes.map((n) => [(n.x ?? 0) - n.radius, (n.y ?? 0) - n.radius, (n.x ?? 0) + n.radius, (n.y ?? 0) + n.radius]);
  const out = new Set<string>();
  nodes.forEach((n, i) => {
    const half = nameWidth(n) / 2;
    const top = (n.y ?? 0) + n.radius + 2;
    const box: [number, number, number, number] = [(n.x ?? 0) - half, top, (n.x ?? 0) + half, top + 12];
    const free = box[0] > 0 && box[2] < width && taken.every((t, j) => j === i || t[0] > box[2] || t[2] < box[0] || t[1] > box[3] || t[3] < box[1]);
    if (!free) return;
    taken.push(box);
    out.add(n.id);
  });
  return out;
}

const nameWidth = (n: Node): number => actorName(n.id).length * 6.3;

function Graph({ dyads }: { dyads: Dyad[] }): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, 900);
  const height = Math.max(430, Math.min(680, Math.round(width * 0.85)));
  const { nodes, edges } = useMemo(() => laidOut(dyads, width, height), [dyads, width]);
  const most = dyads[0]?.events ?? 1;
  const names = named(nodes, width);
  return (
    <div class="network">
      <Figure
        title={`${counted(nodes.length, "actor")}, ${counted(edges.length, "direction")}`}
        name="network"
        rows={() => dyads.map((d) => ({ ...d }))}
        note="An arrow goes from who acts to whom; its width tells how often, the size of a circle how many of these events an actor takes part in. Acts within one country are left out."
      >
        <div ref={frame}>
          <svg data-chart width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label="Network of actors">
            <defs>
              {["conflict", "mixed", "cooperation"].map((kind) => (
                <marker key={kind} id={`head-${kind}`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto">
                  <path d="M0 0L8 4L0 8z" class={`head-${kind}`} />
                </marker>
              ))}
            </defs>
            {edges.map((e) => (
              <EdgeLine key={`${e.source.id} ${e.target.id}`} edge={e} most={most} />
            ))}
            {nodes.map((n) => (
              <a href={actorAddress(n.id)} key={n.id} class="node" aria-label={`${actorName(n.id)}, ${counted(n.events, "event")}`}>
                <circle cx={n.x} cy={n.y} r={n.radius}>
                  <title>{`${actorName(n.id)}: ${counted(n.events, "event")}`}</title>
                </circle>
                <text class={names.has(n.id) ? "" : "crowded"} x={n.x} y={(n.y ?? 0) + n.radius + 12}>
                  {actorName(n.id)}
                </text>
              </a>
            ))}
          </svg>
        </div>
        <ToneLegend />
      </Figure>
      <section aria-labelledby="edges">
        <h2 id="edges">Strongest directions</h2>
        <ol class="dyads">
          {dyads.slice(0, 25).map((d) => (
            <li key={`${d.source} ${d.target}`}>
              <a href={dyadAddress(d.source, d.target)}>
                <span class="dyad-names">
                  {actorName(d.source)} → {actorName(d.target)}
                </span>
                <span class="dyad-count">{number(d.events)}</span>
                <QuadBar of={d} most={most} />
              </a>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

function EdgeLine({ edge, most }: { edge: Edge; most: number }): JSX.Element {
  const { source, target, dyad } = edge;
  const [x1, y1, x2, y2] = [source.x ?? 0, source.y ?? 0, target.x ?? 0, target.y ?? 0];
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  const bend = Math.min(24, length / 6);
  const end = target.radius + 2;
  const share = conflictShare(dyad);
  const kind = share > 0.66 ? "conflict" : share < 0.34 ? "cooperation" : "mixed";
  const path = `M${x1} ${y1}Q${(x1 + x2) / 2 - uy * bend} ${(y1 + y2) / 2 + ux * bend} ${x2 - ux * end} ${y2 - uy * end}`;
  return (
    <path d={path} class={`edge edge-${kind}`} style={{ strokeWidth: `${0.8 + 4 * Math.sqrt(dyad.events / most)}px` }} marker-end={`url(#head-${kind})`}>
      <title>{`${actorName(dyad.source)} → ${actorName(dyad.target)}: ${counted(dyad.events, "event")}, ${Math.round(share * 100)} % conflict`}</title>
    </path>
  );
}

// A chart with its title, its note and its files.
import type { ComponentChildren, JSX } from "preact";
import { useRef } from "preact/hooks";
import { token } from "../app/api";
import { type Row, saveCsv, saveFromApi, savePng, saveSvg } from "../app/download";

interface FigureProps {
  title: string;
  name: string;
  note?: ComponentChildren;
  rows: () => Row[];
  tools?: ComponentChildren;
  children: ComponentChildren;
  level?: 2 | 3;
}
export function Figure({ title, name, note, rows, tools, children, level = 2 }: FigureProps): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const svg = (): SVGSVGElement | null => frame.current?.querySelector("svg[data-chart]") ?? null;
  const Heading = `h${level}` as "h2";
  return (
    <figure class="figure">
      <div class="figure-head">
        <Heading>{title}</Heading>
        <div class="figure-tools">
          {tools}
          <div class="files" role="group" aria-label={`Files of ${title}`}>
            <button type="button" onClick={() => saveCsv(name, rows())}>
              CSV
            </button>
            <button
              type="button"
              onClick={() => {
                const chart = svg();
                if (chart) saveSvg(name, chart);
              }}
            >
              SVG
            </button>
            <button
              type="button"
              onClick={() => {
                const chart = svg();
                if (chart) void savePng(name, chart);
              }}
            >
              PNG
            </button>
          </div>
        </div>
      </div>
      <div ref={frame}>{children}</div>
      {note && <figcaption>{note}</figcaption>}
    </figure>
  );
}

// The files of a list: every row of the filter that is shown.
export function ListFiles({ address, what }: { address: (ending: string) => string; what: string }): JSX.Element {
  const link = (ending: string, label: string): JSX.Element => (
    <a
      class="button"
      href={address(ending)}
      download={`${what}.${ending}`}
      onClick={(event) => {
        if (!token.value) return;
        event.preventDefault();
        void saveFromApi(address(ending), `${what}.${ending}`);
      }}
    >
      {label}
    </a>
  );
  return (
    <div class="files" role="group" aria-label={`Files of ${what}`}>
      {link("csv", "CSV")}
      {link("jsonl", "JSON lines")}
    </div>
  );
}

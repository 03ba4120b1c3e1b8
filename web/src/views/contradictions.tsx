// Reports of one event that disagree, side by side.
import type { JSX } from "preact";
import { apiAddress, useList } from "../app/api";
import { dateName, documentAddress } from "../app/words";
import { Head } from "../parts/bits";
import { ListFiles } from "../parts/figure";
import { Empty, Shown } from "../parts/states";

export interface Contradiction {
  [column: string]: string | number | null;
}
const text = (row: Contradiction, name: string): string => String(row[name] ?? "");

export function Contradictions(): JSX.Element {
  const answer = useList<Contradiction>("contradictions", { limit: "200" });
  return (
    <>
      <Head title="Contradictions" aside={<ListFiles what="contradictions" address={(ending) => apiAddress(`contradictions.${ending}`)} />}>
        The same event told differently: other numbers, other doers, other places, or a denial
      </Head>
      <Shown of={answer} lines={10} empty={(p) => p.rows.length === 0 && <Empty title="No reports disagree">Nothing in the record tells one event in two ways.</Empty>}>
        {(page) => (
          <ul class="contradictions">
            {page.rows.map((row, i) => (
              <li key={i} class="contradiction">
                <h2>
                  <a href={`/explain/${text(row, "event")}`}>{text(row, "kind").replaceAll("_", " ")}</a>
                </h2>
                <div class="sides">
                  <Telling row={row} of="first" />
                  <Telling row={row} of="second" />
                </div>
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </>
  );
}

function Telling({ row, of }: { row: Contradiction; of: "first" | "second" }): JSX.Element {
  return (
    <div class="telling">
      <p class="telling-value">{text(row, `${of}_value`)}</p>
      <blockquote class="quote small">{text(row, `${of}_quote`)}</blockquote>
      <p class="origin">
        <a href={documentAddress(text(row, `${of}_document`))}>{text(row, `${of}_publisher`) || "the report"}</a> <span class="faint">{dateName(text(row, `${of}_reported`))}</span>
      </p>
    </div>
  );
}

// Filters that a view takes, as fields; what is chosen stands in the address.
import type { JSX } from "preact";
import { filterNames } from "../app/filters";
import { param, setQuery } from "../app/route";
import { quads, statusName, typeCodes, typeName } from "../app/words";

const choices: Record<string, { value: string; label: string }[]> = {
  type: typeCodes.map((value) => ({ value, label: typeName(value) })),
  quad: quads.map((q) => ({ value: q.quad, label: q.name })),
  status: ["actual", "planned", "called_for", "conditional", "negated"].map((value) => ({ value, label: statusName(value) })),
};

export function FilterForm({ names }: { names: string[] }): JSX.Element {
  return (
    <form class="filter-form" onSubmit={(e) => e.preventDefault()} aria-label="Filters">
      {names.map((name) => {
        const options = choices[name];
        return (
          <label key={name}>
            <span>{filterNames[name] ?? name}</span>
            {options ? (
              <select value={param(name)} onChange={(e) => setQuery({ [name]: e.currentTarget.value })}>
                <option value="">any</option>
                {options.map((o) => (
                  <option value={o.value} key={o.value}>
                    {o.label}
                  </option>
                ))}
              </select>
            ) : (
              <input
                type="text"
                value={param(name)}
                placeholder={name === "actor" ? "CHN, IGO:UN" : ""}
                onChange={(e) => setQuery({ [name]: e.currentTarget.value.trim() })}
              />
            )}
          </label>
        );
      })}
    </form>
  );
}

// Bars, switches and headings that several views share.
import type { ComponentChildren, JSX } from "preact";
import { withQuery } from "../app/route";
import { quads } from "../app/words";

export interface QuadCounts {
  material_cooperation: number;
  verbal_cooperation: number;
  verbal_conflict: number;
  material_conflict: number;
}
const keyOf = (quad: string): keyof QuadCounts => quad.split("-").join("_") as keyof QuadCounts;

export function QuadBar({ of, most }: { of: QuadCounts; most: number }): JSX.Element {
  let x = 0;
  const told = quads.map((q) => `${of[keyOf(q.quad)]} ${q.name}`).join(", ");
  return (
    <svg class="quadbar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label={told}>
      <title>{told}</title>
      {quads.map((q) => {
        const width = (100 * of[keyOf(q.quad)]) / Math.max(1, most);
        const bar = <rect key={q.short} x={x} width={width} y="0" height="8" class={`bar bar-${q.short}`} />;
        x += width;
        return bar;
      })}
    </svg>
  );
}

interface SwitchProps {
  name: string;
  label: string;
  value: string;
  options: { value: string; label: string }[];
}
// A choice that stands in the address.
export function Switch({ name, label, value, options }: SwitchProps): JSX.Element {
  return (
    <div class="switch" role="group" aria-label={label}>
      {options.map((option, i) => (
        <a
          key={option.value}
          href={withQuery({ [name]: i === 0 ? undefined : option.value })}
          aria-current={option.value === value ? "true" : undefined}
        >
          {option.label}
        </a>
      ))}
    </div>
  );
}

export const measureSwitch = (value: string): JSX.Element => (
  <Switch
    name="measure"
    label="Measure"
    value={value}
    options={[
      { value: "rate", label: "per 100 reports" },
      { value: "count", label: "counts" },
    ]}
  />
);

export const QuadLegend = (): JSX.Element => (
  <ul class="keys tones">
    {quads.map((q) => (
      <li key={q.short} class={`key-${q.short}`}>
        {q.name}
      </li>
    ))}
  </ul>
);

// What the colours of arrows and dots say.
export function ToneLegend({ children }: { children?: ComponentChildren }): JSX.Element {
  return (
    <ul class="keys tones">
      <li class="key-cooperation">mostly cooperation</li>
      <li class="key-mixed">both</li>
      <li class="key-conflict">mostly conflict</li>
      {children}
    </ul>
  );
}

export function Head({ title, children, aside }: { title: ComponentChildren; children?: ComponentChildren; aside?: ComponentChildren }): JSX.Element {
  return (
    <header class="head">
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {children && <p class="lead">{children}</p>}
      </div>
      {aside && <div class="head-aside">{aside}</div>}
    </header>
  );
}

export function Tile({ value, label, href }: { value: string; label: string; href?: string }): JSX.Element {
  const inside = (
    <>
      <span class="tile-value">{value}</span>
      <span class="tile-label">{label}</span>
    </>
  );
  return href ? (
    <a class="tile" href={href}>
      {inside}
    </a>
  ) : (
    <div class="tile">{inside}</div>
  );
}

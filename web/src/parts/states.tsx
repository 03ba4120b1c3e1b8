// The three states that every part of a view can be in besides having something to show.
import type { ComponentChildren, JSX } from "preact";
import { type Answer, Problem, token } from "../app/api";

export function Loading({ lines = 3, label = "Loading" }: { lines?: number; label?: string }): JSX.Element {
  return (
    <div class="loading" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, i) => (
        <span class={`bone bone-${i % 4}`} key={i} />
      ))}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }): JSX.Element {
  return (
    <div class="empty">
      <svg viewBox="0 0 48 32" width="48" height="32" aria-hidden="true">
        <path d="M6 8h36M6 16h22M6 24h29" />
      </svg>
      <p class="empty-title">{title}</p>
      {children && <div class="empty-hint">{children}</div>}
    </div>
  );
}

function TokenForm(): JSX.Element {
  return (
    <form
      class="token"
      onSubmit={(event) => {
        event.preventDefault();
        const value = String(new FormData(event.currentTarget as HTMLFormElement).get("token") ?? "").trim();
        sessionStorage.setItem("token", value);
        token.value = value;
        location.reload();
      }}
    >
      <label>
        Access token
        <input name="token" type="password" autocomplete="off" required />
      </label>
      <button type="submit">Open the record</button>
    </form>
  );
}

export function Failed({ problem, again }: { problem: Problem; again?: () => void }): JSX.Element {
  if (problem.status === 401) {
    return (
      <div class="failed" role="alert">
        <p class="failed-title">This record asks for a token</p>
        <TokenForm />
      </div>
    );
  }
  return (
    <div class="failed" role="alert">
      <p class="failed-title">{problem.title}</p>
      {problem.detail && <p>{problem.detail}</p>}
      {again && problem.status !== 404 && (
        <button type="button" onClick={again}>
          Try again
        </button>
      )}
      {problem.status === 404 && <a href="/">Back to the overview</a>}
    </div>
  );
}

interface ShownProps<T> {
  of: Answer<T> & { again: () => void };
  lines?: number;
  empty?: (value: T) => ComponentChildren | false;
  children: (value: T) => ComponentChildren;
}
export function Shown<T>({ of, lines, empty, children }: ShownProps<T>): JSX.Element {
  if (of.state === "loading") return lines === undefined ? <Loading /> : <Loading lines={lines} />;
  if (of.state === "failed") return <Failed problem={of.problem} again={of.again} />;
  const nothing = empty?.(of.value);
  return <>{nothing ? nothing : children(of.value)}</>;
}

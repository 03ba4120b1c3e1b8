// The width that a chart has, as it changes.
import { useEffect, useState } from "preact/hooks";
import type { RefObject } from "preact";

export function useWidth(of: RefObject<HTMLElement | null>, otherwise = 640): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = of.current;
    if (!element) return;
    setWidth(element.clientWidth);
    const watcher = new ResizeObserver(() => setWidth(element.clientWidth));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  return width || otherwise;
}

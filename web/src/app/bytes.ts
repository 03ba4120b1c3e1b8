// Offsets of the record are bytes of UTF-8; strings of the browser count UTF-16 units.
export class ByteText {
  private readonly units: Uint32Array;
  readonly text: string;

  constructor(text: string) {
    this.text = text;
    const bytes = new TextEncoder().encode(text).length;
    this.units = new Uint32Array(bytes + 1);
    let at = 0;
    for (let unit = 0; unit < text.length; ) {
      const point = text.codePointAt(unit) as number;
      const length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      this.units.fill(unit, at, at + length);
      at += length;
      unit += point < 0x10000 ? 1 : 2;
    }
    this.units[bytes] = text.length;
  }

  get bytes(): number {
    return this.units.length - 1;
  }

  unit(byte: number): number {
    return this.units[Math.max(0, Math.min(byte, this.bytes))] as number;
  }
}

export interface Mark {
  start: number;
  end: number;
  layer: string;
  label: string;
  id?: string;
}
export interface Piece {
  text: string;
  marks: Mark[];
}

// The text cut at every edge of a mark, each piece with the marks that cover it; `base` is the byte that the text begins at.
export function pieces(text: string, base: number, marks: Mark[]): Piece[] {
  const bytes = new ByteText(text);
  const inside = marks.filter((m) => m.end > base && m.start < base + bytes.bytes && m.end > m.start);
  const edges = new Set<number>([0, text.length]);
  const placed = inside.map((mark) => ({ mark, from: bytes.unit(mark.start - base), to: bytes.unit(mark.end - base) }));
  for (const p of placed) {
    edges.add(p.from);
    edges.add(p.to);
  }
  const cuts = [...edges].sort((a, b) => a - b);
  const out: Piece[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const from = cuts[i] as number;
    const to = cuts[i + 1] as number;
    out.push({ text: text.slice(from, to), marks: placed.filter((p) => p.from <= from && p.to >= to).map((p) => p.mark) });
  }
  return out;
}

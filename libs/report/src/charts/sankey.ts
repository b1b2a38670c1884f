import { count } from '../format';
import { html, type Html } from '../html';
import { round } from './scale';

export interface SankeyNode {
  id: string;
  column: number;
  label: string;
  /** What stands in the picture instead, where a label is long. */
  short?: string;
  value: number;
  kind: string;
}

export interface SankeyLink {
  from: string;
  to: string;
  value: number;
  kind: string;
}

interface Placed extends SankeyNode {
  x: number;
  y: number;
  height: number;
}

const WIDTH = 980;
const LABEL_ROOM = 150;
const BLOCK = 12;
const GAP = 12;
/** A block may be a pixel high; its two lines of text never are. */
const SLOT = 36;
const TALLEST = 260;

/**
 * Blocks as high as their counts, joined by see-through ribbons. Ribbons out of a block lie side by side while they fit
 * in it; if they don't, the same people are in several, and the ribbons overlap.
 */
export function sankey(nodes: readonly SankeyNode[], links: readonly SankeyLink[]): Html {
  const placed = place(nodes);
  const height = Math.max(...[...placed.values()].map((node) => node.y + Math.max(node.height, SLOT))) + 4;
  const ribbons = links.flatMap((link) => {
    const [from, to] = [placed.get(link.from), placed.get(link.to)];
    return from && to && link.value > 0 ? [ribbon(link, from, to, links)] : [];
  });
  return html`<svg class="sankey" viewBox="0 0 ${WIDTH} ${round(height)}" aria-hidden="true">${ribbons}${[...placed.values()].map(block)}</svg>`;
}

function place(nodes: readonly SankeyNode[]): Map<string, Placed> {
  const scale = TALLEST / Math.max(...nodes.map(({ value }) => value), 1);
  const lastColumn = Math.max(...nodes.map(({ column }) => column), 1);
  const nextY = new Map<number, number>();
  return new Map(
    nodes.map((node) => {
      const y = nextY.get(node.column) ?? 0;
      const height = Math.max(2, node.value * scale);
      nextY.set(node.column, y + Math.max(height, SLOT) + GAP);
      return [node.id, { ...node, x: (node.column / lastColumn) * (WIDTH - LABEL_ROOM), y, height }];
    }),
  );
}

function ribbon(link: SankeyLink, from: Placed, to: Placed, links: readonly SankeyLink[]): Html {
  const [y1, h1] = stretch(link, from, links.filter((other) => other.from === link.from));
  const [y2, h2] = stretch(link, to, links.filter((other) => other.to === link.to));
  const [x1, x2] = [round(from.x + BLOCK), round(to.x)];
  const middle = round((x1 + x2) / 2);
  const d = `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}V${round(y2 + h2)}C${middle} ${round(y2 + h2)} ${middle} ${round(y1 + h1)} ${x1} ${round(y1 + h1)}Z`;
  return html`<path class="ribbon ${link.kind}" d="${d}"><title>${from.label} to ${to.label}: ${count(link.value)}</title></path>`;
}

/** Where a ribbon touches a block: its start and height. */
function stretch(link: SankeyLink, block: Placed, siblings: readonly SankeyLink[]): [number, number] {
  const scale = block.height / Math.max(block.value, 1);
  const fits = siblings.reduce((sum, { value }) => sum + value, 0) <= block.value;
  const before = fits ? siblings.slice(0, siblings.indexOf(link)).reduce((sum, { value }) => sum + value, 0) : 0;
  return [round(block.y + before * scale), round(Math.max(1, link.value * scale))];
}

function block({ x, y, height, label, short, value, kind }: Placed): Html {
  const textY = round(y + (height > SLOT ? height / 2 - 4 : 14));
  return html`<rect class="block ${kind}" x="${round(x)}" y="${round(y)}" width="${BLOCK}" height="${round(height)}" rx="2"/>
    <text class="count" x="${round(x + BLOCK + 8)}" y="${textY}">${count(value)}</text>
    <text class="label" x="${round(x + BLOCK + 8)}" y="${textY + 16}">${short ?? label}</text>`;
}

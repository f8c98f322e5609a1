import { colorOf } from "#components/charts/thing-colors.ts";
import type { MapNode } from "#components/charts/treemap-tree.ts";
import type { BreakdownAnswer } from "#components/data/answers.ts";
import { classLabel } from "#components/files/class-label.ts";
import { sumOfAmounts } from "./exact-sum.ts";

export type Metric = "cost" | "carbon";
export type Cell = BreakdownAnswer["cells"][number];

export interface Words {
  all: string;
  noStorey: string;
  noClass: string;
  folded: (count: number) => string;
  money: (amount: string) => string;
  carbon: (kg: number) => string;
}

export const carbonOf = ({ carbon }: Pick<Cell, "carbon">) => carbon.a1_a3_kg + carbon.a4_kg + carbon.a5_kg;

export const cellName = (cell: Cell, words: Words) => cell.name ?? words.folded(cell.folded);

/**
 * Storey → class → material, the storeys from the lowest up, all else the greatest first. What was entered by hand has
 * neither storey nor class: its materials stand alone.
 */
export function treeOf(cells: readonly Cell[], metric: Metric, words: Words): MapNode {
  const node = (
    id: string,
    label: string,
    color: string,
    inside: readonly Cell[],
    children: readonly MapNode[],
  ): MapNode => {
    const amount = sumOfAmounts(inside.map(({ cost }) => cost));
    const kg = inside.reduce((sum, cell) => sum + carbonOf(cell), 0);
    return {
      id,
      label,
      color,
      value: Math.max(0, metric === "cost" ? Number(amount) : kg),
      text: metric === "cost" ? words.money(amount) : words.carbon(kg),
      children,
    };
  };
  const materials = (inside: readonly Cell[], path: string) =>
    grouped(inside, ({ catalogue_id }) => catalogue_id ?? "").map(([id, same, first]) =>
      node(`${path}/${id}`, cellName(first, words), colorOf("material", id).css, same, []),
    );
  const classes = (inside: readonly Cell[], path: string) =>
    grouped(inside, ({ ifc_class }) => ifc_class ?? "").map(([id, same, first]) =>
      node(
        `${path}/${id}`,
        id === "" ? (first.name === null ? cellName(first, words) : words.noClass) : classLabel(id),
        colorOf("class", id).css,
        same,
        bySize(materials(same, `${path}/${id}`)),
      ),
    );
  const byHand = cells.every(({ storey_order, ifc_class }) => storey_order === null && ifc_class === null);
  const children = byHand
    ? bySize(materials(cells, "all"))
    : grouped(cells, ({ storey_order }) => String(storey_order ?? ""))
        .sort(([, , a], [, , b]) => order(a) - order(b))
        .map(([id, same, first]) =>
          node(
            `storey-${id}`,
            first.storey ?? words.noStorey,
            colorOf("storey", first.storey ?? "").css,
            same,
            bySize(classes(same, `storey-${id}`)),
          ),
        );
  return node("all", words.all, "var(--chart-1)", cells, children);
}

const order = ({ storey_order }: Cell) => storey_order ?? Number.MAX_SAFE_INTEGER;

const bySize = (nodes: readonly MapNode[]) => [...nodes].sort((a, b) => b.value - a.value);

function grouped(cells: readonly Cell[], key: (cell: Cell) => string): [string, Cell[], Cell][] {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) {
    const found = groups.get(key(cell));
    if (found) found.push(cell);
    else groups.set(key(cell), [cell]);
  }
  return [...groups].flatMap(([id, same]) => (same[0] ? [[id, same, same[0]]] : []));
}

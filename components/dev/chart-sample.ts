import { partColor, seriesColor } from "#components/charts/palette.ts";
import { colorOf } from "#components/charts/thing-colors.ts";
import type { MapNode } from "#components/charts/treemap-tree.ts";

export const buildUp = (
  [
    ["material", 520],
    ["labour", 390],
    ["equipment", 90],
    ["waste", 60],
    ["location", -60],
  ] as const
).map(([id, value]) => ({
  id,
  label: id,
  value,
  text: `$${value}K`,
  detail: `${value / 10} % of all`,
  color: partColor("build_up", id).css,
}));

const leaf = (id: string, label: string, value: number, kind: "class" | "material"): MapNode => ({
  id,
  label,
  color: colorOf(kind, id.split("/").at(-1) ?? id).css,
  value,
  text: `$${value}K`,
  children: [],
});

const storey = (id: string, label: string, children: readonly MapNode[]): MapNode => {
  const value = children.reduce((sum, child) => sum + child.value, 0);
  return { id, label, color: seriesColor(1).css, value, text: `$${value}K`, children };
};

export const tree: MapNode = {
  ...storey("all", "Everything", [
    storey("g", "Ground floor", [
      leaf("g/IfcSlab", "Slab", 210, "class"),
      leaf("g/IfcWall", "Wall", 180, "class"),
      leaf("g/IfcWindow", "Window", 60, "class"),
      leaf("g/IfcDoor", "Door", 25, "class"),
    ]),
    storey("f", "First floor", [
      leaf("f/IfcWall", "Wall", 190, "class"),
      leaf("f/IfcSlab", "Slab", 130, "class"),
      leaf("f/IfcColumn", "Column", 40, "class"),
      leaf("f/IfcRailing", "Railing", 3, "class"),
    ]),
    storey("r", "Roof", [leaf("r/IfcRoof", "Roof", 162, "class")]),
  ]),
};

export const materials = (
  [
    ["concrete-c30", "Ready-mix concrete C30/37", 120, 4, 9],
    ["rebar", "Reinforcement", 60, 2, 3],
    ["brick", "Clay brick", 22, 2, 5],
    ["glulam", "Glued laminated timber of a rather long name", 9, 3, 0],
  ] as const
).map(([id, label, ...values]: readonly [string, string, ...number[]]) => ({
  id,
  label,
  color: colorOf("material", id).css,
  text: `${values.reduce((sum, value) => sum + value, 0)} t`,
  parts: values.map((value) => ({ value, text: `${value} t` })),
}));

export const bands = [100, 225, 350, 475, 600, 775].map((to, index, all) => ({
  letter: ["A++", "A+", "A", "B", "C", "D"][index] ?? "",
  from: all[index - 1] ?? 0,
  to,
  text: `${all[index - 1] ?? 0}–${to} kgCO₂e/m²`,
  target: index === 2 ? "Design target 2030" : undefined,
}));

export const months = [410, 395, null, 420, 380, 340, 352, 310].map((value, index) => ({
  id: `2026-0${index + 1}`,
  label: `0${index + 1}/26`,
  value,
  text: `$${value}K`,
}));

export const days = [3, 0, 5, 9, 2, 7, 4, 6, 1, 8].map((value, index) => ({
  id: String(index),
  label: `${index + 1} Nov 2026`,
  value,
  text: `${value} files`,
  tick: `${index + 1} Nov`,
}));

export const dots = [
  [1400, 380],
  [1650, 420],
  [1720, 300],
  [1980, 510],
  [1560, 350],
].map(([x = 0, y = 0], index) => ({
  id: String(index),
  label: `Estimate ${index + 1}`,
  text: `$${x}/m², ${y} kgCO₂e/m²`,
  x,
  y,
  marked: index === 4,
}));

export const steps = (
  [
    ["Waiting for its turn", [["waiting", 0, 1200]]],
    [
      "Extract geometry",
      [
        ["failed", 1200, 1500],
        ["waiting", 2700, 800],
        ["done", 3500, 3100],
      ],
    ],
    ["Estimate costs", [["running", 6600, 2400]]],
  ] as const
).map(([name, segments]) => ({
  id: name,
  name,
  label: name,
  text: `${segments.reduce((sum, [, , duration]) => sum + duration, 0) / 1000} s`,
  segments: segments.map(([tone, start, duration]) => ({
    id: `${tone} ${start}`,
    tone,
    start,
    duration,
    title: `${tone}, ${duration / 1000} s`,
  })),
}));

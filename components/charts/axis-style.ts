const TEXT = { className: "fill-ink-2 text-xs", fill: "" };
const FIGURES = { ...TEXT, className: `${TEXT.className} tabular-nums` };

/** Figures on the left: right-aligned, no line, since lines of their own lead across the chart. */
export const VALUE_AXIS = {
  hideAxisLine: true,
  hideTicks: true,
  tickLabelProps: { ...FIGURES, textAnchor: "end", dy: 4 },
} as const;

const BASE_AXIS = { stroke: "var(--ink-3)", tickStroke: "var(--ink-3)" };

/** Names along the bottom. */
export const NAME_AXIS = { ...BASE_AXIS, tickLabelProps: { ...TEXT, textAnchor: "middle" } } as const;

/** Figures along the bottom, and what they are of. */
export const FIGURE_AXIS = {
  ...BASE_AXIS,
  tickLabelProps: { ...FIGURES, textAnchor: "middle" },
  labelProps: { ...TEXT, textAnchor: "middle" },
} as const;

/** Where the keyboard stands in the grid: row -1 is the header, the row after the last one the sums. */
export interface Cell {
  row: number;
  column: number;
}

export interface GridShape {
  rows: number;
  columns: number;
  /** Rows that fit into view. */
  page: number;
  /** At the row where the keyboard stands. */
  here: { kind: "group"; open: boolean } | { kind: "element"; groupRow: number | null } | { kind: "other" };
}

export type Move =
  | { do: "go"; to: Cell }
  | { do: "open" | "close" | "toggle" }
  | { do: "select"; add: boolean; zoom: boolean }
  | { do: "clear" }
  | { do: "isolate" | "hide" | "showAll" }
  | { do: "press" };

interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** What a key does in the grid, as the ARIA patterns for grids and tree grids have it; null: nothing. */
export function moveBy(event: Key, at: Cell, shape: GridShape): Move | null {
  const wide = event.ctrlKey || event.metaKey;
  const go = (row: number, column = at.column): Move => ({
    do: "go",
    to: {
      row: Math.min(shape.rows, Math.max(-1, row)),
      column: Math.min(shape.columns - 1, Math.max(0, column)),
    },
  });
  switch (event.key) {
    case "ArrowDown":
      return go(at.row + 1);
    case "ArrowUp":
      return go(at.row - 1);
    case "PageDown":
      return go(Math.min(shape.rows, at.row + shape.page));
    case "PageUp":
      return go(Math.max(0, at.row - shape.page));
    case "Home":
      return wide ? go(0, 0) : go(at.row, 0);
    case "End":
      return wide ? go(shape.rows - 1, shape.columns - 1) : go(at.row, shape.columns - 1);
    case "ArrowRight":
      if (shape.here.kind === "group" && !shape.here.open && at.column === 0) return { do: "open" };
      return go(at.row, at.column + 1);
    case "ArrowLeft":
      if (at.column > 0) return go(at.row, at.column - 1);
      if (shape.here.kind === "group") return shape.here.open ? { do: "close" } : null;
      return shape.here.kind === "element" && shape.here.groupRow !== null ? go(shape.here.groupRow) : null;
    case " ":
    case "Enter":
      if (shape.here.kind === "group") return { do: "toggle" };
      if (shape.here.kind === "other") return { do: "press" };
      return {
        do: "select",
        add: event.key === " " && (wide || event.shiftKey),
        zoom: event.key === "Enter",
      };
    case "Escape":
      return { do: "clear" };
    default:
      return wide || event.altKey ? null : (IN_MODEL[event.key.toLowerCase()] ?? null);
  }
}

/** What is done with a row's elements in the model, by the same keys as in the picture. */
const IN_MODEL: Record<string, Move> = {
  i: { do: "isolate" },
  h: { do: "hide" },
  a: { do: "showAll" },
};

/** What is picked, pointed at, shown alone or hidden in one file's model: elements by their ordinal. */
export interface SelectionState {
  selected: ReadonlySet<number>;
  hovered: number | null;
  /** Only these are shown; null: nothing is isolated. */
  isolated: ReadonlySet<number> | null;
  hidden: ReadonlySet<number>;
}

export interface SelectionActions {
  /** Selects these instead of, or with `add` together with, what is selected; `zoom` brings them into view. */
  select(ordinals: Iterable<number>, how?: { add?: boolean; zoom?: boolean }): void;
  hover(ordinal: number | null): void;
  /** Shows these alone; null ends it. */
  isolate(ordinals: Iterable<number> | null): void;
  hide(ordinals: Iterable<number>): void;
  /** Ends isolation and hiding. */
  showAll(): void;
}

export interface SelectionStore {
  state(): SelectionState;
  subscribe(listener: () => void): () => void;
  /** Hears of elements that are to be brought into view. */
  onZoom(listener: (ordinals: ReadonlySet<number>) => void): () => void;
  actions: SelectionActions;
}

const NOTHING: ReadonlySet<number> = new Set();

export function createSelection(): SelectionStore {
  let state: SelectionState = { selected: NOTHING, hovered: null, isolated: null, hidden: NOTHING };
  const listeners = new Set<() => void>();
  const zoomers = new Set<(ordinals: ReadonlySet<number>) => void>();
  const change = (part: Partial<SelectionState>) => {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  };
  return {
    state: () => state,
    subscribe: (listener) => subscribed(listeners, listener),
    onZoom: (listener) => subscribed(zoomers, listener),
    actions: {
      select(ordinals, { add = false, zoom = false } = {}) {
        const asked = new Set(ordinals);
        const selected = add ? new Set([...state.selected, ...asked]) : asked;
        if (!same(selected, state.selected)) change({ selected });
        if (zoom && asked.size > 0) for (const zoomer of zoomers) zoomer(asked);
      },
      hover(ordinal) {
        if (ordinal !== state.hovered) change({ hovered: ordinal });
      },
      isolate(ordinals) {
        const isolated = ordinals === null ? null : new Set(ordinals);
        if (isolated !== state.isolated) change({ isolated });
      },
      hide(ordinals) {
        const hidden = new Set([...state.hidden, ...ordinals]);
        if (hidden.size > state.hidden.size) change({ hidden, selected: without(state.selected, hidden) });
      },
      showAll() {
        if (state.isolated || state.hidden.size > 0) change({ isolated: null, hidden: NOTHING });
      },
    },
  };
}

function subscribed<T>(to: Set<T>, listener: T): () => void {
  to.add(listener);
  return () => to.delete(listener);
}

/** What is in the first and not in the second. */
export function without(set: ReadonlySet<number>, less: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...set].filter((ordinal) => !less.has(ordinal)));
}

function same(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  return a.size === b.size && [...a].every((ordinal) => b.has(ordinal));
}

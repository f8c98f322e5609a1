"use client";
import { createContext, type ReactNode, useContext, useRef, useSyncExternalStore } from "react";
import { createSelection, type SelectionActions, type SelectionState, type SelectionStore } from "./store.ts";

const Context = createContext<SelectionStore | null>(null);

/** One selection of a file's elements, by ordinal, for the model and the tables beside it. */
export function SelectionProvider({ children }: { children: ReactNode }) {
  const store = useRef<SelectionStore>(undefined);
  store.current ??= createSelection();
  return <Context value={store.current}>{children}</Context>;
}

/** The whole selection and what changes it: for a component that shows all of it. Rows take `useSelectionOf`. */
export function useSelection(): SelectionState & SelectionActions {
  const store = useSelectionStore();
  const state = useSyncExternalStore(store.subscribe, store.state, store.state);
  return { ...state, ...store.actions };
}

/** One part of the selection, a primitive or a set as it stands: renders again only when that part changes. */
export function useSelectionOf<T>(pick: (state: SelectionState) => T): T {
  const store = useSelectionStore();
  const snapshot = () => pick(store.state());
  return useSyncExternalStore(store.subscribe, snapshot, snapshot);
}

/** Whether one element is selected: what a row of 100 000 asks. */
export function useIsSelected(ordinal: number): boolean {
  return useSelectionOf(({ selected }) => selected.has(ordinal));
}

/** What changes the selection; never renders again. */
export function useSelectionActions(): SelectionActions {
  return useSelectionStore().actions;
}

/** For what is no React: listens by itself. */
export function useSelectionStore(): SelectionStore {
  const store = useContext(Context);
  if (!store)
    throw new Error("A component that shows or changes the selection stands inside SelectionProvider.");
  return store;
}

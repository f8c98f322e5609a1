/** Where the help sheet lists a shortcut: those that lead somewhere, those that do something, those of this page. */
export type ShortcutGroup = "go" | "act" | "page";

export interface Shortcut {
  /** One key ("u"), or keys one after another ("g f"), as `KeyboardEvent.key` names them. */
  keys: string;
  /** What it does, in the reader's language. */
  label: string;
  group: ShortcutGroup;
  run: () => void;
}

/** How long a sequence waits for its next key, milliseconds. */
const PAUSE = 1500;

let active: readonly Shortcut[] = [];
/** Keys that wait for another: "g" of "g f". */
let waiting = "";

/** The next letter ends a sequence: what takes letters for itself leaves that one alone. */
export const isMidSequence = (): boolean => waiting !== "";

const listeners = new Set<() => void>();

/** What is active on this page, for `useSyncExternalStore`. */
export const shortcuts = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  snapshot: (): readonly Shortcut[] => active,
};

/** Makes a shortcut work until what is answered is called. Of two with the same keys the later one counts. */
export function register(shortcut: Shortcut): () => void {
  change([...active, shortcut]);
  return () => change(active.filter((other) => other !== shortcut));
}

function change(next: readonly Shortcut[]): void {
  active = next;
  for (const listener of listeners) listener();
}

/** What a key means after those that wait: the shortcut that it completes, or the keys that now wait for another. */
export function pressed(
  waiting: string,
  key: string,
  all: readonly Shortcut[],
): { found: Shortcut | undefined; waiting: string } {
  for (const keys of waiting ? [`${waiting} ${key}`, key] : [key]) {
    const found = all.findLast((shortcut) => shortcut.keys === keys);
    if (found) return { found, waiting: "" };
    if (all.some((shortcut) => shortcut.keys.startsWith(`${keys} `)))
      return { found: undefined, waiting: keys };
  }
  return { found: undefined, waiting: "" };
}

/** Listens to the keyboard until what is answered is called. `isOn` is asked at each key. */
export function listen(isOn: () => boolean): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onKeyDown = (event: KeyboardEvent) => {
    const key = keyOf(event);
    if (key === null || !isOn() || isTyping(event.target) || isCovered()) return;
    const outcome = pressed(waiting, key, active);
    waiting = outcome.waiting;
    clearTimeout(timer);
    if (waiting)
      timer = setTimeout(() => {
        waiting = "";
      }, PAUSE);
    if (outcome.found || waiting) event.preventDefault();
    outcome.found?.run();
  };
  // On the window, so that whatever on the page takes a key for itself has said so by then.
  window.addEventListener("keydown", onKeyDown);
  return () => {
    waiting = "";
    clearTimeout(timer);
    window.removeEventListener("keydown", onKeyDown);
  };
}

/** The character that was typed; null for what belongs to the browser, to an input method, or to what has the focus. */
function keyOf(event: KeyboardEvent): string | null {
  if (event.defaultPrevented || event.isComposing || event.repeat) return null;
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1 || event.key === " ")
    return null;
  const letter = event.key.toLowerCase();
  // Shift makes signs such as "?", but no other letter. Caps lock is not shift.
  return event.shiftKey && letter !== event.key.toUpperCase() ? null : letter;
}

/** In a field, or in a list that is searched by typing. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      "input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file]), textarea, select, [contenteditable=''], [contenteditable=true], [role=textbox], [role=combobox], [role=listbox], [role=menu]",
    ) !== null
  );
}

/** A dialog or menu is open: the page beneath it takes no keys. */
export function isCovered(): boolean {
  return (
    document.querySelector(
      ":is([role=dialog], [role=alertdialog], [role=menu], [role=listbox])[data-state=open]",
    ) !== null
  );
}

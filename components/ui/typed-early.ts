import { type ChangeEventHandler, type Ref, type RefCallback, useCallback, useState } from "react";

type TextField = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What a field is given that decides whether somebody follows its text. */
interface Given<F extends TextField> {
  ref?: Ref<F> | undefined;
  value?: unknown;
  defaultValue?: unknown;
  onChange?: ChangeEventHandler<F> | undefined;
}

/**
 * The `ref` of a field, which tells its `onChange` of what was typed, chosen or filled in by the browser before the page's
 * scripts ran. React leaves that in the field and tells nobody: the next change around it would write the value over it that
 * was there at first.
 */
export function useTypedEarly<F extends TextField>({ ref, value, defaultValue, onChange }: Given<F>) {
  const [rendered] = useState(() => (onChange ? String(value ?? defaultValue ?? "") : null));
  const attach: RefCallback<F> = useCallback(
    (field) => {
      if (field && rendered !== null && !met.has(field)) {
        met.add(field);
        takeUp(field, rendered);
      }
      if (typeof ref === "function") return ref(field);
      if (ref) ref.current = field;
      return () => {
        if (ref) ref.current = null;
      };
    },
    [ref, rendered],
  );
  return rendered === null ? ref : attach;
}

/** A field is taken up once, however often its ref changes. */
const met = new WeakSet<TextField>();

function takeUp(field: TextField, rendered: string): void {
  if (isAsRendered(field, rendered)) return;
  const typed = field.value;
  const at = field instanceof HTMLSelectElement ? null : field.selectionStart;
  // Once React is done with what it is at: a value that is set meanwhile would be put back.
  queueMicrotask(() => {
    if (field instanceof HTMLSelectElement) field.value = typed;
    if (field instanceof HTMLSelectElement || field.type === "file") {
      field.dispatchEvent(new Event("change", { bubbles: true }));
      return;
    }
    // React hears of a change only where the text is another than the one that it was told of last, by its own setter.
    field.value = rendered;
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set?.call(field, typed);
    if (at !== null) field.setSelectionRange(at, at);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

/** Whether it holds what a field does that was given this value: browsers trim addresses and drop what is no number. */
function isAsRendered(field: TextField, rendered: string): boolean {
  if (field.value === rendered) return true;
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options];
    const first =
      options.find(({ defaultSelected }) => defaultSelected) ?? options.find(({ disabled }) => !disabled);
    return field.value === (first?.value ?? "");
  }
  if (field.type === "file") return field.value === "";
  if (field instanceof HTMLTextAreaElement) {
    const fresh = document.createElement("textarea");
    fresh.value = rendered;
    return field.value === fresh.value;
  }
  const fresh = document.createElement("input");
  fresh.type = field.type;
  fresh.value = rendered;
  return field.value === fresh.value;
}

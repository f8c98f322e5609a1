/** What has a name or a kind of its own: who hears the page learns by it where they are. */
const PLACES =
  "[role=dialog], [role=alertdialog], [role=tabpanel], [role=toolbar], section, form, fieldset, ul, ol, main";
/** So long something nearer may take the focus first, as what opened a dialog does when it closes, milliseconds. */
const GRACE = 100;

/**
 * What has the focus may go or be switched off, as the row of a material that was just assigned. The browser then leaves
 * the focus nowhere, and a screen reader at the top of the page: the place where it was gets it instead. Until what is
 * answered is called.
 */
export function keepFocus(): () => void {
  /** From what has the focus outwards. */
  let way: readonly Element[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onFocusIn = ({ target }: FocusEvent) => {
    way = target instanceof Element ? outwards(target) : [];
  };
  // Whoever presses beside what has the focus leaves it themselves.
  const onPointerDown = ({ target }: PointerEvent) => {
    if (!(target instanceof Node) || !way[0]?.contains(target)) way = [];
  };
  const observer = new MutationObserver(() => {
    if (timer !== undefined || !isLost(way[0])) return;
    timer = setTimeout(() => {
      timer = undefined;
      if (isLost(way[0])) focusPlace(way);
    }, GRACE);
  });
  document.addEventListener("focusin", onFocusIn);
  document.addEventListener("pointerdown", onPointerDown, true);
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributeFilter: ["disabled", "hidden"],
  });
  if (document.activeElement && document.activeElement !== document.body)
    way = outwards(document.activeElement);
  return () => {
    document.removeEventListener("focusin", onFocusIn);
    document.removeEventListener("pointerdown", onPointerDown, true);
    observer.disconnect();
    clearTimeout(timer);
  };
}

function outwards(from: Element): Element[] {
  const way: Element[] = [];
  for (let at: Element | null = from; at; at = at.parentElement) way.push(at);
  return way;
}

function isLost(last: Element | undefined): boolean {
  const active = document.activeElement;
  if (!last || (active !== document.body && active !== last)) return false;
  return !last.isConnected || last.matches(":disabled") || !last.checkVisibility();
}

function focusPlace([, ...around]: readonly Element[]): void {
  const place =
    around.find((at) => at.isConnected && at.matches(PLACES) && at.checkVisibility()) ??
    document.getElementById("content");
  if (!(place instanceof HTMLElement)) return;
  if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

/**
 * In the page before anything of it can be pressed: a form that is sent before its scripts run waits for them. Only those
 * that scripts send wait; what a server action receives goes without them.
 */
export const HOLD_SUBMITS =
  'addEventListener("submit",e=>{const f=e.target;if(e.defaultPrevented||f.getAttribute("method")!=="post"||f.enctype==="multipart/form-data")return;e.preventDefault();(window.heldSubmits??=new Map).set(f,e.submitter)})';

declare global {
  interface Window {
    /** The forms that wait, with the button by which each was sent. */
    heldSubmits?: Map<HTMLFormElement, HTMLElement | null>;
  }
}

/** Sends again what waits. A form whose scripts do not run yet is held once more. */
export function sendHeld(): void {
  const held = [...(window.heldSubmits ?? [])];
  window.heldSubmits?.clear();
  for (const [form, button] of held)
    if (form.isConnected) form.requestSubmit(button?.isConnected ? button : null);
}

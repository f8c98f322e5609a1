/** Says that this process is about to end: from then on it is not ready, so that nobody sends it anything new. */
export function announceStop(): void {
  shared().stopping = true;
}

export function isStopping(): boolean {
  return shared().stopping;
}

// On globalThis: the bundled routes and the server before them are different copies of this module.
const KEY = Symbol.for("construction-ai.stopping");
function shared(): { stopping: boolean } {
  const holder = globalThis as typeof globalThis & { [KEY]?: { stopping: boolean } };
  holder[KEY] ??= { stopping: false };
  return holder[KEY];
}

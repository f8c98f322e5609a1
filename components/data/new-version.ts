/** Where the bundler's files are; their names change with what is in them. */
const FILES = "/_next/static/";
const BUILD_HEADER = "x-build";

let isTold = false;
/** The server has answered by another build than the one that this page is of. */
let isOutdated = false;
const listeners = new Set<() => void>();

/**
 * Whether the person is told that a new version is here, for `useSyncExternalStore`. They are told only when this page
 * lacks something that the new version has replaced: until then it works, and nothing is to interrupt.
 */
export const newVersion = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  snapshot: () => isTold,
  /** Something of this page's version is not there any more. */
  tell: () => set(true),
  /** The person goes on for now; whatever is missing next tells them again. */
  later: () => set(false),
};

function set(told: boolean): void {
  if (told) isOutdated = true;
  isTold = told;
  for (const listener of listeners) listener();
}

/** Whether the server is of another build than this page, as far as it is known. */
export const isOfBefore = (): boolean => isOutdated;

/** Compares an answer's build with the page's. */
export function noteBuild(answer: Response): void {
  const build = answer.headers.get(BUILD_HEADER);
  const own = document.documentElement.dataset.build;
  if (build && own && build !== own) isOutdated = true;
}

/**
 * Watches for scripts and styles that cannot be loaded, and tells of a new version where the server has them no more.
 * Without a connection nothing is known, and nothing is told. What it answers ends it.
 */
export function watchFiles(): () => void {
  const onError = ({ target }: Event) => {
    const file = fileOf(target);
    if (file?.startsWith(`${location.origin}${FILES}`)) void ask(file);
  };
  // Failed elements tell nobody above them, but they can be overheard on the way down.
  window.addEventListener("error", onError, true);
  return () => window.removeEventListener("error", onError, true);
}

function fileOf(target: EventTarget | null): string | null {
  if (target instanceof HTMLScriptElement) return target.src;
  return target instanceof HTMLLinkElement && target.rel === "stylesheet" ? target.href : null;
}

async function ask(file: string): Promise<void> {
  try {
    const { status } = await fetch(file, { method: "HEAD", cache: "no-store" });
    if (status === 404 || status === 410) newVersion.tell();
  } catch {
    // The server cannot be reached, which the frame tells.
  }
}

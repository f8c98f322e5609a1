"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import {
  createContext,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { sentenceOf } from "#components/data/told-of.ts";
import { uploadLimits } from "#components/data/upload-limits.ts";
import { whenIdle } from "#components/ui/on-demand.ts";
import type { RefusedFile } from "./check-files.ts";
import type { ChosenFile, UploadOptions } from "./types.ts";
import type { UploadManager, UploadsNow } from "./upload-manager.ts";

/** What was not taken of the files that were added last. */
export interface Refusals {
  files: readonly RefusedFile[];
  /** Of a folder, by extension. */
  leftOut: ReadonlyMap<string, number>;
  /** Nothing of it was taken, and these would have been. */
  accepted: readonly string[] | null;
}

export interface Uploads {
  /**
   * Takes files from anywhere: what cannot be sent is told, the rest is queued. Without options they are begun with what
   * the page that is shown says (`target`).
   */
  take: (chosen: readonly ChosenFile[], unreadable?: readonly string[], options?: UploadOptions) => void;
  dismissRefusals: () => void;
  /** Ends the queue, before its person signs out; what it answers takes it up again. */
  end: () => Promise<() => void>;
  /** What the page that is shown begins uploads with; null: nothing of its own. */
  target: RefObject<UploadOptions | null>;
  /** What of it changes, for `useUploadState`. */
  state: StateStore;
}

export interface UploadState {
  /** Null until the page has come to rest or something was added. */
  manager: UploadManager | null;
  refusals: Refusals | null;
}

/**
 * Never another value: a context that changes while a page still streams in makes React throw away what the server drew
 * of it, and draw it anew. Whoever looks at what changes subscribes to it.
 */
const Context = createContext<Uploads | null>(null);

/**
 * Keeps the upload queue while the person moves between pages, and takes up what a reload interrupted. `owner`: who is
 * signed in. `enabled`: they may upload.
 */
export function UploadsProvider({
  owner,
  enabled,
  children,
}: {
  owner: string;
  enabled: boolean;
  children: ReactNode;
}) {
  const t = useTranslations("uploads");
  const queries = useQueryClient();
  const [state] = useState(newState);
  const running = useRef<ReturnType<typeof startManager> | null>(null);
  const begin = useCallback(() => {
    // Files can be let go on any page: the dashboard counts them, and its first step may be done by one.
    const onDone = () => {
      for (const name of ["files", "dashboard", "first-steps"])
        void queries.invalidateQueries({ queryKey: [name] });
    };
    running.current ??= startManager(owner, onDone).then(
      (started) => {
        state.change({ manager: started.manager });
        return started;
      },
      (error) => {
        running.current = null;
        throw error;
      },
    );
    return running.current;
  }, [owner, queries, state]);
  const target = useRef<UploadOptions | null>(null);
  useEffect(() => {
    if (!enabled) return;
    // What a reload interrupted goes on; where the code does not come, the next file that is added asks for it again.
    const cancel = whenIdle(() => begin().catch(() => undefined));
    return () => {
      cancel();
      void running.current?.then(({ stop }) => stop());
      running.current = null;
    };
  }, [begin, enabled]);

  const take = useCallback(
    async (chosen: readonly ChosenFile[], unreadable: readonly string[] = [], given?: UploadOptions) => {
      const options = { ...(given ?? target.current) };
      const lost = unreadable.map((name) => ({ name, reason: t("check.unreadable") }));
      try {
        const { manager, checkFiles } = await begin();
        // Asked at once, connection or not: what is known of the limits must be of now.
        const limits = await queries.fetchQuery({ ...uploadLimits, staleTime: 0, networkMode: "always" });
        const free = limits.free - manager.toReserve();
        const { accepted, refused, leftOut } = checkFiles(t, chosen, { ...limits, free });
        const files = [...refused, ...lost];
        state.change({
          refusals:
            files.length + leftOut.size > 0 || accepted.length === 0
              ? { files, leftOut, accepted: accepted.length === 0 ? limits.types : null }
              : null,
        });
        manager.add(accepted, options);
      } catch (error) {
        const reason = sentenceOf(error);
        const files = [...chosen.map(({ file }) => ({ name: file.name, reason })), ...lost];
        state.change({ refusals: { files, leftOut: new Map(), accepted: null } });
      }
    },
    [begin, queries, state, t],
  );

  const uploads = useMemo<Uploads>(
    () => ({
      take: (chosen, unreadable, options) => void take(chosen, unreadable, options),
      dismissRefusals: () => state.change({ refusals: null }),
      end: async () => {
        const ended = running.current;
        running.current = null;
        // What did not come has nothing to end.
        await ended?.then(
          ({ stop }) => stop(),
          () => undefined,
        );
        return () => void (ended && begin().catch(() => undefined));
      },
      target,
      state,
    }),
    [begin, take, state],
  );
  return <Context value={uploads}>{children}</Context>;
}

export function useUploads(): Uploads {
  const uploads = useContext(Context);
  if (!uploads) throw new Error("useUploads needs an UploadsProvider above it");
  return uploads;
}

export function useUploadState(): UploadState {
  const { state } = useUploads();
  return useSyncExternalStore(state.subscribe, state.snapshot, atFirst);
}

/** The queue as it is now, several times a second while something is sent. */
export function useUploadsNow(): UploadsNow {
  const { manager } = useUploadState();
  return useSyncExternalStore(
    manager?.subscribe ?? nothingChanges,
    manager?.snapshot ?? atTheServer,
    atTheServer,
  );
}

/** While a page is shown, whatever is added goes where it says: dropped, chosen, or by the shortcut. */
export function useUploadTarget({ projectId, temporary }: UploadOptions): void {
  const { target } = useUploads();
  // Before a file that was chosen while the page was not working yet is told of.
  useLayoutEffect(() => {
    target.current = { projectId, temporary };
    return () => {
      target.current = null;
    };
  }, [target, projectId, temporary]);
}

/** As the server drew it: what a reload interrupted may be taken up before a page that streams in has hydrated. */
const NOTHING: UploadsNow = { items: [], speed: 0 };
const atTheServer = () => NOTHING;
const nothingChanges = () => () => undefined;

interface StateStore {
  snapshot: () => UploadState;
  subscribe: (listener: () => void) => () => void;
  change: (part: Partial<UploadState>) => void;
}

const FIRST: UploadState = { manager: null, refusals: null };
const atFirst = () => FIRST;

function newState(): StateStore {
  let now = FIRST;
  const listeners = new Set<() => void>();
  return {
    snapshot: () => now,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change(part) {
      now = { ...now, ...part };
      for (const listener of listeners) listener();
    },
  };
}

/** The queue at work, whose code no page waits for. */
async function startManager(owner: string, onDone: (fileId: string) => void) {
  const [{ UploadManager }, { browserPorts }, { checkFiles }] = await Promise.all([
    import("./upload-manager.ts"),
    import("./ports.ts"),
    import("./check-files.ts"),
  ]);
  const manager = new UploadManager(owner, browserPorts, onDone);
  const stop = manager.start();
  const warn = (event: BeforeUnloadEvent) => {
    if (manager.snapshot().items.some(({ state }) => state === "uploading")) event.preventDefault();
  };
  window.addEventListener("beforeunload", warn);
  return {
    manager,
    checkFiles,
    stop: () => {
      window.removeEventListener("beforeunload", warn);
      return stop();
    },
  };
}

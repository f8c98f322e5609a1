/** What the server answers to a sensitive change a quarter of an hour after the last sign-in or confirmation. */
export const CONFIRMATION_CODE = "reauthentication_required";

let ask: (() => Promise<boolean>) | null = null;

/** Who asks the person, while there is a page that can; answers how to stop. */
export function askBy(handler: () => Promise<boolean>): () => void {
  ask = handler;
  return () => {
    if (ask === handler) ask = null;
  };
}

/** Lets the person confirm that it is they. False when they would not, or nobody can ask: then nothing is sent again. */
export const confirmedAnew = (): Promise<boolean> => ask?.() ?? Promise.resolve(false);

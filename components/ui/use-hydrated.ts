import { useSyncExternalStore } from "react";

/** False on the server and while the browser takes over what the server rendered, true from then on. */
export const useIsHydrated = (): boolean => useSyncExternalStore(never, yes, no);

const never = () => () => undefined;
const yes = () => true;
const no = () => false;

const PREFIX = "import:";

/** The key under which an operator's event is kept: apart from the platform's own keys, none of which begins so. */
export const importKey = (given: string) => `${PREFIX}${given}`;

/** A kept key as whoever brought the event in wrote it; the platform's own stand as they are. */
export const shownKey = (kept: string) => (kept.startsWith(PREFIX) ? kept.slice(PREFIX.length) : kept);

/** Why an installation does not start, in a sentence that says what to do; shown without a stack. */
export class StartRefused extends Error {}

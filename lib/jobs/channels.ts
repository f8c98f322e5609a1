/** Channel that wakes whoever delivers the outbox. */
export const OUTBOX_CHANNEL = "cai_outbox";

/** Channel that says a run can be taken. */
export const RUNS_CHANNEL = "cai_runs";

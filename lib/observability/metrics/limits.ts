/** Nobody waits for metrics: they must not hold a connection for long. */
export const METRIC_LIMITS = { lockMs: 1000, statementMs: 3000 };

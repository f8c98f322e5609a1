/** Who acts for the platform: an operator, a program with OPERATOR_TOKEN, or a command on the machine. */
export interface OperatorCtx {
  /** As logs name them: `operator:<id>`, or `operator` for a program or a command. */
  actor: string;
  /** Null for a program or a command. */
  operatorId: string | null;
  ip: string | null;
  userAgent: string | null;
  traceId: string | null;
}

/** A command on the machine. */
export const COMMAND: OperatorCtx = {
  actor: "operator",
  operatorId: null,
  ip: null,
  userAgent: null,
  traceId: null,
};

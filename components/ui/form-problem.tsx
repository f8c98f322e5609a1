import { Callout } from "./callout.tsx";
import { TraceId } from "./states.tsx";
import type { FormProblem } from "./use-submit.ts";

/** Above a form's button: why it was refused. Nothing when all is well. */
export function FormProblemNotice({ problem }: { problem: FormProblem | null }) {
  if (!problem) return null;
  return (
    <Callout tone="bad" announce title={problem.message}>
      {problem.traceId && <TraceId id={problem.traceId} start />}
    </Callout>
  );
}

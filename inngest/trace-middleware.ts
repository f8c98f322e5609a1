import { trace } from "@opentelemetry/api";
import { Middleware, NonRetriableError, StepError } from "inngest";
import { z } from "zod";
import { fileProcessRequested } from "#inngest/events.ts";
import { AppError } from "#lib/errors.ts";
import { carriedTrace, takingUp } from "#lib/jobs/carried-trace.ts";
import { attributesOf, inJob, inJobSpan, jobName, jobTrace } from "#lib/jobs/job-span.ts";
import { withCarried, withoutCarried } from "#lib/jobs/sent-trace.ts";
import { recordError } from "#lib/observability/traces/record-error.ts";
import { failSpan, inSpan } from "#lib/observability/tracing/span.ts";
import { ProcessingFailure } from "#lib/processing/run-step.ts";

/**
 * Every attempt of a step as a span of its job, whichever engine drives it. Where Inngest does, each of its calls is the
 * job's stretch of work; the embedded engine makes that span itself.
 */
export class TraceJobs extends Middleware.BaseMiddleware {
  readonly id = "trace-jobs";

  override async wrapRequest({ next, fn, requestInfo, runId }: Middleware.WrapRequestArgs) {
    if (!fn || jobTrace()) return next();
    const called = Called.safeParse(await requestInfo.body());
    if (!called.success) return next();
    const { event, carried } = withoutCarried(called.data.event);
    const { attempt } = called.data.ctx;
    const resumed = attempt > 0 || Object.keys(called.data.steps).length > 0;
    let response: Middleware.Response | undefined;
    await takingUp(carried, (links) =>
      inJobSpan({ functionId: fn.id(), runId, event, attempt, resumed, links }, async () => {
        response = await next();
        return response.status < 400
          ? "answered"
          : response.headers["x-inngest-no-retry"] === "true"
            ? "failed"
            : "retried";
      }),
    );
    return response ?? next();
  }

  override transformFunctionInput(input: Middleware.TransformFunctionInputArgs) {
    const { ctx } = input;
    return { ...input, ctx: { ...ctx, event: withoutCarried(ctx.event).event } };
  }

  override async wrapFunctionHandler({ ctx, fn, next }: Middleware.WrapFunctionHandlerArgs) {
    return inJob(async () => {
      try {
        return await next();
      } catch (error) {
        // What failed in a step was recorded there.
        if (error instanceof StepError) throw error;
        failed(error, fn.id(), isFinal(error, ctx));
        const span = trace.getActiveSpan();
        if (span) failSpan(span, error);
        throw error;
      }
    });
  }

  override async wrapStepHandler({ ctx, fn, next, stepInfo }: Middleware.WrapStepHandlerArgs) {
    const { attempt, event, runId } = ctx;
    const { name, index } = stepName(stepInfo.options.id);
    const attributes = {
      ...attributesOf({ functionId: fn.id(), runId, event, attempt }),
      "job.step": name,
      ...(index === null ? {} : { "job.step.index": index }),
      ...processing(event),
    };
    return inJob(() =>
      inSpan(name, { attributes }, async () => {
        try {
          return await next();
        } catch (error) {
          failed(error, fn.id(), isFinal(error, ctx));
          throw error;
        }
      }),
    );
  }
}

/** What functions send where Inngest drives them goes on in their trace, too; the embedded outbox keeps it by itself. */
export class CarryTraces extends Middleware.BaseMiddleware {
  readonly id = "carry-traces";

  override transformSendEvent(sent: Middleware.TransformSendEventArgs) {
    const carried = carriedTrace(sent.events.length);
    return {
      ...sent,
      events: sent.events.map((event) => ({ ...event, data: withCarried(event.data ?? {}, carried) })),
    };
  }
}

const Called = z.looseObject({
  event: z.looseObject({ data: z.unknown() }),
  steps: z.record(z.string(), z.unknown()).default({}),
  ctx: z.looseObject({ attempt: z.number().default(0) }),
});

/** Notes a failure at the span around it: a model that cannot be processed is nobody's fault, all else is counted. */
function failed(error: unknown, functionId: string, final: boolean): void {
  trace.getActiveSpan()?.setAttribute("job.final", final);
  const cause = error instanceof NonRetriableError ? error.cause : null;
  const decided = cause instanceof ProcessingFailure;
  const job = jobTrace();
  if (job) job.failure = { error: cause ?? error, decided };
  if (decided)
    trace.getActiveSpan()?.setAttributes({ "processing.outcome": "failed", "processing.code": cause.code });
  else if (!(cause instanceof AppError)) recordError(error, { service: "job", job: jobName(functionId) });
}

const isFinal = (
  error: unknown,
  { attempt, maxAttempts }: { attempt: number; maxAttempts?: number | undefined },
) => error instanceof NonRetriableError || attempt + 1 >= (maxAttempts ?? 1);

/** The run of the pipeline that a step belongs to; nothing for steps of other jobs. */
function processing(event: unknown): Record<string, string> {
  const asked = Asked.safeParse(event);
  return asked.success ? { "processing.run_id": asked.data.data.run_id } : {};
}
const Asked = z.object({
  name: z.literal(fileProcessRequested.name),
  data: z.object({ run_id: z.uuid() }),
});

/** A step's name without what stands in it of whom and what it is for, such as `mail_<address>`. */
function stepName(id: string): { name: string; index: number | null } {
  const [, counted, index] = /^([a-z]+(?:_[a-z]+)*)_(\d{1,9})$/.exec(id) ?? [];
  if (counted) return { name: counted, index: Number(index) };
  if (/^[a-z]+([_-][a-z]+)*$/.test(id)) return { name: id, index: null };
  return { name: /^[a-z]+/.exec(id)?.[0] ?? "step", index: null };
}

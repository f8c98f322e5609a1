import { config } from "#lib/config/index.ts";
import { keptText } from "#lib/i18n/kept-text.ts";
import { messageBody, messageId } from "./message.ts";
import { type PostAnswer, PostFailed, type PostOptions, post } from "./post.ts";
import { signature, signingSecrets } from "./secrets.ts";

/** A delivery in a courier's hands. */
export interface DueDelivery {
  id: string;
  tenantId: string;
  endpointId: string;
  /** Attempts that were recorded before this one. */
  attempts: number;
  failing: boolean;
  url: string;
  secret: string;
  previousSecret: string | null;
  previousSecretUntil: Date | null;
  messageId: string;
  type: string;
  payload: Record<string, unknown>;
}

/** How an attempt went, as it is recorded. */
export interface Attempt {
  startedAt: Date;
  durationMs: number;
  requestHeaders: Record<string, string>;
  answer: PostAnswer | null;
  /** Null: delivered. */
  error: { code: string; message: string } | null;
}

const USER_AGENT = "ConstructionAI-Webhooks/1";

/** Sends a delivery's message once. Throws nothing that the receiver can bring about. */
export async function attempt(
  due: DueDelivery,
  now: () => Date,
  options: PostOptions = {},
): Promise<Attempt> {
  const startedAt = now();
  const began = performance.now();
  const id = messageId(due.messageId);
  const timestamp = Math.floor(startedAt.getTime() / 1000);
  const body = messageBody(due.payload);
  const requestHeaders = {
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    "user-agent": USER_AGENT,
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
  };
  const ended = (rest: Pick<Attempt, "answer" | "error">): Attempt => ({
    startedAt,
    durationMs: Math.round(performance.now() - began),
    requestHeaders,
    ...rest,
  });
  try {
    const signed = {
      ...requestHeaders,
      "webhook-signature": signature(signingSecrets(due, startedAt), id, timestamp, body),
    };
    const policy = { allowLoopback: config().webhooks.allowLoopback, ...options };
    const answer = await post(new URL(due.url), signed, body, policy);
    return ended({ answer, error: refusalIn(answer) });
  } catch (error) {
    if (!(error instanceof PostFailed)) throw error;
    return ended({ answer: null, error: { code: error.code, message: error.message } });
  }
}

/** Only 2xx means that a message has arrived. */
function refusalIn({ status }: PostAnswer): Attempt["error"] {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400)
    return {
      code: "redirected",
      message: keptText("redirected", { status }),
    };
  if (status === 410) return { code: "gone", message: keptText("gone") };
  return { code: "refused", message: keptText("refused", { status }) };
}

/** The header `webhook-id`, by which receivers know what they have had. */
export const messageId = (id: string) => `msg_${id.replaceAll("-", "")}`;

/** What a message holds: `{type, timestamp, data}`. */
export function messagePayload(type: string, timestamp: Date, data: Record<string, unknown>) {
  return { type, timestamp: timestamp.toISOString(), data };
}

/** A stored message's body, the same text each time it is sent. JSONB keeps no order of its own. */
export function messageBody({ type, timestamp, data, ...rest }: Record<string, unknown>): string {
  return JSON.stringify({ type, timestamp, data, ...rest });
}

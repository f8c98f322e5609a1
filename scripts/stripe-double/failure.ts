/** A refusal in Stripe's own form. */
export class Failure extends Error {
  readonly status: number;
  readonly type: string;
  readonly code: string | null;
  readonly param: string | null;
  constructor(
    status: number,
    message: string,
    {
      type = "invalid_request_error",
      code = null,
      param = null,
    }: Partial<Pick<Failure, "type" | "code" | "param">> = {},
  ) {
    super(message);
    this.status = status;
    this.type = type;
    this.code = code;
    this.param = param;
  }

  body(): Record<string, unknown> {
    const { type, message, code, param } = this;
    return { error: { type, message, ...(code ? { code } : {}), ...(param ? { param } : {}) } };
  }
}

export const missing = (object: string, id: string, param = "id") =>
  new Failure(404, `No such ${object}: '${id}'`, { code: "resource_missing", param });

export const unusable = (message: string, param: string | null = null, code: string | null = null) =>
  new Failure(400, message, { param, code });

import { problemText } from "#lib/i18n/problem-text.ts";
/**
 * What can go wrong in the domain, each with a stable `code` for programs and a sentence for people that says what to do.
 * `status` is the HTTP status that the wrapper answers with.
 */
export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  /** Further facts for programs, shown in the problem document. */
  readonly extra: Record<string, unknown>;
  constructor(status: number, code: string, message: string, extra: Record<string, unknown> = {}) {
    super(message);
    this.name = new.target.name;
    this.status = status;
    this.code = code;
    this.extra = extra;
  }
}

export class Unauthenticated extends AppError {
  constructor(message = problemText("errors.signSendValid"), code = "unauthenticated") {
    super(401, code, message);
  }
}

/** The caller is known here, but their role does not allow this. */
export class Forbidden extends AppError {
  constructor(code: string, message: string) {
    super(403, code, message);
  }
}

/** Not there, or not the caller's: one answer, so that nothing of other tenants can be learned. */
export class NotFound extends AppError {
  constructor(code: string, message: string) {
    super(404, code, message);
  }
}

export class Conflict extends AppError {
  constructor(code: string, message: string, extra: Record<string, unknown> = {}) {
    super(409, code, message, extra);
  }
}

/** The input cannot be used; `issues` names each field and what to do about it. */
export class Invalid extends AppError {
  constructor(code: string, message: string, issues: { path: string; message: string }[] = []) {
    super(400, code, message, issues.length > 0 ? { issues } : {});
  }
}

export class PayloadTooLarge extends AppError {
  constructor(message: string) {
    super(413, "file_too_large", message);
  }
}

export class UnsupportedMediaType extends AppError {
  constructor(message: string, code = "unsupported_media_type") {
    super(415, code, message);
  }
}

export class QuotaExceeded extends AppError {
  constructor(
    code: "storage_quota_exceeded" | "api_quota_exceeded" | "file_quota_exceeded",
    message: string,
    extra: Record<string, unknown> = {},
  ) {
    super(429, code, message, extra);
  }
}

export class TooManyRequests extends AppError {
  readonly retryAfterSeconds: number;
  constructor(
    retryAfterSeconds: number,
    message = problemText("errors.tooManyAttempts", { minutes: Math.ceil(retryAfterSeconds / 60) }),
  ) {
    super(429, "too_many_requests", message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

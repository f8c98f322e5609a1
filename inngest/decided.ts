import { NonRetriableError } from "inngest";
import { MailRefused } from "#lib/email/send.ts";
import { AppError } from "#lib/errors.ts";

/** What our own rules, or a mail server for good, have decided is not decided otherwise by trying again. */
export async function decided<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError || error instanceof MailRefused)
      throw new NonRetriableError(error.message, { cause: error });
    throw error;
  }
}

import type { InngestFunction } from "inngest";
import { deleteObject } from "./delete-object.ts";
import { deleteOldJobs } from "./delete-old-jobs.ts";
import { processFile } from "./process-file.ts";
import { purgeTenant } from "./purge-tenant.ts";
import { sendMail } from "./send-mail.ts";
import { sweepExpired } from "./sweep-expired.ts";

/** Every function of the product; what is not listed here never runs. */
export const functions: InngestFunction.Any[] = [
  processFile,
  sendMail,
  deleteObject,
  purgeTenant,
  sweepExpired,
  deleteOldJobs,
];

import { z } from "zod";
import { issueText } from "#lib/i18n/problem-text.ts";

/** Why a person says otherwise than the model: it stands beside the correction wherever that does. */
export const Reason = z
  .string()
  .trim()
  .min(3, issueText("corrections.reasonNeeded"))
  .max(500, issueText("corrections.reasonTooLong"));

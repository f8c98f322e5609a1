"use server";
import { z } from "zod";
import {
  CreateApiKey,
  createApiKey,
  RenameApiKey,
  renameApiKey,
  revokeApiKey,
  rotateApiKey,
} from "#lib/api-keys/api-keys.ts";
import { serverAction } from "../../../server-action.ts";

const DAY = 24 * 3600 * 1000;

export const createKey = serverAction(
  {
    summary: "Create an API key; its secret is shown once",
    access: "admin",
    fresh: true,
    input: CreateApiKey.pick({ name: true, role: true }).extend({
      /** Empty: never. */
      expires_in_days: z.union([z.literal(""), z.coerce.number().int().min(1).max(3650)]),
    }),
    output: z.object({ api_key: z.string() }),
  },
  ({ ctx, input: { expires_in_days: days, ...key } }) =>
    createApiKey(ctx, {
      ...key,
      expires_at: days === "" ? null : new Date(Date.now() + days * DAY).toISOString(),
    }),
);

export const renameKey = serverAction(
  {
    summary: "Give an API key another name",
    access: "admin",
    input: RenameApiKey.extend({ id: z.uuid() }),
  },
  ({ ctx, input: { id, ...change } }) => renameApiKey(ctx, id, change),
);

export const rotateKey = serverAction(
  {
    summary: "A new API key in place of one that works on for a while; its secret is shown once",
    access: "admin",
    fresh: true,
    input: z.object({
      id: z.uuid(),
      overlap_hours: z.coerce.number().int().min(1).max(720),
    }),
    output: z.object({ api_key: z.string() }),
  },
  ({ ctx, input: { id, ...how } }) => rotateApiKey(ctx, id, how),
);

export const revokeKey = serverAction(
  {
    summary: "Revoke an API key at once",
    access: "admin",
    whileLeaving: true,
    input: z.object({ id: z.uuid() }),
  },
  ({ ctx, input }) => revokeApiKey(ctx, input.id),
);

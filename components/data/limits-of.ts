import { extensionsOf } from "#lib/files/format-kinds.ts";

/** What an upload has to keep to: types without a dot, bytes of one file, bytes that are still free. */
export interface UploadLimits {
  types: readonly string[];
  maxSize: number;
  free: number;
}

/** Of what `/api/tenant` answers to a member. */
export const limitsOf = (tenant: {
  allowed_file_types?: string[];
  max_file_size?: number;
  storage_free?: number;
}): UploadLimits => ({
  types: (tenant.allowed_file_types ?? []).flatMap(extensionsOf),
  maxSize: tenant.max_file_size ?? 0,
  free: tenant.storage_free ?? 0,
});

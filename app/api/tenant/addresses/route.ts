import { route } from "#lib/http/route.ts";
import { Addresses, readAddresses } from "#lib/tenancy/read-addresses.ts";

export const GET = route(
  {
    summary: "Where the organisation is found, and former addresses that lead there",
    access: "admin",
    response: Addresses,
  },
  ({ ctx }) => readAddresses(ctx),
);

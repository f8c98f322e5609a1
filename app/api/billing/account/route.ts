import { AccountView, ChangeAccount, changeAccount, readAccount } from "#lib/billing/plans/account.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  {
    summary: "Whom the invoices go to and how they are taxed",
    access: "admin",
    response: AccountView,
    whileSuspended: true,
  },
  ({ ctx }) => readAccount(ctx),
);

export const PATCH = route(
  {
    summary: "Change the invoices' addressee, tax id and contacts",
    access: "admin",
    body: ChangeAccount,
    response: AccountView,
    whileSuspended: true,
  },
  ({ ctx, body }) => changeAccount(ctx, body),
);

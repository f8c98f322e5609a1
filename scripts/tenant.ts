import { parseArgs } from "node:util";
import { AppError } from "#lib/errors.ts";
import { confirmationRequired, deleteTenant } from "#lib/tenancy/delete-tenant.ts";
import { operatorChangeTenant } from "#lib/tenancy/operator-change-tenant.ts";
import {
  OperatorCreateTenant,
  operatorCreateTenant,
  operatorListTenants,
} from "#lib/tenancy/operator-tenants.ts";
import { runCommand } from "./server/run-command.ts";

/** `npm run tenant -- create|list|suspend|resume|domain|delete …`: prints JSON. Works beside a running installation. */
const USAGE = `npm run tenant -- create --name N --slug S --plan free|pro|enterprise --admin-email E [--admin-password P]
npm run tenant -- list
npm run tenant -- suspend|resume --slug S
npm run tenant -- domain --slug S --domain D|none
npm run tenant -- delete --slug S [--yes]`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    name: { type: "string" },
    slug: { type: "string" },
    plan: { type: "string" },
    "admin-email": { type: "string" },
    "admin-password": { type: "string" },
    domain: { type: "string" },
    yes: { type: "boolean", default: false },
  },
});

await runCommand(() => run(positionals[0]));

async function run(command: string | undefined): Promise<unknown> {
  const slug = values.slug ?? "";
  switch (command) {
    case "create":
      return operatorCreateTenant(
        OperatorCreateTenant.parse({
          name: values.name,
          slug: values.slug,
          plan: values.plan,
          admin_email: values["admin-email"],
          admin_password: values["admin-password"],
        }),
      );
    case "list":
      return operatorListTenants();
    case "suspend":
    case "resume":
      return operatorChangeTenant(slug, { suspended: command === "suspend" });
    case "domain":
      if (!values.domain)
        throw new AppError(400, "usage", "Name the domain, or take it away with --domain none.");
      return operatorChangeTenant(slug, { domain: values.domain === "none" ? null : values.domain });
    case "delete": {
      const deletion = await deleteTenant({ slug, confirmed: values.yes });
      if (!deletion.deleted)
        throw confirmationRequired(deletion, "Nothing was done. To do it, say the same with --yes.");
      return deletion;
    }
    default:
      throw new AppError(400, "usage", USAGE);
  }
}

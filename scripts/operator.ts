import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import { operators } from "#db/schema/operators.ts";
import { withSystem } from "#db/tenant.ts";
import { AppError, NotFound } from "#lib/errors.ts";
import { changeOperator } from "#lib/operators/change-operator.ts";
import { COMMAND } from "#lib/operators/context.ts";
import { CreateOperator, createOperator } from "#lib/operators/create-operator.ts";
import { listOperators } from "#lib/operators/list-operators.ts";
import { ResetAccountFactor, resetAccountFactor } from "#lib/operators/reset-account-factor.ts";
import { resetOperator } from "#lib/operators/reset-operator.ts";
import { runCommand } from "./server/run-command.ts";

/** `npm run operator -- create|list|disable|enable|reset-factor|reset-member-factor …`: prints JSON. Works beside a running installation. */
const USAGE = `npm run operator -- create --email E --name N [--password P]
npm run operator -- list
npm run operator -- disable|enable --email E
npm run operator -- reset-factor --email E
npm run operator -- reset-member-factor --email E --reason R`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    email: { type: "string" },
    name: { type: "string" },
    password: { type: "string" },
    reason: { type: "string" },
  },
});

await runCommand(() => run(positionals[0]));

async function run(command: string | undefined): Promise<unknown> {
  switch (command) {
    case "create":
      return createOperator(COMMAND, CreateOperator.parse(values));
    case "list":
      return (await listOperators()).items;
    case "disable":
    case "enable": {
      const id = await idOf(values.email);
      await changeOperator(COMMAND, id, { disabled: command === "disable" });
      return (await listOperators()).items.find((operator) => operator.id === id);
    }
    case "reset-factor":
      return resetOperator(COMMAND, await idOf(values.email));
    case "reset-member-factor":
      return resetAccountFactor(COMMAND, ResetAccountFactor.parse(values));
    default:
      throw new AppError(400, "usage", USAGE);
  }
}

async function idOf(email = ""): Promise<string> {
  const [operator] = await withSystem((tx) =>
    tx
      .select({ id: operators.id })
      .from(operators)
      .where(sql`lower(${operators.email}) = ${email.trim().toLowerCase()}`),
  );
  if (!operator)
    throw new NotFound("operator_not_found", `There is no operator ${email}. Name one with --email.`);
  return operator.id;
}

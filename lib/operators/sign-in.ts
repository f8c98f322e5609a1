import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { operatorSessions, operators } from "#db/schema/operators.ts";
import { withSystem } from "#db/tenant.ts";
import { hashPassword, verifyPassword } from "#lib/auth/password.ts";
import { Password, refuseOwnWords } from "#lib/auth/password-rule.ts";
import { addressBlock, clearAttempts, countAttempt } from "#lib/auth/rate-limit.ts";
import { seal, unseal } from "#lib/auth/seal.ts";
import { type Enrolment, secretOfEnrolment, startEnrolment } from "#lib/auth/start-second-factor.ts";
import { isTotpCode, newSecret, stepOf, typedCode } from "#lib/auth/totp.ts";
import { Invalid, NotFound, Unauthenticated } from "#lib/errors.ts";
import { operatorsHost } from "#lib/operators/realm.ts";
import { recordDeed } from "#lib/operators/record.ts";
import { startOperatorSession } from "#lib/operators/session.ts";

export const OperatorSignIn = z
  .object({
    email: z.string().trim().toLowerCase().max(320),
    password: z.string().min(1, "Give the password.").max(1000),
    /** Of the authenticator app; empty at the first sign-in, which sets the app up. */
    code: z.string().trim().max(40).default(""),
    /** At the first sign-in: as the answer to the password gave it, with the app's first code. */
    enrolment: z.string().max(2000).optional(),
    /** At the first sign-in: in place of the one that somebody else has seen. */
    new_password: Password.optional(),
  })
  .refine((input) => input.enrolment === undefined || input.new_password !== undefined, {
    path: ["new_password"],
    message: "Choose a password of your own.",
  });

/** What signing in leads to: a session's `Set-Cookie`, or first what the operator's app has to read. */
export type OperatorSignedIn = { cookie: string } | { enrolment: z.input<typeof Enrolment> };

interface Origin {
  host: string | null;
  ip: string | null;
  userAgent: string | null;
}

const PER_ADDRESS = { attempts: 10, windowSeconds: 15 * 60 };
const PER_ACCOUNT = { attempts: 10, windowSeconds: 15 * 60 };

/**
 * Signs an operator in by mail address, password and the code of an authenticator app. Whose account has no app yet sets it
 * up by this: the password alone answers an enrolment; with it, the app's first code and a password of their own, there is
 * a session. Throws `NotFound` where there are no operators or at an organisation's host; `TooManyRequests` after ten
 * attempts of an address, or on an account (counted apart for addresses where it has signed in before), in a quarter of an
 * hour; `Unauthenticated` for whatever is wrong, in the same words and the same time.
 */
export async function signInOperator(
  input: z.output<typeof OperatorSignIn>,
  origin: Origin,
): Promise<OperatorSignedIn> {
  if (!(await operatorsHost(origin.host))) throw new NotFound("not_found", "There is nothing here.");
  const address = `operator:${addressBlock(origin.ip)}`;
  await countAttempt(address, PER_ADDRESS);
  const [operator] = await withSystem((tx) =>
    tx.select().from(operators).where(sql`lower(${operators.email}) = ${input.email}`),
  );
  const known = await signedInFrom(input.email, origin.ip);
  const account = `operator-account:${input.email}${known ? `:${addressBlock(origin.ip)}` : ""}`;
  await countAttempt(account, PER_ACCOUNT);

  const right = await verifyPassword(operator?.passwordHash, input.password);
  const secret = operator?.secondFactor ? unseal(operator.secondFactor, sealedFor(operator.id)) : newSecret();
  const step = stepOfCode(secret, input.code, operator?.lastStep ?? 0);
  if (!right || !operator || operator.disabledAt) throw refused();
  if (operator.secondFactor === null && input.enrolment === undefined)
    return { enrolment: startEnrolment(ownerOf(operator.id), "Construction AI operators", operator.email) };
  const cookie =
    operator.secondFactor === null
      ? await firstSignIn(operator, input, origin)
      : await open(operator, step, {}, origin);
  await clearAttempts(address);
  await clearAttempts(account);
  return { cookie };
}

type Operator = typeof operators.$inferSelect;

async function firstSignIn(
  operator: Operator,
  input: z.output<typeof OperatorSignIn>,
  origin: Origin,
): Promise<string> {
  const { enrolment = "", new_password = "", code } = input;
  const secret = secretOfEnrolment(ownerOf(operator.id), enrolment);
  if (new_password === input.password)
    throw new Invalid("password_unchanged", "Choose a password of your own, another one than this.");
  refuseOwnWords(new_password, [operator.email, operator.name], "new_password");
  const step = stepOfCode(secret, code, 0);
  if (step === null) throw refused();
  const secondFactor = seal(secret, sealedFor(operator.id));
  const passwordHash = await hashPassword(new_password);
  return open(operator, step, { secondFactor, passwordHash }, origin);
}

/** The session, with the code taken: of two sign-ins with one code, one goes through. */
async function open(
  operator: Operator,
  step: number | null,
  change: { secondFactor?: string; passwordHash?: string },
  origin: Origin,
): Promise<string> {
  if (step === null) throw refused();
  const { id, passwordHash, secondFactor } = operator;
  return withSystem(async (tx: Transaction) => {
    const [taken] = await tx
      .update(operators)
      .set({ ...change, lastStep: step })
      .where(
        and(
          eq(operators.id, id),
          isNull(operators.disabledAt),
          lt(operators.lastStep, step),
          // What was checked still holds: nobody has reset or set up the account meanwhile.
          eq(operators.passwordHash, passwordHash),
          secondFactor === null ? isNull(operators.secondFactor) : eq(operators.secondFactor, secondFactor),
        ),
      )
      .returning({ id: operators.id });
    if (!taken) throw refused();
    const by = { actor: `operator:${id}`, operatorId: id, traceId: null, ...origin };
    if (change.secondFactor) await recordDeed(tx, by, "operator.second_factor_enabled");
    await recordDeed(tx, by, "operator.signed_in");
    return startOperatorSession(tx, id, origin);
  });
}

function stepOfCode(secret: string, code: string, after: number): number | null {
  const typed = typedCode(code);
  return isTotpCode(typed) ? stepOf(secret, typed, after) : null;
}

/** Whether the operator has signed in from this address before: a stranger's failures lock nobody out there. */
async function signedInFrom(email: string, ip: string | null): Promise<boolean> {
  if (!ip) return false;
  const seen = await withSystem((tx) =>
    tx
      .selectDistinct({ ip: operatorSessions.ip })
      .from(operatorSessions)
      .innerJoin(operators, eq(operators.id, operatorSessions.operatorId))
      .where(sql`lower(${operators.email}) = ${email}`),
  );
  return seen.some((session) => addressBlock(session.ip) === addressBlock(ip));
}

const refused = () =>
  new Unauthenticated(
    "The mail address, the password or the code is wrong. A code counts once: wait for the app's next one.",
    "operator_sign_in_refused",
  );

const ownerOf = (operatorId: string) => `operator:${operatorId}`;
const sealedFor = (operatorId: string) => `second factor operator:${operatorId}`;

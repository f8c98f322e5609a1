import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import type { Fault } from "../../../../scripts/stripe-double/faults.ts";
import { type StripeDouble, startStripeDouble } from "../../../../scripts/stripe-double/server.ts";
import { runTask, type Task } from "./run-task.ts";

/** A job that is set up: `holds` checks what must have come of it in the end. */
export interface Prepared {
  task: Task;
  holds: () => Promise<void>;
}

/** Sets a job up against a double of its own. */
export type Prepare = (double: StripeDouble) => Promise<Prepared>;

interface Moment {
  job: string;
  call: string;
  /** The how-manieth call of that name. */
  nth: number;
  fault: Fault;
}

interface Case extends Moment, Prepared {
  double: StripeDouble;
}

/** Cases that are set up at once. */
const AT_ONCE = 6;

/**
 * Runs each job once per call that it makes to Stripe, and moment (before and after the call has its effect): one process
 * begins all of them, each held at its own call, and is killed by SIGKILL when they all are; another one finishes them.
 * Gives, per job, the number of moments and what did not end as it must.
 */
export async function killAtEveryCall(
  jobs: Record<string, Prepare>,
): Promise<Record<string, { moments: number; wrong: string[] }>> {
  const cases: Case[] = [];
  try {
    const moments = (await Promise.all(Object.entries(jobs).map(momentsOf))).flat();
    for (let first = 0; first < moments.length; first += AT_ONCE)
      cases.push(
        ...(await Promise.all(moments.slice(first, first + AT_ONCE).map((one) => caseOf(jobs, one)))),
      );
    const tasks = cases.map(({ task }) => task);
    const [victim, finisher] = await Promise.all([startWorker(), startWorker()]);
    victim.send(tasks);
    await Promise.all(cases.map(({ double }) => double.faults.held));
    await kill(victim);
    const problems = await finish(finisher, tasks);
    const results: Record<string, { moments: number; wrong: string[] }> = {};
    for (const [i, { job, fault, call, nth, holds }] of cases.entries()) {
      const result = results[job] ?? { moments: 0, wrong: [] };
      results[job] = result;
      result.moments += 1;
      const problem = problems[i] ?? (await holds().then(() => null, String));
      if (problem) result.wrong.push(`${fault} ${call} (${nth}): ${problem}`);
    }
    return results;
  } finally {
    await Promise.all(cases.map(({ double }) => double.close()));
  }
}

/** Before and after each of the calls that the job makes when nothing goes wrong. */
async function momentsOf([job, prepare]: [string, Prepare]): Promise<Moment[]> {
  const double = await startStripeDouble();
  try {
    const { task, holds } = await prepare(double);
    const from = double.calls.length;
    await runTask(task);
    await holds();
    const seen = new Map<string, number>();
    return double.calls.slice(from).flatMap(({ name: call }) => {
      const nth = (seen.get(call) ?? 0) + 1;
      seen.set(call, nth);
      return (["slow_before", "slow_after"] as const).map((fault) => ({ job, call, nth, fault }));
    });
  } finally {
    await double.close();
  }
}

async function caseOf(jobs: Record<string, Prepare>, moment: Moment): Promise<Case> {
  const prepare = jobs[moment.job];
  if (!prepare) throw new Error(`There is no job ${moment.job}`);
  const double = await startStripeDouble();
  const prepared = await prepare(double);
  double.faults.add(moment.call, moment.fault, { nth: moment.nth });
  return { ...moment, ...prepared, double };
}

function startWorker(): Promise<ChildProcess> {
  const child = fork(path.join(import.meta.dirname, "kill-worker.ts"), {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      ...process.env,
      // A job that waits for Stripe in a transaction holds its connection.
      DATABASE_POOL_SIZE: "16",
      NODE_COMPILE_CACHE: path.join(process.env.DATA_DIR ?? "", "compile-cache"),
    },
  });
  return new Promise((resolve, reject) => {
    child.once("message", () => resolve(child));
    child.once("exit", (code) => reject(new Error(`A worker ended before it was ready (${code})`)));
  });
}

function kill(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });
}

/** What each task failed with, or null. */
function finish(child: ChildProcess, tasks: Task[]): Promise<(string | null)[]> {
  return new Promise((resolve, reject) => {
    child.once("message", (ends: (string | null)[]) => resolve(ends));
    child.once("exit", () => reject(new Error("The second worker ended by itself")));
    child.send(tasks);
  });
}

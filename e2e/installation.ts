import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

/** An installation of a test's own: its directory, its port, its processes in a group that can be killed as one. */
export class Installation {
  readonly dataDir: string;
  readonly port: number;
  private readonly more: Record<string, string>;
  private process: ChildProcess | null = null;
  private output = "";

  private constructor(dataDir: string, port: number, more: Record<string, string>) {
    this.dataDir = dataDir;
    this.port = port;
    this.more = more;
  }

  /** `more` is added to its environment. */
  static async create(port: number, more: Record<string, string> = {}): Promise<Installation> {
    return new Installation(await mkdtemp(path.join(os.tmpdir(), "cai-installation-")), port, more);
  }

  private get env() {
    return {
      ...process.env,
      DATA_DIR: this.dataDir,
      PORT: String(this.port),
      JOB_WORKERS: "2",
      SEED_DEMO: "0",
      LOG_LEVEL: "warn",
      ...this.more,
    };
  }

  /** Everything that it has said since its start. */
  get said(): string {
    return this.output;
  }

  /** Resolves when it serves; as a developer's installation where that is asked for. */
  async start({ development = false } = {}): Promise<void> {
    this.output = "";
    const child = spawn(
      process.execPath,
      ["scripts/server/supervisor.ts", ...(development ? ["--dev"] : [])],
      {
        env: this.env,
        detached: true,
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    this.process = child;
    await new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        this.output += chunk.toString();
        if (/^ready /m.test(this.output)) resolve();
      };
      child.stdout?.on("data", read);
      child.stderr?.on("data", read);
      child.once("exit", (code) => reject(new Error(`The installation ended (${code}):\n${this.output}`)));
    });
  }

  /** kill -9 of the supervisor and everything that serves; the database server is left over, as after a crash. */
  async kill(): Promise<void> {
    const child = this.process;
    if (!child?.pid) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    process.kill(-child.pid, "SIGKILL");
    await ended;
    this.process = null;
  }

  /** Stands still until `resume`, and takes nothing of the machine. */
  suspend(): void {
    this.signalAll("SIGSTOP");
  }

  resume(): void {
    this.signalAll("SIGCONT");
  }

  private signalAll(signal: NodeJS.Signals): void {
    if (this.process?.pid && this.process.exitCode === null) process.kill(-this.process.pid, signal);
  }

  /** As Ctrl-C does; answers the code it ends with. What it holds stays there for the next start. */
  async end(): Promise<number | null> {
    const child = this.process;
    if (!child || child.exitCode !== null) return child?.exitCode ?? null;
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    return ended;
  }

  async stop(): Promise<void> {
    await this.end();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  async createTenant(slug: string): Promise<{ slug: string; apiKey: string }> {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        "scripts/tenant.ts",
        "create",
        "--name",
        slug,
        "--slug",
        slug,
        "--plan",
        "pro",
        "--admin-email",
        `${slug}@example.test`,
      ],
      { env: this.env },
    );
    return { slug, apiKey: JSON.parse(stdout).api_key };
  }

  /** URL of the database's owner. */
  async databaseUrl(): Promise<string> {
    return JSON.parse(await readFile(path.join(this.dataDir, "installation.json"), "utf8")).DATABASE_URL;
  }

  async api(
    tenant: { slug: string; apiKey: string },
    route: string,
    init: RequestInit & { headers?: Record<string, string> } = {},
  ): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.port}${route}`, {
      ...init,
      headers: { ...init.headers, "x-tenant-id": tenant.slug, authorization: `Bearer ${tenant.apiKey}` },
    });
  }
}

import http from "node:http";

export interface Reply {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

export interface Asked {
  /** JSON unless it is a form or text. */
  body?: unknown;
  headers?: Record<string, string>;
}

/**
 * Somebody at one host, over plain HTTP and with no browser's manners: keeps cookies, sends whatever Origin it is told.
 * With `stay` all requests go over one connection, and so to one server process.
 */
export class Visitor {
  readonly host: string;
  private readonly port: number;
  readonly agent: http.Agent;
  private readonly cookies = new Map<string, string>();

  constructor(port: number, slug: string | null, options: { stay?: boolean } = {}) {
    this.port = port;
    this.host = `${slug ? `${slug}.` : ""}localhost:${port}`;
    this.agent = new http.Agent(options.stay ? { keepAlive: true, maxSockets: 1 } : { keepAlive: false });
  }

  get origin(): string {
    return `http://${this.host}`;
  }

  /** Requests that change something carry this host's Origin unless `headers` say otherwise; "" leaves a header out. */
  async send(method: string, path: string, { body, headers = {} }: Asked = {}): Promise<Reply> {
    const encoded = body === undefined ? null : await encode(body);
    const sent: Record<string, string> = {
      host: this.host,
      ...(method === "GET" ? {} : { origin: this.origin }),
      cookie: this.cookie(),
      ...(encoded ? { "content-type": encoded.type, "content-length": String(encoded.bytes.length) } : {}),
      ...headers,
    };
    const reply = await new Promise<Reply>((resolve, reject) => {
      const request = http.request(
        {
          host: "127.0.0.1",
          port: this.port,
          method,
          path,
          agent: this.agent,
          headers: Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== "")),
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      request.on("error", reject).end(encoded?.bytes);
    });
    for (const line of reply.headers["set-cookie"] ?? []) this.keep(line);
    return reply;
  }

  /** Signs in with a password; answers the error that next-auth names, or null. */
  async signIn(email: string, password: string): Promise<string | null> {
    const { csrfToken } = JSON.parse((await this.send("GET", "/api/auth/csrf")).text);
    const { text } = await this.send("POST", "/api/auth/callback/password", {
      body: new URLSearchParams({ email, password, csrfToken, callbackUrl: "/dashboard", json: "true" }),
    });
    return new URL(JSON.parse(text).url, this.origin).searchParams.get("error");
  }

  /** The id of the process that answers. */
  async process(): Promise<number> {
    return JSON.parse((await this.send("GET", "/api/health/live")).text).process;
  }

  /** What a browser would send back. */
  cookie(): string {
    return [...this.cookies].map((pair) => pair.join("=")).join("; ");
  }

  leave(): void {
    this.agent.destroy();
  }

  private keep(line: string) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === "") this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

async function encode(body: unknown): Promise<{ bytes: Buffer; type: string }> {
  if (body instanceof FormData || body instanceof URLSearchParams || typeof body === "string") {
    const encoded = new Response(body);
    return {
      bytes: Buffer.from(await encoded.arrayBuffer()),
      type: encoded.headers.get("content-type") ?? "",
    };
  }
  return { bytes: Buffer.from(JSON.stringify(body)), type: "application/json" };
}

/** The secret of the invitation that was mailed to this address: a mail leaves a moment after its cause. */
export async function invitationToken(port: number, email: string): Promise<string> {
  const inbox = new Visitor(port, null);
  for (const endsAt = Date.now() + 20_000; ; await new Promise((resolve) => setTimeout(resolve, 200))) {
    const mails: { recipient: string; text: string }[] = JSON.parse(
      (await inbox.send("GET", "/api/inbox")).text,
    ).items;
    const mail = mails.find(({ recipient }) => recipient === email);
    const token = /accept-invitation#([\w-]+)/.exec(mail?.text ?? "")?.[1];
    if (token) return token;
    if (Date.now() > endsAt) throw new Error(`No invitation for ${email} came within 20 seconds`);
  }
}

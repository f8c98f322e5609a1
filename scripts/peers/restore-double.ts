import http from "node:http";
import type { AddressInfo } from "node:net";

/** What moto cannot show of S3: a restore that takes its time, is readable for its days, and is over then. */
export interface RestoreDouble {
  endpoint: string;
  now(): Date;
  pass(seconds: number): void;
  stop(): Promise<void>;
}

export interface RestoreDoubleOptions {
  /** A server that restores at once: moto's. Addresses are path-style. */
  upstream: string;
  takesSeconds: number;
  /** S3 lets a copy go at the first midnight (UTC) after its days. */
  untilMidnight?: boolean;
}

interface Restore {
  readyAt: number;
  expiresAt: number;
}

const DAY = 86_400_000;

/**
 * Stands between a client and moto, passes everything on, and answers for restores by a clock of its own as S3 documents
 * it: `x-amz-restore: ongoing-request="true"` at first, 409 `RestoreAlreadyInProgress` for another request meanwhile, then
 * an expiry date, 200 for a longer one, and nothing again once it is over; bytes and copies only in between.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_RestoreObject.html and …/API_HeadObject.html
 */
export async function startRestoreDouble(options: RestoreDoubleOptions): Promise<RestoreDouble> {
  const upstream = new URL(options.upstream);
  const restores = new Map<string, Restore>();
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const endOf = (from: number, days: number) => {
    const end = from + days * DAY;
    return options.untilMidnight ? Math.ceil(end / DAY) * DAY : end;
  };
  const stateOf = (address: string) => {
    const restore = restores.get(address);
    if (!restore) return "none";
    if (now() < restore.readyAt) return "ongoing";
    return now() < restore.expiresAt ? "restored" : "over";
  };

  const server = http.createServer((request, response) => {
    serve(request, response).catch((error) => response.destroy(error));
  });

  async function serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const { pathname: address, searchParams } = new URL(request.url ?? "/", upstream);
    const method = request.method ?? "GET";
    if (method === "POST" && searchParams.has("restore")) return restore(request, response, address);
    const from = request.headers["x-amz-copy-source"];
    const source =
      typeof from === "string" ? `/${decodeURIComponent(from).replace(/^\//, "").split("?")[0]}` : null;
    const read = source ?? (method === "GET" && !searchParams.has("uploadId") ? address : null);
    if (read && restores.has(read) && stateOf(read) !== "restored")
      return refuse(response, 403, "InvalidObjectState", "The object is archived.");
    // A new object under the key has no restore.
    if (["PUT", "DELETE"].includes(method) && !searchParams.has("partNumber")) restores.delete(address);
    await pass(request, response, (headers) => {
      const held = restores.get(address);
      if (method !== "HEAD" && method !== "GET") return;
      if (!held) return;
      delete headers["x-amz-restore"];
      const state = stateOf(address);
      if (state === "ongoing") headers["x-amz-restore"] = 'ongoing-request="true"';
      if (state === "restored")
        headers["x-amz-restore"] =
          `ongoing-request="false", expiry-date="${new Date(held.expiresAt).toUTCString()}"`;
    });
  }

  async function restore(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    address: string,
  ): Promise<void> {
    const body = await bodyOf(request);
    const days = Number(/<Days>(\d+)<\/Days>/.exec(body.toString())?.[1]);
    const state = stateOf(address);
    if (state === "ongoing")
      return refuse(response, 409, "RestoreAlreadyInProgress", "Object restore is already in progress");
    // Whether there is such an object, and one that can be restored, is moto's to say.
    const status = await send(request, body);
    if (status.code >= 300) {
      response.writeHead(status.code, status.headers).end(status.body);
      return;
    }
    const held = restores.get(address);
    if (state === "restored" && held) {
      held.expiresAt = endOf(now(), days);
      response.writeHead(200).end();
      return;
    }
    const readyAt = now() + options.takesSeconds * 1000;
    restores.set(address, { readyAt, expiresAt: endOf(readyAt, days) });
    response.writeHead(202).end();
  }

  function send(request: http.IncomingMessage, body: Buffer) {
    return new Promise<{ code: number; headers: http.IncomingHttpHeaders; body: Buffer }>(
      (resolve, reject) => {
        const onward = http.request(toUpstream(request), (answer) => {
          bodyOf(answer).then(
            (text) => resolve({ code: answer.statusCode ?? 500, headers: answer.headers, body: text }),
            reject,
          );
        });
        onward.on("error", reject).end(body);
      },
    );
  }

  function pass(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    change: (headers: http.IncomingHttpHeaders) => void,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const onward = http.request(toUpstream(request), (answer) => {
        change(answer.headers);
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response).on("finish", resolve).on("error", reject);
      });
      request.pipe(onward.on("error", reject));
    });
  }

  const toUpstream = ({ method, url, headers }: http.IncomingMessage): http.RequestOptions => ({
    host: upstream.hostname,
    port: upstream.port,
    method,
    path: url,
    headers: { ...headers, host: upstream.host },
  });

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    now: () => new Date(now()),
    pass: (seconds) => {
      ahead += seconds * 1000;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(message: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function refuse(response: http.ServerResponse, status: number, code: string, message: string): void {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  response.writeHead(status, { "content-type": "application/xml", "content-length": body.length }).end(body);
}

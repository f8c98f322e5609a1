import { randomInt } from "node:crypto";
import dns2 from "dns2";

const { Packet } = dns2;

/** A real name server on this machine that knows what it is told, for tests: a name it does not know does not exist. */
export class NameServer {
  readonly address: string;
  private readonly server: dns2.DnsServer;
  private readonly records = new Map<string, readonly string[] | "failing">();

  private constructor(server: dns2.DnsServer, port: number, records: NameServer["records"]) {
    this.server = server;
    this.address = `127.0.0.1:${port}`;
    this.records = records;
  }

  /** Listens on a port of its own, over UDP and TCP. */
  static async start(port = randomInt(20_000, 60_000)): Promise<NameServer> {
    const records: NameServer["records"] = new Map();
    const server = dns2.createServer({
      udp: true,
      tcp: true,
      handle: (request, send) => {
        const response = Packet.createResponseFromRequest(request);
        const [question] = request.questions;
        const known = records.get(question?.name.toLowerCase() ?? "");
        if (known === undefined) response.header.rcode = Packet.RCODE.NXDOMAIN;
        else if (known === "failing") response.header.rcode = Packet.RCODE.SERVFAIL;
        else if (question && question.type === Packet.TYPE.TXT)
          for (const data of known)
            response.answers.push(Packet.createResourceFromQuestion(question, { ttl: 1, data }));
        send(response);
      },
    });
    const host = "127.0.0.1";
    await server.listen({ udp: { port, address: host }, tcp: { port, address: host } });
    return new NameServer(server, port, records);
  }

  /** TXT records of a name; none: the name exists without any. `failing`: the server fails when it is asked. */
  set(name: string, records: readonly string[] | "failing"): void {
    this.records.set(name.toLowerCase(), records);
  }

  remove(name: string): void {
    this.records.delete(name.toLowerCase());
  }

  async stop(): Promise<void> {
    await this.server.close();
  }
}

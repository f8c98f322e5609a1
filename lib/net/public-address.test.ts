import http from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPermittedHost, isPublicAddress, permittedLookup, type Resolve } from "./public-address.ts";

describe("an address", () => {
  it.each([
    ["0.0.0.0", false],
    ["10.1.2.3", false],
    ["100.64.0.1", false],
    ["100.100.100.200", false],
    ["100.128.0.1", true],
    ["127.0.0.1", false],
    ["127.255.255.254", false],
    ["168.63.129.16", false],
    ["169.254.169.254", false],
    ["172.15.255.255", true],
    ["172.16.0.1", false],
    ["172.31.255.255", false],
    ["192.0.0.192", false],
    ["192.0.2.1", false],
    ["192.88.99.1", false],
    ["192.168.0.1", false],
    ["198.19.255.255", false],
    ["198.51.100.7", false],
    ["203.0.113.7", false],
    ["224.0.0.1", false],
    ["240.0.0.1", false],
    ["255.255.255.255", false],
    ["93.184.216.34", true],
    ["8.8.8.8", true],
    ["::", false],
    ["::1", false],
    ["::8.8.8.8", false],
    ["::ffff:192.168.0.1", false],
    ["::ffff:7f00:1", false],
    ["::ffff:8.8.8.8", false],
    ["64:ff9b::a00:1", false],
    ["64:ff9b:1::1", false],
    ["100::1", false],
    ["2001::1", false],
    ["2001:0:4136:e378:8000:63bf:3fff:fdd2", false],
    ["2001:db8::1", false],
    ["2002:7f00:1::", false],
    ["2002:a9fe:a9fe::1", false],
    ["3fff::1", false],
    ["fd00:ec2::254", false],
    ["fe80::1", false],
    ["fe80::1%eth0", false],
    ["ff02::1", false],
    ["2606:4700::1111", true],
    ["2a00:1450:4001:80b::200e", true],
    ["example.com", false],
    ["", false],
  ])("%s is public: %s", (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
  });
});

describe("a URL's host", () => {
  it.each([
    ["http://2130706433/", false],
    ["http://0x7f000001/", false],
    ["http://0177.0.0.1/", false],
    ["http://127.1/", false],
    ["http://0xa9fea9fe/", false],
    ["http://[::ffff:127.0.0.1]/", false],
    ["http://[::1]/", false],
    ["http://１２７.0.0.1/", false],
    ["http://localhost/", false],
    ["http://a.localhost./", false],
    ["http://8.8.8.8/", true],
    ["http://[2606:4700::1111]/", true],
    ["http://example.com/", true],
  ])("%s may be connected to: %s", (url, expected) => {
    expect(isPermittedHost(new URL(url))).toBe(expected);
  });

  it("may be this machine where that is allowed, and nothing else that is private", () => {
    const allowed = { allowLoopback: true };
    for (const url of ["http://127.0.0.1:1/", "http://[::1]/", "http://x.localhost/"])
      expect(isPermittedHost(new URL(url), allowed)).toBe(true);
    for (const url of ["http://10.0.0.1/", "http://169.254.169.254/", "http://[::ffff:10.0.0.1]/"])
      expect(isPermittedHost(new URL(url), allowed)).toBe(false);
  });
});

describe("a name", () => {
  let port = 0;
  let asked = 0;
  const server = http.createServer((_, response) => {
    asked += 1;
    response.end("inside");
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    port = typeof address === "object" && address ? address.port : 0;
  });
  afterAll(() => server.close());

  const ask = (resolve: Resolve) =>
    new Promise((done, failed) => {
      const lookup = permittedLookup({ resolve });
      http
        .get(`http://rebinding.example:${port}/`, { lookup, agent: false, timeout: 500 }, (response) =>
          done(response.statusCode),
        )
        .on("timeout", function (this: http.ClientRequest) {
          this.destroy(new Error("timed out"));
        })
        .on("error", failed);
    });
  const v4 = (address: string) => ({ address, family: 4 as const });

  it("that is public when it is looked at and private when it is connected to reaches nothing", async () => {
    const answers = [[v4("93.184.216.34")], [v4("127.0.0.1")]];
    const resolve: Resolve = async () => answers.shift() ?? [v4("127.0.0.1")];
    // Whoever looks first gets the public address; the connection's own look-up is the one that counts.
    expect(await resolve("rebinding.example")).toEqual([v4("93.184.216.34")]);
    await expect(ask(resolve)).rejects.toMatchObject({ code: "address_refused" });
    expect(asked).toBe(0);
  });

  it("is refused whole when one of its addresses is private", async () => {
    await expect(ask(async () => [v4("93.184.216.34"), v4("127.0.0.1")])).rejects.toMatchObject({
      code: "address_refused",
    });
    await expect(ask(async () => [])).rejects.toMatchObject({ code: "address_refused" });
    expect(asked).toBe(0);
  });

  it("is looked up once for a connection, which goes to the address that was checked", async () => {
    let lookups = 0;
    const lookup = permittedLookup({
      allowLoopback: true,
      resolve: async () => {
        lookups += 1;
        return [v4(lookups === 1 ? "127.0.0.1" : "10.0.0.1")];
      },
    });
    const status = await new Promise((done, failed) =>
      http
        .get(`http://rebinding.example:${port}/`, { lookup, agent: false }, (r) => done(r.statusCode))
        .on("error", failed),
    );
    expect([status, lookups, asked]).toEqual([200, 1, 1]);
  });
});

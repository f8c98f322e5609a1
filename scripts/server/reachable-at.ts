/** Addresses at which this machine reaches a server that listens on `bindAddress`; one of them is enough. */
export function reachableAt(bindAddress: string): string[] {
  if (bindAddress === "0.0.0.0") return ["127.0.0.1"];
  // It takes IPv4 as well, and a machine may have either loopback or both.
  if (/^[0:]+$/.test(bindAddress)) return ["127.0.0.1", "::1"];
  return [bindAddress];
}

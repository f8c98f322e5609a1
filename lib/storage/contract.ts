import { afterAll, beforeAll, describe } from "vitest";
import { archiveRules } from "./contract/archive.ts";
import { multipartRules } from "./contract/multipart.ts";
import { objectRules } from "./contract/objects.ts";
import type { Peer, Rules } from "./contract/peer.ts";
import { presignedRules } from "./contract/presigned.ts";

/**
 * What every form of the object store must do, held against a running one. `rules` says which rules a peer does not
 * implement; the product's own forms implement all.
 */
export function objectStoreContract(name: string, open: () => Promise<Peer>, rules: Rules): void {
  describe(`object store contract: ${name}`, () => {
    let opened: Peer | undefined;
    const peer = () => {
      if (!opened) throw new Error("The peer is not open yet");
      return opened;
    };
    beforeAll(async () => {
      opened = await open();
    }, 300_000);
    afterAll(() => opened?.close());

    objectRules(peer, rules);
    multipartRules(peer, rules);
    presignedRules(peer, rules);
    archiveRules(peer, rules);
  });
}

import { setTimeout as sleep } from "node:timers/promises";
import { CreateBucketCommand, S3ServiceException } from "@aws-sdk/client-s3";
import { describe, it } from "vitest";
import { type RestoreDouble, startRestoreDouble } from "../../scripts/peers/restore-double.ts";
import { type S3Peer, startS3Peer } from "../../scripts/peers/s3-peer.ts";
import { ALL_RULES, MIB, type Peer, type Rules } from "./contract/peer.ts";
import { objectStoreContract } from "./contract.ts";
import { createObjectStores } from "./create-stores.ts";
import { createClient } from "./s3/client.ts";

/**
 * TEST_S3_PEERS=1 runs the contract on real servers from PyPI (or name some: TEST_S3_PEERS=moto). TEST_S3_ENDPOINT with
 * TEST_S3_ACCESS_KEY_ID and TEST_S3_SECRET_ACCESS_KEY runs it on a server of your own.
 */
const wanted = process.env.TEST_S3_PEERS ?? "";
const endpoint = process.env.TEST_S3_ENDPOINT;

/** What no server shows while a test waits: a restore that takes hours, and one whose days are over. */
const NO_CLOCK = { restoreTakesTime: false };

const PEERS: Record<"moto" | "seaweedfs", Rules> = {
  moto: {
    ...ALL_RULES,
    ...NO_CLOCK,
    // moto does not verify signatures: neither time, nor fields, nor signed headers count.
    presignedUrls: false,
    signedLength: false,
    unsignedHeaders: false,
    // It stores the checksum it is told and does not compute it.
    signedChecksum: false,
    contentMd5: false,
    // It sorts the parts itself.
    partOrder: false,
    // It answers 500 where an upload is gone.
    goneUpload: false,
  },
  seaweedfs: {
    ...ALL_RULES,
    ...NO_CLOCK,
    // It walks its directories: `a/b` comes before `a-b`.
    listOrder: false,
    // It lists both bodies of a part that was sent twice.
    partReplaced: false,
    // It keeps a class as a label, and has no RestoreObject.
    archivedClasses: false,
  },
};

for (const name of ["moto", "seaweedfs"] as const) {
  if (wanted === "1" || wanted.split(",").includes(name))
    objectStoreContract(name, async () => openS3(await startS3Peer(name)), PEERS[name]);
  else
    describe(`object store contract: ${name}`, () =>
      it.skip("skipped: set TEST_S3_PEERS=1 to install and start it", () => {}));
}
if (wanted === "1" || wanted.split(",").includes("moto"))
  objectStoreContract("moto, restores by a clock that the test moves", openClocked, {
    ...PEERS.moto,
    restoreTakesTime: true,
  });
if (endpoint) {
  const { TEST_S3_ACCESS_KEY_ID: accessKeyId = "test", TEST_S3_SECRET_ACCESS_KEY: secretAccessKey = "test" } =
    process.env;
  objectStoreContract(
    endpoint,
    () => openS3({ endpoint, accessKeyId, secretAccessKey, stop: async () => {} }),
    { ...ALL_RULES, ...NO_CLOCK },
  );
}

async function openClocked(): Promise<Peer> {
  const moto = await startS3Peer("moto");
  const double: RestoreDouble = await startRestoreDouble({ upstream: moto.endpoint, takesSeconds: 10 });
  const peer = await openS3({
    ...moto,
    endpoint: double.endpoint,
    stop: async () => {
      await double.stop();
      await moto.stop();
    },
  });
  return { ...peer, passTime: async (seconds) => double.pass(seconds) };
}

async function openS3({ stop, ...server }: S3Peer): Promise<Peer> {
  // Small, so that the copy in parts is seen on small objects.
  const options = {
    ...server,
    region: "us-east-1",
    filesBucket: "cai-files",
    archiveBucket: "cai-archive",
    forcePathStyle: true,
    copyPartBytes: 8 * MIB,
  };
  const client = createClient(options);
  for (const Bucket of [options.filesBucket, options.archiveBucket]) {
    await client.send(new CreateBucketCommand({ Bucket })).catch((error) => {
      if (!(error instanceof S3ServiceException && error.name === "BucketAlreadyOwnedByYou")) throw error;
    });
  }
  return {
    stores: createObjectStores({ kind: "s3", ...options }),
    absolute: (url) => url,
    passTime: (seconds) => sleep(Math.min(seconds, 3) * 1000),
    close: stop,
  };
}

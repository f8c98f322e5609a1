import {
  type BucketVersioningStatus,
  GetBucketLifecycleConfigurationCommand,
  GetBucketVersioningCommand,
  type LifecycleRule,
  PutBucketLifecycleConfigurationCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { BucketName } from "../store.ts";
import { bucketNames, createClient, type S3StoreOptions } from "./client.ts";
import { isS3Error, translated } from "./errors.ts";

export interface BucketSetUp {
  bucket: string;
  use: BucketName;
  lifecycle: "added" | "changed" | "unchanged";
  /** Ids of rules that were there and stay as they are. */
  other_rules: string[];
  versioning: "enabled" | "suspended" | "off";
  /** What the set-up does not do by itself. */
  advice: string[];
}

/**
 * Longer than an upload may take (24 h) and than the nightly sweep waits (48 h): the rule is there for when the product
 * itself is not running.
 */
const UPLOAD_DAYS = 7;
const RULE_ID = "construction-ai-incomplete-uploads";
const RULE: LifecycleRule = {
  ID: RULE_ID,
  Status: "Enabled",
  Filter: { Prefix: "" },
  AbortIncompleteMultipartUpload: { DaysAfterInitiation: UPLOAD_DAYS },
};

/**
 * Gives both buckets the lifecycle rule that ends incomplete uploads. Other rules of the buckets stay. Doing it again
 * changes nothing. Throws `AccessDenied`, `StoreUnavailable` when a bucket is not there.
 */
export async function setUpBuckets(options: S3StoreOptions): Promise<BucketSetUp[]> {
  const client = createClient(options);
  const done: BucketSetUp[] = [];
  for (const [use, bucket] of Object.entries(bucketNames(options)))
    done.push(await setUpBucket(client, bucket, use === "files" ? "files" : "archive"));
  return done;
}

async function setUpBucket(client: S3Client, Bucket: string, use: BucketName): Promise<BucketSetUp> {
  const { rules, minimum } = await rulesOf(client, Bucket);
  const others = rules.filter(({ ID }) => ID !== RULE_ID);
  const own = rules.find(({ ID }) => ID === RULE_ID);
  const lifecycle = own === undefined ? "added" : isAsWanted(own) ? "unchanged" : "changed";
  if (lifecycle !== "unchanged") {
    await translated(
      client.send(
        new PutBucketLifecycleConfigurationCommand({
          Bucket,
          LifecycleConfiguration: { Rules: [...others, RULE] },
          ...(minimum !== undefined && { TransitionDefaultMinimumObjectSize: minimum }),
        }),
      ),
    );
  }
  const versioning = await versioningOf(client, Bucket);
  return {
    bucket: Bucket,
    use,
    lifecycle,
    other_rules: others.map(({ ID }) => ID ?? "(without an id)"),
    versioning,
    advice: [...adviceOn(others), ...(versioning === "off" ? [] : [VERSIONS])],
  };
}

async function rulesOf(client: S3Client, Bucket: string) {
  try {
    const found = await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    return { rules: found.Rules ?? [], minimum: found.TransitionDefaultMinimumObjectSize };
  } catch (error) {
    if (isS3Error(error, "NoSuchLifecycleConfiguration")) return { rules: [], minimum: undefined };
    return translated(Promise.reject(error));
  }
}

async function versioningOf(client: S3Client, Bucket: string): Promise<BucketSetUp["versioning"]> {
  const { Status } = await translated(client.send(new GetBucketVersioningCommand({ Bucket })));
  const known: Record<BucketVersioningStatus, BucketSetUp["versioning"]> = {
    Enabled: "enabled",
    Suspended: "suspended",
  };
  return Status ? known[Status] : "off";
}

const isAsWanted = (rule: LifecycleRule) =>
  rule.Status === "Enabled" &&
  (rule.Filter?.Prefix ?? rule.Prefix ?? "") === "" &&
  rule.Filter?.And === undefined &&
  rule.Filter?.Tag === undefined &&
  rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation === UPLOAD_DAYS;

const VERSIONS =
  "The bucket keeps versions. The product removes every version of what is deleted or moved; a rule of the bucket that ends noncurrent versions is up to you, and Object Lock must not be on for what is to be deleted.";

/** Rules of the bucket that work against the product. */
function adviceOn(rules: LifecycleRule[]): string[] {
  return rules
    .filter(({ Status }) => Status === "Enabled")
    .flatMap((rule) => [
      ...(rule.Expiration?.Days !== undefined || rule.Expiration?.Date !== undefined
        ? [
            `The rule ${rule.ID ?? "(without an id)"} deletes current objects: files would be lost. Remove it.`,
          ]
        : []),
      ...((rule.Transitions ?? []).length > 0
        ? [
            `The rule ${rule.ID ?? "(without an id)"} changes the class of objects behind the product's back, which would then not know that they are archived. Remove it; the rules of archival do this.`,
          ]
        : []),
    ]);
}

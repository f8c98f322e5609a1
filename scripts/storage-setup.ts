import { config } from "#lib/config/index.ts";
import { setUpBuckets } from "#lib/storage/s3/set-up.ts";

/**
 * `npm run storage:setup`: gives both S3 buckets the lifecycle rule that ends incomplete uploads, and says what else to look
 * after. Prints JSON; can be repeated at any time. It needs s3:GetLifecycleConfiguration, s3:PutLifecycleConfiguration and
 * s3:GetBucketVersioning on both.
 */
try {
  const { storage } = config();
  const done =
    storage.kind === "s3"
      ? { storage: "s3", buckets: await setUpBuckets(storage) }
      : {
          storage: "disk",
          directory: storage.dir,
          buckets: [],
          advice: [
            "Objects are on disk (S3_FILES_BUCKET, S3_ARCHIVE_BUCKET and S3_REGION choose S3): nothing is to be set up. The job delete-old-jobs drops incomplete uploads after two days. Give the directory a backup of its own.",
          ],
        };
  console.log(JSON.stringify(done, null, 2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

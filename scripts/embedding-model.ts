import { parseArgs } from "node:util";
import { config } from "#lib/config/index.ts";
import { downloadModel } from "#lib/search/embedding/download-model.ts";

/** `npm run embedding-model`: downloads the embedding model into DATA_DIR/models and checks it; again is harmless. */
const { values } = parseArgs({ options: { hub: { type: "string" } } });

try {
  const { folder, fetched, kept } = await downloadModel({
    dataDir: config().dataDir,
    hub: values.hub,
    onFile: ({ name, bytes }) => console.log(`Downloading ${name} (${bytes} bytes) …`),
  });
  console.log(
    fetched === 0
      ? `The model is complete in ${folder} (${kept} files checked).`
      : `The model is in ${folder}. Restart the installation to use it, then run \`npm run search -- reindex\`.`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

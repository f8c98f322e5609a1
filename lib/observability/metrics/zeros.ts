import { FILE_FORMATS, PROCESSING_STEPS } from "#db/schema/files.ts";
import { type Instruments, makeInstruments } from "./instruments.ts";
import { type Family, familiesOf } from "./sample.ts";
import { OTHER } from "./tenant-labels.ts";

/**
 * All that is counted, at 0, for the labels that are known beforehand: so a first failure is a rise, and nothing that has
 * not happened yet is missing.
 */
export function zeros(): Promise<Family[]> {
  made ??= familiesOf(atZero(makeInstruments()));
  return made;
}
let made: Promise<Family[]> | undefined;

function atZero({ counted, counters, histograms }: Instruments): Instruments["counted"] {
  const ended = ["completed", "failed"] as const;
  for (const status of ended) {
    for (const file_type of FILE_FORMATS)
      counters.fileProcessing.inc({ tenant_id: OTHER, file_type, status }, 0);
    for (const step of PROCESSING_STEPS) histograms.processingStep.zero({ step, status });
  }
  for (const file_type of FILE_FORMATS) histograms.processingTime.zero({ file_type });
  histograms.apiLatency.zero({ endpoint: "/api/metrics", method: "GET", status: "200" });
  for (const query_type of ["select", "insert", "update", "delete", "other"])
    histograms.databaseQuery.zero({ query_type });
  for (const service of ["api", "job", "processing"]) counters.errors.inc({ error_type: OTHER, service }, 0);
  for (const backend of ["embedded", "qdrant"]) histograms.search.zero({ backend });
  counters.traces.inc(0);
  for (const status of ended) counters.jobRuns.inc({ function: "process-file", status }, 0);
  histograms.jobRunTime.zero({ function: "process-file" });
  for (const status of ["delivered", "retrying", "failed"]) counters.webhookDeliveries.inc({ status }, 0);
  counters.stripeRequests.inc({ operation: OTHER, status: "200" }, 0);
  histograms.stripeRequestTime.zero({ operation: OTHER });
  for (const status of ["sent", "suppressed", "dropped", "refused", "failed"])
    counters.mails.inc({ status }, 0);
  for (const method of ["form", "parts"]) counters.uploadBytes.inc({ method }, 0);
  for (const name of ["lcp", "inp", "ttfb", "fcp"]) histograms.webVital.zero({ name, route: OTHER });
  histograms.webVitalShift.zero({ route: OTHER });
  return counted;
}

/** `needs_file`: a reload interrupted it, and the browser has kept no copy of the file. */
export type UploadState = "queued" | "uploading" | "paused" | "needs_file" | "verifying" | "done" | "failed";

/** One file on its way, as the queue shows it. */
export interface UploadItem {
  id: string;
  filename: string;
  size: number;
  state: UploadState;
  /** Bytes sent. */
  loaded: number;
  /** While uploading. */
  bytes_per_second: number | null;
  /** With state `failed`: what to do about it. */
  error: string | null;
  /** Once it is known on the server. */
  file_id: string | null;
}

export interface UploadCallbacks {
  onPause: (id: string) => void;
  onResume: (id: string) => void;
  /** Also removes one that is done or has failed from the list. */
  onCancel: (id: string) => void;
  onRetry: (id: string) => void;
  /** With state `needs_file`: lets the person choose the file again. */
  onChooseFile: (id: string) => void;
}

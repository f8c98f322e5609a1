export type UploadState = "queued" | "hashing" | "uploading" | "paused" | "verifying" | "done" | "failed";

/** One file on its way, as the queue shows it. */
export interface UploadItem {
  id: string;
  filename: string;
  size: number;
  state: UploadState;
  /** Bytes hashed or sent, by state. */
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
}

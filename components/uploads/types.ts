/**
 * `checking`: its bytes are read for their hash. `duplicate`: the same bytes are here already, the person decides.
 * `waiting`: the network or the server is away, it goes on by itself. `needs_file`: a reload interrupted it, and the
 * browser may not read the file without the person.
 */
export type UploadState =
  | "queued"
  | "checking"
  | "duplicate"
  | "uploading"
  | "paused"
  | "waiting"
  | "needs_file"
  | "verifying"
  | "done"
  | "failed";

/** The file that has the same bytes. Without `fileId` it stands in the queue itself. */
export interface Twin {
  name: string;
  fileId: string | null;
  /** ISO timestamp. */
  uploadedAt: string | null;
}

/** One file of the queue, as the interface shows it. Bytes; speed in bytes a second. */
export interface UploadItem {
  key: string;
  name: string;
  /** The folder that it was taken from, as a path; empty for a single file. */
  folder: string;
  size: number;
  state: UploadState;
  /** Read so far while `checking`, otherwise sent so far. */
  loaded: number;
  speed: number;
  /** Known once the server has admitted the upload. */
  fileId: string | null;
  /** What went wrong and what to do, with state `failed`; with `needs_file` what was wrong with the file chosen. */
  error: string | null;
  /** With state `duplicate`. */
  twin: Twin | null;
  /** With state `needs_file`: the browser can open it by itself once the person allows it. */
  reopens: boolean;
}

/** What an upload is begun with. */
export interface UploadOptions {
  temporary?: boolean | undefined;
  projectId?: string | undefined;
  /** The file that it is a new version of; it stands in that one's project. */
  supersedes?: string | undefined;
}

/** A file as it was chosen or dropped. */
export interface ChosenFile {
  file: File;
  /** The folder that it was taken from, as a path; empty for a single file. */
  folder: string;
  /** How the browser finds it again after a reload, where it can. */
  source?: FileSource | undefined;
}

/** What was dropped, by its handle, and the way from there to the file; empty where the handle is the file's. */
export interface FileSource {
  root: FileSystemHandle;
  path: readonly string[];
}

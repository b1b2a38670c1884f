/** Where this copy of Parley lies, found by its start script. */
export interface Installation {
  /** The workspace's root. */
  home: string;
  /** The script that a protected query's process runs. */
  queryProcess: string;
  /** The script of the local AWS endpoint. */
  server: string;
  /** Digest of the code, part of a run's id: changed code is a new run. */
  codeDigest: string;
}

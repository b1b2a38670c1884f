/** A version of an object that a newer one, or its removal, has replaced. */
export interface OldVersion {
  uri: string;
  version: string;
}

/** The port to what a versioned bucket keeps of objects after they were replaced or removed. */
export interface ObjectVersions {
  /** Old versions below a prefix, by URI. */
  listOld(prefix: string): Promise<OldVersion[]>;
  /** Gives `use` a local file with the version's bytes. */
  withOld<T>(old: OldVersion, use: (path: string) => Promise<T>): Promise<T>;
  /** Takes one version away, for good. */
  removeOld(old: OldVersion): Promise<void>;
  /** Takes an object away with all its versions, for good; the newest goes last, so that after a kill it is still there. */
  removeWhole(uri: string): Promise<void>;
}

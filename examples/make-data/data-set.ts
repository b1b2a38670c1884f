/** The published file a data set is made from. `bytes` and `sha256` are of the CSV file itself, also where a zip holds it. */
export interface Original {
  /** Direct download. */
  url: string;
  /** Names to look for inside zip files, and zips inside zips. */
  file: string;
  bytes: number;
  sha256: string;
  /** Line ends that the checksum stands for: a copy that differs in them alone is accepted. */
  lineEnds: 'LF' | 'CRLF';
  delimiter: ',' | ';';
}

/** A public data set and how it is split between two parties who never saw each other. */
export interface DataSet {
  name: string;
  original: Original;
  /** Names of the original's columns; what neither party holds is left out. */
  owner: readonly string[];
  partner: readonly string[];
  /** One of the owner's. */
  label: string;
  /** Values written otherwise than in the original, by column. */
  spelling?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The buckets a run works in; on a laptop each is a folder. */
export const BUCKETS = {
  /** Source files of every party, as they arrive. */
  source: 'parley-source',
  /** What is known of each party's table since its last intake: outlives a run. */
  intake: 'parley-intake',
  /** Contacts: raw e-mail, phone, zone, consent. Read by activation alone, never beside hashed data. */
  contacts: 'parley-contacts',
  /** Query results, features, step outputs. */
  run: 'parley-run',
  /** What the run is for: report, scores, segments, receipt. */
  out: 'parley-out',
} as const;

export const runUri = (key: string): string => `s3://${BUCKETS.run}/${key}`;
export const outUri = (key: string): string => `s3://${BUCKETS.out}/${key}`;
export const sourceUri = (file: string): string => `s3://${BUCKETS.source}/${file}`;
export const contactsUri = (table: string): string => `s3://${BUCKETS.contacts}/${table}.parquet`;
export const intakeUri = (party: string, table: string, counterpart: string): string => `s3://${BUCKETS.intake}/${party}/${table}-for-${counterpart}.json`;

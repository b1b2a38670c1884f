import type { Place } from '@parley/errors';
import type { AnalysisFile, CollaborationFile } from './schema/collaboration';
import type { TableFile } from './schema/party';

/** A table of one party as the contract declares it, with its name. */
export interface TableSpec extends TableFile {
  name: string;
}

export interface Party {
  /** Folder name: `owner`, or the partner's. */
  id: string;
  role: 'owner' | 'partner';
  name: string;
  /** 12 digits. */
  account: string;
  country: string;
  retentionDays: number;
  /** Where alarms go. */
  alertEmail?: string;
  tables: TableSpec[];
  /** Absolute path of its party.yaml, for messages. */
  file: string;
}

/** An analysis with its SQL read from the owner's folder. */
export interface Analysis extends AnalysisFile {
  sqlText: string;
  /** Absolute path of the SQL file. */
  file: string;
}

export interface Collaboration {
  partner: string;
  description: string;
  analyses: Analysis[];
}

/** Something legal in a contract that a reader should know of. */
export interface Notice extends Place {
  /** Stable, such as `LIST_RELEASES_KEY`. */
  code: string;
  party: string;
  table?: string;
  message: string;
}

/** A whole contract, read and checked: every name in it resolves. */
export interface Contract {
  directory: string;
  /** The folder's name. */
  name: string;
  owner: Party;
  partners: Party[];
  terms: Omit<CollaborationFile, 'partners'>;
  collaborations: Collaboration[];
  /** What is permitted but should be known before anyone signs, in plain words. */
  notices: Notice[];
}

/** The hashed columns that normalising adds to a table with `email` or `phone` columns. */
export const HASHED_COLUMNS = { email: 'hashed_email', phone: 'hashed_phone' } as const;

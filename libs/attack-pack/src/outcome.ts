/**
 * `withstood`: every try came out as it must. `not withstood`: one did not. `detected`: rules and thresholds can't stop it,
 * or not the whole of it, but the owner of the data is warned. `documented`: nor is it seen, and `remains` says what would
 * stop it. `not applicable`: it was not tried, and `why` says why.
 */
export type Outcome = 'withstood' | 'not withstood' | 'detected' | 'documented' | 'not applicable';

/** One query of an attack that got through, or came out otherwise than it must. */
export interface Finding {
  /** Who asked whom, on a contract: `owner asks partner-sample.people`. */
  where?: string;
  sql?: string;
  why: string;
}

export interface AttackResult {
  number: number;
  id: string;
  tries: string;
  marks: readonly string[];
  reference: string;
  outcome: Outcome;
  /** One sentence for a reader. */
  why: string;
  /** How many queries and rules were tried. */
  tried: number;
  /** Codes of the refusals met, sorted. */
  refusedBy: readonly string[];
  /** What rules and thresholds do not stop, even where every try was withstood. */
  remains?: string;
  /** Which detectors saw its histories, sorted. */
  detectedBy: readonly string[];
  findings: readonly Finding[];
}

/** What came of one try. */
export type Trial =
  | { held: true; refusedBy: readonly string[] }
  | { held: false; finding: Finding }
  /** The judge can't say, or the query can't be written for these tables. */
  | { held: undefined; why: string };

/** Why nothing is sent there any more. */
export type SuppressionReason = 'unsubscribed' | 'opted-out' | 'bounced' | 'complained' | 'invalid-address' | 'imported';

export interface Suppression {
  /** From `addressSubject` or `recipientSubjects`; it holds no address in clear. */
  subject: string;
  reason: SuppressionReason;
  /** ISO. */
  at: string;
}

/** Addresses and people never to send to. Every adapter passes `suppressionCases`. */
export interface SuppressionStore {
  /** Those of the subjects that are suppressed. */
  suppressed(subjects: readonly string[]): Promise<ReadonlySet<string>>;
  /** Adding again changes nothing: the first reason stays. */
  suppress(suppressions: readonly Suppression[]): Promise<void>;
}

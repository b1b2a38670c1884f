/** A rule that need not hold somewhere. One that lets nothing through, in a plan that has its resources, is itself a finding. */
export interface Suppression {
  rule: string;
  /** Of the whole address, `^` and `$` included: a suppression lets through no more than it means. */
  address: RegExp;
  /** What stands in the rule's place, or why it is right as it is. */
  because: string;
}

export const SUPPRESSIONS: readonly Suppression[] = [
  {
    rule: 'S3_ACCESS_LOGGED',
    address: /^aws_s3_bucket\.(data_store|results|work|contact-files|forgotten|functions_events_store)_bucket_[0-9A-F]{8}$/,
    because:
      "Clean Rooms' own query log says which query read which table, and CloudTrail's S3 data events, which the account's owner switches on for all buckets at once, say who else did; server access logs would be a second store of customer keys, delivered when AWS can",
  },
  {
    rule: 'SECRET_ROTATES',
    address: /^aws_secretsmanager_secret\.partner-[a-z0-9-]+-key_secret_[0-9A-F]{8}$/,
    because:
      'the key that a pair hashes under: a new one means that both parties hash all their rows anew, on a day that they agree on (docs/partner-onboarding.md); a timer would make every match empty until the slower one has done so',
  },
  {
    rule: 'SECRET_ROTATES',
    address: /^aws_secretsmanager_secret\.unsubscribe_secret_[0-9A-F]{8}$/,
    because: 'what unsubscribe links are signed with: a link in a mail of last year must still work, so the owner puts a new key in front of the old ones, on a day of its choice (docs/partner-onboarding.md); a timer would replace them',
  },
];

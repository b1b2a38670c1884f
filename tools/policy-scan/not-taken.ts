/** Rules of checkov about the types that are judged here, and that are not taken over: each with the reason. */
export const NOT_TAKEN: Readonly<Record<string, string>> = {
  CKV_AWS_117: 'a function that calls AWS services alone needs no network of its own; in one it would need a way out of it besides',
  CKV_AWS_143: 'objects that nobody can delete would outlive what a person may ask for',
  CKV_AWS_144: "a contract names one region, and personal data stays there; AWS Backup keeps the owner's copies",
  CKV_AWS_272: "a bundle is the same bytes from the same source, and its digest is in the plan; a signing profile would be one more thing for a partner to run",
  CKV2_AWS_5: 'of security groups, which no stack has',
  CKV2_AWS_10: "of CloudTrail, which is the account's and not a stack's",
  CKV2_AWS_16: 'tables are paid by the request and need no scaling',
  CKV2_AWS_18: 'of file systems, which no stack has',
  CKV2_AWS_23: 'of DNS records, which no stack has',
  CKV2_AWS_46: 'of CloudFront, which no stack has',
  CKV2_AWS_62: 'a bucket tells of new objects where something waits for them, and nowhere else',
  CKV2_AWS_64: "a key without a policy has AWS's, which lets its own account's root administer it and nobody else",
  CKV2_AWS_68: 'of SageMaker notebooks, which no stack has',
  CKV2_AWS_75: 'of function URLs: a type that no rule knows is itself a finding',
};

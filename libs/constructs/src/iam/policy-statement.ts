/** A statement of an IAM policy, in IAM's own words. */
export interface PolicyStatement {
  Sid: string;
  Effect: 'Allow' | 'Deny';
  Action: string | string[];
  Resource: string | string[];
  Condition?: Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;
}

/** A statement of a role's trust policy. */
export interface TrustStatement {
  Sid: string;
  Effect: 'Allow';
  Principal: { Service: string } | { AWS: string };
  Action: 'sts:AssumeRole';
  Condition: Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;
}

/** A statement of a resource's own policy: of a key, a topic, a secret, a log group. */
export interface ResourceStatement extends PolicyStatement {
  Principal: '*' | { Service: string | string[] } | { AWS: string | string[] };
}

/** The policy document as JSON text. */
export function policyDocument(statements: readonly (PolicyStatement | TrustStatement | ResourceStatement)[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** IAM policies as Terraform holds them: a document's statements, with single values or lists. */
export interface Statement {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
  Action: string | readonly string[];
  Resource?: string | readonly string[];
  Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface Policy {
  Version: '2012-10-17';
  Statement: readonly Statement[];
}

/** Who asks, for what, on what, from where. */
export interface Request {
  /** A role's ARN (`AWS`), or a service's name (`Service`). */
  principal: { AWS: string } | { Service: string };
  action: string;
  /** An ARN. */
  resource: string;
  /** Account the resource lies in. */
  resourceAccount: string;
  /** Condition keys of the request, such as `aws:SecureTransport`. A key with several values is a list. */
  context?: Readonly<Record<string, string | readonly string[]>>;
}

import type { Statement } from './policy-document';

/** What one statement of a policy lets whom do. */

export const allows = ({ Effect }: Statement): boolean => Effect === 'Allow';
export const hasCondition = ({ Condition }: Statement): boolean => Object.values(Condition).some((keys) => Object.keys(keys).length > 0);

/** Everybody: `*`, or everybody but some. */
export const isForEverybody = ({ Principal = {}, NotPrincipal }: Statement): boolean => NotPrincipal !== undefined || Object.values(Principal).flat().includes('*');

export const hasWildcardAction = ({ Action = [], NotAction }: Statement): boolean => NotAction !== undefined || Action.some((action) => action.includes('*') || action.includes('?'));

/** Every resource of a kind: `*`, or an ARN whose own part begins with one, or names the kind and then `*`. Of S3 the part begins with the bucket. */
export const hasEveryResource = ({ Resource = [], NotResource }: Statement): boolean =>
  NotResource !== undefined || Resource.some((arn) => /^(\*|arn(:[^:]*){4}:\*)/.test(arn) || (!arn.startsWith('arn:aws:s3:') && /^arn(:[^:]*){4}:[a-z-]+[:/]\*$/.test(arn)));

/** The key of named secrets, whose id only their owner knows: Secrets Manager opens it with the secret's ARN as context. */
export const isKeyOfSecrets = ({ Action = [], Condition }: Statement): boolean =>
  Action.every((action) => action.startsWith('kms:')) &&
  ['ArnEquals', 'StringEquals'].some((operator) => {
    const arns = Condition[operator]?.['kms:EncryptionContext:SecretARN'] ?? [];
    return arns.length > 0 && !arns.some((arn) => /[*?]/.test(arn));
  });

/** Keys by which a condition says for whom or on whose behalf; others, such as a time of day, narrow nothing here. */
const NARROWING = /^(aws:(source(arn|account|orgid|orgpaths)|principal(arn|account|orgid|orgpaths)|userid|calledvia)|sts:externalid|kms:(viaservice|calleraccount|encryptioncontext:.*)|[a-z0-9.-]+(\/.*)?:(sub|aud))$/i;
const AFFIRMATIVE = /^(ForAnyValue:)?(String(Equals|Like|EqualsIgnoreCase)|Arn(Equals|Like))$/;

/** Whether a condition names sources or callers: an operator that says who, not who not, and a value that is not just anybody. */
export const isNarrowed = ({ Condition }: Statement): boolean =>
  Object.entries(Condition).some(([operator, keys]) => AFFIRMATIVE.test(operator) && Object.entries(keys).some(([key, values]) => NARROWING.test(key) && values.length > 0 && !values.some(isAnybody)));

/** `*`, or an ARN that names neither account nor thing. */
const isAnybody = (value: string): boolean => /^(\*+|arn(:[^:]*){3}:\*?:\*.*)$/.test(value);

export const servicesOf = ({ Principal = {} }: Statement): readonly string[] => Principal.Service ?? [];

/** Principals of other accounts, or of one that is not known yet. */
export const strangersOf = ({ Principal = {} }: Statement, accounts: readonly string[]): readonly string[] =>
  (Principal.AWS ?? []).filter((principal) => principal !== '*' && !accounts.includes(accountOf(principal)));

/** A whole account as principal: everybody in it whom its own policies let. */
export const isAccount = (principal: string): boolean => /^\d{12}$|:root$/.test(principal);

export const accountOf = (principal: string): string => (principal.startsWith('arn:') ? principal.split(':')[4] ?? '' : principal);

/** Refuses plain HTTP: to everybody, every action, the thing and all in it. */
export const refusesPlainHttp = ({ Effect, Principal = {}, Action = [], Resource = [], Condition }: Statement): boolean =>
  Effect === 'Deny' &&
  Object.values(Principal).flat().includes('*') &&
  Action.some((action) => action === '*' || action === 's3:*') &&
  (Resource.includes('*') || (Resource.some((arn) => arn.endsWith('/*')) && Resource.some((arn) => !arn.endsWith('*')))) &&
  Object.entries(Condition).length === 1 &&
  Object.entries(Condition.Bool ?? {}).length === 1 &&
  Condition.Bool?.['aws:SecureTransport']?.join() === 'false';

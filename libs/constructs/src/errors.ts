import { inputError, type ParleyError } from '@parley/errors';

/** Texts of what synthesis refuses: what is wrong, and what to write instead. */

export const policyTooWide = (role: string, what: string): string =>
  `role ${role}: ${what}. Name the actions and resources it needs; where AWS has no narrower resource, give the reason in everyResource.`;

export const ruleInvalid = (table: string, what: string): string => `table ${table}: ${what}. The same rule fails in parley check, with its line.`;

export const stateUnknown = (where: string): ParleyError =>
  inputError('STATE_UNKNOWN', [{ message: `state "${where}" is neither s3 nor local`, repair: 'leave the context `state` out for S3, or say local' }]);

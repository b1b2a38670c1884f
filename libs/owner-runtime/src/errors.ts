import { inputError, type ParleyError } from '@parley/errors';

export const environmentInvalid = (issues: readonly string[]): ParleyError =>
  inputError('ENVIRONMENT_INVALID', issues.map((message) => ({ message, repair: "set it in the function's environment: the stack owner-segmentation does" })));

export const notForThisStep = (what: string): ParleyError =>
  inputError('STEP_WITHOUT_PORT', { message: `This function was not given ${what}.`, repair: 'let another step do it, or give the function the variable and the right in the stack' });

export const membershipUnknown = (partner: string): ParleyError =>
  inputError('MEMBERSHIP_UNKNOWN', { message: `MEMBERSHIPS names no membership for ${partner}.`, repair: 'deploy owner-collaboration, then owner-segmentation again' });

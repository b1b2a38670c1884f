import { inputError, type ParleyError } from '@parley/errors';

export function countryUnknown(country: string): ParleyError {
  return inputError('COUNTRY_UNKNOWN', { message: `${JSON.stringify(country)} is not a country with phone numbers`, repair: 'write two capital letters, such as US (ISO 3166-1 alpha-2)', code: 'COUNTRY_UNKNOWN' });
}

export function keyTooShort(bytes: number): ParleyError {
  return inputError('KEY_TOO_SHORT', { message: `the key of the pair has ${bytes} bytes; it needs 32 or more`, repair: 'make one: openssl rand -hex 32', code: 'KEY_TOO_SHORT' });
}

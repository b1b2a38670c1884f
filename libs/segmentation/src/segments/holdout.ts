import { createHash } from 'node:crypto';
import { badShare } from '../errors';

/** 2^48: the first six bytes of a digest are a whole number that a double holds exactly. */
const SIX_BYTES = 2 ** 48;

/**
 * A number from 0 up to but not including 1 that depends on salt and id alone: the same in every run, whoever joins or leaves, and unrelated
 * between salts. SHA-256 of the salt's length, the salt and the id, so that no two pairs run together.
 */
export function saltedUnit(salt: string, id: string): number {
  return saltedLot(salt, id) / SIX_BYTES;
}

/** The same as a whole number below 2^48: for SQL, where engines hash by functions of their own. */
export function saltedLot(salt: string, id: string): number {
  return createHash('sha256').update(`${salt.length}:${salt}${id}`).digest().readUIntBE(0, 6);
}

/**
 * Whether a person is held out: never contacted, so that what contact brings can be measured against them. Raising the share keeps
 * everyone who was held out.
 *
 * @throws inputError `SEGMENTATION_BAD_SHARE` unless 0 <= share < 1.
 */
export function inHoldout(salt: string, id: string, share: number): boolean {
  if (!(share >= 0 && share < 1)) throw badShare('holdout.share', share);
  return saltedUnit(salt, id) < share;
}

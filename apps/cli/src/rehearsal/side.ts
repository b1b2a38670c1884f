import type { Problem } from '@parley/errors';
import { optionsUnusable, partnerApproves, partnerDataMissing, partnerOfOwner, unknownSide } from './errors';

export type Side = { as: 'owner' } | { as: 'partner'; data: string };

/** Whose rehearsal it is. @throws inputError USAGE with every option that does not go with it. */
export function checkSide({ as, partner, data, approve }: { as: string; partner?: string; data?: string; approve?: boolean }): Side {
  const problems: Problem[] = [];
  if (as !== 'owner' && as !== 'partner') problems.push(unknownSide(as));
  if (as === 'owner' && partner !== undefined) problems.push(partnerOfOwner());
  if (as === 'partner' && approve) problems.push(partnerApproves());
  if (as === 'partner' && data === undefined) problems.push(partnerDataMissing());
  if (problems.length > 0) throw optionsUnusable(problems);
  return as === 'partner' && data !== undefined ? { as, data } : { as: 'owner' };
}

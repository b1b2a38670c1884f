import { type Attack, attackFileSchema } from './attack';
import beyondSql from './attacks/beyond-sql.attacks.json';
import comparison from './attacks/comparison.attacks.json';
import differencing from './attacks/differencing.attacks.json';
import repetition from './attacks/repetition.attacks.json';
import sideChannels from './attacks/side-channels.attacks.json';
import sqlSurface from './attacks/sql-surface.attacks.json';
import threshold from './attacks/threshold.attacks.json';

const FILES = [differencing, threshold, comparison, sqlSurface, sideChannels, repetition, beyondSql];

/** Every attack of the pack, by number. */
export const ATTACKS: readonly Attack[] = FILES.flatMap((file) => attackFileSchema.parse(file).attacks);

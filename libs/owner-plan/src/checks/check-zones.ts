import type { Problem } from '@parley/errors';
import { IANAZone } from 'luxon';
import { unknownZone } from '../errors';
import type { Plan } from '../schema/plan';
import type { At } from './at';

/** Made-up zones are IANA names: quiet hours are reckoned in them. */
export function checkZones(plan: Plan, at: At): Problem[] {
  const { zone } = plan.contacts;
  if (!('madeUp' in zone)) return [];
  return zone.madeUp.zones.flatMap((name, index) =>
    isZone(name) ? [] : [unknownZone(at('contacts', 'zone', 'madeUp', 'zones', index), name, Intl.supportedValuesOf('timeZone'))],
  );
}

/** Offsets such as `+01:00` and short names such as `EST` know no summer time, so they are refused. */
const isZone = (name: string): boolean => name === 'UTC' || (name.includes('/') && IANAZone.isValidZone(name));

import type { Problem } from '@parley/errors';
import { quietNever } from '../errors';
import type { Plan } from '../schema/plan';
import type { At } from './at';

/** Quiet hours that begin when they end would mean never, or always: say which hours. */
export function checkHours(plan: Plan, at: At): Problem[] {
  const { from, to } = plan.sendGate.quietHours;
  return from === to ? [quietNever(at('sendGate', 'quietHours', 'to'))] : [];
}

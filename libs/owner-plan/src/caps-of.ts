import type { SendGatePlan } from './schema/plan';

/** Every cap of a send gate; all hold at once. */
export function capsOf({ cap, moreCaps }: SendGatePlan): readonly SendGatePlan['cap'][] {
  return [cap, ...moreCaps];
}

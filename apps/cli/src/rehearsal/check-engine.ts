import type { Contract } from '@parley/contract';
import { type Plan, placeInPlan } from '@parley/owner-plan';
import { engineNotHere } from './errors';

/** A laptop has the booster alone; said before anything is made or matched. @throws inputError ENGINE_NOT_HERE */
export async function checkEngine(contract: Contract, { model }: Plan): Promise<void> {
  if (model.engine.kind !== 'booster') throw engineNotHere(await placeInPlan(contract, 'model', 'engine', 'kind'), model.engine.kind);
}

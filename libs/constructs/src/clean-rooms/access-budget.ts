import { type AccessBudgetTerms, accessBudgetResource } from '@parley/clean-room-resources';
import { Construct } from 'constructs';
import { CleanRoomsResource } from './clean-rooms-resource';

/** How often queries may use an associated table: a privacy budget template of type ACCESS_BUDGET. */
export class AccessBudget extends Construct {
  constructor(scope: Construct, id: string, terms: AccessBudgetTerms) {
    super(scope, id);
    new CleanRoomsResource(this, 'template', accessBudgetResource(terms));
  }
}

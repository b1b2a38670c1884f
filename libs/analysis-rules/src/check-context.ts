import type { Findings } from './refusals';
import type { SpanFinder } from './sql/spans';
import type { RuleSwitches } from './switches';

/** What every rule check is given beside the query. */
export interface CheckContext {
  /** Account of the member that runs the query. */
  runner: string;
  switches: RuleSwitches;
  spans: SpanFinder;
  findings: Findings;
}

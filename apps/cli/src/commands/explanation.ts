import type { Verdict } from '@parley/analysis-rules';
import type { OpenAttack } from '@parley/attack-pack';

/** What `parley explain --json` prints: the verdict; of an allowed query, also what the rules can't stop. */
export type Explanation = Extract<Verdict, { allowed: false }> | (Extract<Verdict, { allowed: true }> & { openAttacks: readonly OpenAttack[] });

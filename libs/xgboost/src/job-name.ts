import { createHash } from 'node:crypto';

/** How every job's and model's name begins: a role can be bound to it. */
export const JOB_PREFIX = 'parley-';

/**
 * The name of a fit's training job, model and transform job: at most 63 letters, digits and hyphens, as SageMaker asks, and the
 * same whenever the same execution asks again. Another execution of the same run trains anew, since a name is never free again.
 *
 * @param execution name of the state machine's execution
 */
export function jobName(run: string, fit: string, execution: string): string {
  const digest = createHash('sha256').update(JSON.stringify([run, fit, execution])).digest('hex');
  return `${JOB_PREFIX}${cut(run, 20)}-${cut(fit, 20)}-${digest.slice(0, 10)}`;
}

/** No hyphen at either end: SageMaker takes none there. */
const cut = (text: string, most: number): string => text.replaceAll(/[^A-Za-z0-9-]+/g, '-').slice(0, most).replaceAll(/^-+|-+$/g, '');

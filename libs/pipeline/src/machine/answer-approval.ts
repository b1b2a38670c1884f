import type { Approval } from '@parley/activation';
import { notApproved } from '../errors';

/** Stands for the person whom the machine asks on AWS: answers at once, with the approval that was given beforehand or with none. */
export const answerApproval = (approval?: Approval) => (): Promise<unknown> => (approval ? Promise.resolve(approval) : Promise.reject(notApproved()));

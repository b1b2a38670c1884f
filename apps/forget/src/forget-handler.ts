import type { Logger } from '@aws-lambda-powertools/logger';
import { type ErasurePlaces, forgetPeople, type Forgotten, type Wanted } from '@parley/erasure';
import { inputError } from '@parley/errors';
import { logFailure } from '@parley/owner-runtime';
import { StepFailure } from '@parley/pipeline';
import { z } from 'zod';

export interface ForgetHandlerProps {
  /** Opens all places that may hold a person. */
  open(): Promise<ErasurePlaces>;
  clock(): Date;
  logger: Pick<Logger, 'info' | 'error'>;
}

/** What the operator is told: counts of this call, and nobody's name. */
export interface ForgetAnswer extends Omit<Forgotten, 'erased'> {
  /** Objects by what was done to them. */
  objects: Record<Forgotten['erased'][number]['what'], number>;
  notice: string[];
}

const NOTICE = [
  'What partners hold is theirs to erase: tell them.',
  'Daily backups and the point-in-time copies of tables keep what they held until their retention ends.',
];

const wanted = z.union([z.strictObject({ id: z.string().min(1) }), z.strictObject({ email: z.string().min(3) })]);

/** An operator's call: `{"id": …}` or `{"email": …}`. Neither log nor error holds any of it. */
export function forgetHandler({ open, clock, logger }: ForgetHandlerProps): (event: unknown) => Promise<ForgetAnswer> {
  return async (event) => {
    try {
      const { erased, ...counts } = await forgetPeople(wantedOf(event), await open(), clock());
      const objects = { rewritten: 0, removed: 0, pseudonymised: 0 };
      for (const { what } of erased) objects[what] += 1;
      logger.info('forgotten', { ...counts, objects });
      return { ...counts, objects, notice: NOTICE };
    } catch (error) {
      logFailure(logger, error, 'forgetting failed');
      throw new StepFailure(error); // what Lambda itself writes down of it holds no value either
    }
  };
}

function wantedOf(event: unknown): Wanted {
  const parsed = wanted.safeParse(event);
  if (parsed.success) return parsed.data;
  throw inputError('FORGET_WHOM', { message: 'a person is named by {"id": …} or by {"email": …}, and by one of them', repair: 'give one of the two as the payload' });
}

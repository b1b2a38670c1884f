import { z } from 'zod';

/** A schedule says its moment, the same when it tries again, as `2026-11-30T06:00:00Z`; no run has a colon in its name. */
export const RUN_OF_THE_MOMENT = `States.Format('schedule-{}{}{}', ${[0, 1, 2].map((part) => `States.ArrayGetItem(States.StringSplit($.now, ':'), ${part})`).join(', ')})`;

const named = z.object({ runId: z.string().optional(), now: z.string().optional() });

/** The run that an execution with this input is of, as the machine names it; undefined where the input is no run's. */
export function runOfInput(input: unknown): string | undefined {
  const { runId, now } = named.safeParse(input).data ?? {};
  return runId ?? (now === undefined ? undefined : `schedule-${now.split(':').slice(0, 3).join('')}`);
}

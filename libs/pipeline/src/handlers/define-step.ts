import type { z } from 'zod';
import { stepInputInvalid } from '../errors';
import type { StepApp } from '../machine/step-apps';
import type { Ports } from '../ports';

/** A step of the state machine: small JSON in and out. The same input twice gives the same output, and no second effect. */
export type StepHandler = (input: unknown, ports: Ports) => Promise<unknown>;

/** A handler that checks its input's shape first. @throws fault STEP_INPUT_INVALID, naming members and no values. */
export function defineStep<Schema extends z.ZodType>(app: StepApp, schema: Schema, step: (input: z.infer<Schema>, ports: Ports) => Promise<unknown>): StepHandler {
  return async (input, ports) => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) throw stepInputInvalid(app, parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
    return step(parsed.data, ports);
  };
}

import { z } from 'zod';

/** What the stack says in the function's environment. */
const environmentSchema = z.object({
  /** The Firehose stream. */
  STREAM_NAME: z.string().min(1),
  /** Origins of pages that may send events, parted by commas; empty where none may. */
  ALLOWED_ORIGINS: z.string().transform((text) => text.split(',').filter((origin) => origin !== '')),
});

/** @throws ZodError with every variable at fault */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): z.infer<typeof environmentSchema> {
  return environmentSchema.parse(variables);
}

import { z } from 'zod';

/** What counts as a campaign's success: an event of this type, of the person, within so many days of the run. */
export const outcomeSchema = z.strictObject({
  table: z.string().describe("The owner's table of events that holds it."),
  type: z.string().min(1).describe("One of the types in the table's source."),
  days: z.int().min(1).max(365).default(14),
  smallestEffect: z.number().gt(0).lt(1).default(0.01).describe('The least difference worth knowing, as a share: 0.01 is one percentage point.'),
});

export type OutcomePlan = z.infer<typeof outcomeSchema>;

import { z } from 'zod';

const sql = z.string().min(1);
const ruleType = z.enum(['AGGREGATION', 'LIST', 'CUSTOM']);
const party = z.enum(['shop', 'panel', 'stranger']);
const tableName = z.enum(['orders', 'panel']);
const row = z.array(z.string().nullable());

/** The setting of a try: the built-in tables under rules of one type, with what this attack changes. */
const setting = {
  ruleType: ruleType.optional(),
  /** Tables under a rule of another type. */
  types: z.partialRecord(tableName, ruleType).optional(),
  /** Members of a table's rule to set. */
  rule: z.partialRecord(tableName, z.record(z.string(), z.unknown())).optional(),
  runner: party.optional(),
  receivers: z.array(party).optional(),
  /** The text is an analysis template's, and these are the values of its `:parameters`, each a VARCHAR. */
  values: z.record(z.string(), z.string()).optional(),
};

/** Rows of one table whose `column` holds `is`: set to other values, or taken out. */
const changeSchema = z.strictObject({
  table: tableName,
  column: z.string(),
  is: z.string(),
  set: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).optional(),
});

/** One thing the attacker does on the built-in tables, and what must come of it. */
export const trySchema = z.discriminatedUnion('expect', [
  /** Refused, for one of these reasons at least: a refusal for another reason proves nothing. */
  z.strictObject({ ...setting, expect: z.literal('denied'), sql, codes: z.array(z.string()).min(1) }),
  /** Refused, where `control`, which differs only in what matters, is allowed. */
  z.strictObject({ ...setting, expect: z.literal('denied-unlike'), sql, control: sql }),
  /** Allowed, and exactly these rows come out, every value as text. */
  z.strictObject({ ...setting, expect: z.literal('rows'), sql, rows: z.array(row) }),
  /** Allowed, and the same rows come out when the victim's data is another, or the victim is not there. */
  z.strictObject({ ...setting, expect: z.literal('unchanged'), sql, change: changeSchema }),
  /** A rule that no contract may hold. */
  z.strictObject({ expect: z.literal('rule-invalid'), table: tableName, rule: z.record(z.string(), z.unknown()) }),
  /** So many starts at once, over one table of data under each of these associations in turn: as many run as the budget says. */
  z.strictObject({ expect: z.literal('budget-kept'), budget: z.int().min(1), starts: z.int().min(2), associations: z.array(z.string()).min(1) }),
]);

const step = z.strictObject({
  sql,
  runner: party.optional(),
  /** Hours since the step before; a day unless told. */
  after: z.number().min(0).optional(),
  times: z.int().min(1).default(1),
});

/** Queries that a runner asks one after the other: each is allowed (or refused, where `refused`), and a watch on the history must see them. */
export const historySchema = z.strictObject({
  ...setting,
  detector: z.string(),
  refused: z.literal(true).optional(),
  /** `{i}` in a text stands for the number of the time it is asked. */
  steps: z.array(step).min(1),
});

/** A query to fill in with the names of a contract's tables and columns; see `contract/fill-template.ts`. */
const templateSchema = z.strictObject({
  /** For tables with this rule type only; for all when absent. */
  rule: ruleType.optional(),
  sql,
  /** The result goes to an account that is no party. */
  toStranger: z.literal(true).optional(),
});

const attackSchema = z
  .strictObject({
    /** Its number in the list of attacks this pack follows. */
    number: z.int().min(1),
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    /** What the attacker tries, for a reader who knows no SQL. */
    tries: z.string().min(10),
    /** D: must be denied. S: suppressed by a threshold. B: needs a budget, a history or noise. E: needs the engine's isolation. L: of the rule's own wording. */
    marks: z.array(z.enum(['D', 'S', 'B', 'E', 'L'])).min(1),
    reference: z.string(),
    queries: z.array(trySchema).default([]),
    onContract: z.array(templateSchema).default([]),
    histories: z.array(historySchema).default([]),
    /** What rules and thresholds can't stop of it, and what would. */
    remains: z.string().optional(),
    /** The tries are stopped, but what remains is the attack itself: it counts as detected or documented, not as withstood. */
    inPart: z.literal(true).optional(),
    /** The rules under which `remains` holds: of these types, that allow all these aggregate functions, without such a control. */
    opensUnder: z.array(z.strictObject({ rule: ruleType, aggregates: z.array(z.string()).default([]), unless: z.literal('comparisonControls').optional() })).default([]),
    /** Why this pack can't carry it out here. */
    notApplicable: z.string().optional(),
  })
  .refine(({ queries, histories, remains, notApplicable }) => queries.length + histories.length > 0 || remains !== undefined || notApplicable !== undefined, {
    message: 'an attack that is not tried says why',
  })
  .refine(({ inPart, remains }) => !inPart || remains !== undefined, { message: 'an attack that is stopped in part says what remains' })
  .refine(({ opensUnder, remains }) => opensUnder.length === 0 || remains !== undefined, { message: 'an attack that stays open says what remains' })
  .refine(({ queries, histories, notApplicable }) => notApplicable === undefined || queries.length + histories.length === 0, {
    message: 'an attack that is tried is applicable',
  });

export const attackFileSchema = z.strictObject({ about: z.string(), attacks: z.array(attackSchema).min(1) });

export type Attack = z.infer<typeof attackSchema>;
export type Try = z.infer<typeof trySchema>;
export type AttackHistory = z.infer<typeof historySchema>;
export type Template = z.infer<typeof templateSchema>;
export type Setting = Pick<Extract<Try, { sql: string }>, keyof typeof setting>;
export type DataChange = z.infer<typeof changeSchema>;

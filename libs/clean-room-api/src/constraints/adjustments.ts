import type { ValueFacts } from './value-facts';

/** Where the model's facts can't be taken as they are, and why. */
export const adjustments: Readonly<Record<string, { facts: Partial<ValueFacts>; why: string }>> = {
  CleanroomsArn: {
    facts: { max: 200 },
    why: 'the model says 100, and the service itself makes longer ARNs (an association nested in a membership has about 142)',
  },
  BudgetedResourceArn: {
    facts: {
      pattern:
        'arn:aws:[\\w]+:[\\w]{2}-[\\w]{4,9}-[\\d]:[\\d]{12}:(membership/[\\d\\w-]+/configuredtableassociation|configuredtableassociation/[\\d\\w-]+)/[\\d\\w-]+',
    },
    why: 'the association calls answer with the second form, and the budgets ask for the first: both are taken',
  },
  AthenaTableName: {
    facts: { pattern: '[a-zA-Z0-9_]+' },
    why: "the model's form of the same language takes exponential time to refuse a name",
  },
  WorkerComputeType: { facts: { enum: ['CR.1X', 'CR.4X', 'CR.8X'] }, why: 'CR.8X came on 2026-07-11, after this model' },
};

/** The model writes the astral planes as a garbled range of surrogates; read as meant, so that such letters pass. */
export const garbledAstral = { written: '\\uD800\\uDBFF-\\uDC00\\uDFFF', meant: '\\u{10000}-\\u{10FFFF}' } as const;

import { z } from 'zod';
import { environmentInvalid } from './errors';

const rate = z.coerce.number().positive();
const table = z.string().min(3);

/** Of the functions that look at consents and suppressions: activate-segments and build-segments. */
export const audienceEnvironment = z.object({
  AWS_REGION: z.string().min(1),
  CONSENT_TABLE: table,
  UNSUBSCRIBE_KEY_ARN: z.string().regex(/^arn:/, 'an ARN'),
});

/** Of activate-segments. Rates are an account's, a second; workers share them. A channel that lacks its place is not set up. */
export const sendingEnvironment = audienceEnvironment.extend({
  LEDGER_TABLE: table,
  DEFERRED_TABLE: table,
  INBOX_TABLE: table,
  /** SES's and End User Messaging's. */
  CONFIGURATION_SET: z.string().default('parley-owner'),
  /** A number, sender id or pool; without it there is no SMS. */
  SMS_ORIGINATION_IDENTITY: z.string().optional(),
  /** US dollars a message. */
  SMS_MAX_PRICE: z.string().optional(),
  /** The Pinpoint application with the keys of the push services; without it there is no push. */
  PUSH_APPLICATION_ID: z.string().optional(),
  CUSTOM_BUS: z.string().default('parley-owner-custom'),
  /** Shards that send at once: each takes its part of a rate. */
  SHARDS_AT_ONCE: z.coerce.number().int().positive().default(8),
  /** SES's lowest rate with production access. */
  EMAIL_RATE: rate.default(14),
  SMS_RATE: rate.default(1),
  PUSH_RATE: rate.default(1000),
  IN_APP_RATE: rate.default(500),
  CUSTOM_RATE: rate.default(200),
});

export type SendingEnvironment = z.infer<typeof sendingEnvironment>;

/** @throws inputError ENVIRONMENT_INVALID with every variable at fault; values are not repeated. */
export function readFor<Schema extends z.ZodType>(schema: Schema, variables: Readonly<Record<string, string | undefined>>): z.infer<Schema> {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  throw environmentInvalid(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
}


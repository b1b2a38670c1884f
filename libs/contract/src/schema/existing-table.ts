import { z } from 'zod';

/** S3's rules for names, without dots: a name with one has no certificate of its own. */
const bucketName = z.string().regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, 'the name of a bucket: 3 to 63 lower case letters, digits and -');
const glueName = z.string().regex(/^[a-z0-9_]{1,255}$/, 'a name of the Glue catalogue: lower case letters, digits and _');

export const existingTableSchema = z.strictObject({
  bucket: bucketName,
  prefix: z.string().regex(/^(?:[\w.=-]+\/)+$/, 'the folder of the files, ending in /, such as panel/people/'),
  database: glueName.describe('Glue database.'),
  table: glueName.describe('Glue table.'),
  keyArn: z
    .string()
    .regex(/^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/[0-9a-f-]{36}$/, "a KMS key's ARN, such as arn:aws:kms:us-east-1:123456789012:key/…, not an alias")
    .optional()
    .describe("The key that the files are encrypted under; absent: S3's own."),
});

/** Where a party has prepared a table already. */
export type ExistingTable = z.infer<typeof existingTableSchema>;

import { z } from 'zod';

/** Who signs the tokens of the owner's signed-in people: the inbox shows a person their own messages alone. */
export const inboxSchema = z.strictObject({
  issuer: z.url({ protocol: /^https$/, error: 'an https:// address' }).describe('OpenID Connect issuer, as the tokens name it.'),
  audience: z.array(z.string().min(1)).min(1).describe('Applications whose tokens are taken.'),
});

/** Where events of the owner's own channels come from. */
export const collectorSchema = z.strictObject({
  origins: z.array(z.url({ protocol: /^https$/, error: 'an https:// address' })).default([]).describe('Web pages that may send events, as browsers name them: https://shop.example.com.'),
});

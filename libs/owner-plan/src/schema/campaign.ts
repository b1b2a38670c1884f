import { relativePath } from '@parley/contract';
import { z } from 'zod';
import { name } from './name';

/** Layouts that Pinpoint's in-app messages have (API model of 2016-12-01); renderers know them. */
export const IN_APP_LAYOUTS = ['BOTTOM_BANNER', 'TOP_BANNER', 'OVERLAYS', 'MOBILE_FEED', 'MIDDLE_BANNER', 'CAROUSEL'] as const;

/** `a@example.com` or `Name <a@example.com>`, on one line: what follows a line break would be a header of its own. */
const SENDER = /^(?:[^<>@\r\n]*<[^<>@\s]+@[^<>@\s]+\.[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+\.[^<>@\s]+)$/;

const line = (most: number) => z.string().min(1).max(most).regex(/^[^\r\n]*$/, 'one line');
const https = z.url({ protocol: /^https$/, error: 'an https:// address' });
/** Opened on a telephone: a page, or a place in the owner's app such as `exampleshop://new`. */
const link = z.string().regex(/^(?!javascript:|data:|file:)[a-z][a-z0-9+.-]*:\/\/[^\s"'<>{}]+$/, 'an address such as https://shop.example.com/new or exampleshop://new').max(2000);

const head = { name, segment: name };

const emailSchema = z.strictObject({
  ...head,
  channel: z.literal('email'),
  from: z.string().regex(SENDER, 'an address, or Name <address>'),
  subject: line(200),
  template: relativePath.describe("Handlebars file, relative to the owner's folder."),
  unsubscribeUrl: https.describe('Where one-click unsubscribe posts to (RFC 8058).'),
});

const smsSchema = z.strictObject({
  ...head,
  channel: z.literal('sms'),
  body: z.string().min(1).max(1600).describe('Handlebars; at most 1,600 characters once filled in.'),
});

const pushSchema = z.strictObject({
  ...head,
  channel: z.literal('push'),
  title: line(200),
  body: z.string().min(1).max(2000).describe('Handlebars; title, body and url together make at most 4 KB once filled in.'),
  url: link.optional().describe('What a tap opens.'),
});

const inAppSchema = z.strictObject({
  ...head,
  channel: z.literal('in-app'),
  layout: z.enum(IN_APP_LAYOUTS).default('TOP_BANNER'),
  title: line(200),
  body: z.string().min(1).max(2000),
  image: https.optional(),
  button: z.strictObject({ text: line(100), link }).optional(),
  priority: z.int().min(1).max(5).default(3).describe('1 is shown first.'),
  expiresDays: z.int().min(1).max(90).default(14).describe('How long it waits to be read.'),
});

const customSchema = z.strictObject({
  ...head,
  channel: z.literal('custom'),
  detail: z
    .record(z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/, 'letters and digits').max(60), z.union([z.string().max(2000), z.number(), z.boolean()]))
    .describe('The detail of the event that whatever the owner connects receives; texts are Handlebars.'),
});

export const campaignSchema = z.discriminatedUnion('channel', [emailSchema, smsSchema, pushSchema, inAppSchema, customSchema]);

export type CampaignPlan = z.infer<typeof campaignSchema>;
export type ChannelPlan = CampaignPlan['channel'];
/** A campaign of one channel. */
export type CampaignOf<C extends ChannelPlan> = Extract<CampaignPlan, { channel: C }>;
export const CHANNELS: readonly ChannelPlan[] = ['email', 'sms', 'push', 'in-app', 'custom'];

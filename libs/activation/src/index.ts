export { activateCampaign, BATCH_SIZE } from './activate-campaign';
export type {
  Activation,
  Approval,
  AudienceMember,
  CampaignResult,
  Contact,
  ContactLookup,
  HeldBack,
  SuppressionList,
} from './campaign';
export type { Channel, OutgoingMessage, SendResult } from './channel';
export { type ChannelCase, channelCases } from './channel-cases';
export { type DeferredMessage, DeferredQueue } from './deferred-queue';
export { EmailOutbox } from './email-outbox';
export { idempotencyKey, type MessageIdentity } from './idempotency-key';
export { Ledger } from './ledger';
export { INHABITED_ZONES, quietness, type Quietness } from './quiet-hours';
export { audienceHash, type Receipt, type ReceiptFacts, readReceipt, sealReceipt, writeReceipt } from './receipt';
export { type Decision, decide, type GateContext, type HoldReason, type Recipient } from './send-gate';
export { sendToMe, type TestMessage } from './send-to-me';
export { suppressionList } from './suppression-list';
export { BUILT_IN_FIELDS, compileTemplate, type MessageTemplate, type TemplateFields, type TemplateSource } from './template';
export { makeUnsubscribeToken, recipientTag, type UnsubscribeClaim, type UnsubscribeKey, unsubscribeUrl, verifyUnsubscribeToken } from './unsubscribe';

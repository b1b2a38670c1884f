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
export { type Cap, capReached, longestWindow } from './caps';
export * from './channel';
export { type ChannelCase, channelCases, type ChannelUnderTest } from './channel-cases';
export { messageHash } from './compose-mime';
export { DeferredFile } from './deferred-file';
export { EmailOutbox } from './email-outbox';
export { idempotencyKey, type MessageIdentity } from './idempotency-key';
export { IN_APP_LAYOUTS, type InAppContent, type InAppLayout } from './in-app-content';
export { Ledger } from './ledger';
export type { ConsentRecord, ConsentStore } from './ports/consent-store';
export type { DeadLetter, DeadLetters } from './ports/dead-letters';
export type { DeferredMessage, DeferredQueue } from './ports/deferred-queue';
export type { Grant, ReserveTerms, SendLedger, Settlement, Standing } from './ports/send-ledger';
export { MESSAGE_TAG, type SentMessage, type SentMessages } from './ports/sent-messages';
export type { StopSwitch } from './ports/stop-switch';
export type { Suppression, SuppressionReason, SuppressionStore } from './ports/suppression-store';
export { INHABITED_ZONES, quietness, type Quietness } from './quiet-hours';
export { audienceHash, type Receipt, type ReceiptFacts, readReceipt, sealReceipt, writeReceipt } from './receipt';
export { CHANNEL_CASE_KEYS, sampleMessage } from './sample-message';
export { type Decision, decide, type GateContext, type HoldReason, type Recipient } from './send-gate';
export { sendToMe, type TestMessage } from './send-to-me';
export { suppressionList } from './suppression-list';
export { addressSubject, recipientSubject, tagSubject } from './suppression-subject';
export { BUILT_IN_FIELDS, compileTemplate, type MessageTemplate, type TemplateFields, type TemplateSource } from './template';
export { makeUnsubscribeToken, recipientTag, type UnsubscribeClaim, type UnsubscribeKey, unsubscribeUrl, verifyUnsubscribeToken } from './unsubscribe';
export { checkVolume } from './volume-limit';

export { activateCampaign } from './activate-campaign';
export { addressOf } from './address-of';
export type {
  Activation,
  Approval,
  AudienceMember,
  CampaignResult,
  HeldBack,
} from './campaign';
export type { Composed, Composer } from './compose/composer';
export { composerFor, type ComposeSources } from './compose/composer-for';
export { composeMime } from './compose-mime';
export { consentAt, type ConsentVerdict } from './consent';
export { type Cap, capReached, longestWindow } from './caps';
export * from './channel';
export { type ChannelCase, channelCases, type ChannelUnderTest } from './channel-cases';
export { consentCases } from './cases/consent-cases';
export { deadLetterCases } from './cases/dead-letter-cases';
export { deferredCases } from './cases/deferred-cases';
export { ledgerCases } from './cases/ledger-cases';
export type { PortCase } from './cases/port-case';
export { sentMessagesCases } from './cases/sent-messages-cases';
export { stopSwitchCases, type StopSwitchUnderTest } from './cases/stop-switch-cases';
export { suppressionCases } from './cases/suppression-cases';
export { ConsentFile, consentOverrides } from './consent-file';
export type { Addresses, Contact, ContactLookup } from './contact';
export { DeadLetterFile } from './dead-letter-file';
export { DeferredFile } from './deferred-file';
export { activationErrors } from './errors';
export { FileLedger } from './file-ledger';
export { idempotencyKey, type MessageIdentity } from './idempotency-key';
export { IN_APP_LAYOUTS, type InAppContent, type InAppLayout } from './in-app-content';
export type { ConsentRecord, ConsentStore } from './ports/consent-store';
export type { DeadLetter, DeadLetters } from './ports/dead-letters';
export type { DeferredMessage, DeferredQueue } from './ports/deferred-queue';
export type { Grant, ReserveTerms, SendLedger, Settlement, Standing } from './ports/send-ledger';
export { MESSAGE_TAG, type SentMessage, type SentMessages } from './ports/sent-messages';
export type { StopSwitch } from './ports/stop-switch';
export type { Suppression, SuppressionReason, SuppressionStore } from './ports/suppression-store';
export { PINPOINT_LIMITS, pinpointChannelType, type PinpointChannelType, type PinpointEndpoint, pinpointImportParts } from './pinpoint/pinpoint-import';
export { messageHash } from './message-hash';
export { outboxChannels, outboxOf } from './outbox';
export { consentsOf } from './import/consents-of';
export { suppressionsOf } from './import/suppressions-of';
export { withConsents, withSuppressions } from './import/with-imported';
export { INHABITED_ZONES, quietness, type Quietness } from './quiet-hours';
export { audienceHash, type Receipt, type ReceiptFacts, readReceipt, sealReceipt, writeReceipt } from './receipt';
export { CHANNEL_CASE_KEYS, sampleMessage } from './sample-message';
export { MOST_TRIES, Sender } from './sender';
export { isE164, isMailbox, isPushToken } from './sendable-address';
export { type Decision, decide, type GateContext, type HoldReason, type Recipient } from './send-gate';
export { StopFiles } from './stop-files';
export { SuppressionFile } from './suppression-file';
export { sendToMe, type TestMessage } from './send-to-me';
export { addressSubject, canonicalAddress, recipientSubjects, tagSubject } from './suppression-subject';
export { BUILT_IN_FIELDS, compileTemplate, type MessageTemplate, type TemplateSource } from './template';
export type { TemplateFields } from './template-fields';
export { realTimer, type Timer } from './timer';
export { type UnsubscribeClaim, UnsubscribeKeys } from './unsubscribe-keys';
export { checkVolume } from './volume-limit';

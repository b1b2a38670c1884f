export { asWritten, OWNER_DIRT, PARTNER_DIRT, type Dirt } from './dirt';
export { inventIdentity, type Identity } from './identity';
export * from './make-synthetic-people';
export { inventMembership, type Membership } from './membership';
export type { PartnerSignal } from './person';
export { Random } from './random';
export { csvFile, type SourceFile } from './source-file';
export { writeSourceFile } from './write-source-file';

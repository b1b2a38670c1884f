import type { Party } from '@parley/contract';

type Named = Pick<Party, 'id' | 'account'>;
type Identified = Pick<Party, 'id'>;
type InAccount = Pick<Party, 'account'>;

/** Names that more than one stack knows: a stack is applied alone, so it finds another's resources by name. */
export const dataBucketName = ({ id, account }: Named): string => `parley-${id}-data-${account}`;
export const stateBucketName = ({ id, account }: Named): string => `parley-${id}-state-${account}`;
export const functionName = ({ id }: Identified, app: string): string => `parley-${id}-${app}`;

/** Of the function that normalises for a counterpart, and of its role. The owner has one for each partner. */
export const normalizeName = ({ id }: Identified, counterpart: string): string => `parley-${id}-normalize${counterpart === 'owner' ? '' : `-for-${counterpart}`}`;

/** The owner's buckets: what queries of the clean room release, what runs write, addresses, and events of its own channels. */
export const resultsBucketName = ({ account }: InAccount): string => `parley-owner-results-${account}`;
export const workBucketName = ({ account }: InAccount): string => `parley-owner-work-${account}`;
export const contactsBucketName = ({ account }: InAccount): string => `parley-owner-contacts-${account}`;
export const eventsBucketName = ({ account }: InAccount): string => `parley-owner-events-${account}`;
/** Who has been forgotten, as salted hashes: kept for good, so in a bucket apart. */
export const forgottenBucketName = ({ account }: InAccount): string => `parley-owner-forgotten-${account}`;
export const forgottenList = (owner: InAccount): string => `s3://${forgottenBucketName(owner)}/forgotten.json`;

/** Where partners tell that new data is ready, and where messages of the custom channel go. */
export const PARTNER_BUS = 'parley-owner-partners';
export const CUSTOM_BUS = 'parley-owner-custom';
/** SES's and End User Messaging's configuration sets, the opt-out list, and the push application. */
export const CHANNELS = 'parley-owner';
/** The parameter that says the id of the owner's membership with a partner. */
export const membershipParameter = (partner: string): string => `/parley/owner/memberships/${partner}`;

/** Tables of activation, each with the keys `pk` and `sk` and the time to live `expires`. */
export const ACTIVATION_TABLES = {
  /** What was sent, people's recent messages for the cap, and the stop switch. */
  ledger: 'parley-owner-send-ledger',
  /** What waits for the end of quiet hours, and what could not be sent. */
  deferred: 'parley-owner-deferred',
  /** Who agreed to what, and who must not be written to. */
  consent: 'parley-owner-consent',
  /** Messages inside the app. */
  inbox: 'parley-owner-inbox',
} as const;

/** Of the key of those tables, and of the secret that unsubscribe links are signed with. */
export const ACTIVATION_KEY = 'parley-owner-activation-tables';
export const UNSUBSCRIBE_SECRET = 'parley/unsubscribe-key';

/** The alias of a key: a bucket's is named as the bucket is. */
export const keyAlias = (bucketName: string): string => `alias/${bucketName}`;

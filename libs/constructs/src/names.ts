import type { Party } from '@parley/contract';

type Named = Pick<Party, 'id' | 'account'>;

/** Names that more than one stack knows: a stack is applied alone, so it finds another's resources by name. */
export const dataBucketName = ({ id, account }: Named): string => `parley-${id}-data-${account}`;
export const resultsBucketName = ({ account }: Pick<Party, 'account'>): string => `parley-owner-results-${account}`;
export const stateBucketName = ({ id, account }: Named): string => `parley-${id}-state-${account}`;
export const contactsTableName = ({ id }: Pick<Party, 'id'>): string => `parley-${id}-contacts`;
export const normalizeRoleName = ({ id }: Pick<Party, 'id'>): string => `parley-${id}-normalize`;

/** The alias of a bucket's key. */
export const keyAlias = (bucketName: string): string => `alias/${bucketName}`;

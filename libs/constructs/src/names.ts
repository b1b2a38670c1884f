import type { Party } from '@parley/contract';

/** Names that more than one stack knows: a stack is applied alone, so it finds another's resources by name. */
export const dataBucketName = ({ id, account }: Pick<Party, 'id' | 'account'>): string => `parley-${id}-data-${account}`;
export const resultsBucketName = ({ account }: Pick<Party, 'account'>): string => `parley-owner-results-${account}`;

export const stateBucketName = ({ id, account }: Pick<Party, 'id' | 'account'>): string => `parley-${id}-state-${account}`;

/** The alias of a bucket's key. */
export const keyAlias = (bucketName: string): string => `alias/${bucketName}`;

/** P lends, Q queries and receives, R lends too, X is nobody here (clean-room-semantics.md 9.1). */
export const ACCOUNTS = { P: '111111111111', Q: '222222222222', R: '333333333333', X: '999999999999' } as const;
export type TestAccount = keyof typeof ACCOUNTS;

export const secretOf = (account: TestAccount): string => `${account}-secret/with+signs`;

export function environmentOf(account: TestAccount): NodeJS.ProcessEnv {
  const own = { AWS_ACCESS_KEY_ID: ACCOUNTS[account], AWS_SECRET_ACCESS_KEY: secretOf(account), AWS_DEFAULT_REGION: 'eu-west-1' };
  return { ...process.env, ...own, AWS_MAX_ATTEMPTS: '1', AWS_PAGER: '' };
}

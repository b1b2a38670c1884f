import type { SecretsManager } from '@aws-sdk/client-secrets-manager';
import type { IdentifierHash } from '@parley/identity';

const BYTES = 32;

/**
 * The pair's hash key, 64 hex digits in a secret, asked for at the first use and again after a failure: a new key needs no new
 * deployment, only a new start.
 *
 * @throws Error if the secret has no value yet or another form; the message holds nothing of it.
 */
export function pairKey(secrets: Pick<SecretsManager, 'getSecretValue'>, arn: string): () => Promise<IdentifierHash> {
  let found: Promise<IdentifierHash> | undefined;
  const ask = async (): Promise<IdentifierHash> => {
    const { SecretString: text = '' } = await secrets.getSecretValue({ SecretId: arn });
    if (!/^[0-9a-f]{64}$/i.test(text)) throw new Error(`the secret ${arn} is no key: set ${BYTES} random bytes as ${BYTES * 2} hex digits (docs/partner-onboarding.md)`);
    return { kind: 'HMAC_SHA_256', key: Buffer.from(text, 'hex') };
  };
  return () => {
    found ??= ask().catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
}

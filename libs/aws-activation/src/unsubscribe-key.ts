import type { SecretsManager } from '@aws-sdk/client-secrets-manager';
import type { UnsubscribeKey } from '@parley/activation';
import { awsActivationErrors } from './errors';

/**
 * The key of unsubscribe tokens, 64 hex digits in a secret, asked for at the first use and again after a failure. Only the
 * current version counts: who unsubscribed is known by tags made with the key, so a changed key would forget them all.
 *
 * @throws fault ACTIVATION_UNSUBSCRIBE_SECRET if the secret has no value yet or another form; the message holds nothing of it.
 */
export function unsubscribeKey(secrets: Pick<SecretsManager, 'getSecretValue'>, arn: string): () => Promise<UnsubscribeKey> {
  let found: Promise<UnsubscribeKey> | undefined;
  const ask = async (): Promise<UnsubscribeKey> => {
    const { SecretString: text = '' } = await secrets.getSecretValue({ SecretId: arn });
    if (!/^[0-9a-f]{64}$/i.test(text)) throw awsActivationErrors.unsubscribeSecret(arn);
    return Buffer.from(text, 'hex');
  };
  return () => {
    found ??= ask().catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
}

import type { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { UnsubscribeKeys } from '@parley/activation';

/**
 * The keys of unsubscribe tokens, from the current version of a secret. Each call asks anew: whoever sent with the keys of
 * before a rotation would not know those who unsubscribed since.
 *
 * @throws inputError ACTIVATION_UNSUBSCRIBE_KEYS if the secret has another form; the message holds nothing of it.
 */
export function unsubscribeKeys(secrets: Pick<SecretsManager, 'getSecretValue'>, arn: string): () => Promise<UnsubscribeKeys> {
  return async () => {
    const { SecretString: text = '' } = await secrets.getSecretValue({ SecretId: arn });
    return UnsubscribeKeys.parse(text, arn);
  };
}

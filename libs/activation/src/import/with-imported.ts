import { consentOverrides } from '../consent-file';
import type { ConsentRecord, ConsentStore } from '../ports/consent-store';
import type { SuppressionStore } from '../ports/suppression-store';

/** A suppression store with those of a file besides; what is written goes to the store. */
export function withSuppressions(store: SuppressionStore, imported: ReadonlySet<string>): SuppressionStore {
  return {
    suppressed: async (subjects) => new Set([...(await store.suppressed(subjects)), ...subjects.filter((subject) => imported.has(subject))]),
    suppress: (suppressions) => store.suppress(suppressions),
  };
}

/** A consent store with the records of a file besides: of both, the one that counts. What is written goes to the store. */
export function withConsents(store: ConsentStore, imported: readonly ConsentRecord[]): ConsentStore {
  const byKey = new Map<string, ConsentRecord>();
  for (const record of imported) put(byKey, keyOf(record.recipient, record.purpose, record.channel), record);
  return {
    read: async (recipients, purpose, channel) => {
      const found = new Map(await store.read(recipients, purpose, channel));
      for (const recipient of recipients) {
        const record = byKey.get(keyOf(recipient, purpose, channel));
        if (record) put(found, recipient, record);
      }
      return found;
    },
    record: (records) => store.record(records),
  };
}

function put(map: Map<string, ConsentRecord>, key: string, record: ConsentRecord): void {
  const before = map.get(key);
  if (!before || consentOverrides(record, before)) map.set(key, record);
}

function keyOf(recipient: string, purpose: string, channel: string): string {
  return JSON.stringify([recipient, purpose, channel]);
}

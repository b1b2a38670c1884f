import type { Suppression, SuppressionStore } from '@parley/activation';
import { batches } from '../batches';
import type { ItemKey, ItemTable } from './item-table';
import { putIf } from './put-if';

const AT_ONCE = 25;

/** Addresses and people never to send to, as digests, in the table of consents. The first reason stays. */
export class DynamoSuppressionStore implements SuppressionStore {
  constructor(private readonly table: ItemTable) {}

  async suppressed(subjects: readonly string[]): Promise<ReadonlySet<string>> {
    const items = await this.table.get(subjects.map(keyOf));
    return new Set(subjects.filter((subject) => items.has(keyOf(subject).pk)));
  }

  async suppress(suppressions: readonly Suppression[]): Promise<void> {
    for (const part of batches(suppressions, AT_ONCE)) {
      await Promise.all(part.map(({ subject, reason, at }) => putIf(this.table, { ...keyOf(subject), reason, at }, 'attribute_not_exists(pk)')));
    }
  }
}

function keyOf(subject: string): ItemKey {
  return { pk: `suppression#${subject}`, sk: 'suppression' };
}

import { consentCases, deadLetterCases, deferredCases, ledgerCases, type PortCase, sentMessagesCases, stopSwitchCases, suppressionCases } from '@parley/activation';
import { describeWith } from '@parley/testing';
import { tablesOfSuite } from '../testing/test-tables';
import { DynamoConsentStore } from './dynamo-consent-store';
import { DynamoDeadLetters } from './dynamo-dead-letters';
import { DynamoDeferredQueue } from './dynamo-deferred-queue';
import { DynamoSendLedger } from './dynamo-send-ledger';
import { DynamoStopSwitch } from './dynamo-stop-switch';
import { DynamoSuppressionStore } from './dynamo-suppression-store';
import type { ItemTable } from './item-table';

/** Each store against moto's DynamoDB, by the very cases that the laptop's files pass. */
describeWith('moto', 'the stores on DynamoDB', () => {
  const suite = tablesOfSuite();

  const on = <T>(make: (table: ItemTable) => T) => async (): Promise<T> => make(await suite.tables.make());
  const suites: Record<string, PortCase[]> = {
    'send ledger': ledgerCases(on((table) => new DynamoSendLedger(table))),
    'sent messages': sentMessagesCases(on((table) => new DynamoSendLedger(table))),
    'deferred queue': deferredCases(on((table) => new DynamoDeferredQueue(table))),
    'dead letters': deadLetterCases(on((table) => new DynamoDeadLetters(table))),
    consents: consentCases(on((table) => new DynamoConsentStore(table))),
    suppressions: suppressionCases(on((table) => new DynamoSuppressionStore(table))),
    'stop switch': stopSwitchCases(
      on((table) => {
        const stop = new DynamoStopSwitch(table);
        return { stop, set: (campaign) => stop.stop(campaign), clear: (campaign) => stop.release(campaign) };
      }),
    ),
  };
  for (const [title, cases] of Object.entries(suites)) {
    describe(title, () => {
      for (const one of cases) it(one.title, one.run);
    });
  }
});

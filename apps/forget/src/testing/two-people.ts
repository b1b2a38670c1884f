import { addressSubject, idempotencyKey, type InAppMessage, type MessageIdentity, sampleMessage } from '@parley/activation';
import { S3ObjectStore } from '@parley/aws';
import { DynamoConsentStore, DynamoDeadLetters, DynamoDeferredQueue, DynamoInbox, DynamoSendLedger, DynamoSuppressionStore, ItemTable } from '@parley/aws-activation';
import { columnOfRole, type Contract } from '@parley/contract';
import { FeedbackObjects } from '@parley/feedback';
import { hashIdentifier, type IdentifierHash } from '@parley/identity';
import { normalizeUpload, type UploadOutcome } from '@parley/intake';
import { type ColumnTable, sqlText, withDuckDb, writeParquet } from '@parley/tabular';
import { gzipSync } from 'node:zlib';
import { ENVIRONMENT, type OwnerAccount } from './owner-account';

export interface Someone {
  id: string;
  email: string;
  phone: string;
}

export const ANN: Someone = { id: 'C0000042', email: 'Ann.Lee@gmail.com', phone: '(202) 555-0123' };
export const BO: Someone = { id: 'C0000043', email: 'bo@example.com', phone: '(202) 555-0199' };
const BOTH = [ANN, BO];

/** A key a pair. */
export const hashOf = (contract: Contract, partner: string): IdentifierHash => ({ kind: 'HMAC_SHA_256', key: Buffer.alloc(32, contract.partners.findIndex(({ id }) => id === partner) + 1) });

const AT = new Date('2026-07-01T12:00:00Z');
export const LEASE_ENDS = new Date('2026-07-01T12:16:00Z');

/** Fills an account with two people by the code that fills the owner's: uploads normalised for each partner, events, runs, sends. */
export class TwoPeople {
  readonly store: S3ObjectStore;

  constructor(
    private readonly account: OwnerAccount,
    private readonly contract: Contract,
  ) {
    this.store = new S3ObjectStore({ client: account.s3 });
  }

  table(name: 'LEDGER_TABLE' | 'DEFERRED_TABLE' | 'CONSENT_TABLE' | 'INBOX_TABLE'): ItemTable {
    return new ItemTable(this.account.documents, ENVIRONMENT[name]);
  }

  async fill(): Promise<void> {
    await this.store.put('s3://data/incoming/customers/june.csv', this.csv('customers', [ANN])); // an older version, of an older file
    await this.upload('customers', 'june.csv', this.csv('customers', BOTH), 1);
    await this.upload('orders', 'june', gzipSync(this.csv('orders', BOTH)), 2);
    await this.fillRuns();
    await this.fillEvents();
    await this.fillTables();
  }

  /** Puts a file where the owner uploads it, and normalises it for each partner as the owner's functions do. */
  async upload(table: string, file: string, body: string | Buffer, day: number): Promise<UploadOutcome[]> {
    const key = `incoming/${table}/${file}`;
    const { VersionId: version = '' } = await this.account.s3.putObject({ Bucket: 'data', Key: key, Body: body });
    const outcomes = [];
    for (const { id } of this.contract.partners) {
      const ports = { store: this.store, hash: hashOf(this.contract, id), contacts: { table: 'customers', uri: 's3://contacts/contacts/customers.parquet' }, forgotten: ENVIRONMENT.FORGOTTEN_LIST };
      outcomes.push(await normalizeUpload(ports, this.contract.owner, id, { bucket: 'data', key, version, size: body.length, at: `2026-06-0${day}T00:00:00Z` }));
    }
    return outcomes;
  }

  /** A source file with a row for each. */
  csv(name: string, people: readonly Someone[]): string {
    const table = this.contract.owner.tables.find((one) => one.name === name);
    if (!table) throw new Error(`no table ${name}`);
    const [key, email, phone] = (['key', 'email', 'phone'] as const).map((role) => columnOfRole(table, role)?.name);
    const value = (one: Someone, column: string): string => ({ [key ?? '']: one.id, [email ?? '']: one.email, [phone ?? '']: one.phone, zone: 'America/New_York', consent: 'true' })[column] ?? '';
    return [table.columns.map((column) => column.from ?? column.name).join(','), ...people.map((one) => table.columns.map((column) => value(one, column.name)).join(','))].join('\n') + '\n';
  }

  private async fillRuns(): Promise<void> {
    const scores = { rows: 2, columns: [{ name: 'customer_id', type: 'string' as const, values: BOTH.map(({ id }) => id) }, { name: 'score', type: 'double' as const, values: [0.9, 0.8] }] };
    await this.store.putFile('s3://work/out/run-1/scores.parquet', (path) => writeParquet(path, scores));
    await this.store.putFile('s3://work/runs/run-1/sql/20260701_120000_00001', (path) => writeParquet(path, scores)); // Athena's parts have no ending
    await this.store.put('s3://work/runs/run-1/segments/most-likely.arms.json', JSON.stringify({ audience: BOTH.map(({ id }) => id), heldOut: [] }));
    await this.store.put('s3://work/out/run-1/receipt.json', JSON.stringify({ campaigns: [{ campaign: 'new-arrivals', sent: 2 }] }));
    await this.store.putFile('s3://results/results/run-1/by-hash/part-0.parquet', (path) => writeParquet(path, this.hashesAlone()));
    await this.store.put('s3://results/results/run-1/by-email/part-0.csv', `customer_id,income_band\n${ANN.id},high\n${BO.id},low\n`);
  }

  /** A table that names nobody but by the hashes of a pair. */
  private hashesAlone(): ColumnTable {
    const [partner] = this.contract.partners;
    const hashes = ['annlee@gmail.com', 'bo@example.com'].map((address) => hashIdentifier(address, hashOf(this.contract, partner?.id ?? '')));
    return { rows: 2, columns: [{ name: 'hashed_email', type: 'string', values: hashes }] };
  }

  private async fillEvents(): Promise<void> {
    await this.store.putFile('s3://events/events/dt=2026-07-01/parley-owner-events-1.parquet', eventsFile);
    await this.store.put('s3://events/failed/processing-failed/dt=2026-07-01/parley-owner-events-1', BOTH.map(({ id }) => failure(`{"client":{"client_id":"${id}"}}`) + failure(`{"client_id":"${id}"`)).join(''));
    const feedback = new FeedbackObjects(this.store, 's3://events/feedback/');
    await feedback.add(BOTH.map(({ id }) => ({ event_type: '_email.open', event_timestamp: AT.getTime(), event_version: '3.1', application: { app_id: 'parley' }, client: { client_id: id }, attributes: { feedback_id: `f-${BOTH.findIndex((one) => one.id === id)}`, campaign_id: 'new-arrivals', run_id: 'run-1' }, metrics: {} })));
    await feedback.keepUnread(BOTH.map(({ email }) => `{"mail":{"destination":["${email.toLowerCase().replace('ann.lee', 'annlee')}"]`));
  }

  private async fillTables(): Promise<void> {
    const ledger = new DynamoSendLedger(this.table('LEDGER_TABLE'));
    const terms = { at: AT, caps: [{ messages: 9, days: 7 }], worker: 'w', leaseUntil: LEASE_ENDS };
    const messages = [...this.messages('new-arrivals', 'email'), ...this.messages('stock-alert', 'sms'), ...this.messages('app-offer', 'push')];
    await ledger.reserve(messages, terms);
    const results = messages.map((message) => ({ message, key: idempotencyKey(message) }));
    await ledger.settle(results.filter(({ message }) => message.channel === 'email').map(({ message, key }) => ({ key, outcome: 'sent', providerId: `ses-${message.recipient === ANN.id ? 'a' : 'b'}` })));
    await ledger.settle(results.filter(({ message }) => message.channel === 'sms').map(({ key }) => ({ key, outcome: 'unknown' }))); // push stays open: its worker died
    await new DynamoDeferredQueue(this.table('DEFERRED_TABLE')).defer(this.messages('later', 'email').map((message) => ({ ...message, notBefore: AT.toISOString() })));
    await new DynamoDeadLetters(this.table('DEFERRED_TABLE')).add(this.messages('dead', 'sms').map((message) => ({ ...message, at: AT.toISOString(), reason: 'refused' })));
    await new DynamoConsentStore(this.table('CONSENT_TABLE')).record(BOTH.flatMap(({ id: recipient }) => (['email', 'sms'] as const).map((channel) => ({ recipient, purpose: 'marketing', channel, granted: true, at: AT.toISOString(), source: 'shop' }))));
    await new DynamoSuppressionStore(this.table('CONSENT_TABLE')).suppress([{ subject: addressSubject('email', ANN.email), reason: 'opted-out', at: AT.toISOString() }]);
    await new DynamoInbox(this.table('INBOX_TABLE')).put(this.messages('welcome-banner', 'in-app').map((message): InAppMessage => ({ ...sampleMessage('in-app', 'ada'), ...message, channel: 'in-app', key: idempotencyKey(message) })));
  }

  messages(campaign: string, channel: MessageIdentity['channel']): MessageIdentity[] {
    return BOTH.map(({ id: recipient }) => ({ campaign, runId: 'run-1', recipient, channel }));
  }
}

/** What Firehose keeps of a record that it could not take. */
const failure = (record: string): string => `${JSON.stringify({ attemptsMade: 1, errorCode: 'Lambda.FunctionError', rawData: Buffer.from(record).toString('base64') })}\n`;

/** As Firehose writes them: the client within a struct, attributes in a map. */
async function eventsFile(path: string): Promise<void> {
  const rows = BOTH.map(({ id }) => `SELECT 'product.viewed' AS event_type, 1782925262000 AS event_timestamp, {'client_id': ${sqlText(id)}, 'cognito_id': NULL::VARCHAR} AS client, MAP{'customer_id': ${sqlText(id)}} AS attributes`);
  await withDuckDb((connection) => connection.run(`COPY (${rows.join(' UNION ALL ')}) TO ${sqlText(path)} (FORMAT parquet)`), { files: [path] });
}

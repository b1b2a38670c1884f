import { type ChannelUnderTest, channelCases, CHANNEL_CASE_KEYS, type InAppMessage, sampleMessage } from '@parley/activation';
import { describeWith, WireFault } from '@parley/testing';
import { documentClient } from '../dynamodb/document-client';
import { DynamoInbox } from '../dynamodb/dynamo-inbox';
import { ItemTable } from '../dynamodb/item-table';
import { StrictServices } from '../testing/strict';
import { tablesOfSuite } from '../testing/test-tables';
import { InAppChannel } from './in-app-channel';

const NOW = new Date('2026-07-01T12:00:00Z');
const message = (key: string, change: Partial<InAppMessage> = {}): InAppMessage => ({ ...sampleMessage('in-app', key), ...change });

describeWith('moto', 'messages inside the app, on DynamoDB', () => {
  const suite = tablesOfSuite();

  const makeUnderTest = async (): Promise<ChannelUnderTest<'in-app'>> => {
    const inbox = new DynamoInbox(await suite.tables.make());
    const delivered = async (): Promise<string[]> => {
      const each = await Promise.all(CHANNEL_CASE_KEYS.map(async (key) => (await inbox.messagesOf(key, NOW)).map(() => key)));
      return each.flat();
    };
    return { channel: new InAppChannel(inbox, 1000), delivered };
  };
  for (const { title, run } of channelCases('in-app', makeUnderTest)) it(title, run);

  it('puts a message in once, however often and by however many at once', async () => {
    const table = await suite.tables.make();
    const channels = Array.from({ length: 4 }, () => new InAppChannel(new DynamoInbox(table), 1000));
    const batch = ['a', 'b', 'c'].map((key) => message(key));
    const answers = await Promise.all(channels.map((channel) => channel.send(batch)));
    expect(answers.flat().map(({ outcome }) => outcome)).toEqual(Array.from({ length: 12 }, () => 'sent'));
    expect(await new DynamoInbox(table).messagesOf('a', NOW)).toHaveLength(1);
  });

  it('shows a person their own, the first things first, until they dismiss them or they run out', async () => {
    const inbox = new DynamoInbox(await suite.tables.make());
    const urgent = { ...message('x', { recipient: 'ada', runId: 'run-2' }), content: { ...message('x').content, Priority: 1 } };
    await inbox.put([message('ada'), urgent, message('bob')]);
    const shown = async (now = NOW): Promise<string[]> => (await inbox.messagesOf('ada', now)).map(({ TreatmentId }) => TreatmentId);
    expect(await shown()).toEqual(['run-2', 'run-1']);
    expect(await inbox.receive('ada', { campaign: 'spring', runId: 'run-2' }, 'displayed', NOW)).toBe(true);
    expect(await shown()).toEqual(['run-2', 'run-1']);
    expect(await inbox.receive('ada', { campaign: 'spring', runId: 'run-2' }, 'dismissed', NOW)).toBe(true);
    expect(await shown()).toEqual(['run-1']);
    expect(await shown(new Date('2026-07-15T12:00:00Z'))).toEqual([]);
    expect(await inbox.receive('ada', { campaign: 'autumn', runId: 'run-1' }, 'clicked', NOW)).toBe(false);
    expect(await inbox.messagesOf('ada#', NOW)).toEqual([]);
  });

  it('holds back what no item takes, and sends the rest', async () => {
    const { channel } = await makeUnderTest();
    const huge = message('b', { content: { ...message('b').content, InAppMessage: { ...message('b').content.InAppMessage, CustomConfig: { text: 'x'.repeat(360_000) } } } });
    expect((await channel.send([message('a'), huge])).map(({ key, outcome }) => [key, outcome])).toEqual([['b', 'failed'], ['a', 'sent']]);
  });
});

describe('when DynamoDB can\'t', () => {
  const services = new StrictServices();
  afterEach(() => services.stopAll());
  const channelOver = async (fault: WireFault) => {
    const { connection } = await services.start('@aws-sdk/client-dynamodb', { TransactWriteItems: () => Promise.reject(fault), BatchGetItem: () => ({ Responses: {} }) });
    return new InAppChannel(new DynamoInbox(new ItemTable(documentClient({ ...connection }), 'inbox')), 1000);
  };

  it('says throttled of what is certainly not in', async () => {
    expect(await (await channelOver(new WireFault('ProvisionedThroughputExceededException'))).send([message('a')])).toEqual([{ key: 'a', outcome: 'throttled', detail: 'ProvisionedThroughputExceededException' }]);
  });

  it('throws at a fault, so that the outcome is looked up', async () => {
    await expect((await channelOver(new WireFault('InternalServerError'))).send([message('a')])).rejects.toMatchObject({ name: 'InternalServerError' });
  });
});

import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Moto, motoClient, startDynamoDb } from '@parley/testing';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '../dynamodb/document-client';
import { ItemTable } from '../dynamodb/item-table';

/** Tables of a test, with the keys that the owner's stack gives them. */
export class TestTables {
  readonly documents: DynamoDBDocumentClient;
  private readonly client: DynamoDBClient;
  private made = 0;

  constructor(endpoint: string) {
    this.client = new DynamoDBClient(motoClient(endpoint));
    this.documents = documentClient(motoClient(endpoint));
  }

  /** A new, empty table. */
  async make(name = `table-${process.pid}-${(this.made += 1)}`): Promise<ItemTable> {
    await this.client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: ['pk', 'sk'].map((key) => ({ AttributeName: key, AttributeType: 'S' })),
      }),
    );
    return new ItemTable(this.documents, name);
  }

  async drop(name: string): Promise<void> {
    await this.client.send(new DeleteTableCommand({ TableName: name }));
  }

  close(): void {
    this.documents.destroy();
    this.client.destroy();
  }
}

/** Tables on a moto of the describe block's own: it starts before the tests of the block and ends after them. */
export function tablesOfSuite(): { tables: TestTables; endpoint: string } {
  let moto: Moto;
  const suite = {} as { tables: TestTables; endpoint: string };
  beforeAll(async () => {
    moto = await startDynamoDb();
    Object.assign(suite, { endpoint: moto.endpoint, tables: new TestTables(moto.endpoint) });
  }, 60_000);
  afterAll(async () => {
    suite.tables.close();
    await moto.stop();
  });
  return suite;
}

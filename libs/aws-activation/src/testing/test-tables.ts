import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { motoClient } from '@parley/testing';
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

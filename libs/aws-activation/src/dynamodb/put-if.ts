import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Item, ItemTable } from './item-table';

/** Writes an item if its condition holds; false where it doesn't. */
export async function putIf(table: ItemTable, item: Item, condition: string, values?: Record<string, unknown>, names?: Record<string, string>): Promise<boolean> {
  try {
    await table.documents.send(new PutCommand({ TableName: table.name, Item: item, ConditionExpression: condition, ExpressionAttributeValues: values, ExpressionAttributeNames: names }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

import { pinpointOperationRetired, pinpointOperationUnknown } from './errors';
import operations from './pinpoint-operations.json';

/**
 * Lets through the operations of Amazon Pinpoint that outlive its engagement features: pushes to addresses, their channels
 * and apps, one-time passwords and number validation. Whoever calls Pinpoint asks this first, so that a retired call fails where it is
 * set up and not when a message is to go.
 *
 * @throws ParleyError PINPOINT_OPERATION_RETIRED with what replaced it, or PINPOINT_OPERATION_UNKNOWN, both refused.
 */
export function assertPinpointOperation(operation: string): void {
  if (operations.works.includes(operation)) return;
  const retired = operations.retired.find((group) => group.operations.includes(operation));
  throw retired ? pinpointOperationRetired(operation, retired.instead) : pinpointOperationUnknown(operation);
}

import * as pinpoint from '@aws-sdk/client-pinpoint';
import { assertPinpointOperation } from './pinpoint-operations';
import operations from './pinpoint-operations.json';

const named = [...operations.works, ...operations.retired.flatMap((group) => group.operations)];

describe('operations of Amazon Pinpoint', () => {
  it('are each named once, all that the SDK has', () => {
    const known = Object.keys(pinpoint).flatMap((name) => /^([A-Z][A-Za-z]+)Command$/.exec(name)?.[1] ?? []);
    expect([...named].sort()).toEqual(known.sort());
  });

  it.each(operations.works)('%s still works', (operation) => {
    expect(() => assertPinpointOperation(operation)).not.toThrow();
  });

  it.each([
    ['CreateSegment', 'PINPOINT_OPERATION_RETIRED', 'segments/'],
    ['CreateImportJob', 'PINPOINT_OPERATION_RETIRED', 'without a call'],
    ['SendUsersMessages', 'PINPOINT_OPERATION_RETIRED', 'SendMessages'],
    ['GetInAppMessages', 'PINPOINT_OPERATION_RETIRED', 'in-app'],
    ['PutEvents', 'PINPOINT_OPERATION_RETIRED', 'collector'],
    ['SendFax', 'PINPOINT_OPERATION_UNKNOWN', 'SendMessages'],
    ['constructor', 'PINPOINT_OPERATION_UNKNOWN', 'SendMessages'],
  ])('%s is refused as %s', (operation, code, repair) => {
    expect(() => assertPinpointOperation(operation)).toThrow(expect.objectContaining({ kind: 'refused', code, problems: [expect.objectContaining({ repair: expect.stringContaining(repair) as string })] }));
  });
});

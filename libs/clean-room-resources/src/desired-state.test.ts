import { desiredState } from './desired-state';

it('changes the case of keys alone, and sorts them', () => {
  expect(desiredState({ b: { innerKey: 'camelValue', aList: ['x', { deepKey: 1 }] }, a: undefined, aKey: true })).toBe(
    '{"AKey":true,"B":{"AList":["x",{"DeepKey":1}],"InnerKey":"camelValue"}}',
  );
});

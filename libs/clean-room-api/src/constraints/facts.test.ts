import { operationModels } from '../protocol/model';
import { adjustments } from './adjustments';
import facts from './facts.json';
import { factsOf, kinds, patternOf } from './facts';

const patterns = kinds.flatMap((kind) => factsOf(kind).pattern ?? []);

it('anchors every pattern, and reads the astral planes as meant', () => {
  for (const pattern of patterns) expect(patternOf(pattern).test('\0')).toBe(false);
  const name = patternOf(factsOf('CollaborationName').pattern ?? '');
  expect(['Été 🎉', 'a\tb', ' a'].map((text) => name.test(text))).toEqual([true, true, true]);
  expect(['', '  ', 'a\nb', 'a\0'].map((text) => name.test(text))).toEqual([false, false, false, false]);
});

/** No clock: a pattern that takes exponential time would not end within the test's own limit. */
it('refuses hostile texts of lawful length', () => {
  for (const kind of kinds) {
    const { pattern, max = 512 } = factsOf(kind);
    if (pattern === undefined) continue;
    for (const unit of ['a', 'a-', '1.', ' ', '/', 'a a-']) expect(patternOf(pattern).test(`${unit.repeat(max / unit.length)}\0`)).toBe(false);
  }
});

it('knows the structures of the SDK it checks, and adjusts only what is there', () => {
  const names = new Set<string>();
  for (const { input } of operationModels.values()) collect(input, names);
  expect(Object.keys(facts.members).filter((name) => !names.has(name))).toEqual([]);
  expect(Object.keys(adjustments).filter((kind) => !kinds.includes(kind))).toEqual([]);
});

type Schema = typeof operationModels extends ReadonlyMap<string, { input: infer S }> ? S : never;

function collect(schema: Schema, names: Set<string>): void {
  if (schema.isListSchema() || schema.isMapSchema()) return collect(schema.getValueSchema(), names);
  if (!schema.isStructSchema() || names.has(schema.getName() ?? '')) return;
  names.add(schema.getName() ?? '');
  for (const member of Object.values(schema.getMemberSchemas())) collect(member, names);
}

import fc from 'fast-check';
import { stringify } from 'yaml';
import { YamlFile, type YamlPath } from './yaml-file';

/** Every path to a scalar of a plain value. */
function scalarPaths(value: unknown, path: YamlPath = []): YamlPath[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys: (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => scalarPaths((value as Record<string | number, unknown>)[key], [...path, key]));
}

const { tree } = fc.letrec<{ tree: unknown; leaf: string; branch: unknown }>((tie) => ({
  leaf: fc.stringMatching(/^v[a-z0-9]{0,8}$/),
  branch: fc.oneof(
    fc.array(tie('tree'), { minLength: 1, maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^k[a-z0-9]{0,5}$/), tie('tree'), { minKeys: 1, maxKeys: 4 }),
  ),
  tree: fc.oneof({ depthSize: 'small' }, tie('leaf'), tie('branch')),
}));

describe('YamlFile', () => {
  it('knows where every value stands, in block and in flow style', () => {
    fc.assert(
      fc.property(tree, fc.boolean(), (value, flow) => {
        const text = stringify(value, { collectionStyle: flow ? 'flow' : 'block', lineWidth: 40 });
        const file = new YamlFile('f.yaml', text);
        const lines = text.split('\n');
        expect(file.data).toEqual(value);
        for (const path of scalarPaths(value)) {
          const { line, column } = file.valueAt(path);
          expect(lines[line! - 1]!.slice(column! - 1)).toMatch(new RegExp(`^${file.textAt(path)}(?![a-z0-9])`));
          const key = path.at(-1);
          if (typeof key !== 'string') continue;
          const place = file.keyAt(path);
          expect(lines[place.line! - 1]!.slice(place.column! - 1)).toMatch(new RegExp(`^${key}:`));
        }
      }),
    );
  });

  it('points at the nearest thing there is, where there is nothing', () => {
    const file = new YamlFile('f.yaml', 'a:\n  b: 1\n');
    expect(file.valueAt(['a', 'c', 'd'])).toEqual({ file: 'f.yaml', line: 2, column: 3 });
    expect(file.has(['a', 'b'])).toBe(true);
    expect(file.has(['a', 'c'])).toBe(false);
  });
});

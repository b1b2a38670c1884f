import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The lawful texts of members that are enums: by structure, then member. Lists and map values count as their elements. */
export type EnumMembers = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

const INTERFACE = /^export interface (\w+)[^{]*\{\n([\s\S]*?)^\}/gm;
/** `Name?: Type | undefined;`, `Name: Type[] | undefined;`, `Name?: Record<string, Type> | undefined;` */
const MEMBER = /^ {4}(\w+)\??: (?:Record<string, (\w+)>|\(?(\w+)(?: \| undefined\))?(?:\[\])?) \| undefined;$/gm;

/**
 * The schemas at run time say `string` where the model says enum, but the package's types name the enum, and the package
 * exports its values.
 */
export function enumMembers(name: string, exports: Readonly<Record<string, unknown>>): EnumMembers {
  const found = new Map<string, Map<string, ReadonlySet<string>>>();
  for (const text of typeFiles(name)) {
    for (const [, structure = '', body = ''] of text.matchAll(INTERFACE)) {
      const members = [...body.matchAll(MEMBER)].flatMap(([, member = '', inMap, plain]) => {
        const values = enumValues(exports[inMap ?? plain ?? '']);
        return values ? [[member, values] as const] : [];
      });
      if (members.length > 0) found.set(structure, new Map(members));
    }
  }
  return found;
}

function typeFiles(name: string): string[] {
  const folder = join(dirname(createRequire(__filename).resolve(name)), '../dist-types/models');
  return readdirSync(folder)
    .filter((file) => file.startsWith('models_'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
}

function enumValues(value: unknown): ReadonlySet<string> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const texts = Object.values(value).filter((one) => typeof one === 'string');
  return texts.length > 0 && texts.length === Object.values(value).length ? new Set(texts) : undefined;
}

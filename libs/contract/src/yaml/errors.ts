// What can be wrong with a YAML file before its meaning is looked at.
import type { Place, Problem } from '@parley/errors';
import { nearName } from '../near-name';

export const fileMissing = (place: Place, what: string): Problem => ({
  ...place,
  code: 'FILE_MISSING',
  message: `the file is missing: ${what}`,
  repair: 'create it, or correct the folder',
});

export const fileUnreadable = (place: Place, why: string): Problem => ({
  ...place,
  code: 'FILE_UNREADABLE',
  message: `the file can't be read (${why})`,
  repair: 'make it a plain file that this user may read',
});

export const fileNotText = (place: Place): Problem => ({
  ...place,
  code: 'FILE_NOT_UTF8',
  message: 'the file is not UTF-8 text',
  repair: 'save it as UTF-8',
});

export const fileEmpty = (place: Place): Problem => ({
  ...place,
  code: 'FILE_EMPTY',
  message: 'the file is empty',
  repair: 'start from the example in the README of libs/contract',
});

const SYNTAX_REPAIRS: Record<string, string> = {
  TAB_AS_INDENT: 'indent with spaces',
  DUPLICATE_KEY: 'keep one of the two, or rename one',
  ALIAS: 'set the anchor before it, or write the value out',
  KEY: 'give it another name',
  MULTIPLE_DOCS: 'keep one document a file: remove the --- line',
};

export const yamlSyntax = (place: Place, code: string, message: string): Problem => ({
  ...place,
  code: code === 'DUPLICATE_KEY' ? 'YAML_DUPLICATE_KEY' : 'YAML_SYNTAX',
  message: code === 'DUPLICATE_KEY' ? 'this key is already used in the same block' : `YAML: ${message}`,
  repair: SYNTAX_REPAIRS[code] ?? 'check the indentation, the quotes and the brackets here',
});

export const unknownKey = (place: Place, key: string, known: readonly string[]): Problem => {
  const near = nearName(key, known);
  return {
    ...place,
    code: 'KEY_UNKNOWN',
    message: `\`${key}\` is not a known key here`,
    repair: near ? `did you mean \`${near}\`?` : `known keys: ${known.join(', ')}`,
  };
};

export const missingKey = (place: Place, key: string, expected: string): Problem => ({
  ...place,
  code: 'KEY_MISSING',
  message: `\`${key}\` is missing`,
  repair: `add \`${key}:\` (${expected})`,
});

export const wrongType = (place: Place, name: string, expected: string, found: string, quoted?: string): Problem => ({
  ...place,
  code: 'VALUE_TYPE',
  message: `${name} must be ${expected}, not ${found}`,
  repair: quoted ? `quote it: '${quoted}'` : `write ${expected}`,
});

export const notOneOf = (place: Place, name: string, found: unknown, options: readonly string[]): Problem => {
  const near = typeof found === 'string' ? nearName(found, options) : undefined;
  const said = typeof found === 'string' ? `\`${found}\`` : 'this';
  return {
    ...place,
    code: 'VALUE_NOT_ONE_OF',
    message: found === undefined ? `${name} is missing` : `${said} is not a value of ${name}`,
    repair: near ? `did you mean \`${near}\`?` : `write ${options.length > 1 ? 'one of ' : ''}${options.join(', ')}`,
  };
};

export const badName = (place: Place, key: string, rule: string): Problem => ({
  ...place,
  code: 'NAME_PATTERN',
  message: `\`${key}\` can't be a name here`,
  repair: `use ${rule}`,
});

export const badValue = (place: Place, name: string, rule: string): Problem => ({
  ...place,
  code: 'VALUE_INVALID',
  message: `${name} is not as it must be: ${rule}`,
  repair: `write a value that fits: ${rule}`,
});

export const noChoice = (place: Place, name: string, choices: readonly string[]): Problem => ({
  ...place,
  code: 'VALUE_SHAPE',
  message: `${name} has none of its possible shapes`,
  repair: `write one of ${choices.map((choice) => `\`${choice}: …\``).join(', ')}`,
});

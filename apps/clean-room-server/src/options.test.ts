import { isParleyError } from '@parley/errors';
import { readOptions } from './options';

it('reads accounts by key: the account itself, or a key named for it', () => {
  const argv = ['--data', 'd', '--port=0', '--account', '111111111111:s/+=', '--account', '111111111111:AKIA1:a:b', '--upstream', 'http://[::1]:5000/', '--tables', 'http://[::1]:5000/'];
  const { accounts, port, state, upstream, tables } = readOptions(argv);
  expect([...accounts.values()]).toEqual([
    { id: '111111111111', accessKey: '111111111111', secret: 's/+=' },
    { id: '111111111111', accessKey: 'AKIA1', secret: 'a:b' },
  ]);
  expect([port, state, upstream?.href, tables?.href]).toEqual([0, undefined, 'http://[::1]:5000/', 'http://[::1]:5000/']);
});

it.each([
  [['--account', '11111111111:s'], 1],
  [['--account', '111111111111'], 1],
  [['--account', '111111111111:'], 1],
  [['--account', '111111111111:bad key:s'], 1],
  [['--account', '111111111111:a', '--account', '222222222222:111111111111:b'], 1],
  [['--port', '-1'], 1],
  [['--port', '1e3'], 1],
  [['--upstream', 'localhost:5000', '--events', '', '--tables', 'moto', '--port', '65536', '--nonsense', '--account', 'x'], 6],
])('tells every wrong flag, and repeats no secret: %j', (argv, count) => {
  try {
    readOptions(['--data', 'd', ...argv]);
  } catch (error) {
    if (!isParleyError(error)) throw error;
    expect([error.code, error.problems.length]).toEqual(['USAGE', count]);
    expect(error.problems.every(({ repair }) => repair !== undefined)).toBe(true);
    return;
  }
  throw new Error('nothing was told');
});

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fault } from '@parley/errors';
import { cacheFolder, workspaceRoot } from './workspace';
import { type ZipEntry, zipOf } from './zip';

const run = promisify(execFile);
const NATIVE = '@duckdb/node-bindings-linux-arm64';
const INSTALLED = ['@duckdb/node-api', '@duckdb/node-bindings', 'detect-libc'];

/**
 * DuckDB for Lambda on arm64, as a layer: the installed packages, and the native one of that platform, which npm does not
 * install on others. It is fetched once, in the version and with the checksum of package-lock.json. Gives the path of a zip.
 *
 * @throws fault LAMBDA_NATIVE_MISSING where it can't be fetched, LAMBDA_NATIVE_DIFFERS where its bytes are others.
 */
export async function duckDbLayer(): Promise<string> {
  const root = workspaceRoot();
  const native = await nativePackage(root);
  const folders = [...INSTALLED.map((name) => ({ name, folder: join(root, 'node_modules', name) })), { name: NATIVE, folder: native }];
  const entries = await Promise.all(folders.map(({ name, folder }) => filesOf(folder, `nodejs/node_modules/${name}`)));
  return zipOf('duckdb-arm64', entries.flat());
}

async function nativePackage(root: string): Promise<string> {
  const { version, integrity } = await locked(root);
  const folder = join(cacheFolder(), `node-bindings-linux-arm64-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(cacheFolder(), { recursive: true });
  const scratch = await mkdtemp(join(cacheFolder(), '.fetching-'));
  try {
    await run('npm', ['pack', `${NATIVE}@${version}`, '--silent', '--pack-destination', scratch], { cwd: root }).catch((error: unknown) => {
      throw missing(version, error);
    });
    const [archive = ''] = await readdir(scratch);
    const found = `sha512-${createHash('sha512').update(await readFile(join(scratch, archive))).digest('base64')}`;
    if (found !== integrity) throw differs(version);
    await run('tar', ['-xzf', join(scratch, archive), '-C', scratch]);
    await rename(join(scratch, 'package'), folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error; // another process was faster
    });
    return folder;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function locked(root: string): Promise<{ version: string; integrity: string }> {
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, { version: string; integrity: string }> };
  const found = packages[`node_modules/${NATIVE}`];
  if (!found) throw new Error(`package-lock.json has no ${NATIVE}`);
  return found;
}

/** Code and licences; what only a compiler or a debugger reads stays behind. */
async function filesOf(folder: string, place: string): Promise<ZipEntry[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile() && !/\.(ts|map)$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (file) => ({ path: `${place}/${file.slice(folder.length + 1)}`, bytes: await readFile(file) })));
}

const missing = (version: string, cause: unknown) =>
  fault('LAMBDA_NATIVE_MISSING', { message: `${NATIVE}@${version} could not be fetched with npm pack`, repair: 'try again where npm reaches its registry: the stacks need the package once' }, { cause });

const differs = (version: string) =>
  fault('LAMBDA_NATIVE_DIFFERS', { message: `${NATIVE}@${version} is not what package-lock.json says`, repair: 'do not deploy; find out who serves this registry' });

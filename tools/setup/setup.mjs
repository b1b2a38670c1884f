// Installs what a command needs, when node_modules does not match the lock file. Needs only Node and npm.
//   node tools/setup/setup.mjs rehearse   the run-time packages alone (about 255 MB)
//   node tools/setup/setup.mjs all        everything, with the stacks' provider bindings (about 980 MB)
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = join(dirname(fileURLToPath(import.meta.url)), '../..');
const MIN_NODE = [20, 12];

const [scope = 'all'] = process.argv.slice(2);
if (scope !== 'rehearse' && scope !== 'all') stop(`unknown set-up "${scope}": say rehearse or all`);
requireNode();

const lock = JSON.parse(readFileSync(join(home, 'package-lock.json'), 'utf8')).packages;
if (!installedMatches(scope === 'all' ? everything(lock) : runtimeOnly(lock))) install();

function install() {
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  if (scope === 'rehearse') args.push('--omit=dev', '--workspace=@parley/cli', '--include-workspace-root');
  process.stderr.write(`Setting up (npm ${args[0]}, ${scope === 'all' ? 'everything' : 'run-time packages only'}) …\n`);
  const started = Date.now();
  const { status } = spawnSync('npm', args, { cwd: home, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
  if (status !== 0) stop('npm ci failed; its message is above');
  process.stderr.write(`Set up in ${Math.round((Date.now() - started) / 1000)} s.\n`);
}

/** True if each wanted package lies in node_modules at the locked version, by npm's own record of what it installed. */
function installedMatches(wanted) {
  const record = join(home, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  return wanted.every((path) => installed[path]?.version === lock[path].version);
}

/** Paths of all packages but those only another platform needs. */
function everything(packages) {
  return Object.keys(packages).filter((path) => path.startsWith('node_modules/') && !packages[path].link && !packages[path].optional);
}

/** Paths of what the root's run-time dependencies reach. */
function runtimeOnly(packages) {
  const found = new Set();
  const visit = (from, names) => {
    for (const name of names) {
      const path = resolve(packages, from, name);
      if (!path || found.has(path)) continue;
      found.add(path);
      visit(path, Object.keys(packages[path].dependencies ?? {}));
    }
  };
  visit('', Object.keys(packages[''].dependencies ?? {}));
  return [...found];
}

/** Node's own look-up: the nearest node_modules upwards. */
function resolve(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    const path = folder ? `${folder}/node_modules/${name}` : `node_modules/${name}`;
    if (packages[path]) return path;
    if (!folder) return undefined;
  }
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < MIN_NODE[0] || (major === MIN_NODE[0] && minor < MIN_NODE[1])) {
    stop(`Node ${process.versions.node} is too old: Parley needs ${MIN_NODE.join('.')} or newer`);
  }
}

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

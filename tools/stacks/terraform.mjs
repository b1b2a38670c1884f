// Plans, applies or destroys one party's stacks with the Terraform (or OpenTofu) binary alone, in their order:
//   node tools/stacks/terraform.mjs plan    <party> [--region R] [--state local] [--vars FILE] [--out FILE]
//   node tools/stacks/terraform.mjs deploy  <party> [--region R] [--state local] [--vars FILE] [--yes]
//   node tools/stacks/terraform.mjs destroy <party> [--region R] [--state local] [--vars FILE] [--yes]
//   node tools/stacks/terraform.mjs prepare <party> --region R     makes the bucket that holds the party's state, once
// `nx run stack-<party>:plan` and so on do the same. Exit code: Terraform's own, 2 for bad usage, or 3 where a plan breaks a policy.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const home = join(dirname(fileURLToPath(import.meta.url)), '../..');
const ACTIONS = ['plan', 'deploy', 'destroy', 'prepare'];

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { region: { type: 'string' }, state: { type: 'string' }, vars: { type: 'string' }, out: { type: 'string' }, yes: { type: 'boolean' } },
});
const [action, party] = positionals;
if (!ACTIONS.includes(action)) stop(`say what to do: ${ACTIONS.join(', ')}`);
const folder = join(home, 'stacks', party ?? '');
if (!party || !existsSync(join(folder, 'cdktf.json'))) stop(`no stacks in stacks/${party ?? ''}: say which party, such as owner`);
const account = /account: ['"]?(\d{12})/.exec(readFileSync(join(folder, 'party.yaml'), 'utf8'))?.[1];
const region = values.region ?? regionOf(folder);

if (action === 'prepare') prepare();
else forEachStack(synthesise());

/** Every stack, in the order of its dependencies; destroyed in the opposite one. The first failure ends it. */
function forEachStack(stacks) {
  const summaries = [];
  for (const stack of action === 'destroy' ? stacks.toReversed() : stacks) {
    process.stdout.write(`\n== ${stack.name}\n`);
    if (values.vars) copyFileSync(values.vars, join(stack.folder, 'hand-over.auto.tfvars.json'));
    else rmSync(join(stack.folder, 'hand-over.auto.tfvars.json'), { force: true });
    terraform(stack, ['init', '-input=false', '-reconfigure', ...(values.state === 'local' ? [] : [`-backend-config=region=${region}`])]);
    const ask = values.yes ? ['-auto-approve', '-input=false'] : [];
    if (action === 'deploy') terraform(stack, ['apply', ...ask]);
    if (action === 'destroy') terraform(stack, ['destroy', ...ask]);
    if (action === 'plan') summaries.push(`### ${stack.name}\n\n\`\`\`\n${plan(stack)}\n\`\`\`\n`);
  }
  if (values.out) writeFileSync(values.out, summaries.join('\n'));
}

/** Plans, and holds the plan against tools/policy-scan: findings are printed, and end it once every stack is planned. */
function plan(stack) {
  terraform(stack, ['plan', '-input=false', '-out=plan.bin']);
  writeFileSync(join(stack.folder, 'plan.json'), show(stack, ['-json']));
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(home, 'tools/policy-scan/scan.mjs'), join(stack.folder, 'plan.json')], { encoding: 'utf8' });
  process.stdout.write(stdout + stderr);
  if (status !== 0) process.exitCode = status ?? 1;
  return `${show(stack, ['-no-color']).trim()}\n\n${stdout}${stderr}`.trim();
}

function show(stack, how) {
  const { status, stdout, stderr } = spawnSync(binary(), ['show', ...how, 'plan.bin'], { cwd: stack.folder, encoding: 'utf8', env: env(), maxBuffer: 1 << 28 });
  if (status !== 0) stop(stderr);
  return stdout;
}

/** Writes the stacks as Terraform JSON, the way the party's cdktf.json says. */
function synthesise() {
  const outdir = join(folder, 'cdktf.out');
  const [command, ...args] = JSON.parse(readFileSync(join(folder, 'cdktf.json'), 'utf8')).app.split(' ');
  const context = values.state ? { CDKTF_CONTEXT_JSON: JSON.stringify({ state: values.state }) } : {};
  run(command, args, folder, { ...process.env, ...context, CDKTF_OUTDIR: outdir });
  const { stacks } = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8'));
  return inOrder(Object.values(stacks)).map(({ name }) => ({ name, folder: join(outdir, 'stacks', name) }));
}

function inOrder(stacks) {
  const done = [];
  const visit = (stack) => {
    if (done.includes(stack)) return;
    for (const name of stack.dependencies) visit(stacks.find((one) => one.name === name));
    done.push(stack);
  };
  stacks.forEach(visit);
  return done;
}

/** The bucket of the party's state: versioned, encrypted, closed to the public. Run again, it changes nothing. */
function prepare() {
  const bucket = `parley-${party}-state-${account}`;
  const s3 = (...args) => run('aws', ['s3api', ...args, '--region', region], home, process.env);
  if (spawnSync('aws', ['s3api', 'head-bucket', '--bucket', bucket, '--region', region], { stdio: 'ignore' }).status !== 0) {
    s3('create-bucket', '--bucket', bucket, ...(region === 'us-east-1' ? [] : ['--create-bucket-configuration', `LocationConstraint=${region}`]));
  }
  s3('put-bucket-versioning', '--bucket', bucket, '--versioning-configuration', 'Status=Enabled');
  s3('put-public-access-block', '--bucket', bucket, '--public-access-block-configuration', 'BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true');
  s3('put-bucket-encryption', '--bucket', bucket, '--server-side-encryption-configuration', '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms"},"BucketKeyEnabled":true}]}');
  process.stdout.write(`${bucket} is ready in ${region}\n`);
}

/** The owner's collaboration.yaml says it; a partner's hand-over does. */
function regionOf(from) {
  const terms = join(from, 'collaboration.yaml');
  if (existsSync(terms)) return /^region: (\S+)/m.exec(readFileSync(terms, 'utf8'))?.[1];
  if (values.vars) return JSON.parse(readFileSync(values.vars, 'utf8')).region;
  return process.env.AWS_REGION ?? stop('say which region: --region us-east-1, or --vars hand-over.auto.tfvars.json');
}

function terraform(stack, args) {
  run(binary(), args, stack.folder, env());
}

function binary() {
  return ['terraform', 'tofu'].find((name) => spawnSync(name, ['version'], { stdio: 'ignore', env: env() }).status === 0) ?? stop('install Terraform 1.11 or OpenTofu and put it on PATH');
}

function env() {
  return { ...process.env, CHECKPOINT_DISABLE: '1' };
}

function run(command, args, cwd, environment) {
  const { status } = spawnSync(command, args, { cwd: resolve(cwd), stdio: 'inherit', env: environment });
  if (status !== 0) process.exit(status ?? 1);
}

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

const { existsSync, readFileSync, readdirSync } = require('node:fs');
const { basename, dirname, join } = require('node:path');
const { layers, ownerOnly } = require('../layers/layers.cjs');

/** Every folder of apps, libs and stacks with a tsconfig.json is a project; its tags come from the layer table. */
exports.createNodesV2 = [
  '{apps,libs,stacks}/*/tsconfig.json',
  (files, _options, { workspaceRoot }) => files.map((file) => [file, { projects: project(file, workspaceRoot) }]),
];

function project(file, workspaceRoot) {
  const root = dirname(file);
  const kind = root.split('/')[0];
  const name = basename(root);
  return {
    [root]: {
      root,
      name: { stacks: `stack-${name}`, apps: `app-${name}` }[kind] ?? name, // an app may be called as the library it wraps
      projectType: kind === 'libs' ? 'library' : 'application',
      tags: [`layer:${layerOf(kind, name)}`, `party:${partyOf(kind, name)}`],
      implicitDependencies: bundled(kind, name, workspaceRoot),
      targets: {
        test: { command: `npx jest ${root}`, cache: true },
        ...synth(join(workspaceRoot, root, 'cdktf.json'), root),
      },
    },
  };
}

/** A stack synthesises the way its cdktf.json says; Terraform alone does the rest. */
function synth(file, cwd) {
  if (!existsSync(file)) return {};
  const run = (action) => ({ command: `node tools/stacks/terraform.mjs ${action} ${basename(cwd)}` });
  return {
    synth: { command: JSON.parse(readFileSync(file, 'utf8')).app, options: { cwd } },
    ...Object.fromEntries(['plan', 'deploy', 'destroy', 'prepare'].map((action) => [action, run(action)])),
  };
}

/** What a project holds without importing it. */
function bundled(kind, name, workspaceRoot) {
  if (kind === 'apps') return name === 'cli' ? ['app-clean-room-server'] : [];
  if (kind !== 'stacks') return [];
  return name === 'owner' ? [...partners(workspaceRoot), ...functions(workspaceRoot)] : ['app-normalize-partner'];
}

/** Every app that is a Lambda function: the owner deploys them all. */
function functions(workspaceRoot) {
  return readdirSync(join(workspaceRoot, 'apps'))
    .filter((name) => existsSync(join(workspaceRoot, 'apps', name, 'src/handler.ts')))
    .map((name) => `app-${name}`);
}

/** The owner's stack reads every partner's party.yaml: one collaboration a partner. No partner reads the owner's. */
function partners(workspaceRoot) {
  return readdirSync(join(workspaceRoot, 'stacks'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(workspaceRoot, 'stacks', entry.name, 'tsconfig.json')))
    .map((entry) => entry.name)
    .filter((name) => name !== 'owner')
    .map((name) => `stack-${name}`);
}

function layerOf(kind, name) {
  if (kind !== 'libs') return 'top';
  return Object.keys(layers).find((layer) => layers[layer].includes(name)) ?? 'none';
}

function partyOf(kind, name) {
  if (kind === 'stacks') return name === 'owner' ? 'owner' : 'partner';
  return ownerOnly.includes(name) ? 'owner' : 'any';
}

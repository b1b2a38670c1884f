/** Layer and party boundaries, made from the one table in tools/layers/layers.cjs. */
const { layers, groundOrder, sidewaysAllowed, ownerOnly } = require('./tools/layers/layers.cjs');

const order = ['ground', 'domain', 'adapters', 'interface'];
const libs = order.flatMap((layer) => (layers[layer] ?? []).map((name) => ({ name, layer })));
const TEST = '\\.test\\.ts$|/testing/|/test-';
const OURS = '^(libs|apps|stacks|tools|examples)/';

/** The libraries that `lib` may import, besides itself. */
function below({ name, layer }) {
  if (layer === 'ground') return groundOrder[name] ?? [];
  const lower = order.slice(0, order.indexOf(layer)).flatMap((one) => layers[one] ?? []);
  return [...lower, ...(sidewaysAllowed[name] ?? [])].filter((one) => one !== 'testing');
}

const any = (names) => `(${names.join('|')})`;

module.exports = {
  forbidden: [
    ...libs.map((lib) => ({
      name: `layer-${lib.name}`,
      comment: `libs/${lib.name} (${lib.layer}) may import only what lies below it`,
      severity: 'error',
      from: { path: `^libs/${lib.name}/`, pathNot: TEST },
      to: { path: OURS, pathNot: `^libs/${any([lib.name, ...below(lib)])}/` },
    })),
    {
      name: 'listed-libs-only',
      comment: 'every library stands in tools/layers/layers.cjs',
      severity: 'error',
      from: { path: `^libs/(?!${any(libs.map(({ name }) => name))}/)` },
      to: {},
    },
    {
      name: 'tops-never-meet',
      comment: 'apps, stacks and tools import libraries, never each other',
      severity: 'error',
      from: { path: '^(apps|stacks)/([^/]+)/', pathNot: TEST },
      to: { path: '^(apps|stacks|tools|examples)/', pathNot: '^$1/$2/' },
    },
    {
      name: 'nothing-of-the-owner-at-a-partner',
      comment: "what a partner deploys reaches nothing of the owner, however indirectly: an owner's typo must never re-plan a partner",
      severity: 'error',
      from: { path: '^(stacks/(?!owner/)[^/]+|apps/[^/]*partner[^/]*|libs/intake)/' },
      to: { path: `^(libs/${any(ownerOnly)}|stacks/owner)/`, reachable: true },
    },
    {
      name: 'front-door-only',
      comment: 'a library is imported by its name, not by a file inside it',
      severity: 'error',
      from: { path: '^(apps|libs|stacks)/([^/]+)/', pathNot: TEST },
      to: { path: '^libs/([^/]+)/src/', pathNot: ['^$1/$2/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'test-helpers-in-tests-only',
      severity: 'error',
      from: { path: OURS, pathNot: [TEST, '^libs/testing/'] },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'no-service-below-the-adapters',
      comment: 'ground and domain know no AWS service, no Terraform and no HTTP',
      severity: 'error',
      from: { path: `^libs/${any([...layers.ground, ...layers.domain])}/`, pathNot: TEST },
      to: { path: '(@aws-sdk|@smithy|cdktf|@cdktf|fastify)|^(node:)?https?$' },
    },
    {
      name: 'provider-by-sub-path',
      comment: 'the root of @cdktf/provider-aws costs 16 s and 760 MB',
      severity: 'error',
      from: {},
      to: { path: '@cdktf/provider-aws/lib/index' },
    },
    { name: 'no-cycles', severity: 'error', from: { path: OURS }, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: { path: OURS }, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/(fixtures|cdktf\\.out|dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};

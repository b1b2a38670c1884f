import { edited, sound } from '../testing/edited';
import { planned } from '../testing/planned';
import { readPlan } from './plan';

interface Module {
  resources?: object[];
  child_modules?: object[];
}

/** A plan with these planned and configured root modules, written by hand as Terraform writes them. */
const planOf = (planned_module: Module, configured_module: object) =>
  readPlan({ format_version: '1.2', planned_values: { root_module: planned_module }, configuration: { provider_config: {}, root_module: configured_module } });

const bucket = (address: string, values: object = {}) => ({ address, mode: 'managed', type: 'aws_s3_bucket', values });
const versioning = (address: string, values: object = {}) => ({ address, mode: 'managed', type: 'aws_s3_bucket_versioning', values });

/** Which versioning hangs on which bucket. */
function links(plan: ReturnType<typeof planOf>): string[] {
  return plan.resources
    .filter(({ type }) => type === 'aws_s3_bucket')
    .flatMap((one) => plan.of(one, 'aws_s3_bucket_versioning', 'bucket').map(({ address }) => `${address} -> ${one.address}`));
}

it.each<[string, Module, object, string[]]>([
  [
    'with for_each, each on its own',
    { resources: [bucket('aws_s3_bucket.b["x"]'), bucket('aws_s3_bucket.b["y"]'), versioning('aws_s3_bucket_versioning.v["x"]')] },
    { resources: [{ address: 'aws_s3_bucket.b' }, { address: 'aws_s3_bucket_versioning.v', expressions: { bucket: { references: ['aws_s3_bucket.b', 'each.key'] } } }] },
    ['aws_s3_bucket_versioning.v["x"] -> aws_s3_bucket.b["x"]'],
  ],
  [
    'with an index named',
    { resources: [bucket('aws_s3_bucket.b[0]'), bucket('aws_s3_bucket.b[1]'), versioning('aws_s3_bucket_versioning.v')] },
    { resources: [{ address: 'aws_s3_bucket_versioning.v', expressions: { bucket: { references: ['aws_s3_bucket.b[1].id', 'aws_s3_bucket.b[1]', 'aws_s3_bucket.b'] } } }] },
    ['aws_s3_bucket_versioning.v -> aws_s3_bucket.b[1]'],
  ],
  [
    'in modules, each instance on its own, and not on the bucket of that name outside',
    {
      resources: [bucket('aws_s3_bucket.b')],
      child_modules: [
        { address: 'module.m[0]', resources: [bucket('module.m[0].aws_s3_bucket.b'), versioning('module.m[0].aws_s3_bucket_versioning.v')] },
        { address: 'module.m[1]', resources: [bucket('module.m[1].aws_s3_bucket.b')] },
      ],
    },
    { module_calls: { m: { module: { resources: [{ address: 'aws_s3_bucket_versioning.v', expressions: { bucket: { references: ['aws_s3_bucket.b.id', 'aws_s3_bucket.b'] } } }] } } } },
    ['module.m[0].aws_s3_bucket_versioning.v -> module.m[0].aws_s3_bucket.b'],
  ],
  [
    'by the value where it is known, whatever the configuration refers to',
    { resources: [bucket('aws_s3_bucket.b', { id: 'one', bucket: 'one' }), bucket('aws_s3_bucket.c', { id: 'two', bucket: 'two' }), versioning('aws_s3_bucket_versioning.v', { bucket: 'two' })] },
    { resources: [{ address: 'aws_s3_bucket_versioning.v', expressions: { bucket: { references: ['local.bucket', 'aws_s3_bucket.b'] } } }] },
    ['aws_s3_bucket_versioning.v -> aws_s3_bucket.c'],
  ],
])('links resources %s', (_, planned_module, configured_module, wanted) => {
  expect(links(planOf(planned_module, configured_module))).toEqual(wanted);
});

it('knows a text by the plan, and one that is not yet known by the configuration', () => {
  const plan = readPlan(planned(edited(sound, { 'aws_s3_bucket.data': { bucket: 'known' } })));
  const [data, versions] = ['aws_s3_bucket.data', 'aws_s3_bucket_versioning.data'].map((address) => plan.resources.find((one) => one.address === address));
  expect(data?.text('bucket')).toBe('known');
  expect(versions?.text('bucket')).toBe('${aws_s3_bucket.data.id}');
  expect(versions?.value('versioning_configuration.0.status')).toBe('Enabled');
  expect(versions?.has('expected_bucket_owner')).toBe(false);
});

it('leaves out what is read, and what is taken away', () => {
  const plan = planOf({ resources: [{ address: 'data.aws_s3_bucket.b', mode: 'data', type: 'aws_s3_bucket', values: {} }] }, {});
  expect(plan.resources).toEqual([]);
});

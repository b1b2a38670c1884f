import type { Party } from '@parley/contract';
import { LocalBackend, S3Backend, type TerraformStack } from 'cdktf';
import { stateUnknown } from './errors';
import { stateBucketName } from './names';

/**
 * Where a stack's Terraform state lies: in a bucket of the party's own, encrypted, locked by S3 itself (Terraform 1.10 or
 * newer), or, with the context `state=local`, in a file beside the synthesised stack. No party reads another's state.
 *
 * The bucket is made once: `nx run stack-<party>:prepare`. The region is given at init, since a partner learns it from
 * the hand-over.
 */
export function useState(stack: TerraformStack, party: Party, id: string): void {
  const where = String(stack.node.tryGetContext('state') ?? 's3');
  if (where === 'local') {
    new LocalBackend(stack, { path: `terraform.${id}.tfstate` });
  } else if (where === 's3') {
    new S3Backend(stack, { bucket: stateBucketName(party), key: `${id}.tfstate`, encrypt: true, allowedAccountIds: [party.account] });
    stack.addOverride('terraform.backend.s3.use_lockfile', true); // 0.21 of CDKTF has no property for it
  } else {
    throw stateUnknown(where);
  }
}

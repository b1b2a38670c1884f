import { CloudcontrolapiResource } from '@cdktf/provider-aws/lib/cloudcontrolapi-resource';
import { Fn, type TerraformResourceLifecycle, Token } from 'cdktf';
import { Construct } from 'constructs';
import { type ApiValue, desiredState } from './desired-state';

export interface CleanRoomsResourceProps {
  /** The type's last part: `ConfiguredTable` of AWS::CleanRooms::ConfiguredTable. */
  type: string;
  /** The resource in the API's words. */
  members: { readonly [key: string]: ApiValue | undefined };
  lifecycle?: TerraformResourceLifecycle;
}

/**
 * A Clean Rooms resource that the AWS provider has no type for, through Cloud Control. The provider's own three
 * (collaboration, membership, configured table without rules) have constructs of theirs.
 */
export class CleanRoomsResource extends Construct {
  readonly resource: CloudcontrolapiResource;

  constructor(scope: Construct, id: string, { type, members, lifecycle }: CleanRoomsResourceProps) {
    super(scope, id);
    this.resource = new CloudcontrolapiResource(this, 'resource', {
      typeName: `AWS::CleanRooms::${type}`,
      desiredState: desiredState(members),
      ...(lifecycle && { lifecycle }),
    });
  }

  /** A property that AWS sets, such as `ConfiguredTableIdentifier`, as a typed output. */
  output(property: string): string {
    return Token.asString(Fn.lookup(Fn.jsondecode(this.resource.properties), property, ''));
  }
}

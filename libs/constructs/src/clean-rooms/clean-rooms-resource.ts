import { CloudcontrolapiResource } from '@cdktf/provider-aws/lib/cloudcontrolapi-resource';
import { type CleanRoomResource, desiredState } from '@parley/clean-room-resources';
import { Fn, type TerraformResourceLifecycle, Token } from 'cdktf';
import { Construct } from 'constructs';

export interface CleanRoomsResourceProps extends CleanRoomResource {
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

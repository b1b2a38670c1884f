import { CloudcontrolapiResource } from '@cdktf/provider-aws/lib/cloudcontrolapi-resource';
import { type CleanRoomResource, desiredState } from '@parley/clean-room-resources';
import { Fn, type TerraformResource, TerraformStack, Token } from 'cdktf';
import { Construct } from 'constructs';

export interface CleanRoomsResourceProps extends CleanRoomResource {
  createBeforeDestroy?: boolean;
  /** A change of any of these makes the resource anew. The provider (5.100.0) knows no change inside a list or an object for one. */
  replacedWhen?: object;
  /** Made anew with each of these: their new ids are unknown while Terraform plans, so it would plan an update that AWS refuses. */
  replacedWith?: readonly TerraformResource[];
}

/**
 * A Clean Rooms resource that the AWS provider has no type for, through Cloud Control. The provider's own three
 * (collaboration, membership, configured table without rules) have constructs of theirs.
 */
export class CleanRoomsResource extends Construct {
  readonly resource: CloudcontrolapiResource;

  constructor(scope: Construct, id: string, { type, members, createBeforeDestroy, replacedWhen, replacedWith = [] }: CleanRoomsResourceProps) {
    super(scope, id);
    this.resource = new CloudcontrolapiResource(this, 'resource', { typeName: `AWS::CleanRooms::${type}`, desiredState: desiredState(members) });
    const replaceTriggeredBy = [...(replacedWhen ? [this.#trigger(replacedWhen)] : []), ...replacedWith.map((other) => `${addressOf(other)}.id`)];
    if (createBeforeDestroy || replaceTriggeredBy.length > 0) this.resource.lifecycle = { createBeforeDestroy, replaceTriggeredBy };
  }

  /** A property that AWS sets, such as `ConfiguredTableIdentifier`, as a typed output. */
  output(property: string): string {
    return Token.asString(Fn.lookup(Fn.jsondecode(this.resource.properties), property, ''));
  }

  /** Terraform's own resource for this, as JSON: CDKTF's construct for it runs the terraform binary at synthesis. */
  #trigger(terms: object): string {
    const name = this.resource.friendlyUniqueId;
    TerraformStack.of(this).addOverride(`resource.terraform_data.${name}`, { input: JSON.stringify(terms) });
    return `terraform_data.${name}`;
  }
}

const addressOf = (resource: TerraformResource): string => `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;

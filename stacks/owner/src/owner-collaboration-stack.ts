import { MemberTables, PairCollaboration, PairKey, PartyStack, resultsBucketName } from '@parley/constructs';
import type { Contract } from '@parley/contract';
import { Fn, TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';

/** One collaboration for each partner, and for each the hand-over that the owner sends it. */
export class OwnerCollaborationStack extends PartyStack {
  constructor(scope: Construct, id: string, contract: Contract) {
    const { owner, partners, collaborations, terms } = contract;
    super(scope, id, { party: owner, region: terms.region });
    const resultsBucket = resultsBucketName(owner); // by name: the data stack's state is not this one's to read
    for (const partner of partners) {
      const collaboration = collaborations.find((one) => one.partner === partner.id);
      if (!collaboration) continue; // a contract that loaded has one for each partner
      const pair = new PairCollaboration(this, partner.id, { owner, partner, collaboration, terms, resultsBucket });
      new MemberTables(this, `${partner.id}-tables`, {
        party: owner,
        counterpart: partner.id,
        region: terms.region,
        membership: pair.membership,
        membershipArns: [pair.membership.arn],
        runnerMembershipId: pair.membership.id,
      });
      const { arn } = new PairKey(this, `${partner.id}-key`, { owner, partner, region: terms.region });
      new TerraformOutput(this, `${partner.id}-hand-over`, {
        description: `Send to ${partner.name} as hand-over.auto.tfvars.json; their pre-flight checks it against AWS`,
        value: Fn.jsonencode({
          collaboration_id: pair.collaboration.id,
          hash_key_arn: arn,
          owner_account: owner.account,
          owner_membership_id: pair.membership.id,
          region: terms.region,
        }),
      });
    }
  }
}

import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import {
  AlertTopic,
  contactsBucketName,
  dataBucketName,
  forgottenBucketName,
  forgottenList,
  foundBucket,
  LambdaHome,
  lambdaLayer,
  membershipParameter,
  MemberTables,
  NormalizeApp,
  type NormalizeCode,
  PairCollaboration,
  PairKey,
  PartnerBus,
  PartyStack,
  resultsBucketName,
} from '@parley/constructs';
import type { Contract } from '@parley/contract';
import type { Plan } from '@parley/owner-plan';
import { Fn, TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * One collaboration for each partner, the function that normalises the owner's data for that pair, and for each the hand-over that
 * the owner sends it. What other stacks find by name: the memberships' ids and the bus for partners.
 */
export class OwnerCollaborationStack extends PartyStack {
  constructor(scope: Construct, id: string, contract: Contract, plan: Pick<Plan, 'contacts'>, normalize: NormalizeCode) {
    const { owner, partners, collaborations, terms } = contract;
    super(scope, id, { party: owner, region: terms.region });
    const { region } = terms;
    const resultsBucket = resultsBucketName(owner); // by name: the data stack's state is not this one's to read
    const bus = new PartnerBus(this, 'bus', partners);
    const topic = new AlertTopic(this, 'alerts', { party: owner, name: 'parley-owner-collaboration-alerts' });
    const home = new LambdaHome(this, 'functions', { party: owner, region, name: 'parley-owner-collaboration', logs: ['/aws/lambda/parley-owner-normalize-*'], topicArn: topic.arn });
    const layer = lambdaLayer(home, 'duckdb', 'parley-owner-normalize-duckdb', normalize.layer);
    const bucketName = dataBucketName(owner);
    const store = foundBucket(this, 'data', bucketName);
    const contacts = { bucketName: contactsBucketName(owner), place: foundBucket(this, 'contacts', contactsBucketName(owner)), table: plan.contacts.table };
    const forgotten = { list: forgottenList(owner), place: foundBucket(this, 'forgotten', forgottenBucketName(owner)) };
    for (const partner of partners) {
      const collaboration = collaborations.find((one) => one.partner === partner.id);
      if (!collaboration) continue; // a contract that loaded has one for each partner
      const pair = new PairCollaboration(this, partner.id, { owner, partner, collaboration, terms, resultsBucket });
      new MemberTables(this, `${partner.id}-tables`, {
        party: owner,
        counterpart: partner.id,
        region,
        membership: pair.membership,
        membershipArns: [pair.membership.arn],
        runnerMembershipId: pair.membership.id,
      });
      new SsmParameter(this, `${partner.id}-membership`, { name: membershipParameter(partner.id), description: `The owner's membership with ${partner.name}`, type: 'String', value: pair.membership.id });
      const { arn } = new PairKey(this, `${partner.id}-key`, { owner, partner, region });
      new NormalizeApp(home, `normalize-for-${partner.id}`, { counterpart: partner.id, bucketName, store, hashKeyArn: arn, hashKeyAccount: owner.account, code: normalize.code, layer, contacts, forgotten });
      new TerraformOutput(this, `${partner.id}-hand-over`, {
        description: `Send to ${partner.name} as hand-over.auto.tfvars.json; their pre-flight checks it against AWS`,
        value: Fn.jsonencode({
          collaboration_id: pair.collaboration.id,
          event_bus_arn: bus.arn,
          hash_key_arn: arn,
          owner_account: owner.account,
          owner_membership_id: pair.membership.id,
          region,
        }),
      });
    }
  }
}

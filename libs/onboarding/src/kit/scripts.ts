import type { Party } from '@parley/contract';
import { checkExistingTables } from './existing-tables';

const HEAD = `#!/bin/sh
set -eu
cd "$(dirname "$0")"
hand_over=hand-over.auto.tfvars.json
[ -f "$hand_over" ] || { echo "put the owner's hand-over here as $hand_over (hand-over.example.json shows its shape)" >&2; exit 2; }
value() { sed -n "s/.*\\"$1\\": *\\"\\([^\\"]*\\)\\".*/\\1/p" "$hand_over" | head -n 1; }
region=$(value region)
collaboration=$(value collaboration_id)
owner=$(value owner_account)
`;

const TERRAFORM = `terraform=$(command -v terraform || command -v tofu) || { echo "install Terraform 1.11 or OpenTofu" >&2; exit 2; }
`;

/** Asks AWS itself what the hand-over claims: a hand-over is not trusted. All differences at once; exit code 3 if any. */
export const preflight = (party: Party): string => `${HEAD}
wrong=0
say() { echo "$1" >&2; wrong=1; }
me=$(aws sts get-caller-identity --region "$region" --query Account --output text)
[ "$me" = ${party.account} ] || say "these are credentials of account $me: use those of ${party.account}"
found=$(aws cleanrooms get-collaboration --region "$region" --collaboration-identifier "$collaboration" \\
  --query 'collaboration.[creatorAccountId,queryLogStatus]' --output text) \\
  || { echo "AWS shows no collaboration $collaboration in $region to account $me: ask the owner for the id and the region" >&2; exit 3; }
creator=$(echo "$found" | cut -f 1)
log=$(echo "$found" | cut -f 2)
[ "$creator" = "$owner" ] || say "the collaboration was made by account $creator, not by $owner: do not join before the owner explains"
[ "$log" = ENABLED ] || say "the collaboration keeps no query log: you could not see what was asked"
abilities=$(aws cleanrooms list-members --region "$region" --collaboration-identifier "$collaboration" \\
  --query "memberSummaries[?accountId=='${party.account}'].abilities[]" --output text)
[ -z "$abilities" ] || say "you are invited with the abilities $abilities: the terms say you only contribute"
others=$(aws cleanrooms list-members --region "$region" --collaboration-identifier "$collaboration" \\
  --query "memberSummaries[?accountId!='${party.account}' && accountId!='$owner'].accountId" --output text)
[ -z "$others" ] || say "other members see your tables' names and rules: $others"
key_owner=$(value hash_key_arn | cut -d : -f 5)
[ "$key_owner" = "$owner" ] || say "the hash key is a secret of account $key_owner, not of the owner's $owner"
bus_owner=$(value event_bus_arn | cut -d : -f 5)
[ "$bus_owner" = "$owner" ] || say "the event bus, which is told of your new data, is of account $bus_owner, not of the owner's $owner"
${checkExistingTables(party)}[ "$wrong" = 0 ] || exit 3
echo "The hand-over is true: account ${party.account}, owner $owner, $region. You contribute, and neither query nor receive."
`;

export const apply = ({ id }: Party): string => `${HEAD}${TERRAFORM}
./preflight.sh
for stack in ${id}-data ${id}-clean-room; do
  echo "== $stack"
  cp "$hand_over" "stacks/$stack/"
  (cd "stacks/$stack" && "$terraform" init -input=false && "$terraform" apply "$@")
done
`;

/** The one command that ends it. */
export const stop = ({ id }: Party): string => `${HEAD}${TERRAFORM}
cp "$hand_over" "stacks/${id}-clean-room/"
cd "stacks/${id}-clean-room" && "$terraform" init -input=false && "$terraform" destroy "$@"
`;

/** What AWS itself says the rules are: for comparing with the runbook. */
export const check = (): string => `${HEAD}
membership=$(aws cleanrooms list-memberships --region "$region" --query "membershipSummaries[?collaborationId=='$collaboration' && status=='ACTIVE'].id" --output text)
[ -n "$membership" ] || { echo "no active membership in $collaboration: run ./apply.sh" >&2; exit 3; }
for table in $(aws cleanrooms list-configured-table-associations --region "$region" --membership-identifier "$membership" \\
  --query 'configuredTableAssociationSummaries[].configuredTableId' --output text); do
  aws cleanrooms get-configured-table --region "$region" --configured-table-identifier "$table" \\
    --query 'configuredTable.{name: name, columns: allowedColumns}' --output json
  for type in $(aws cleanrooms get-configured-table --region "$region" --configured-table-identifier "$table" \\
    --query 'configuredTable.analysisRuleTypes[]' --output text); do
    aws cleanrooms get-configured-table-analysis-rule --region "$region" --configured-table-identifier "$table" \\
      --analysis-rule-type "$type" --query 'analysisRule.policy' --output json
  done
done
`;

import { type Party, ruleInWords } from '@parley/contract';

/** The kit's one page: what to run, what leaves the account, what it costs, how to stop, and what stays delivered. */
export function runbook(party: Party): string {
  const tables = party.tables.filter(({ allowedColumns }) => allowedColumns !== undefined);
  const kept = tables.every(({ existing }) => existing);
  return `# ${party.name}: joining the clean room

For whoever applies this in AWS account ${party.account}. You need Terraform 1.11 (or OpenTofu 1.10), the aws command, and
credentials of that account; nothing else of Parley. All but the function's two zips is plain text: read it first.

## Run

1. Put the owner's hand-over beside this page as \`hand-over.auto.tfvars.json\` (\`hand-over.example.json\` shows its shape).
2. \`./preflight.sh\` asks AWS, with your own credentials, whether the hand-over is true: your account, the owner's account,
   the region, and that you are a member who only contributes. It changes nothing.
3. \`./apply.sh\` plans and applies two stacks, asking before each: \`${party.id}-data\` (${kept ? NOTHING_OF_DATA : DATA})
   and \`${party.id}-clean-room\` (your membership, your tables with their rules, the role that Clean Rooms reads them with, an alarm
   on each query).
4. \`./check.sh\` asks AWS for your rules and prints them: compare them with the list below.
5. ${upload(party, tables)}

Run any of them again at any time: what is as it should be stays.

## What leaves your account

Only what the rules let out, and only to accounts named as receivers. Raw e-mail addresses and phone numbers have no column
in the clean room.

${tables.map((table) => `- **${table.name}** (${table.analysisRule?.analysisRuleType ?? 'no rule'}): ${ruleInWords(table)}. Receivers: ${receivers(table)}. Columns in the clean room: ${(table.allowedColumns ?? []).join(', ')}.`).join('\n')}

A LIST rule is row-level enrichment of matched people; an AGGREGATION rule releases groups above a threshold. Neither promises
more. Thresholds do not stop differences between many queries: \`parley attack\` and \`parley audit warnings\` say more.

## What it costs you

${kept ? 'A dollar or two a month for a key and its alarms' : 'Cents a month for storage and logs, cents for each upload, and about five dollars a month for five keys'}. Queries are
paid by whoever the collaboration's terms name, per query; \`parley cost\` prints an estimate with its sources.

## Stop

\`./stop.sh\` destroys the clean-room stack: from then on every query over your tables fails. The data stack stays; run
\`terraform destroy\` in \`stacks/${party.id}-data\` to remove it too (empty the bucket first).

What was delivered stays delivered: rows and models that the owner already has are not called back by stopping. Ask the owner
for erasure by the terms of your agreement; your data is kept ${party.retentionDays} days there.

## Is this kit what it says?

\`SHA256SUMS\` lists every file. With the source, \`parley partner kit ${party.id}\` makes the same bytes again.
`;
}

const DATA = 'a bucket under a key of yours, a function that normalises what you upload, a Glue database, its tables';
const NOTHING_OF_DATA = 'empty, since you keep your tables yourself';

function upload({ id, account }: Party, tables: Party['tables']): string {
  const [ours, theirs] = [tables.filter(({ existing }) => !existing), tables.filter(({ existing }) => existing)];
  const kept = theirs.length === 0 ? '' : `You keep ${theirs.map(({ name, existing }) => `**${name}** (s3://${existing?.bucket}/${existing?.prefix})`).join(', ')} yourself, hashed under the pair's key.`;
  if (ours.length === 0) return `Nothing to upload. ${kept}`;
  const bucket = `parley-${id}-data-${account}`;
  return `Upload each table as one CSV file, plain or gzip:
${ours.map(({ name }) => `   \`aws s3 cp ${name}.csv s3://${bucket}/incoming/${name}/\``).join('\n')}
   It is hashed and written within minutes; each file replaces the table whole. Rows set aside and files refused are named, with the
   repair and without values, below \`s3://${bucket}/quarantine/\`. A refused file changes nothing: the last good one stays.
   ${kept}`.trimEnd();
}

const receivers = ({ collaborationAnalysisRule }: Party['tables'][number]): string => (collaborationAnalysisRule?.allowedResultReceivers ?? []).join(', ') || 'nobody';

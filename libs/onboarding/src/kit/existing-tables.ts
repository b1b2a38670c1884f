import { type ExistingTable, normalizedColumns, type Party, type TableSpec } from '@parley/contract';

/**
 * Shell that asks AWS whether each table that the party keeps itself is as the contract says, and as Clean Rooms can read it
 * (User Guide, "Prepare data tables": own account and region, no location registered with Lake Formation). It uses the
 * pre-flight's `say`, `$me` and `$region`. Empty where there is none.
 */
export function checkExistingTables({ tables }: Party): string {
  const existing = tables.flatMap((table) => (table.existing ? [check(table, table.existing)] : []));
  return existing.length === 0 ? '' : `${LOOK}${existing.join('')}`;
}

const LOOK = `export AWS_REGION="$region" AWS_DEFAULT_REGION="$region"
# name, bucket, prefix, database, table, key or -, column:type…
look() {
  name=$1 bucket=$2 prefix=$3 database=$4 table=$5 key=$6
  shift 6
  if aws s3api head-bucket --bucket "$bucket" --expected-bucket-owner "$me" >/dev/null 2>&1; then
    place=$(aws s3api get-bucket-location --bucket "$bucket" --query LocationConstraint --output text)
    [ "$place" != None ] || place=us-east-1
    [ "$place" = "$region" ] || say "$name: bucket $bucket is in $place, the collaboration in $region: copy the files to a bucket there"
  else
    say "$name: bucket $bucket is not there, or not yours: mend existing.bucket in party.yaml"
  fi
  if found=$(aws glue get-table --database-name "$database" --name "$table" --output text \\
    --query "Table.[[StorageDescriptor.Location], [StorageDescriptor.Columns, PartitionKeys][][].join(':', [Name, Type])][]" 2>/dev/null); then
    found=$(echo "$found" | tr '\\t\\n' '  ')
    location=\${found%% *} columns=\${found#* }
    case "\${location%/}/" in "s3://$bucket/$prefix"*) ;; *) say "$name: Glue has $database.$table at $location, which is not below s3://$bucket/$prefix: mend one of them" ;; esac
    for column in "$@"; do
      case " $columns " in *" $column "*) ;; *) say "$name: Glue has no column $column in $database.$table: add it, or mend party.yaml" ;; esac
    done
  else
    say "$name: the Glue catalogue has no table $database.$table: make it, or mend existing in party.yaml"
  fi
  all=$(aws lakeformation list-resources --filter-condition-list "Field=RESOURCE_ARN,ComparisonOperator=BEGINS_WITH,StringValueList=arn:aws:s3:::$bucket" \\
    --query 'ResourceInfoList[].ResourceArn' --output text) || say "$name: Lake Formation does not say what is registered with it: allow yourself lakeformation:ListResources"
  for registered in $all; do
    case "arn:aws:s3:::$bucket/$prefix" in "\${registered%/}"/*) lake=yes ;; *) lake=no ;; esac
    case "$registered/" in "arn:aws:s3:::$bucket/$prefix"*) lake=yes ;; esac
    [ $lake = no ] || say "$name: $registered is registered with Lake Formation, which Clean Rooms refuses: deregister it, or copy the table elsewhere"
  done
  [ "$key" != - ] || return 0
  state=$(aws kms describe-key --key-id "$key" --query KeyMetadata.KeyState --output text 2>/dev/null) || state=unknown
  [ "$state" = Enabled ] || say "$name: key $key is $state, not enabled: enable it, or mend existing.keyArn in party.yaml"
}
`;

function check(table: TableSpec, { bucket, prefix, database, table: glueTable, keyArn = '-' }: ExistingTable): string {
  const allowed = table.allowedColumns ?? [];
  const columns = normalizedColumns(table).flatMap(({ name, type }) => (allowed.includes(name) ? [`${name}:${type}`] : []));
  return `look ${[table.name, bucket, prefix, database, glueTable, keyArn, ...columns].join(' ')}\n`;
}

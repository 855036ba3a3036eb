import { nearestName } from "../../../core/suggest-names.ts";
import type { WiredIntegration } from "../../../model/wiring/project-model.ts";

/** Every action of DynamoDB's API, as far as it is known here. */
const actions: readonly string[] = `
  BatchExecuteStatement BatchGetItem BatchWriteItem CreateBackup CancelBulkOperation
  CreateGlobalTable CreateTable DeleteBackup DeleteItem DeleteResourcePolicy DeleteTable
  DescribeBackup DescribeBulkOperation DescribeContinuousBackups DescribeContributorInsights
  DescribeEndpoints DescribeExport DescribeGlobalTable DescribeGlobalTableSettings DescribeImport
  DescribeKinesisStreamingDestination DescribeLimits DescribeTable
  DescribeTableReplicaAutoScaling DescribeTimeToLive DisableKinesisStreamingDestination
  EnableKinesisStreamingDestination ExecuteStatement ExecuteTransaction ExportTableToPointInTime
  GetItem GetResourcePolicy ImportTable ListBackups ListBulkOperations ListContributorInsights
  ListExports ListGlobalTables ListImports ListTables ListTagsOfResource PutItem
  PutResourcePolicy Query RestoreTableFromBackup RestoreTableToPointInTime Scan SearchVectors
  StartBulkPutItems TagResource TransactGetItems TransactWriteItems UntagResource
  UpdateContinuousBackups UpdateContributorInsights UpdateGlobalTable UpdateGlobalTableSettings
  UpdateItem UpdateKinesisStreamingDestination UpdateTable UpdateTableReplicaAutoScaling
  UpdateTimeToLive
`
  .trim()
  .split(/\s+/u);

const known: ReadonlySet<string> = new Set(actions);

/**
 * That an integration names an action DynamoDB does not have, in words that fit "does not emulate …"; `null` where it
 * does not. A name that hangs on a variable is taken for one that exists.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations.html
 * @example unknownAction({ kind: "service", service: "dynamodb", way: "action", target: "GetItm", settings: {} })
 * // "the action GetItm, which DynamoDB does not have (did you mean GetItem?)"
 */
export function unknownAction(integration: WiredIntegration): string | null {
  if (integration.kind !== "service" || integration.service !== "dynamodb") return null;
  if (integration.way !== "action") return null;
  const name = integration.target.replace(/[&?].*$/su, "");
  if (known.has(name) || /[${}]/u.test(name)) return null;
  const meant = nearestName(name, actions);
  return `the action ${name}, which DynamoDB does not have${meant === null ? "" : ` (did you mean ${meant}?)`}`;
}

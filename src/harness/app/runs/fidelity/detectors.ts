import type { Detector } from "./detector.ts";
import { accessLogs } from "./detectors/access-logs.ts";
import { aliases } from "./detectors/aliases.ts";
import { apiKeys } from "./detectors/api-keys.ts";
import { architectures } from "./detectors/architectures.ts";
import { brokerEvents } from "./detectors/broker-events.ts";
import { bucketEvents } from "./detectors/bucket-events.ts";
import { caching } from "./detectors/caching.ts";
import { canary } from "./detectors/canary.ts";
import { codeElsewhere } from "./detectors/code-elsewhere.ts";
import { cognitoAuthorizers } from "./detectors/cognito-authorizers.ts";
import { compression } from "./detectors/compression.ts";
import { containerImages } from "./detectors/container-images.ts";
import { contentHandling } from "./detectors/content-handling.ts";
import { customDomains } from "./detectors/custom-domains.ts";
import { customResources } from "./detectors/custom-resources.ts";
import { dataStreams } from "./detectors/data-streams.ts";
import { deadLetterQueues } from "./detectors/dead-letter-queues.ts";
import { defaultEndpoint } from "./detectors/default-endpoint.ts";
import { destinations } from "./detectors/destinations.ts";
import { deviceEvents } from "./detectors/device-events.ts";
import { durableFunctions } from "./detectors/durable-functions.ts";
import { dynamicReferences } from "./detectors/dynamic-references.ts";
import { edgeEndpoints } from "./detectors/edge-endpoints.ts";
import { eventRules } from "./detectors/event-rules.ts";
import { eventSourceMappings } from "./detectors/event-source-mappings.ts";
import { fileSystems } from "./detectors/file-systems.ts";
import { functionPolicies } from "./detectors/function-policies.ts";
import { functionUrls } from "./detectors/function-urls.ts";
import { globalTables } from "./detectors/global-tables.ts";
import { httpIntegrations } from "./detectors/http-integrations.ts";
import { iamAuthorization } from "./detectors/iam-authorization.ts";
import { imports } from "./detectors/imports.ts";
import { jwtAuthorizers } from "./detectors/jwt-authorizers.ts";
import { lambdaAuthorizers } from "./detectors/lambda-authorizers.ts";
import { layers } from "./detectors/layers.ts";
import { logSubscriptions } from "./detectors/log-subscriptions.ts";
import { macros } from "./detectors/macros.ts";
import { mappingTemplates } from "./detectors/mapping-templates.ts";
import { mutualTls } from "./detectors/mutual-tls.ts";
import { nestedStacks } from "./detectors/nested-stacks.ts";
import { nodeVersions } from "./detectors/node-versions.ts";
import { parameterMapping } from "./detectors/parameter-mapping.ts";
import { pipes } from "./detectors/pipes.ts";
import { privateEndpoints } from "./detectors/private-endpoints.ts";
import { privateNetworks } from "./detectors/private-networks.ts";
import { provisionedConcurrency } from "./detectors/provisioned-concurrency.ts";
import { queueEvents } from "./detectors/queue-events.ts";
import { resourcePolicies } from "./detectors/resource-policies.ts";
import { responseStreaming } from "./detectors/response-streaming.ts";
import { runtimePrograms } from "./detectors/runtime-programs.ts";
import { runtimes } from "./detectors/runtimes.ts";
import { schedules } from "./detectors/schedules.ts";
import { serviceIntegrations } from "./detectors/service-integrations.ts";
import { servicesNotHere } from "./detectors/services-not-here.ts";
import { snapstart } from "./detectors/snapstart.ts";
import { tableStreams } from "./detectors/table-streams.ts";
import { throttling } from "./detectors/throttling.ts";
import { topicEvents } from "./detectors/topic-events.ts";
import { userPoolTriggers } from "./detectors/user-pool-triggers.ts";
import { vpcLinks } from "./detectors/vpc-links.ts";
import { webApplicationFirewall } from "./detectors/web-application-firewall.ts";
import { websocketApis } from "./detectors/websocket-apis.ts";
import { xRay } from "./detectors/x-ray.ts";

/** Every detector, in the order a report shows what they find. */
export const detectors: readonly Detector[] = [
  lambdaAuthorizers,
  cognitoAuthorizers,
  jwtAuthorizers,
  iamAuthorization,
  apiKeys,
  resourcePolicies,
  mutualTls,
  websocketApis,
  serviceIntegrations,
  httpIntegrations,
  mappingTemplates,
  vpcLinks,
  responseStreaming,
  contentHandling,
  parameterMapping,
  caching,
  throttling,
  canary,
  webApplicationFirewall,
  customDomains,
  privateEndpoints,
  edgeEndpoints,
  defaultEndpoint,
  accessLogs,
  compression,
  runtimes,
  runtimePrograms,
  containerImages,
  codeElsewhere,
  nodeVersions,
  architectures,
  layers,
  privateNetworks,
  provisionedConcurrency,
  durableFunctions,
  snapstart,
  functionUrls,
  fileSystems,
  deadLetterQueues,
  destinations,
  aliases,
  xRay,
  functionPolicies,
  queueEvents,
  topicEvents,
  bucketEvents,
  tableStreams,
  dataStreams,
  eventSourceMappings,
  eventRules,
  schedules,
  userPoolTriggers,
  logSubscriptions,
  brokerEvents,
  deviceEvents,
  pipes,
  servicesNotHere,
  globalTables,
  macros,
  imports,
  dynamicReferences,
  nestedStacks,
  customResources,
];

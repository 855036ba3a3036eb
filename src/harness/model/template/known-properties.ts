/** Words of a list written as text. */
function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

const functionProperties = words(`
  Architectures AssumeRolePolicyDocument AutoPublishAlias AutoPublishAliasAllProperties
  AutoPublishCodeSha256 CapacityProviderConfig CodeSigningConfigArn CodeUri DeadLetterQueue
  DeploymentPreference Description DurableConfig Environment EphemeralStorage EventInvokeConfig
  Events FileSystemConfigs FunctionName FunctionScalingConfig FunctionUrlConfig Handler ImageConfig
  ImageUri InlineCode KmsKeyArn Layers LoggingConfig MemorySize PackageType PermissionsBoundary
  Policies PropagateTags ProvisionedConcurrencyConfig PublishToLatestPublished RecursiveLoop
  ReservedConcurrentExecutions Role RolePath Runtime RuntimeManagementConfig SnapStart
  SourceKMSKeyArn Tags TenancyConfig Timeout Tracing VersionDeletionPolicy VersionDescription
  VpcConfig
`);

const apiProperties = words(`
  AccessLogSetting AlwaysDeploy ApiKeySourceType Auth BinaryMediaTypes CacheClusterEnabled
  CacheClusterSize CanarySetting Cors DefinitionBody DefinitionUri Description
  DisableExecuteApiEndpoint Domain EndpointAccessMode EndpointConfiguration FailOnWarnings
  GatewayResponses MergeDefinitions MethodSettings MinimumCompressionSize Mode Models Name
  OpenApiVersion Policy PropagateTags SecurityPolicy StageName Tags TracingEnabled Variables
`);

const httpApiProperties = words(`
  AccessLogSettings Auth CorsConfiguration DefaultRouteSettings DefinitionBody DefinitionUri
  Description DisableExecuteApiEndpoint Domain FailOnWarnings Name PropagateTags RouteSettings
  StageName StageVariables Tags
`);

/**
 * The properties SAM knows of the types it refuses a misspelt one of (source: SAM developer guide,
 * "AWS SAM resources and properties"). The lists may be behind: a name that is not in them proves
 * nothing yet.
 */
export const knownProperties: ReadonlyMap<string, readonly string[]> = new Map([
  ["AWS::Serverless::Function", functionProperties],
  ["AWS::Serverless::Api", apiProperties],
  ["AWS::Serverless::HttpApi", httpApiProperties],
]);

/** Functions, state machines, containers and what builds and deploys them: the attributes of each type, one type a line (see `attributeNamesOf`). */
export const computeAttributes = `
  AppConfig::Application: ApplicationId
  AppConfig::ConfigurationProfile: ConfigurationProfileId KmsKeyArn
  AppConfig::Deployment: DeploymentNumber State
  AppConfig::DeploymentStrategy: Id
  AppConfig::Environment: EnvironmentId
  AppConfig::ExperimentRun: ApplicationId ExperimentDefinitionId Run Status StartedAt UpdatedAt
  AppConfig::Extension: Id Arn VersionNumber
  AppConfig::ExtensionAssociation: Id Arn ResourceArn ExtensionArn
  AppConfig::HostedConfigurationVersion: VersionNumber
  ApplicationAutoScaling::ScalableTarget: Id
  ApplicationAutoScaling::ScalingPolicy: Arn
  CloudFormation::ChangeSet: ChangeSetId StackId CreationTime
  CloudFormation::GeneratedTemplate: GeneratedTemplateId Status CreationTime LastUpdatedTime Progress TotalWarnings
  CloudFormation::GuardHook: HookArn
  CloudFormation::HookDefaultVersion: Arn
  CloudFormation::HookTypeConfig: ConfigurationArn
  CloudFormation::HookVersion: Arn IsDefaultVersion Visibility VersionId TypeArn
  CloudFormation::LambdaHook: HookArn
  CloudFormation::ModuleDefaultVersion:
  CloudFormation::PublicTypeVersion: PublicTypeArn TypeVersionArn PublisherId
  CloudFormation::Publisher: PublisherId PublisherStatus PublisherProfile IdentityProvider
  CloudFormation::ResourceDefaultVersion: Arn
  CloudFormation::ResourceVersion: Arn IsDefaultVersion ProvisioningType Visibility VersionId TypeArn
  CloudFormation::StackSet: StackSetId
  CloudFormation::TypeActivation: Arn
  CloudFormation::WaitCondition: Data Id
  CloudFormation::WaitConditionHandle: Id
  CodeBuild::Fleet: Arn
  CodeBuild::Project: Id Arn
  CodeBuild::ReportGroup: Arn
  CodeBuild::SourceCredential: Arn
  CodeDeploy::Application:
  CodeDeploy::DeploymentConfig:
  CodeDeploy::DeploymentGroup:
  CodePipeline::CustomActionType: Id
  CodePipeline::Pipeline: Version Arn
  CodePipeline::Webhook: Id Url
  ECR::PublicRepository: Arn
  ECR::PullThroughCacheRule:
  ECR::PullTimeUpdateExclusion:
  ECR::RegistryPolicy: RegistryId
  ECR::RegistryScanningConfiguration: RegistryId
  ECR::ReplicationConfiguration: RegistryId
  ECR::Repository: Arn RepositoryUri
  ECR::RepositoryCreationTemplate: CreatedAt UpdatedAt
  ECR::SigningConfiguration: RegistryId
  ECS::CapacityProvider:
  ECS::Cluster: Arn
  ECS::ClusterCapacityProviderAssociations:
  ECS::Daemon: DaemonArn DeploymentArn CreatedAt UpdatedAt DaemonStatus
  ECS::DaemonTaskDefinition: DaemonTaskDefinitionArn
  ECS::ExpressGatewayService: ServiceArn ActiveConfigurations Status CreatedAt UpdatedAt Endpoint ECSManagedResourceArns ECSManagedResourceArns.ServiceSecurityGroups ECSManagedResourceArns.AutoScaling ECSManagedResourceArns.AutoScaling.ScalableTarget ECSManagedResourceArns.AutoScaling.ApplicationAutoScalingPolicies ECSManagedResourceArns.LogGroups ECSManagedResourceArns.MetricAlarms ECSManagedResourceArns.IngressPath ECSManagedResourceArns.IngressPath.CertificateArn ECSManagedResourceArns.IngressPath.LoadBalancerSecurityGroups ECSManagedResourceArns.IngressPath.ListenerRuleArn ECSManagedResourceArns.IngressPath.ListenerArn ECSManagedResourceArns.IngressPath.LoadBalancerArn ECSManagedResourceArns.IngressPath.TargetGroupArns
  ECS::Gateway: Arn Status AccessType CreatedAt UpdatedAt Configuration.HostSharedAlb.CurrentAlbCount
  ECS::GatewayClusterAssociations: GatewayArn ClusterArn Status
  ECS::PrimaryTaskSet:
  ECS::Service: ServiceArn Name
  ECS::TaskDefinition: TaskDefinitionArn
  ECS::TaskSet: Id
  Lambda::Alias: AliasArn
  Lambda::CapacityProvider: State Arn
  Lambda::CodeSigningConfig: CodeSigningConfigId CodeSigningConfigArn
  Lambda::EventInvokeConfig:
  Lambda::EventSourceMapping: Id EventSourceMappingArn
  Lambda::Function: SnapStartResponse SnapStartResponse.ApplyOn SnapStartResponse.OptimizationStatus Arn
  Lambda::LayerVersion: LayerVersionArn
  Lambda::LayerVersionPermission: Id
  Lambda::MicrovmImage: ImageArn State LatestActiveImageVersion LatestFailedImageVersion CreatedAt UpdatedAt
  Lambda::NetworkConnector: Arn State LatestVersionArn LatestVersion
  Lambda::Permission: Id
  Lambda::ResourcePolicy:
  Lambda::Url: FunctionUrl FunctionArn
  Lambda::Version: Version FunctionArn
  Lambda::WebFunction: FunctionArn State StateReason CreatedAt UpdatedAt
  Lambda::WebFunctionEndpoint: FunctionArn EndpointArn DomainName State StateReason UpdateStatus UpdateStatusReason RegionalEndpoints CreatedAt UpdatedAt
  Lambda::WebFunctionRevision: FunctionArn RevisionId RevisionArn State StateReason CreatedAt
  Serverless::Api: Deployment RestApiId RootResourceId Stage ApiKey DomainName UsagePlan UsagePlanKey
  Serverless::Function: Alias Arn SnapStartResponse Version DestinationQueue DestinationTopic
  Serverless::HttpApi: ApiEndpoint ApiId DomainName ExecuteApiArn Stage
  Serverless::LayerVersion: LayerVersionArn
  Serverless::SimpleTable: Arn StreamArn
  Serverless::StateMachine: Alias Arn Name StateMachineRevisionId Version
  StepFunctions::Activity: Arn EncryptionConfiguration.KmsDataKeyReusePeriodSeconds EncryptionConfiguration.KmsKeyId EncryptionConfiguration.Type Name Tags
  StepFunctions::StateMachine: Arn Name StateMachineRevisionId
  StepFunctions::StateMachineAlias: Arn
  StepFunctions::StateMachineVersion: Arn
  Synthetics::Group: Id
  XRay::Group: GroupARN
  XRay::ResourcePolicy:
  XRay::SamplingRule: RuleARN
  XRay::TransactionSearchConfig: AccountId
`;

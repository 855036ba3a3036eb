/** APIs, domains, users, certificates, firewalls and roles: the attributes of each type, one type a line (see `attributeNamesOf`). */
export const webAttributes = `
  ApiGateway::Account: Id
  ApiGateway::ApiKey: APIKeyId
  ApiGateway::Authorizer: AuthorizerId
  ApiGateway::BasePathMapping:
  ApiGateway::BasePathMappingV2: BasePathMappingArn
  ApiGateway::ClientCertificate: ClientCertificateId
  ApiGateway::Deployment: DeploymentId
  ApiGateway::DocumentationPart: DocumentationPartId
  ApiGateway::DocumentationVersion:
  ApiGateway::DomainName: DomainNameArn RegionalHostedZoneId DistributionDomainName RegionalDomainName DistributionHostedZoneId
  ApiGateway::DomainNameAccessAssociation: DomainNameAccessAssociationArn
  ApiGateway::DomainNameV2: DomainNameId DomainNameArn
  ApiGateway::GatewayResponse: Id
  ApiGateway::Method:
  ApiGateway::Model:
  ApiGateway::RequestValidator: RequestValidatorId
  ApiGateway::Resource: ResourceId
  ApiGateway::RestApi: RestApiId RootResourceId
  ApiGateway::Stage:
  ApiGateway::UsagePlan: Id
  ApiGateway::UsagePlanKey: Id
  ApiGateway::VpcLink: VpcLinkId
  ApiGatewayV2::Api: ApiId ApiEndpoint ExecuteApiArn
  ApiGatewayV2::ApiGatewayManagedOverrides: Id
  ApiGatewayV2::ApiMapping: ApiMappingId
  ApiGatewayV2::Authorizer: AuthorizerId
  ApiGatewayV2::Deployment: DeploymentId
  ApiGatewayV2::DomainName: RegionalDomainName RegionalHostedZoneId DomainNameArn
  ApiGatewayV2::Integration: IntegrationId
  ApiGatewayV2::IntegrationResponse: IntegrationResponseId
  ApiGatewayV2::Model: ModelId
  ApiGatewayV2::PortalProduct: PortalProductArn PortalProductId LastModified
  ApiGatewayV2::Route: RouteId
  ApiGatewayV2::RouteResponse: RouteResponseId
  ApiGatewayV2::RoutingRule: RoutingRuleArn RoutingRuleId
  ApiGatewayV2::Stage:
  ApiGatewayV2::VpcLink: VpcLinkId
  AppSync::Api: ApiId Dns Dns.Realtime Dns.Http ApiArn
  AppSync::ApiCache: Id
  AppSync::ApiKey: ApiKey ApiKeyId Arn
  AppSync::ChannelNamespace: ChannelNamespaceArn
  AppSync::DataSource: Name DataSourceArn
  AppSync::DomainName: AppSyncDomainName CertificateArn Description DomainName DomainNameArn HostedZoneId Tags
  AppSync::DomainNameApiAssociation: ApiAssociationIdentifier
  AppSync::FunctionConfiguration: ApiId Code CodeS3Location DataSourceName Description FunctionArn FunctionId FunctionVersion MaxBatchSize Name RequestMappingTemplate RequestMappingTemplateS3Location ResponseMappingTemplate ResponseMappingTemplateS3Location Runtime.Name Runtime.RuntimeVersion SyncConfig.ConflictDetection SyncConfig.ConflictHandler SyncConfig.LambdaConflictHandlerConfig.LambdaConflictHandlerArn
  AppSync::GraphQLApi: ApiId Arn GraphQLEndpointArn GraphQLDns GraphQLUrl RealtimeDns RealtimeUrl
  AppSync::GraphQLSchema: Id
  AppSync::Resolver: ApiId CachingConfig.CachingKeys CachingConfig.Ttl Code CodeS3Location DataSourceName FieldName Kind MaxBatchSize MetricsConfig PipelineConfig.Functions RequestMappingTemplate RequestMappingTemplateS3Location ResolverArn ResponseMappingTemplate ResponseMappingTemplateS3Location Runtime.Name Runtime.RuntimeVersion SyncConfig.ConflictDetection SyncConfig.ConflictHandler SyncConfig.LambdaConflictHandlerConfig.LambdaConflictHandlerArn TypeName
  AppSync::SourceApiAssociation: AssociationId AssociationArn SourceApiId SourceApiArn MergedApiId MergedApiArn SourceApiAssociationStatus SourceApiAssociationStatusDetail LastSuccessfulMergeDate
  AppSync::Type: Arn Name
  CertificateManager::Account: AccountId
  CertificateManager::AcmeDomainValidation: Arn
  CertificateManager::AcmeEndpoint: AcmeEndpointArn EndpointUrl
  CertificateManager::AcmeExternalAccountBinding: AcmeExternalAccountBindingArn
  CertificateManager::Certificate: CertificateArn
  CloudFront::AnycastIpList: AnycastIpList ETag Id IpamCidrConfigResults
  CloudFront::CachePolicy: Id LastModifiedTime
  CloudFront::CloudFrontOriginAccessIdentity: Id S3CanonicalUserId
  CloudFront::ConnectionFunction: Id ConnectionFunctionArn Stage Status ETag CreatedTime LastModifiedTime
  CloudFront::ConnectionGroup: Id Arn CreatedTime LastModifiedTime RoutingEndpoint Status IsDefault ETag
  CloudFront::ContinuousDeploymentPolicy: Id LastModifiedTime
  CloudFront::Distribution: Id DomainName
  CloudFront::DistributionTenant: Id Arn DomainResults ETag Status CreatedTime LastModifiedTime
  CloudFront::FieldLevelEncryptionConfig: Arn Id LastModifiedTime
  CloudFront::FieldLevelEncryptionProfile: Arn Id LastModifiedTime
  CloudFront::Function: FunctionARN FunctionMetadata.FunctionARN Stage
  CloudFront::KeyGroup: Id LastModifiedTime
  CloudFront::KeyValueStore: Arn Id Status
  CloudFront::MonitoringSubscription:
  CloudFront::OriginAccessControl: Id
  CloudFront::OriginRequestPolicy: Id LastModifiedTime
  CloudFront::PublicKey: Id CreatedTime
  CloudFront::RealtimeLogConfig: Arn
  CloudFront::ResponseHeadersPolicy: Id LastModifiedTime
  CloudFront::StreamingDistribution: DomainName Id
  CloudFront::TrustStore: Id Arn Status ETag LastModifiedTime NumberOfCaCertificates
  CloudFront::VpcOrigin: Id Arn AccountId Status CreatedTime LastModifiedTime
  Cognito::IdentityPool: Id Name
  Cognito::IdentityPoolPrincipalTag:
  Cognito::IdentityPoolRoleAttachment: Id
  Cognito::LogDeliveryConfiguration: Id
  Cognito::ManagedLoginBranding: ManagedLoginBrandingId
  Cognito::Terms: TermsId
  Cognito::UserPool: ProviderName UserPoolId ProviderURL Arn
  Cognito::UserPoolClient: ClientSecret Name ClientId
  Cognito::UserPoolDomain: CloudFrontDistribution
  Cognito::UserPoolGroup:
  Cognito::UserPoolIdentityProvider:
  Cognito::UserPoolRegionalConfigurationAttachment:
  Cognito::UserPoolReplica:
  Cognito::UserPoolResourceServer:
  Cognito::UserPoolRiskConfigurationAttachment:
  Cognito::UserPoolUICustomizationAttachment:
  Cognito::UserPoolUser:
  Cognito::UserPoolUserToGroupAttachment:
  ElasticLoadBalancingV2::Listener: ListenerArn
  ElasticLoadBalancingV2::ListenerCertificate: Id
  ElasticLoadBalancingV2::ListenerRule: RuleArn IsDefault
  ElasticLoadBalancingV2::LoadBalancer: CanonicalHostedZoneID DNSName EnableCapacityReservationProvisionStabilize EnablePrefixForIpv6SourceNat EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic IpAddressType Ipv4IpamPoolId LoadBalancerArn LoadBalancerAttributes LoadBalancerFullName LoadBalancerName Name Scheme SecurityGroups SubnetMappings Subnets Tags Type
  ElasticLoadBalancingV2::TargetGroup: LoadBalancerArns TargetGroupArn TargetGroupName TargetGroupFullName
  ElasticLoadBalancingV2::TrustStore: TrustStoreArn Status NumberOfCaCertificates
  ElasticLoadBalancingV2::TrustStoreRevocation: RevocationId TrustStoreRevocations
  IAM::AccessKey: SecretAccessKey Id
  IAM::Group: Arn
  IAM::GroupPolicy:
  IAM::InstanceProfile: Arn
  IAM::ManagedPolicy: PolicyArn AttachmentCount CreateDate DefaultVersionId IsAttachable PermissionsBoundaryUsageCount PolicyId UpdateDate
  IAM::OIDCProvider: Arn
  IAM::Policy: Id
  IAM::Role: Arn RoleId
  IAM::RolePolicy:
  IAM::SAMLProvider: Arn SamlProviderUUID
  IAM::ServerCertificate: Arn
  IAM::ServiceLinkedRole: RoleName
  IAM::User: Arn
  IAM::UserPolicy:
  IAM::UserToGroupAddition: Id
  IAM::VirtualMFADevice: SerialNumber
  Route53::CidrCollection: Id Arn
  Route53::DNSSEC:
  Route53::DelegationSet: Arn Id CallerReference NameServers
  Route53::HealthCheck: HealthCheckId
  Route53::HostedZone: Id NameServers
  Route53::KeySigningKey:
  Route53::QueryLoggingConfig: Arn Id
  Route53::RecordSet:
  Route53::RecordSetGroup: Id
  Route53::TrafficPolicy: Arn Id Version Type
  Route53::TrafficPolicyInstance: Arn Id State TrafficPolicyType
  SES::ConfigurationSet:
  SES::ConfigurationSetEventDestination: Id
  SES::ContactList:
  SES::CustomVerificationEmailTemplate:
  SES::DedicatedIpPool:
  SES::EmailIdentity: DkimDNSTokenName1 DkimDNSTokenName2 DkimDNSTokenName3 DkimDNSTokenValue1 DkimDNSTokenValue2 DkimDNSTokenValue3
  SES::EmailIdentityCertificate:
  SES::MailManagerAddonInstance: AddonInstanceArn AddonInstanceId AddonName
  SES::MailManagerAddonSubscription: AddonSubscriptionArn AddonSubscriptionId
  SES::MailManagerAddressList: AddressListId AddressListArn
  SES::MailManagerArchive: ArchiveArn ArchiveId ArchiveState
  SES::MailManagerIngressPoint: IngressPointId IngressPointArn Status ARecord
  SES::MailManagerRelay: RelayArn RelayId
  SES::MailManagerRuleSet: RuleSetArn RuleSetId
  SES::MailManagerTrafficPolicy: TrafficPolicyArn TrafficPolicyId
  SES::MultiRegionEndpoint:
  SES::ReceiptFilter: Id
  SES::ReceiptRule: RuleName
  SES::ReceiptRuleSet:
  SES::Template: Id
  SES::Tenant: Arn
  SES::VdmAttributes: VdmAttributesResourceId
  WAFv2::IPSet: Arn Id
  WAFv2::LoggingConfiguration: ManagedByFirewallManager
  WAFv2::RegexPatternSet: Arn Id
  WAFv2::WebACL: Arn Capacity Id LabelNamespace
  WAFv2::WebACLAssociation:
`;

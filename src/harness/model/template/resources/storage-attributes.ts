/** Tables, buckets, databases, keys, secrets, parameters and networks: the attributes of each type, one type a line (see `attributeNamesOf`). */
export const storageAttributes = `
  DynamoDB::GlobalTable: Arn StreamArn TableId
  DynamoDB::Table: Arn StreamArn
  EC2::EIP: PublicIp AllocationId
  EC2::FlowLog: Id
  EC2::InternetGateway: InternetGatewayId
  EC2::LaunchTemplate: DefaultVersionNumber LaunchTemplateId LatestVersionNumber
  EC2::NatGateway: NatGatewayId EniId AutoProvisionZones AutoScalingIps RouteTableId
  EC2::NetworkAcl: Id
  EC2::NetworkInterface: Id SecondaryPrivateIpAddresses PrimaryPrivateIpAddress PrimaryIpv6Address VpcId PublicIpDnsNameOptions
  EC2::Route: CidrBlock
  EC2::RouteTable: RouteTableId
  EC2::SecurityGroup: GroupDescription GroupId GroupName Id SecurityGroupEgress SecurityGroupIngress Tags VpcId
  EC2::SecurityGroupEgress: Id
  EC2::SecurityGroupIngress: Id
  EC2::Subnet: AssignIpv6AddressOnCreation AvailabilityZone AvailabilityZoneId BlockPublicAccessStates.InternetGatewayBlockMode CidrBlock EnableDns64 EnableLniAtDeviceIndex Ipv4IpamPoolId Ipv4NetmaskLength Ipv6CidrBlock Ipv6CidrBlocks Ipv6IpamPoolId Ipv6Native Ipv6NetmaskLength MapPublicIpOnLaunch NetworkAclAssociationId OutpostArn PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsAAAARecord PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsARecord PrivateDnsNameOptionsOnLaunch.HostnameType SubnetId Tags VpcId
  EC2::SubnetRouteTableAssociation: Id
  EC2::VPCEndpoint: NetworkInterfaceIds CreationTimestamp DnsEntries Id
  EC2::VPCGatewayAttachment: AttachmentType
  EFS::AccessPoint: AccessPointId Arn
  EFS::MountTarget: FileSystemId Id IpAddress IpAddressType Ipv6Address SecurityGroups SubnetId
  ElastiCache::CacheCluster: ConfigurationEndpoint ConfigurationEndpoint.Port ConfigurationEndpoint.Address RedisEndpoint RedisEndpoint.Port RedisEndpoint.Address
  ElastiCache::GlobalReplicationGroup: GlobalReplicationGroupId Status Arn
  ElastiCache::ParameterGroup: CacheParameterGroupName
  ElastiCache::SecurityGroup: Id
  ElastiCache::SecurityGroupIngress: Id
  ElastiCache::ServerlessCache: FullEngineVersion CreateTime Status Endpoint.Address Endpoint.Port ReaderEndpoint.Address ReaderEndpoint.Port ARN
  ElastiCache::ServerlessCacheSnapshot: ARN SnapshotType Status CreateTime BytesUsedForCache ServerlessCacheConfiguration
  ElastiCache::Snapshot: Arn SnapshotStatus SnapshotSource CacheNodeType Engine EngineVersion NumCacheNodes NumNodeGroups PreferredMaintenanceWindow CacheParameterGroupName CacheSubnetGroupName SnapshotRetentionLimit SnapshotWindow TopicArn Port PreferredAvailabilityZone VpcId AutoMinorVersionUpgrade AutomaticFailover ReplicationGroupDescription DataTiering CacheClusterCreateTime NodeSnapshots
  ElastiCache::SubnetGroup:
  ElastiCache::User: Status Arn
  ElastiCache::UserGroup: Status Arn
  KMS::Alias:
  KMS::Key: Arn KeyId
  KMS::ReplicaKey: Arn KeyId
  OpenSearchService::Application: Id Arn
  OpenSearchService::Domain: Id Arn DomainArn DomainEndpoint DomainEndpointV2 DomainEndpoints ServiceSoftwareOptions AdvancedSecurityOptions.AnonymousAuthDisableDate IdentityCenterOptions.IdentityCenterApplicationARN IdentityCenterOptions.IdentityStoreId
  RDS::ClusterSnapshot: DBClusterSnapshotArn AvailabilityZones Engine EngineVersion SnapshotType AllocatedStorage Status Port VpcId ClusterCreateTime MasterUsername EngineMode LicenseModel StorageEncrypted KmsKeyId IAMDatabaseAuthenticationEnabled DbClusterResourceId SnapshotCreateTime
  RDS::CustomDBEngineVersion: DBEngineVersionArn
  RDS::DBCluster: DBClusterArn DBClusterResourceId Endpoint Endpoint.Address Endpoint.Port ReadEndpoint ReadEndpoint.Address MasterUserSecret.SecretArn StorageEncryptionType StorageThroughput
  RDS::DBClusterEndpoint: DBClusterEndpointArn Endpoint DBClusterEndpointResourceIdentifier EndpointType Status
  RDS::DBClusterParameterGroup:
  RDS::DBParameterGroup: DBParameterGroupArn DBParameterGroupName Description Family Tags
  RDS::DBProxy: DBProxyArn Endpoint VpcId
  RDS::DBProxyEndpoint: DBProxyEndpointArn Endpoint VpcId IsDefault
  RDS::DBProxyTargetGroup: TargetGroupArn
  RDS::DBSecurityGroup: Id
  RDS::DBSecurityGroupIngress: Id
  RDS::DBShardGroup: DBShardGroupResourceId Endpoint
  RDS::DBSnapshot: DBSnapshotArn Engine EngineVersion AllocatedStorage Status Port AvailabilityZone VpcId InstanceCreateTime MasterUsername SnapshotType Iops OptionGroupName SnapshotCreateTime Encrypted KmsKeyId StorageType LicenseModel IAMDatabaseAuthenticationEnabled DbiResourceId OriginalSnapshotCreateTime StorageThroughput
  RDS::DBSubnetGroup: DBSubnetGroupArn
  RDS::Deployment: Arn BlueGreenDeploymentIdentifier Target SwitchoverDetails Tasks Status CreateTime
  RDS::EventSubscription:
  RDS::GlobalCluster: GlobalEndpoint
  RDS::Integration: IntegrationArn CreateTime
  RDS::OptionGroup:
  S3::AccessGrant: AccessGrantId AccessGrantArn GrantScope
  S3::AccessGrantsInstance: AccessGrantsInstanceArn AccessGrantsInstanceId
  S3::AccessGrantsLocation: AccessGrantsLocationArn AccessGrantsLocationId
  S3::AccessPoint: Alias Arn Bucket BucketAccountId Name NetworkOrigin PublicAccessBlockConfiguration.BlockPublicAcls PublicAccessBlockConfiguration.BlockPublicPolicy PublicAccessBlockConfiguration.IgnorePublicAcls PublicAccessBlockConfiguration.RestrictPublicBuckets Tags VpcConfiguration.VpcId
  S3::Bucket: Arn DomainName DualStackDomainName RegionalDomainName MetadataTableConfiguration.S3TablesDestination.TableNamespace MetadataTableConfiguration.S3TablesDestination.TableArn MetadataConfiguration.Destination MetadataConfiguration.JournalTableConfiguration.TableName MetadataConfiguration.JournalTableConfiguration.TableArn MetadataConfiguration.InventoryTableConfiguration.TableName MetadataConfiguration.InventoryTableConfiguration.TableArn MetadataConfiguration.AnnotationTableConfiguration.TableName MetadataConfiguration.AnnotationTableConfiguration.TableArn WebsiteURL
  S3::BucketPolicy:
  S3::MultiRegionAccessPoint: Alias CreatedAt
  S3::MultiRegionAccessPointPolicy: PolicyStatus PolicyStatus.IsPublic
  S3::StorageLens: StorageLensConfiguration.StorageLensArn
  S3::StorageLensGroup: StorageLensGroupArn
  SSM::Association: AssociationId
  SSM::CloudConnector: CloudConnectorArn CloudConnectorId CreatedAt UpdatedAt
  SSM::Document:
  SSM::MaintenanceWindow: WindowId
  SSM::MaintenanceWindowTarget: WindowTargetId
  SSM::MaintenanceWindowTask: WindowTaskId
  SSM::OpsItem: OpsItemId OpsItemArn Status CreatedBy CreatedTime LastModifiedBy LastModifiedTime OpsItemType Version
  SSM::Parameter: AllowedPattern Arn DataType Description Name Policies Tier Type Value
  SSM::PatchBaseline: Id
  SSM::ResourceDataSync:
  SSM::ResourcePolicy: PolicyId PolicyHash
  SSM::ServiceSetting: Status LastModifiedDate LastModifiedUser Arn
  SecretsManager::ResourcePolicy: Id
  SecretsManager::RotationSchedule: Id
  SecretsManager::Secret: Id
  SecretsManager::SecretTargetAttachment: Id
`;

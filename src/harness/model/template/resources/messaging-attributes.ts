/** Queues, topics, buses, schedules, pipes, streams, logs and alarms: the attributes of each type, one type a line (see `attributeNamesOf`). */
export const messagingAttributes = `
  CloudTrail::Channel: ChannelArn
  CloudTrail::Dashboard: DashboardArn CreatedTimestamp UpdatedTimestamp Status Type
  CloudTrail::EventDataStore: EventDataStoreArn CreatedTimestamp UpdatedTimestamp Status
  CloudTrail::ResourcePolicy:
  CloudTrail::Trail: Arn SnsTopicArn
  CloudWatch::Alarm: Arn
  CloudWatch::AlarmMuteRule: Status LastUpdatedTimestamp MuteType Arn
  CloudWatch::AnomalyDetector: Id
  CloudWatch::CompositeAlarm: Arn
  CloudWatch::Dashboard:
  CloudWatch::InsightRule: RuleName Arn
  CloudWatch::Integration: IntegrationArn IntegrationId Status CreatedAt UpdatedAt
  CloudWatch::LogAlarm: Arn
  CloudWatch::MetricStream: Arn CreationDate LastUpdateDate State
  CloudWatch::OTelEnrichment: AccountId Status
  CloudWatch::ResourceMetricsConfiguration: CreatedAt UpdatedAt
  CloudWatch::View: Arn Type CreatedAt UpdatedAt
  EventSchemas::Discoverer: CrossAccount Description DiscovererArn DiscovererId SourceArn State Tags
  EventSchemas::Registry: Description RegistryArn RegistryName Tags
  EventSchemas::RegistryPolicy: Id
  EventSchemas::Schema: Content Description LastModified RegistryName SchemaArn SchemaName SchemaVersion Tags Type VersionCreatedDate
  Events::ApiDestination: Arn ArnForPolicy
  Events::Archive: Arn
  Events::Connection: Arn ArnForPolicy SecretArn AuthParameters.ConnectivityParameters.ResourceParameters.ResourceAssociationArn InvocationConnectivityParameters.ResourceParameters.ResourceAssociationArn
  Events::Endpoint: Arn EndpointId EndpointUrl State StateReason
  Events::EventBus: Arn DeadLetterConfig.Arn Description EventSourceName KmsKeyIdentifier LogConfig.IncludeDetail LogConfig.Level Name Tags
  Events::EventBusPolicy:
  Events::Rule: Arn RuleName
  Kinesis::Channel: ChannelARN ChannelId ChannelStatus ChannelCreationTimestamp
  Kinesis::ResourcePolicy:
  Kinesis::Stream: Arn WarmThroughputObject
  Kinesis::StreamConsumer: ConsumerName StreamARN ConsumerARN ConsumerStatus ConsumerCreationTimestamp
  KinesisFirehose::DeliveryStream: Arn
  Logs::AccountPolicy: AccountId
  Logs::Delivery: DeliveryId Arn DeliveryDestinationType
  Logs::DeliveryDestination: Arn
  Logs::DeliverySource: Service ResourceArns Arn Status StatusReason
  Logs::Destination: Arn
  Logs::Integration: IntegrationStatus
  Logs::LogAnomalyDetector: AnomalyDetectorArn CreationTimeStamp LastModifiedTimeStamp AnomalyDetectorStatus
  Logs::LogGroup: Arn
  Logs::LogStream:
  Logs::MetricFilter:
  Logs::QueryDefinition: QueryDefinitionId
  Logs::ResourcePolicy:
  Logs::ScheduledQuery: ScheduledQueryArn LastTriggeredTime LastExecutionStatus CreationTime LastUpdatedTime
  Logs::StorageTierPolicy: AccountId LastUpdatedTime
  Logs::SubscriptionFilter:
  Logs::Transformer:
  Pipes::Pipe: Arn CreationTime CurrentState LastModifiedTime StateReason
  SNS::Subscription: Arn
  SNS::Topic: ContentBasedDeduplication DeliveryStatusLogging DisplayName FifoThroughputScope FifoTopic KmsMasterKeyId MaximumMessageSize SignatureVersion Subscription Tags TopicArn TopicName TracingConfig
  SNS::TopicInlinePolicy:
  SNS::TopicPolicy: Id
  SQS::Queue: Arn ContentBasedDeduplication DeduplicationScope DelaySeconds FifoQueue FifoThroughputLimit KmsDataKeyReusePeriodSeconds KmsMasterKeyId MaximumMessageSize MessageRetentionPeriod QueueName QueueUrl ReceiveMessageWaitTimeSeconds RedrivePolicy.deadLetterTargetArn RedrivePolicy.maxReceiveCount SqsManagedSseEnabled Tags VisibilityTimeout
  SQS::QueueInlinePolicy:
  SQS::QueuePolicy: Id
  Scheduler::Schedule: Arn
  Scheduler::ScheduleGroup: Arn CreationDate LastModificationDate State
`;

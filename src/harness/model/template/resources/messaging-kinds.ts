import {
  byName,
  named,
  namedByArn,
  regionalArn,
  type ResourceFacts,
  type ResourceKind,
} from "./resource-facts.ts";

/** The one place a queue's URL is made. */
function queueUrl(facts: ResourceFacts): string {
  return `https://sqs.${facts.region}.${facts.urlSuffix}/${facts.accountId}/${facts.name}`;
}

/** The name of an unnamed FIFO queue or topic ends in `.fifo` as well. */
function fifoName(property: string): (facts: Omit<ResourceFacts, "name">) => string {
  return (facts) => {
    const suffix = facts.text(property) === "true" ? ".fifo" : "";
    return `${facts.stackName}-${facts.logicalId}${suffix}`;
  };
}

function topicArn(facts: ResourceFacts): string {
  return regionalArn(facts, "sns", facts.name);
}

/** `null` for the default bus; the bus may be given by its ARN. */
function busOf(facts: ResourceFacts): string | null {
  const bus = facts.text("EventBusName")?.split(":event-bus/").at(-1) ?? "default";
  return bus === "default" ? null : bus;
}

/** The name; of a rule on a bus of its own `BUS|NAME` (as deployed; the reference does not say). */
function ruleId(facts: ResourceFacts): string {
  const bus = busOf(facts);
  return bus === null ? facts.name : `${bus}|${facts.name}`;
}

/** `rule/NAME` on the default bus, `rule/BUS/NAME` on another. */
function ruleArn(facts: ResourceFacts): string {
  const bus = busOf(facts);
  return regionalArn(facts, "events", `rule/${bus === null ? "" : `${bus}/`}${facts.name}`);
}

/** `schedule/GROUP/NAME`; the group is `default` unless said. */
function scheduleArn(facts: ResourceFacts): string {
  const group = facts.text("GroupName") ?? "default";
  return regionalArn(facts, "scheduler", `schedule/${group}/${facts.name}`);
}

function arnOf(service: string, prefix: string): (facts: ResourceFacts) => string {
  return (facts) => regionalArn(facts, service, `${prefix}${facts.name}`);
}

/** Connections and destinations end in a UUID, which policies leave out. */
function arnWithUuid(kind: string): ResourceKind["attributes"] {
  return {
    Arn: (facts) => regionalArn(facts, "events", `${kind}/${facts.name}/${facts.madeUpUuid()}`),
    ArnForPolicy: arnOf("events", `${kind}/`),
  };
}

function consumerArn(facts: ResourceFacts): string | null {
  const stream = facts.text("StreamARN");
  return stream === null ? null : `${stream}/consumer/${facts.name}:1704067200`;
}

/** Queues, topics, buses, rules, schedules, pipes, streams and logs. */
export const messagingKinds: Readonly<Record<string, ResourceKind>> = {
  "AWS::SQS::Queue": {
    nameProperty: "QueueName",
    unnamed: fifoName("FifoQueue"),
    ref: queueUrl,
    attributes: { Arn: arnOf("sqs", ""), QueueName: byName, QueueUrl: queueUrl },
  },
  "AWS::SNS::Topic": {
    nameProperty: "TopicName",
    unnamed: fifoName("FifoTopic"),
    ref: topicArn,
    attributes: { TopicArn: topicArn, TopicName: byName },
  },
  "AWS::SNS::Subscription": {
    nameProperty: null,
    ref: (facts) => `${facts.text("TopicArn") ?? topicArn(facts)}:${facts.madeUpUuid()}`,
    attributes: {},
  },
  "AWS::Events::ApiDestination": named("Name", arnWithUuid("api-destination")),
  "AWS::Events::Archive": named("ArchiveName", { Arn: arnOf("events", "archive/") }),
  "AWS::Events::Connection": named("Name", arnWithUuid("connection")),
  "AWS::Events::EventBus": named("Name", { Arn: arnOf("events", "event-bus/"), Name: byName }),
  "AWS::Events::Rule": {
    nameProperty: "Name",
    ref: ruleId,
    attributes: { Arn: ruleArn, RuleName: byName },
  },
  "AWS::EventSchemas::Registry": {
    nameProperty: "RegistryName",
    ref: arnOf("schemas", "registry/"),
    attributes: { RegistryArn: arnOf("schemas", "registry/"), RegistryName: byName },
  },
  "AWS::Scheduler::Schedule": named("Name", { Arn: scheduleArn }),
  "AWS::Scheduler::ScheduleGroup": named("Name", { Arn: arnOf("scheduler", "schedule-group/") }),
  "AWS::Pipes::Pipe": named("Name", { Arn: arnOf("pipes", "pipe/") }),
  "AWS::Kinesis::Stream": named("Name", { Arn: arnOf("kinesis", "stream/") }),
  "AWS::Kinesis::StreamConsumer": {
    nameProperty: "ConsumerName",
    ref: (facts) => consumerArn(facts) ?? facts.name,
    attributes: {
      ConsumerARN: consumerArn,
      ConsumerName: byName,
      StreamARN: (facts) => facts.text("StreamARN"),
    },
  },
  "AWS::KinesisFirehose::DeliveryStream": named("DeliveryStreamName", {
    Arn: arnOf("firehose", "deliverystream/"),
  }),
  "AWS::Logs::LogGroup": named("LogGroupName", {
    Arn: (facts) => regionalArn(facts, "logs", `log-group:${facts.name}:*`),
  }),
  "AWS::Logs::LogStream": named("LogStreamName", {}),
  "AWS::CloudWatch::Alarm": named("AlarmName", { Arn: arnOf("cloudwatch", "alarm:") }),
  "AWS::CloudWatch::CompositeAlarm": named("AlarmName", { Arn: arnOf("cloudwatch", "alarm:") }),
  "AWS::CloudWatch::Dashboard": named("DashboardName", {}),
  "AWS::CloudTrail::Trail": named("TrailName", { Arn: arnOf("cloudtrail", "trail/") }),
  "AWS::SES::ConfigurationSet": named("Name", {}),
  "AWS::SES::EmailIdentity": named("EmailIdentity", {}),
  "AWS::SES::Template": named("TemplateName", {}),
  "AWS::MSK::Cluster": namedByArn(
    "ClusterName",
    (facts) => regionalArn(facts, "kafka", `cluster/${facts.name}/${facts.madeUpUuid()}-1`),
    {
      Arn: (facts) => regionalArn(facts, "kafka", `cluster/${facts.name}/${facts.madeUpUuid()}-1`),
    },
  ),
};

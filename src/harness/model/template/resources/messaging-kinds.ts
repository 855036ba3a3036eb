import { byName, regionalArn, type ResourceFacts, type ResourceKind } from "./resource-facts.ts";

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

function busArn(facts: ResourceFacts): string {
  return regionalArn(facts, "events", `event-bus/${facts.name}`);
}

/** `rule/NAME` on the default bus, `rule/BUS/NAME` on another. */
function ruleArn(facts: ResourceFacts): string {
  const bus = facts.text("EventBusName")?.split("/").at(-1);
  const path = bus === undefined || bus === "default" ? facts.name : `${bus}/${facts.name}`;
  return regionalArn(facts, "events", `rule/${path}`);
}

function streamArn(facts: ResourceFacts): string {
  return regionalArn(facts, "kinesis", `stream/${facts.name}`);
}

/** Queues, topics, buses, rules, streams and logs. */
export const messagingKinds: Readonly<Record<string, ResourceKind>> = {
  "AWS::SQS::Queue": {
    nameProperty: "QueueName",
    unnamed: fifoName("FifoQueue"),
    ref: queueUrl,
    attributes: {
      Arn: (facts) => regionalArn(facts, "sqs", facts.name),
      QueueName: byName,
      QueueUrl: queueUrl,
    },
  },
  "AWS::SNS::Topic": {
    nameProperty: "TopicName",
    unnamed: fifoName("FifoTopic"),
    ref: topicArn,
    attributes: { TopicArn: topicArn, TopicName: byName },
  },
  "AWS::Events::EventBus": {
    nameProperty: "Name",
    ref: byName,
    attributes: { Arn: busArn, Name: byName },
  },
  "AWS::Events::Rule": { nameProperty: "Name", ref: byName, attributes: { Arn: ruleArn } },
  "AWS::Kinesis::Stream": { nameProperty: "Name", ref: byName, attributes: { Arn: streamArn } },
  "AWS::KinesisFirehose::DeliveryStream": {
    nameProperty: "DeliveryStreamName",
    ref: byName,
    attributes: { Arn: (facts) => regionalArn(facts, "firehose", `deliverystream/${facts.name}`) },
  },
  "AWS::Logs::LogGroup": {
    nameProperty: "LogGroupName",
    ref: byName,
    attributes: { Arn: (facts) => regionalArn(facts, "logs", `log-group:${facts.name}:*`) },
  },
  "AWS::CloudWatch::Alarm": {
    nameProperty: "AlarmName",
    ref: byName,
    attributes: { Arn: (facts) => regionalArn(facts, "cloudwatch", `alarm:${facts.name}`) },
  },
};

import type { Detector } from "../detector.ts";
import { listNames } from "../list-names.ts";

/** Services that handlers call, by the types of resources that stand for them. */
const services: ReadonlyMap<string, string> = new Map([
  ["AWS::SQS::Queue", "SQS"],
  ["AWS::SNS::Topic", "SNS"],
  ["AWS::S3::Bucket", "S3"],
  ["AWS::KMS::Key", "KMS"],
  ["AWS::SSM::Parameter", "the parameter store (SSM)"],
  ["AWS::SecretsManager::Secret", "Secrets Manager"],
  ["AWS::StepFunctions::StateMachine", "Step Functions"],
  ["AWS::Serverless::StateMachine", "Step Functions"],
  ["AWS::Events::EventBus", "EventBridge"],
  ["AWS::Kinesis::Stream", "Kinesis"],
  ["AWS::KinesisFirehose::DeliveryStream", "Firehose"],
  ["AWS::Cognito::UserPool", "Cognito"],
  ["AWS::Athena::WorkGroup", "Athena"],
  ["AWS::Glue::Database", "Glue"],
  ["AWS::SES::ConfigurationSet", "SES"],
  ["AWS::SES::EmailIdentity", "SES"],
  ["AWS::SES::Template", "SES"],
  ["AWS::AppConfig::Application", "AppConfig"],
  ["AWS::Scheduler::ScheduleGroup", "EventBridge Scheduler"],
  ["AWS::Timestream::Database", "Timestream"],
  ["AWS::IoT::Thing", "IoT"],
  ["AWS::Serverless::GraphQLApi", "AppSync"],
  ["AWS::AppSync::GraphQLApi", "AppSync"],
  ["AWS::Bedrock::Agent", "Bedrock"],
]);

/** Services of the template's resources that are not in memory: one row for each. */
export const servicesNotHere: Detector = {
  anchor: "services",
  group: "Services",
  state: "not done",
  find: ({ template }) => {
    const used = [...template.resources.values()].flatMap((resource) => {
      const service = services.get(resource.type);
      return service === undefined ? [] : [{ service, resource }];
    });
    return [...Map.groupBy(used, ({ service }) => service)].flatMap(([service, all]) => {
      const [first] = all;
      if (first === undefined) return [];
      return [
        {
          what: `${service} (${listNames(all.map(({ resource }) => resource.logicalId))})`,
          location: template.source.locate(first.resource.pointer),
          instead: "calls of functions to it are answered with 501",
        },
      ];
    });
  },
};

import type { JsonObject } from "../../../../core/json.ts";
import type { EventEntry } from "../event-entry.ts";
import { arnIn, dnsSuffixOf, type EventWorld } from "../event-world.ts";
import type { OptionValues } from "../option-values.ts";
import { anyObject, arn, eventOf, filledText, shape, uuid } from "../strict-schema.ts";

/**
 * Builds the request of a custom resource.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requesttypes.html
 */
function buildCustomResource(values: OptionValues, world: EventWorld): JsonObject {
  const { ids } = world;
  const type = values.text("request-type");
  const token = arnIn(world, "lambda", `function:${values.text("function-name")}`);
  const stack = values.text("stack");
  const properties = { ServiceToken: token, ...values.object("properties") };
  return {
    RequestType: type,
    ServiceToken: token,
    ResponseURL: `https://cloudformation-custom-resource-response.s3.${world.region}.${dnsSuffixOf(world)}/${ids.token(40)}`,
    StackId: arnIn(world, "cloudformation", `stack/${stack}/${ids.uuid()}`),
    RequestId: ids.uuid(),
    LogicalResourceId: values.text("logical-resource-id"),
    ResourceType: values.text("resource-type"),
    ...(type === "Create" ? {} : { PhysicalResourceId: `${stack}-resource-${ids.hex(8)}` }),
    ResourceProperties: properties,
    ...(type === "Update"
      ? { OldResourceProperties: { ServiceToken: token, ...values.object("old-properties") } }
      : {}),
  };
}

/** Each type has its own members. */
function requestSchema(type: string, own: JsonObject): JsonObject {
  return shape({
    RequestType: { const: type },
    ServiceToken: arn("lambda"),
    ResponseURL: { type: "string", pattern: "^https://" },
    StackId: arn("cloudformation"),
    RequestId: uuid,
    LogicalResourceId: filledText,
    ResourceType: { type: "string", pattern: "^(AWS::CloudFormation::CustomResource|Custom::.+)$" },
    ResourceProperties: anyObject,
    ...own,
  });
}

const isOf = (type: string): JsonObject => ({ properties: { RequestType: { const: type } } });

export const deploymentEntries: readonly EventEntry[] = [
  {
    service: "cloudformation",
    event: "create-request",
    aliases: ["cloudformation custom-resource"],
    summary: "a custom resource is to be made, changed or deleted",
    kind: null,
    batches: false,
    schema: eventOf("Request of a custom resource", {
      type: "object",
      if: isOf("Create"),
      then: requestSchema("Create", {}),
      else: {
        if: isOf("Update"),
        then: requestSchema("Update", {
          PhysicalResourceId: filledText,
          OldResourceProperties: anyObject,
        }),
        else: requestSchema("Delete", { PhysicalResourceId: filledText }),
      },
    }),
    build: buildCustomResource,
    options: [
      {
        name: "request-type",
        default: "Create",
        meaning: "what is to be done",
        kind: "text",
        choices: ["Create", "Update", "Delete"],
      },
      { name: "stack", default: "MyStack", meaning: "name of the stack", kind: "text" },
      {
        name: "function-name",
        default: "my-function",
        meaning: "name of the function",
        kind: "text",
      },
      {
        name: "logical-resource-id",
        default: "MyTestResource",
        meaning: "logical id of the resource",
        kind: "text",
      },
      {
        name: "resource-type",
        default: "Custom::TestResource",
        meaning: "type of the resource",
        kind: "text",
      },
      {
        name: "properties",
        default: '{"Key": "value"}',
        meaning: "properties, as a JSON object",
        kind: "json",
      },
      {
        name: "old-properties",
        default: '{"Key": "old"}',
        meaning: "properties before an update",
        kind: "json",
      },
    ],
  },
  {
    service: "codedeploy",
    event: "lifecycle-hook",
    summary: "a hook before or after traffic is shifted",
    kind: null,
    batches: false,
    schema: eventOf(
      "Lifecycle hook of CodeDeploy",
      shape({ DeploymentId: filledText, LifecycleEventHookExecutionId: filledText }),
    ),
    build: (_values, { ids }) => ({
      DeploymentId: `d-${ids.upper(9)}`,
      LifecycleEventHookExecutionId: ids.token(120),
    }),
    options: [],
  },
  {
    service: "secretsmanager",
    event: "rotation",
    summary: "a step of the rotation of a secret",
    kind: null,
    batches: false,
    schema: eventOf(
      "Rotation of a secret",
      shape({
        Step: { enum: ["createSecret", "setSecret", "testSecret", "finishSecret"] },
        SecretId: {
          type: "string",
          pattern: "^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+-[A-Za-z0-9]{6}$",
        },
        ClientRequestToken: uuid,
      }),
    ),
    build: (values, world) => ({
      Step: values.text("step"),
      // Secrets Manager ends the names in ARNs with six characters.
      SecretId: arnIn(
        world,
        "secretsmanager",
        `secret:${values.text("secret")}-${world.ids.token(6)}`,
      ),
      ClientRequestToken: world.ids.uuid(),
    }),
    options: [
      {
        name: "step",
        default: "createSecret",
        meaning: "step of the rotation",
        kind: "text",
        choices: ["createSecret", "setSecret", "testSecret", "finishSecret"],
      },
      { name: "secret", default: "my-secret", meaning: "name of the secret", kind: "text" },
    ],
  },
];

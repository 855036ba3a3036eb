import type { JsonObject } from "../../../../core/json.ts";
import { eventBridgeEventSchema } from "../../event-schemas.ts";
import { buildEventBridgeEvent, type EventBridgeEvent } from "../../eventbridge-event.ts";
import type { EventEntry } from "../event-entry.ts";
import type { EventOption } from "../event-option.ts";
import { arnIn, type EventWorld } from "../event-world.ts";
import { refuseOption, type OptionValues } from "../option-values.ts";
import {
  account,
  arn,
  eventOf,
  filledText,
  flag,
  integer,
  shape,
  text,
  textList,
  textOrNull,
  uuid,
} from "../strict-schema.ts";

/** What a rule's target is given, but for what the world says. */
interface Told {
  readonly source: string;
  readonly detailType: string;
  readonly detail: JsonObject;
  readonly resources?: readonly string[];
}

/** Builds the envelope in a world. */
export function envelopeIn(told: Told, world: EventWorld): EventBridgeEvent {
  return buildEventBridgeEvent({
    ...told,
    id: world.ids.uuid(),
    time: world.now,
    account: world.account,
    region: world.region,
  });
}

/** The schema of an event with a fixed source, detail type and detail. */
export function envelopeSchema(
  title: string,
  fixed: { readonly source: string; readonly detailType: string; readonly detail: JsonObject },
): JsonObject {
  return eventOf(
    title,
    shape({
      version: { const: "0" },
      id: uuid,
      "detail-type": { const: fixed.detailType },
      source: { const: fixed.source },
      account,
      time: eventBridgeEventSchema.properties.time,
      region: filledText,
      resources: textList,
      detail: fixed.detail,
    }),
  );
}

function buildCustom(values: OptionValues, world: EventWorld): JsonObject {
  const source = values.text("source");
  if (source.startsWith("aws.")) {
    refuseOption(
      "source",
      `is ${source}, and only AWS sends events whose source begins with aws.`,
      "`lockstep events generate eventbridge` lists the events of AWS services; `eventbridge aws-event` takes any of them.",
    );
  }
  return envelopeIn(toldOf(values, source), world);
}

function toldOf(values: OptionValues, source: string): Told {
  return {
    source,
    detailType: values.text("detail-type"),
    detail: values.object("detail") ?? {},
    resources: values.list("resources"),
  };
}

const envelopeOptions = (
  source: string,
  detailType: string,
  detail: string,
): readonly EventOption[] => [
  { name: "source", default: source, meaning: "source of the event", kind: "text" },
  { name: "detail-type", default: detailType, meaning: "detail type of the event", kind: "text" },
  { name: "detail", default: detail, meaning: "detail, as a JSON object", kind: "json" },
  {
    name: "resources",
    default: null,
    meaning: "ARNs, separated by commas or as a JSON array",
    kind: "text",
  },
];

export function choice(name: string, meaning: string, choices: readonly string[]): EventOption {
  return { name, default: choices[0] ?? null, meaning, kind: "text", choices };
}

function buildInstanceState(values: OptionValues, world: EventWorld): JsonObject {
  const id = values.text("instance-id");
  return envelopeIn(
    {
      source: "aws.ec2",
      detailType: "EC2 Instance State-change Notification",
      resources: [arnIn(world, "ec2", `instance/${id}`)],
      detail: { "instance-id": id, state: values.text("state") },
    },
    world,
  );
}

function buildExecutionStatus(values: OptionValues, world: EventWorld): JsonObject {
  const machine = values.text("state-machine");
  const name = values.text("name");
  const execution = arnIn(world, "states", `execution:${machine}:${name}`);
  const status = values.text("status");
  const isOver = status !== "RUNNING";
  const isFailed = status === "FAILED";
  return envelopeIn(
    {
      source: "aws.states",
      detailType: "Step Functions Execution Status Change",
      resources: [execution],
      detail: {
        executionArn: execution,
        stateMachineArn: arnIn(world, "states", `stateMachine:${machine}`),
        name,
        status,
        startDate: world.now - (isOver ? 1000 : 0),
        stopDate: isOver ? world.now : null,
        input: values.text("input"),
        inputDetails: { included: true },
        output: status === "SUCCEEDED" ? values.text("output") : null,
        outputDetails: status === "SUCCEEDED" ? { included: true } : null,
        error: isFailed ? "States.TaskFailed" : null,
        cause: isFailed ? "The task failed." : null,
      },
    },
    world,
  );
}

const executionSchema = envelopeSchema("Step Functions execution through EventBridge", {
  source: "aws.states",
  detailType: "Step Functions Execution Status Change",
  detail: shape({
    executionArn: arn("states"),
    stateMachineArn: arn("states"),
    name: filledText,
    status: { enum: ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"] },
    startDate: integer,
    stopDate: { type: ["integer", "null"] },
    input: text,
    inputDetails: shape({ included: flag }),
    output: textOrNull,
    outputDetails: { ...shape({ included: flag }), type: ["object", "null"] },
    error: textOrNull,
    cause: textOrNull,
  }),
});

/** What entries of EventBridge have in common. */
export const ofEventBridge = {
  service: "eventbridge",
  kind: "eventbridge",
  batches: false,
} as const;

export const eventbridgeEntries: readonly EventEntry[] = [
  {
    ...ofEventBridge,
    event: "custom",
    summary: "an event of your own, as a rule's target is given it",
    schema: eventBridgeEventSchema,
    build: buildCustom,
    options: envelopeOptions("my.application", "MyDetailType", '{"key": "value"}'),
  },
  {
    ...ofEventBridge,
    event: "aws-event",
    summary: "an event of an AWS service, with the detail you give",
    schema: eventBridgeEventSchema,
    build: (values, world) => envelopeIn(toldOf(values, values.text("source")), world),
    options: envelopeOptions("aws.health", "AWS Health Event", '{"eventTypeCategory": "issue"}'),
  },
  {
    ...ofEventBridge,
    event: "ec2-instance-state",
    summary: "an instance of EC2 changed its state",
    schema: envelopeSchema("EC2 instance state through EventBridge", {
      source: "aws.ec2",
      detailType: "EC2 Instance State-change Notification",
      detail: shape({ "instance-id": filledText, state: filledText }),
    }),
    build: buildInstanceState,
    options: [
      {
        name: "instance-id",
        default: "i-0123456789abcdef0",
        meaning: "id of the instance",
        kind: "text",
      },
      choice("state", "its new state", [
        "running",
        "pending",
        "stopping",
        "stopped",
        "shutting-down",
        "terminated",
      ]),
    ],
  },
  {
    ...ofEventBridge,
    event: "stepfunctions-status",
    summary: "an execution of a state machine changed its status",
    schema: executionSchema,
    build: buildExecutionStatus,
    options: [
      {
        name: "state-machine",
        default: "MyStateMachine",
        meaning: "name of the state machine",
        kind: "text",
      },
      { name: "name", default: "my-execution", meaning: "name of the execution", kind: "text" },
      choice("status", "its new status", [
        "SUCCEEDED",
        "RUNNING",
        "FAILED",
        "TIMED_OUT",
        "ABORTED",
      ]),
      { name: "input", default: "{}", meaning: "input, as text", kind: "text" },
      { name: "output", default: "{}", meaning: "output, as text", kind: "text" },
    ],
  },
];

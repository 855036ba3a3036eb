import { isObject, parseJson, type JsonObject, type JsonValue } from "../../../../core/json.ts";
import { encodeBase64 } from "../../base64.ts";
import type { EventEntry } from "../event-entry.ts";
import type { EventWorld } from "../event-world.ts";
import type { OptionValues } from "../option-values.ts";
import { eventOf, filledText, shape, text } from "../strict-schema.ts";

function asValue(written: string): JsonValue {
  try {
    return parseJson(written);
  } catch {
    return written;
  }
}

/** A task with a token: the state's input, and the token the function answers with. */
function buildTaskToken(values: OptionValues, world: EventWorld): JsonObject {
  const input = asValue(values.text("input"));
  const taskToken = encodeBase64(world.ids.token(300));
  return {
    taskToken,
    input: isObject(input) || Array.isArray(input) ? input : values.text("input"),
  };
}

export const stepFunctionsEntries: readonly EventEntry[] = [
  {
    service: "stepfunctions",
    event: "error",
    summary: "what a Catch of a state machine hands on",
    kind: null,
    batches: false,
    schema: eventOf("Error output of Step Functions", shape({ Error: filledText, Cause: text })),
    build: (values) => ({ Error: values.text("error"), Cause: values.text("cause") }),
    options: [
      { name: "error", default: "ErrorName", meaning: "name of the error", kind: "text" },
      {
        name: "cause",
        default: "This is the cause of the error.",
        meaning: "cause of the error",
        kind: "text",
      },
    ],
  },
  {
    service: "stepfunctions",
    event: "task-token",
    summary: "a task that waits for its token (.waitForTaskToken)",
    kind: null,
    batches: false,
    schema: eventOf(
      "Task of Step Functions with a token",
      shape({ taskToken: filledText, input: {} }),
    ),
    build: buildTaskToken,
    options: [
      {
        name: "input",
        default: '{"key": "value"}',
        meaning: "input of the task, JSON or text",
        kind: "text",
      },
    ],
  },
];

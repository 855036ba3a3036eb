import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { isObject, type JsonObject } from "../../../core/json.ts";
import { splitPointer } from "../../../core/json-pointer.ts";

/** What breaks an event's schema. */
export interface EventFlaw {
  /** As `--set` takes it: `Records[0].body`. */
  readonly path: string;
  readonly message: string;
}

/** Where the members of an event that break its schema stand, and why; none where it is sound. */
export function judgeEvent(event: JsonObject, schema: JsonObject): readonly EventFlaw[] {
  const validate = validatorOf(schema);
  if (validate(event)) return [];
  // A branch that fails says so beside what failed in it.
  return (validate.errors ?? [])
    .filter(({ keyword }) => keyword !== "if")
    .map((error) => ({ path: pathOf(error), message: messageOf(error) }));
}

const validators = new WeakMap<JsonObject, ValidateFunction>();

/** Compiled on first use: a command makes one event, a test run many. */
function validatorOf(schema: JsonObject): ValidateFunction {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const compiled = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
  validators.set(schema, compiled);
  return compiled;
}

function pathOf({ instancePath, params }: ErrorObject): string {
  const own: unknown = isObject(params)
    ? (params["missingProperty"] ?? params["additionalProperty"])
    : undefined;
  const steps = [...splitPointer(instancePath), ...(typeof own === "string" ? [own] : [])];
  return steps.reduce((path, step) => {
    if (/^\d+$/.test(step)) return `${path}[${step}]`;
    if (/[.[\]"=]/.test(step) || step === "") return `${path}[${JSON.stringify(step)}]`;
    return path === "" ? step : `${path}.${step}`;
  }, "");
}

function messageOf({ keyword, message = "does not fit", params }: ErrorObject): string {
  if (keyword === "required") return "is missing";
  if (keyword === "additionalProperties") return "is no member of this event";
  const allowed: unknown = isObject(params)
    ? (params["allowedValues"] ?? params["allowedValue"])
    : undefined;
  return allowed === undefined ? message : `${message}: ${JSON.stringify(allowed)}`;
}

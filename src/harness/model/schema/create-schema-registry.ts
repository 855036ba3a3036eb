import type { Ajv2020, ValidateFunction } from "ajv/dist/2020.js";
import type { JsonObject } from "../../core/json.ts";
import { valueAt, type JsonPointer } from "../../core/json-pointer.ts";
import { createAjv } from "./create-ajv.ts";
import type { ExplainContext } from "./explain-context.ts";
import { explainErrors } from "./explain-errors.ts";
import { normaliseSchema, type NormaliseContext, type SchemaOrigin } from "./normalise-schema.ts";
import type {
  SchemaDefect,
  SchemaDialect,
  SchemaDirection,
  SchemaRegistry,
  SchemaValidator,
  SchemaViolation,
} from "./schema-validator.ts";

/** The schemas of a document read one way: in one dialect, for one direction. */
interface Reading {
  validatorAt(pointer: JsonPointer): SchemaValidator;
}

/** As much of a compiled schema as is used here. */
type Compiled = ((value: unknown) => unknown) & Pick<ValidateFunction, "errors">;

/** Stands for a schema that cannot be compiled. */
const acceptAll: Compiled = () => true;

/**
 * Validators over a document that is kept as it is: `$ref`s are never inlined, every schema is
 * normalised and compiled when it is first asked for, together with what it refers to.
 *
 * @param root the document, OpenAPI or a template with an inline definition.
 * @param dialect what `validatorAt` reads schemas by unless told otherwise.
 * @example
 * const registry = createSchemaRegistry(document.root, "openapi-3.0");
 * registry.validatorAt("/components/schemas/Order").validate({ orderId: 7 });
 */
export function createSchemaRegistry(
  root: JsonObject,
  dialect: Exclude<SchemaDialect, "gateway">,
): SchemaRegistry {
  const defects = new Map<string, SchemaDefect>();
  const readings = new Map<string, Reading>();
  const report = (defect: SchemaDefect): void => {
    defects.set(`${defect.pointer}\n${defect.message}`, defect);
  };
  let ajv: Ajv2020 | undefined;
  const validatorAt = (
    pointer: JsonPointer,
    as: SchemaDialect = dialect,
    direction: SchemaDirection = "either",
  ): SchemaValidator => {
    const key = `${as} ${direction}`;
    const known = readings.get(key);
    if (known !== undefined) return known.validatorAt(pointer);
    ajv ??= createAjv();
    const reading = createReading(ajv, {
      root,
      dialect: as,
      direction,
      prefix: `lockstep:${readings.size}`,
      report,
    });
    readings.set(key, reading);
    return reading.validatorAt(pointer);
  };
  return { validatorAt, defects: () => [...defects.values()] };
}

interface ReadingOptions {
  readonly root: JsonObject;
  readonly dialect: SchemaDialect;
  readonly direction: SchemaDirection;
  /** What the ids of this reading begin with. */
  readonly prefix: string;
  report(defect: SchemaDefect): void;
}

function createReading(ajv: Ajv2020, options: ReadingOptions): Reading {
  const ids = new Map<JsonPointer, string>();
  const pending: JsonPointer[] = [];
  const origins = new WeakMap<object, SchemaOrigin>();
  const validators = new Map<JsonPointer, SchemaValidator>();
  const idOf = (pointer: JsonPointer): string => {
    const known = ids.get(pointer);
    if (known !== undefined) return known;
    const id = `${options.prefix}-${ids.size}`;
    ids.set(pointer, id);
    pending.push(pointer);
    return id;
  };
  const context: NormaliseContext = { ...options, origins, idOf };
  /** Normalises a schema and all it refers to, which finds the defects; ajv sees it on first use. */
  const prepare = (pointer: JsonPointer): string => {
    const id = idOf(pointer);
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      ajv.addSchema(normaliseSchema(context, valueAt(options.root, next), next), idOf(next));
    }
    return id;
  };
  const compile = (id: string, pointer: JsonPointer): ValidateFunction | null => {
    try {
      return ajv.getSchema(id) ?? null;
    } catch (error) {
      options.report({ pointer, message: `The schema does not compile: ${messageOf(error)}.` });
      return null;
    }
  };
  const explain: ExplainContext = {
    root: options.root,
    originOf: (schema) => origins.get(schema),
    check: (pointer, value) => validatorAt(pointer).validate(value),
  };
  const validatorAt = (pointer: JsonPointer): SchemaValidator => {
    const known = validators.get(pointer);
    if (known !== undefined) return known;
    const id = prepare(pointer);
    let compiled: Compiled | undefined;
    const validator: SchemaValidator = {
      validate: (value) => {
        compiled ??= compile(id, pointer) ?? acceptAll;
        return run(compiled, value, { ...options, explain, pointer });
      },
    };
    validators.set(pointer, validator);
    return validator;
  };
  return { validatorAt };
}

interface RunOptions {
  readonly explain: ExplainContext;
  readonly pointer: JsonPointer;
  report(defect: SchemaDefect): void;
}

function run(compiled: Compiled, value: unknown, options: RunOptions): readonly SchemaViolation[] {
  try {
    return compiled(value) === true ? [] : explainErrors(options.explain, compiled.errors ?? []);
  } catch (error) {
    // A schema that includes itself without consuming anything ends in a full stack.
    options.report({
      pointer: options.pointer,
      message: `The schema cannot be evaluated: ${messageOf(error)}.`,
    });
    return [];
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

import type { Ajv2020, ErrorObject, ValidateFunction } from "ajv/dist/2020.js";
import type { JsonObject } from "../../core/json.ts";
import { valueAt, type JsonPointer } from "../../core/json-pointer.ts";
import { createAjv } from "./create-ajv.ts";
import { describeValue } from "./describe-value.ts";
import type { ExplainContext } from "./explain-context.ts";
import { estimateWork, mostWork } from "./estimate-work.ts";
import { explainErrors } from "./explain-errors.ts";
import {
  exemptNone,
  normaliseSchema,
  type Exempt,
  type NormaliseContext,
  type SchemaOrigin,
} from "./normalise-schema.ts";
import { PatternNotJudged } from "./pattern-not-judged.ts";
import type {
  GatewayDialect,
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
  dialect: Exclude<SchemaDialect, GatewayDialect>,
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

/** A schema, and what a schema around it spares its values. */
interface Wanted {
  readonly pointer: JsonPointer;
  readonly exempt: Exempt;
}

function createReading(ajv: Ajv2020, options: ReadingOptions): Reading {
  const ids = new Map<string, string>();
  const pending: (Wanted & { readonly id: string })[] = [];
  const origins = new WeakMap<object, SchemaOrigin>();
  const validators = new Map<JsonPointer, SchemaValidator>();
  const compiledSchemas = new Map<string, Compiled>();
  const idOf = (pointer: JsonPointer, exempt: Exempt): string => {
    const key = [pointer, ...[...exempt].toSorted()].join("\n");
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = `${options.prefix}-${ids.size}`;
    ids.set(key, id);
    pending.push({ id, pointer, exempt });
    return id;
  };
  const context: NormaliseContext = { ...options, origins, idOf };
  /** Normalises a schema and all it refers to, which finds the defects; ajv sees it on first use. */
  const prepare = ({ pointer, exempt }: Wanted): string => {
    const id = idOf(pointer, exempt);
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const value = valueAt(options.root, next.pointer);
      ajv.addSchema(normaliseSchema(context, value, next.pointer, next.exempt), next.id);
    }
    return id;
  };
  const compile = (wanted: Wanted): Compiled => {
    const id = prepare(wanted);
    const known = compiledSchemas.get(id);
    if (known !== undefined) return known;
    const compiled = compileWith(ajv, id, wanted.pointer, options);
    compiledSchemas.set(id, compiled);
    return compiled;
  };
  const judge: Judge = (wanted, value, explain) =>
    run(compile(wanted), value, { ...options, explain, pointer: wanted.pointer });
  const validatorAt = (pointer: JsonPointer): SchemaValidator => {
    const known = validators.get(pointer);
    if (known !== undefined) return known;
    const wanted = { pointer, exempt: exemptNone };
    prepare(wanted);
    const validator: SchemaValidator = {
      validate: (value) => judge(wanted, value, createExplain({ ...context, judge })),
    };
    validators.set(pointer, validator);
    return validator;
  };
  return { validatorAt };
}

type Judge = (
  wanted: Wanted,
  value: unknown,
  explain: ExplainContext,
) => readonly SchemaViolation[];

/** Made once for each value that is validated, so that no part of it is looked into twice. */
function createExplain({
  root,
  dialect,
  origins,
  idOf,
  judge,
}: Pick<NormaliseContext, "root" | "dialect" | "origins" | "idOf"> & {
  readonly judge: Judge;
}): ExplainContext {
  const seen = new Map<unknown, Map<string, readonly SchemaViolation[]>>();
  const explain: ExplainContext = {
    root,
    dialect,
    originOf: (schema) => origins.get(schema),
    check: (pointer, value, exempt) => {
      const key = idOf(pointer, exempt);
      const ofValue = seen.get(value) ?? new Map<string, readonly SchemaViolation[]>();
      seen.set(value, ofValue);
      const known = ofValue.get(key);
      if (known !== undefined) return known;
      const violations = judge({ pointer, exempt }, value, explain);
      ofValue.set(key, violations);
      return violations;
    },
  };
  return explain;
}

function compileWith(
  ajv: Ajv2020,
  id: string,
  pointer: JsonPointer,
  options: Pick<ReadingOptions, "report" | "root">,
): Compiled {
  try {
    if (estimateWork(options.root, pointer) > mostWork) {
      const message = "The schema combines so many schemas that no value can be judged in time.";
      options.report({ pointer, message });
      return acceptAll;
    }
    return ajv.getSchema(id) ?? acceptAll;
  } catch (error) {
    options.report({ pointer, message: `The schema does not compile: ${messageOf(error)}.` });
    return acceptAll;
  }
}

interface RunOptions {
  readonly explain: ExplainContext;
  readonly pointer: JsonPointer;
  report(defect: SchemaDefect): void;
}

function run(compiled: Compiled, value: unknown, options: RunOptions): readonly SchemaViolation[] {
  try {
    if (compiled(value) === true) return [];
    const errors = compiled.errors ?? [];
    const violations = explainErrors(options.explain, errors);
    // Invalid stays invalid, also where no error names a keyword of the document.
    return violations.length > 0 ? violations : [unexplained(options.pointer, errors[0], value)];
  } catch (error) {
    if (error instanceof PatternNotJudged) return [];
    if (canEvaluate(compiled)) return [tooDeep(options.pointer)];
    // A schema that includes itself without consuming anything ends in a full stack.
    options.report({
      pointer: options.pointer,
      message: `The schema cannot be evaluated: ${messageOf(error)}.`,
    });
    return [];
  }
}

/** True when the schema comes to a verdict on a value without depth, so that only depth was the trouble. */
function canEvaluate(compiled: Compiled): boolean {
  try {
    compiled(null);
    compiled({});
    return true;
  } catch {
    return false;
  }
}

function tooDeep(schemaPointer: JsonPointer): SchemaViolation {
  return {
    instancePointer: "",
    schemaPointer,
    keyword: "depth",
    message: "nests too deeply to be judged",
    expected: "a value of ordinary depth",
    actual: "(thousands of levels)",
  };
}

function unexplained(
  schemaPointer: JsonPointer,
  error: ErrorObject | undefined,
  value: unknown,
): SchemaViolation {
  return {
    instancePointer: error?.instancePath ?? "",
    schemaPointer,
    keyword: error?.keyword ?? "false",
    message: "must match the schema",
    expected: "a value of the schema",
    actual: describeValue(error === undefined ? value : error.data),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

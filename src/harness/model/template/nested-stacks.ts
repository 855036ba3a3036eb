import { type JsonObject, type JsonValue } from "../../core/json.ts";
import type { JsonPointer } from "../../core/json-pointer.ts";
import { asIntrinsic } from "./intrinsics/evaluate.ts";
import {
  type Evaluation,
  external,
  isList,
  isMap,
  known,
  toText,
  unknown,
} from "./intrinsics/evaluation.ts";
import { madeUpId } from "./resources/made-up-id.ts";
import type { Resolved } from "./template-model.ts";
import type { RawResource } from "./template-sections.ts";

/** The property that names the template of a nested stack, by resource type. */
const locations: ReadonlyMap<string, string> = new Map([
  ["AWS::CloudFormation::Stack", "TemplateURL"],
  ["AWS::Serverless::Application", "Location"],
]);

/** Stacks nested in stacks nested in stacks: deeper ones stay unread. */
export const deepestStack = 10;

/** True for the two resource types that are stacks of their own. */
export function isStack({ type }: RawResource): boolean {
  return locations.has(type);
}

/** Where the template of a nested stack is: a path, or why it is not on this machine. */
export type StackLocation = Resolved<string> & { readonly pointer: JsonPointer };

/** Reads the location of a stack; `https:`, `s3:` and applications of the repository lie with AWS. */
export function readStackLocation(
  { logicalId, type, pointer, properties }: RawResource,
  evaluate: (value: JsonValue) => Evaluation,
): StackLocation {
  const name = locations.get(type) ?? "Location";
  const place = `${pointer}/Properties/${name}`;
  const written = properties[name];
  if (written === undefined) return { ...external(`${logicalId} has no ${name}`), pointer: place };
  if (isMap(written) && asIntrinsic(written) === null)
    return {
      ...external(`${logicalId} is an application of the Serverless Application Repository`),
      pointer: place,
    };
  const result = evaluate(written);
  if (result.known === false) return { ...result, pointer: place };
  const text = result.known === true ? toText(result.value) : null;
  if (text === null) return { ...unknown(`${name} of ${logicalId} is no path`), pointer: place };
  const path = text.replace(/^file:\/\//, "");
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(path)
    ? { ...external(`the template ${text} of ${logicalId} is not on this machine`), pointer: place }
    : { ...known(path), pointer: place };
}

/** The parameters a stack is given: those that are known as text, the others with the reason. */
export interface StackParameters {
  readonly values: Readonly<Record<string, string>>;
  readonly unknown: ReadonlyMap<string, string>;
  /** Why it is not known which are given at all; `null` where it is. */
  readonly whole: string | null;
}

/** Works out the `Parameters` of a stack; lists are joined by commas, as CloudFormation takes them. */
export function readStackParameters(
  properties: JsonObject,
  evaluate: (value: JsonValue) => Evaluation,
): StackParameters {
  const whole = properties["Parameters"];
  const values: (readonly [string, string])[] = [];
  const unknownOnes = new Map<string, string>();
  const call = whole === undefined ? null : asIntrinsic(whole);
  const given = call === null || whole === undefined ? known(whole) : evaluate(whole);
  if (given.known === false) return { values: {}, unknown: unknownOnes, whole: given.reason };
  const written = given.known === true ? given.value : undefined;
  for (const [name, value] of Object.entries(isMap(written) ? written : {})) {
    const result = evaluate(value);
    if (result.known === "removed") continue;
    const text = result.known ? listText(result.value) : null;
    if (text !== null) values.push([name, text]);
    else unknownOnes.set(name, result.known ? "it is not text" : result.reason);
  }
  return { values: Object.fromEntries(values), unknown: unknownOnes, whole: null };
}

function listText(value: JsonValue): string | null {
  if (!isList(value)) return toText(value);
  const items = value.map(toText);
  return items.includes(null) ? null : items.join(",");
}

/** The name CloudFormation gives a nested stack: parent, logical id and an id it makes up. */
export function nestedStackName(parent: string, logicalId: string): string {
  return `${parent}-${logicalId}-${madeUpId(`${parent}/${logicalId}`, 12).toUpperCase()}`;
}

/** A path beside a file, `.` and `..` resolved; an absolute one stays. */
export function pathBeside(file: string, path: string): string {
  const folder = file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : "";
  const isAbsolute = path.startsWith("/");
  const joined = isAbsolute || folder === "" ? path : `${folder}/${path}`;
  const parts: string[] = [];
  for (const part of joined.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return `${joined.startsWith("/") ? "/" : ""}${parts.join("/")}`;
}

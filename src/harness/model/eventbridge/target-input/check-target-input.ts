import { readInputPath } from "./input-path.ts";
import { readInputTemplate, type InputTemplate, type TemplatePiece } from "./input-template.ts";
import { reservedVariables } from "./reserved-variables.ts";
import type { InputTransformer, TargetSettings } from "./target-input.ts";

/** What is wrong with the input of a target. */
export interface TargetInputFault {
  /** `refused` by PutTargets, `dropped` with every event, or a `path` that is not documented. */
  readonly kind: "refused" | "dropped" | "path";
  /** One sentence; that of the service where it is known. */
  readonly message: string;
}

const longestInput = 8192;
const longestPath = 256;
const mostPaths = 100;
/** Variables without quotes whose every combination is tried. */
const mostTried = 8;

function refused(message: string): TargetInputFault {
  return { kind: "refused", message };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function tooLong(name: string, text: string, longest: number): readonly TargetInputFault[] {
  if (text.length <= longest) return [];
  return [refused(`${name}: Member must have length less than or equal to ${String(longest)}`)];
}

function pathFaults(name: string, text: string): readonly TargetInputFault[] {
  if (readInputPath(text) !== null) return tooLong(name, text, longestPath);
  return [
    {
      kind: "path",
      message: `${name} is "${text}", which is no path: "$", then members by dots, elements in brackets, or "*".`,
    },
  ];
}

type Variable = Extract<TemplatePiece, { kind: "variable" }>;

function variablesOf({ pieces }: InputTemplate): readonly Variable[] {
  return pieces.filter((piece) => piece.kind === "variable");
}

/** Whether some values make JSON of a template: a text or a number for each variable outside quotes. */
function canBeJson({ pieces }: InputTemplate, bare: number): boolean {
  if (bare > mostTried) return true;
  for (let choice = 0; choice < 2 ** bare; choice += 1) {
    let index = 0;
    const text = pieces.map((piece) => {
      if (piece.kind === "text") return piece.text;
      if (piece.quoted) return "x";
      const isText = Math.floor(choice / 2 ** index) % 2 === 1;
      index += 1;
      return isText ? '"x"' : "0";
    });
    if (isJson(text.join(""))) return true;
  }
  return false;
}

/** Variables that hold an object whatever the event is. */
function isAlwaysObject(name: string, paths: InputTransformer["paths"]): boolean {
  const path = Object.hasOwn(paths, name) ? paths[name] : undefined;
  if (path === undefined) return name === "aws.events.event" || name === "aws.events.event.json";
  return path === "$" || path === "$.detail";
}

function templateFaults(
  { template, paths }: InputTransformer,
  id: string,
): readonly TargetInputFault[] {
  const read = readInputTemplate(template);
  const variables = variablesOf(read);
  const unknown = variables.find(
    ({ name }) => !Object.hasOwn(paths, name) && !reservedVariables.has(name),
  );
  if (unknown !== undefined) {
    return [
      refused(`InputTemplate for target ${id} contains invalid placeholder ${unknown.name}.`),
    ];
  }
  if (read.kind !== "json") return [];
  const bare = variables.filter(({ quoted }) => !quoted).length;
  if (!canBeJson(read, bare)) {
    return [{ kind: "dropped", message: "InputTemplate gives no valid JSON, whatever the event." }];
  }
  return variables
    .filter(({ name, quoted }) => quoted && isAlwaysObject(name, paths))
    .map(({ name }) => ({
      kind: "dropped",
      message: `InputTemplate has <${name}>, an object, in quotes, which gives no valid JSON.`,
    }));
}

function transformerFaults(transformer: InputTransformer, id: string): readonly TargetInputFault[] {
  const { template, paths } = transformer;
  const names = Object.entries(paths);
  const badName = names.find(([name]) => !/^[A-Za-z0-9_-]{1,256}$/u.test(name));
  return [
    ...(template === ""
      ? [refused("InputTemplate: Member must have length greater than or equal to 1")]
      : tooLong("InputTemplate", template, longestInput)),
    ...(names.length > mostPaths
      ? [refused("InputPathsMap: Member must have length less than or equal to 100")]
      : []),
    ...(badName === undefined
      ? []
      : [
          refused(
            `InputPathsMap: "${badName[0]}" must satisfy regular expression pattern: [A-Za-z0-9\\_\\-]+`,
          ),
        ]),
    ...names.flatMap(([name, path]) => pathFaults(`The path of <${name}>`, path)),
    ...templateFaults(transformer, id),
  ];
}

/**
 * What PutTargets refuses of a target's input, and templates whose events EventBridge drops without a
 * word.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html
 * @example
 * checkTargetInput({ id: "T", input: "{}", inputPath: "$" })[0]?.message;
 * // "Only one of Input, InputPath, or InputTransformer must be provided for target T."
 */
export function checkTargetInput(target: TargetSettings): readonly TargetInputFault[] {
  const { id, input, inputPath, transformer } = target;
  const given = [input, inputPath, transformer].filter((each) => each !== undefined);
  const faults: TargetInputFault[] = [];
  if (given.length > 1) {
    faults.push(
      refused(
        `Only one of Input, InputPath, or InputTransformer must be provided for target ${id}.`,
      ),
    );
  }
  if (input !== undefined) {
    faults.push(...tooLong("Input", input, longestInput));
    if (!isJson(input)) faults.push(refused(`JSON syntax error in input for target ${id}`));
  }
  if (inputPath !== undefined) faults.push(...pathFaults("InputPath", inputPath));
  if (transformer !== undefined) faults.push(...transformerFaults(transformer, id));
  return faults;
}

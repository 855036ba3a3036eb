import type { JsonValue } from "../../../src/harness/core/json.ts";
import { seededCases, type HostileCase, type HostileFiles } from "../hostile-case.ts";
import { createSeededRandom, type SeededRandom } from "../seeded-random.ts";
import { orderFiles, shopSpec, shopTemplate, toValue } from "../sound-project.ts";

/** A file of a project to be spoilt. */
interface Victim {
  readonly file: string;
  readonly text: string;
  readonly rest: HostileFiles;
}

function textOf(files: HostileFiles, file: string): string {
  const entry = files[file];
  if (typeof entry !== "string") throw new Error(`${file} is no text.`);
  return entry;
}

const victims: readonly Victim[] = [
  { file: "spec.yaml", text: shopSpec, rest: {} },
  { file: "template.yaml", text: shopTemplate, rest: {} },
  { file: "spec.yaml", text: JSON.stringify(toValue(shopSpec)), rest: {} },
  { file: "template.yaml", text: JSON.stringify(toValue(shopTemplate)), rest: {} },
  { file: "openapi.yaml", text: textOf(orderFiles, "openapi.yaml"), rest: orderFiles },
  { file: "template.yaml", text: textOf(orderFiles, "template.yaml"), rest: orderFiles },
];

function truncate(seed: number): HostileFiles {
  const random = createSeededRandom(seed);
  const { file, text, rest } = random.pick(victims);
  return { ...rest, [file]: text.slice(0, random.below(text.length)) };
}

/** Takes a few characters out, doubles some, or puts punctuation in. */
function scramble(seed: number): HostileFiles {
  const random = createSeededRandom(seed + 1000);
  const { file, text, rest } = random.pick(victims);
  let spoilt = text;
  for (let turn = 0; turn <= random.below(5); turn += 1) {
    const at = random.below(spoilt.length);
    const length = random.below(12);
    const inserted = random.pick([
      "",
      ":",
      "{",
      "}",
      "[",
      "]",
      '"',
      "'",
      "&a ",
      "*a",
      "!Ref ",
      "\n",
      "\t",
      "- ",
      "#",
      "|",
      "%",
      spoilt.slice(at, at + 40),
    ]);
    spoilt = spoilt.slice(0, at) + inserted + spoilt.slice(at + length);
  }
  return { ...rest, [file]: spoilt };
}

const wrongValues: readonly JsonValue[] = [
  null,
  true,
  false,
  0,
  -1,
  1e300,
  "",
  " ",
  "nothing",
  "#/components/schemas/Item",
  [],
  [[]],
  [null],
  {},
  { "": {} },
  { $ref: 5 },
  { $ref: "#" },
  { $ref: "#/paths" },
  { Ref: [] },
  { Ref: "Shop" },
  { "Fn::Sub": {} },
  { "Fn::Sub": ["${a}", null] },
  { "Fn::If": ["IsProd"] },
  { "Fn::If": ["IsProd", [], {}] },
  { "Fn::GetAtt": "Reader" },
  { "Fn::Transform": { Name: "AWS::Include", Parameters: { Location: "spec.yaml" } } },
  { "Fn::Transform": [] },
  { "Fn::Join": [1, 2] },
  { "Fn::FindInMap": ["Sizes"] },
  { Condition: "IsProd" },
];

const wrongKeys = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "",
  "$ref",
  "Fn::If",
  "Fn::Transform",
  "x-amazon-apigateway-integration",
  "0",
  "~1",
  "a b",
];

/** Every place of a value. */
function countPlaces(value: JsonValue): number {
  if (typeof value !== "object" || value === null) return 1;
  const members: readonly JsonValue[] = Array.isArray(value) ? value : Object.values(value);
  return members.reduce((sum: number, member) => sum + countPlaces(member), 1);
}

/** The value with the place of that number replaced; places count from 0 at the root. */
function replacePlace(
  value: JsonValue,
  place: number,
  replace: (old: JsonValue) => JsonValue,
): JsonValue {
  if (place === 0) return replace(value);
  let left = place - 1;
  const visit = (member: JsonValue): JsonValue => {
    const size = countPlaces(member);
    const inside = left >= 0 && left < size;
    const result = inside ? replacePlace(member, left, replace) : member;
    left -= size;
    return result;
  };
  if (Array.isArray(value)) return value.map(visit);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, visit(member)]));
}

function mutate(random: SeededRandom, change: (old: JsonValue) => JsonValue): HostileFiles {
  const { file, text, rest } = random.pick(victims);
  let value = toValue(text);
  for (let turn = 0; turn <= random.below(3); turn += 1) {
    value = replacePlace(value, random.below(countPlaces(value)), change);
  }
  return { ...rest, [file]: JSON.stringify(value, null, 1) };
}

function wrongType(seed: number): HostileFiles {
  const random = createSeededRandom(seed + 2000);
  return mutate(random, () => random.pick(wrongValues));
}

function wrongKey(seed: number): HostileFiles {
  const random = createSeededRandom(seed + 3000);
  return mutate(random, (old) => {
    const inside = typeof old === "object" && old !== null && !Array.isArray(old) ? old : {};
    // As text: a literal `__proto__` would set the prototype.
    const member = JSON.stringify(random.pick(wrongValues));
    const name = JSON.stringify(random.pick(wrongKeys));
    const rest = JSON.stringify(inside).slice(1);
    const value: unknown = JSON.parse(`{${name}:${member}${rest === "}" ? "" : ","}${rest}`);
    return toValue(JSON.stringify(value));
  });
}

/** Sound texts, spoilt at places a seed chooses. */
export const mutations: readonly HostileCase[] = [
  ...seededCases("truncated", 30, truncate),
  ...seededCases("scrambled", 30, scramble),
  ...seededCases("wrong type", 40, wrongType),
  ...seededCases("wrong key", 20, wrongKey),
];

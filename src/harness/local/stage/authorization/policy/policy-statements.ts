import { isObject } from "../../../../core/json.ts";
import type { ConditionKeys } from "./condition-keys.ts";
import { evaluateCondition, readCondition, type ConditionTest } from "./evaluate-condition.ts";
import { readPolicyText, type TextReading } from "./policy-variables.ts";
import { readPrincipals, type Caller, type Principals } from "./principals.ts";
import { allOf, anyOf, isUnknown, not, type Truth } from "./truth.ts";
import { inLowerCase, matchesPattern, type Pattern } from "./wildcard-pattern.ts";

/** A request, as a policy looks at it. */
export interface PolicyRequest {
  /** Of the method as requested: `arn:aws:execute-api:…:api/stage/GET/orders/7`. */
  readonly arn: string;
  readonly keys: ConditionKeys;
  readonly caller: Caller;
}

/** A policy document, read. */
export interface Policy {
  readonly statements: readonly Statement[];
  /** Are there policy variables in its texts? */
  readonly variables: boolean;
}

interface Statement {
  readonly effect: "Allow" | "Deny";
  /** `null` in policies of an authorizer, which are for its caller. */
  readonly principals: Principals | null;
  readonly actions: Texts;
  readonly resources: Texts;
  readonly tests: readonly ConditionTest[];
}

interface Texts {
  readonly texts: readonly string[];
  /** `NotAction`, `NotResource`. */
  readonly negative: boolean;
}

/** What the statements of a policy say of a request: whether a Deny fits, and whether an Allow does. */
export interface PolicyFindings {
  readonly denies: Truth;
  readonly allows: Truth;
}

const versions: ReadonlySet<unknown> = new Set([undefined, "2008-10-17", "2012-10-17"]);

/** The action a policy is asked for. */
const invoke = "execute-api:invoke";

/**
 * Reads a policy document (IAM policy grammar). `null` for what is none: whatever is not understood to the last
 * statement is not judged at all.
 *
 * @param kind policies of resources name principals in each statement
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function readPolicy(value: unknown, kind: "identity" | "resource"): Policy | null {
  if (!isObject(value) || !versions.has(value["Version"])) return null;
  const statements = listOf(value["Statement"]).map((each) => readStatement(each, kind));
  const readable = statements.filter((each) => each !== null);
  if (statements.length === 0 || readable.length < statements.length) return null;
  return { statements: readable, variables: value["Version"] === "2012-10-17" };
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

function readStatement(value: unknown, kind: "identity" | "resource"): Statement | null {
  if (!isObject(value)) return null;
  const { Effect: effect } = value;
  if (effect !== "Allow" && effect !== "Deny") return null;
  const actions = readTexts(value["Action"], value["NotAction"]);
  const resources = readTexts(value["Resource"], value["NotResource"]);
  const tests = readCondition(value["Condition"]);
  const principals = readPrincipals(value["Principal"], value["NotPrincipal"]);
  if (actions === null || resources === null || tests === null) return null;
  if (kind === "identity") return { effect, principals: null, actions, resources, tests };
  return principals === null ? null : { effect, principals, actions, resources, tests };
}

/** One of the two must be there, and hold texts alone. */
function readTexts(these: unknown, allBut: unknown): Texts | null {
  if ((these === undefined) === (allBut === undefined)) return null;
  const list = listOf(these ?? allBut);
  const texts = list.flatMap((each) => (typeof each === "string" ? [each] : []));
  if (texts.length === 0 || texts.length < list.length) return null;
  return { texts, negative: these === undefined };
}

/** Holds a request against every statement of a policy. */
export function searchPolicy(
  { statements, variables }: Policy,
  request: PolicyRequest,
): PolicyFindings {
  const reading = { keys: request.keys, variables };
  const fitting = (effect: Statement["effect"]): Truth =>
    anyOf(
      statements
        .filter((each) => each.effect === effect)
        .map((each) => fits(each, request, reading)),
    );
  return { denies: fitting("Deny"), allows: fitting("Allow") };
}

function fits(
  { principals, actions, resources, tests }: Statement,
  { arn, caller }: PolicyRequest,
  reading: TextReading,
): Truth {
  return allOf([
    principals === null ? true : principals(caller),
    namesAction(actions),
    namesResource(resources, arn, reading, principals !== null),
    evaluateCondition(tests, reading),
  ]);
}

/** Actions know no variables, and no case. */
function namesAction({ texts, negative }: Texts): boolean {
  const plain = { keys: () => ({ kind: "absent" }) as const, variables: false };
  const named = texts.some((text) => {
    const pattern = readPolicyText(text, plain, true);
    return !isUnknown(pattern) && matchesPattern(inLowerCase(pattern), invoke);
  });
  return named !== negative;
}

/** @param isAttached to an API, whose ARN the short form stands for: what it is for an authorizer no source says */
function namesResource(
  { texts, negative }: Texts,
  arn: string,
  reading: TextReading,
  isAttached: boolean,
): Truth {
  const named = anyOf(
    texts.map((text) => {
      if (!isAttached && text.startsWith(shortForm))
        return { unknown: `the resource ${text} in a policy of an authorizer` };
      const pattern = readPolicyText(expandShortForm(text, arn), reading, true);
      return isUnknown(pattern) ? pattern : namesPath(text, pattern, arn);
    }),
  );
  return negative ? not(named) : named;
}

/**
 * No source says whether a policy is held against the path as requested or decoded: where the two differ, it cannot be
 * told. The ARN itself, as an authorizer got it, names the request in any case.
 */
function namesPath(text: string, pattern: Pattern, arn: string): Truth {
  const matches = matchesPattern(pattern, arn);
  if (!arn.includes("%") || text === arn || matches === matchesPattern(pattern, decode(arn)))
    return matches;
  return { unknown: `the resource ${text} of a policy for the encoded path of ${arn}` };
}

/** Each sequence that can be decoded, whatever the others are. */
function decode(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/giu, (sequence) => {
    try {
      return decodeURIComponent(sequence);
    } catch {
      return sequence;
    }
  });
}

const shortForm = "execute-api:/";

/** `execute-api:/dev/GET/orders` stands for the ARN of the API a policy is attached to. */
function expandShortForm(text: string, arn: string): string {
  return text.startsWith(shortForm)
    ? `${arn.slice(0, arn.indexOf("/"))}/${text.slice(shortForm.length)}`
    : text;
}

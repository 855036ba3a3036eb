import { Ajv2020, type KeywordCxt } from "ajv/dist/2020.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { compilePattern } from "./compile-pattern.ts";
import { PatternNotJudged } from "./pattern-not-judged.ts";

/** Keywords whose branches fail for reasons that mean nothing by themselves. */
const branching = ["anyOf", "oneOf", "contains"];

/**
 * The one ajv set-up of the harness: 2020-12, all errors with their data, no meta-schema (schemas are
 * checked while they are normalised), the formats of ajv-formats, OpenAPI's among them.
 */
export function createAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    verbose: true,
    meta: false,
    validateSchema: false,
    validateFormats: true,
    logger: false,
    inlineRefs: false,
    ownProperties: true,
    messages: false,
    formats: fullFormats,
    code: { optimize: false, regExp: Object.assign(toRegExp, { code: "new RegExp" }) },
  });
  for (const keyword of branching) dropBranchErrors(ajv, keyword);
  return ajv;
}

/** What ajv needs of an expression; it keeps those apart by their text. */
interface PatternOfAjv {
  test(text: string): boolean;
  toString(): string;
}

function toRegExp(pattern: string, flags: string): PatternOfAjv {
  const bounded = compilePattern(pattern);
  if (bounded === null) return new RegExp(pattern, flags);
  return {
    test: (text) => {
      const verdict = bounded.matches(text);
      if (verdict === null) throw new PatternNotJudged(pattern);
      return verdict;
    },
    toString: () => `/${pattern}/`,
  };
}

/** Lets a branching keyword report itself alone; the branches are looked into afterwards, one by one. */
function dropBranchErrors(ajv: Ajv2020, keyword: string): void {
  const rule = ajv.RULES.all[keyword];
  if (typeof rule !== "object" || !("code" in rule.definition)) return;
  const { definition } = rule;
  const { code } = definition;
  rule.definition = {
    ...definition,
    code(cxt: KeywordCxt, ruleType?: string): void {
      const report = cxt.error.bind(cxt);
      cxt.error = (append, parameters, paths): void => {
        cxt.reset();
        report(append, parameters, paths);
      };
      code(cxt, ruleType);
    },
  };
}

import type { Problem } from "../../../core/problem.ts";
import type { CheckedTemplate, TemplateRule } from "./checked-template.ts";
import { circularDependency } from "./circular-dependency.ts";
import { eventPatternKey } from "./event-pattern-key.ts";
import { hardCodedArn } from "./hard-coded-arn.ts";
import { invalidIntrinsic } from "./invalid-intrinsic.ts";
import { languageExtension } from "./language-extension.ts";
import { misplacedIntrinsic } from "./misplaced-intrinsic.ts";
import { removedReference } from "./removed-reference.ts";
import { unknownAttribute } from "./unknown-attribute.ts";
import { unknownCondition } from "./unknown-condition.ts";
import { unknownDependency } from "./unknown-dependency.ts";
import { unknownMapping } from "./unknown-mapping.ts";
import { unknownPolicyTemplate } from "./unknown-policy-template.ts";
import { unknownReference } from "./unknown-reference.ts";
import { unknownResourceType } from "./unknown-resource-type.ts";
import { unknownSection } from "./unknown-section.ts";

const rules: readonly TemplateRule[] = [
  unknownSection,
  unknownResourceType,
  unknownPolicyTemplate,
  eventPatternKey,
  unknownReference,
  unknownAttribute,
  unknownCondition,
  unknownDependency,
  unknownMapping,
  invalidIntrinsic,
  misplacedIntrinsic,
  languageExtension,
  removedReference,
  circularDependency,
  hardCodedArn,
];

/** Everything the rules say of a template; what a loop repeats is told once. */
export function checkTemplate(template: CheckedTemplate): readonly Problem[] {
  const told = new Set<string>();
  return rules
    .flatMap((rule) => rule(template))
    .filter(({ code, message, location }) => {
      const key = `${code} ${location?.line} ${location?.column} ${message}`;
      return told.has(key) ? false : told.add(key);
    });
}

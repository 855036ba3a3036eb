import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `template` layer. */
export const templateCodes = {
  "template/syntax-error": {
    severity: "error",
    title: "the template is not valid YAML or JSON",
    hint: "Mend the text at this place or just above; nothing is said of the rest of the template before.",
  },
  "template/unknown-tag": {
    severity: "warning",
    title: "a short form that names no known function",
    hint: "Correct the tag, or quote the text if no function is meant.",
  },
  "template/unknown-resource-type": {
    severity: "error",
    title: "a resource type that does not exist",
  },
  "template/runtime-unknown": {
    severity: "error",
    title: "a runtime that Lambda does not have",
  },
  "template/runtime-deprecated": {
    severity: "warning",
    title: "a runtime that AWS has stopped supporting",
    hint: "Move the function to a runtime that is supported.",
  },
  "template/unknown-policy-template": {
    severity: "error",
    title: "a policy template that SAM does not have",
  },
  "template/event-pattern-key": {
    severity: "error",
    title: "an event pattern asks for a key that no event has",
  },
  "template/tab": {
    severity: "error",
    title: "a tab where SAM CLI takes none",
    hint: "Write spaces; tabs may stand in quotes, comments and block texts only.",
  },
  "template/byte-order-mark": {
    severity: "warning",
    title: "the template begins with a byte order mark",
    hint: "Save the file as UTF-8 without a byte order mark.",
  },
  "template/duplicate-key": {
    severity: "error",
    title: "a key stands twice in the same map",
    hint: "Rename or remove one of the two.",
  },
  "template/no-resources": {
    severity: "error",
    title: "the template has no Resources",
    hint: "Add a Resources map with at least one resource.",
  },
  "template/resource-without-type": {
    severity: "error",
    title: "a resource has no Type",
    hint: "Give the resource a Type, for example AWS::Serverless::Function.",
  },
  "template/unknown-reference": {
    severity: "error",
    title: "a reference names no parameter or resource",
  },
  "template/unknown-attribute": {
    severity: "error",
    title: "a resource type has no such attribute",
  },
  "template/reserved-variable": {
    severity: "error",
    title: "a function sets a variable Lambda reserves",
  },
  "template/environment-too-large": {
    severity: "error",
    title: "the variables of a function take more than 4 KB",
  },
  "template/removed-reference": {
    severity: "warning",
    title: "a reference names a resource that a condition removes",
  },
  "template/circular-dependency": {
    severity: "error",
    title: "resources wait for each other",
    hint: "Break the circle: build one of the names from parameters and AWS::StackName instead of a reference, or move the property to a resource of its own.",
  },
  "template/unknown-dependency": {
    severity: "error",
    title: "DependsOn names no resource",
  },
  "template/unknown-mapping": {
    severity: "error",
    title: "a lookup names no mapping or entry",
  },
  "template/unknown-section": {
    severity: "error",
    title: "the template has a section CloudFormation does not know",
  },
  "template/invalid-intrinsic": {
    severity: "error",
    title: "a function has the wrong arguments",
  },
  "template/misplaced-intrinsic": {
    severity: "error",
    title: "a function stands where CloudFormation takes none",
  },
  "template/language-extension": {
    severity: "error",
    title: "a function needs the transform AWS::LanguageExtensions",
    hint: "List AWS::LanguageExtensions before AWS::Serverless-2016-10-31 under Transform.",
  },
  "template/loop-invalid": {
    severity: "error",
    title: "a loop cannot be unrolled",
  },
  "template/loop-not-unrolled": {
    severity: "warning",
    title: "a loop goes over values that are not known here",
    hint: "Give the parameter with --parameter-overrides; until then what the loop makes is not seen.",
  },
  "template/hard-coded-arn": {
    severity: "info",
    title: "an ARN written out names a resource of the template itself",
  },
  "template/stack-unreadable": {
    severity: "warning",
    title: "the template of a nested stack cannot be read",
    hint: "Correct the path, or build the template first; its functions and outputs are not seen here.",
  },
  "template/unknown-property": {
    severity: "error",
    title: "a property is misspelt",
  },
  "template/unknown-condition": {
    severity: "error",
    title: "a condition is not defined",
    hint: "Define it under Conditions, or correct its name.",
  },
  "template/condition-unknown": {
    severity: "warning",
    title: "a condition cannot be decided on this machine",
    hint: "Give the parameter it depends on with --parameter-overrides; until then the resource is kept.",
  },
  "template/parameter-missing": {
    severity: "warning",
    title: "a parameter has neither a default nor a value",
  },
  "template/parameter-value": {
    severity: "error",
    title: "a parameter's value breaks its own constraints",
  },
  "template/parameter-type": {
    severity: "error",
    title: "a parameter has no type, or one that does not exist",
  },
  "template/unknown-parameter": {
    severity: "warning",
    title: "a value is given for a parameter the template does not declare",
    hint: "Declare it under Parameters, or remove it from parameter_overrides.",
  },
  "template/value-unknown": {
    severity: "warning",
    title: "a value the local stage needs is known to AWS only",
    hint: "Give it through a parameter, so that it can be set with --parameter-overrides.",
  },
  "template/value-invalid": {
    severity: "error",
    title: "a property has a value its type does not allow",
  },
  "template/transform-not-applied": {
    severity: "warning",
    title: "a transform or macro that is not applied here",
    hint: "Point --template at the processed template if the macro adds functions, APIs or tables.",
  },
  "template/definition-conflict": {
    severity: "error",
    title: "an API has both DefinitionBody and DefinitionUri",
    hint: "Keep one of the two; SAM refuses a template that has both.",
  },
  "template/definition-unreadable": {
    severity: "error",
    title: "an API's document cannot be read from this machine",
    hint: "Let the API include a local file: DefinitionBody with Fn::Transform, Name AWS::Include, Location openapi.yaml.",
  },
  "template/include-siblings": {
    severity: "info",
    title: "keys stand beside an AWS::Include",
    hint: "Remove them, or move them into the included file: where both have a key, the file's counts.",
  },
  "template/table-key-undefined": {
    severity: "error",
    title: "a key attribute is missing from AttributeDefinitions",
  },
  "template/table-attribute-unused": {
    severity: "error",
    title: "an attribute is defined but is no key of the table or an index",
    hint: "Remove it from AttributeDefinitions: DynamoDB takes key attributes only there.",
  },
  "template/runtime-not-run": {
    severity: "info",
    title: "a function's runtime is not run on this machine",
    hint: "It is checked in the template and the spec; the configuration can answer for it (functions), and --url reaches the deployed one.",
  },
  "template/config-syntax-error": {
    severity: "error",
    title: "samconfig is not valid TOML or YAML",
  },
  "template/config-value": {
    severity: "warning",
    title: "a samconfig value cannot be used",
  },
  "template/config-environment": {
    severity: "warning",
    title: "samconfig has no section for the environment",
  },
} as const satisfies Record<`template/${string}`, CodeEntry>;

/** Set-up errors of the `template` layer. */
export const templateSetupErrors = {
  "template/not-found": {
    exitCode: 2,
    title: "no template",
    hint: "Name the template with --template FILE, or run in the folder that holds template.yaml.",
  },
} as const satisfies Record<`template/${string}`, SetupErrorEntry>;

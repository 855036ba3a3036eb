import { cidr } from "./cidr.ts";
import { conditionValue, ifThenElse } from "./conditions.ts";
import { external, type Intrinsic } from "./evaluation.ts";
import { findInMap } from "./find-in-map.ts";
import { getAtt } from "./get-att.ts";
import { importValue } from "./import-value.ts";
import { join, split } from "./join.ts";
import { ref } from "./ref.ts";
import { length, select } from "./select.ts";
import { sub } from "./sub.ts";
import { base64, toJsonString } from "./text-functions.ts";

/** Functions whose value depends on what is deployed, with the reason they stay unknown. */
const outOfReach: Readonly<Record<string, string>> = {
  "Fn::GetAZs": "the availability zones of an account are known to AWS only",
  "Fn::Transform": "a macro runs in CloudFormation only",
  "Fn::GetStackOutput": "an output of another stack is known to AWS only",
};

/** Every intrinsic function that is understood, by the key it is written with. */
export const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: ref,
  "Fn::GetAtt": getAtt,
  "Fn::Sub": sub,
  "Fn::Join": join,
  "Fn::Split": split,
  "Fn::Select": select,
  "Fn::Length": length,
  "Fn::Cidr": cidr,
  "Fn::FindInMap": findInMap,
  "Fn::If": ifThenElse,
  "Fn::Equals": conditionValue("Fn::Equals"),
  "Fn::And": conditionValue("Fn::And"),
  "Fn::Or": conditionValue("Fn::Or"),
  "Fn::Not": conditionValue("Fn::Not"),
  "Fn::ImportValue": importValue,
  "Fn::Base64": base64,
  "Fn::ToJsonString": toJsonString,
  ...Object.fromEntries(
    Object.entries(outOfReach).map(([name, reason]): [string, Intrinsic] => [
      name,
      () => external(`${reason} (${name})`),
    ]),
  ),
};

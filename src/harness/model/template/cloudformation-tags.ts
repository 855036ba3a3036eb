import { isNode, Pair, Scalar, YAMLMap, type CollectionTag, type ScalarTag, type Tags } from "yaml";

/** The functions CloudFormation has a short YAML tag for, by tag name. */
const longForms: Readonly<Record<string, string>> = {
  Ref: "Ref",
  Condition: "Condition",
  ...Object.fromEntries(
    [
      "And",
      "Base64",
      "Cidr",
      "Contains",
      "EachMemberEquals",
      "EachMemberIn",
      "Equals",
      "FindInMap",
      "GetAtt",
      "GetAZs",
      "If",
      "ImportValue",
      "Join",
      "Length",
      "Not",
      "Or",
      "RefAll",
      "Select",
      "Split",
      "Sub",
      "ToJsonString",
      "Transform",
      "ValueOf",
      "ValueOfAll",
    ].map((name) => [name, `Fn::${name}`]),
  ),
};

/** `!GetAtt Table.Arn` names resource and attribute in one word; the first dot parts them. */
function scalarArgument(tag: string, text: string): unknown {
  const dot = text.indexOf(".");
  return tag === "GetAtt" && dot > 0 ? [text.slice(0, dot), text.slice(dot + 1)] : text;
}

function scalarTag(tag: string, longForm: string): ScalarTag {
  return { tag: `!${tag}`, resolve: (text) => ({ [longForm]: scalarArgument(tag, text) }) };
}

/** The collection stays a node inside the new map, so that places inside it can still be found. */
function collectionTag(tag: string, longForm: string, collection: "map" | "seq"): CollectionTag {
  return {
    tag: `!${tag}`,
    collection,
    resolve: (value) => {
      const key = new Scalar(longForm);
      if (isNode(value) && value.range) key.range = value.range;
      const map = new YAMLMap();
      map.items.push(new Pair(key, value));
      return map;
    },
  };
}

/**
 * YAML tags of CloudFormation's short forms: each is read as its long form, `!Sub x` as
 * `{ "Fn::Sub": "x" }` (source: CloudFormation user guide, intrinsic function reference).
 */
export const cloudFormationTags: Tags = Object.entries(longForms).flatMap(([tag, longForm]) => [
  scalarTag(tag, longForm),
  collectionTag(tag, longForm, "map"),
  collectionTag(tag, longForm, "seq"),
]);

/** The tags that are understood, without their exclamation mark. */
export const shortTagNames: readonly string[] = Object.keys(longForms);

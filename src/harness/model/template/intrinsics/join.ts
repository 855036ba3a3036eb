import {
  evaluateList,
  evaluateText,
  isList,
  known,
  longestText,
  tooLong,
  toText,
  unknown,
  type Intrinsic,
} from "./evaluation.ts";

/** `Fn::Join`: `[delimiter, list]`. */
export const join: Intrinsic = (argument, scope) => {
  const [delimiter, items] = isList(argument) ? argument : [];
  if (typeof delimiter !== "string" || items === undefined)
    return unknown("Fn::Join takes a delimiter and a list");
  const list = evaluateList(items, scope, "the list of Fn::Join");
  if (!list.known) return list;
  const texts = list.value.map(toText);
  const length = texts.reduce((sum, text) => sum + delimiter.length + (text?.length ?? 0), 0);
  if (length > longestText) return tooLong("Fn::Join");
  return texts.includes(null)
    ? unknown("an item of Fn::Join is not text")
    : known(texts.join(delimiter));
};

/** `Fn::Split`: `[delimiter, text]`. */
export const split: Intrinsic = (argument, scope) => {
  const [delimiter, source] = isList(argument) ? argument : [];
  if (typeof delimiter !== "string" || delimiter === "" || source === undefined) {
    return unknown("Fn::Split takes a delimiter and a text");
  }
  const text = evaluateText(source, scope, "the text of Fn::Split");
  return text.known ? known(text.value.split(delimiter)) : text;
};

import {
  evaluateList,
  evaluateText,
  isList,
  known,
  unknown,
  type Intrinsic,
} from "./evaluation.ts";

/** `Fn::Select`: `[index, list]`; only the chosen item has to be known. */
export const select: Intrinsic = (argument, scope) => {
  const [position, items] = isList(argument) ? argument : [];
  if (position === undefined || items === undefined)
    return unknown("Fn::Select takes an index and a list");
  const index = evaluateText(position, scope, "the index of Fn::Select");
  if (!index.known) return index;
  const number = Number(index.value);
  if (!Number.isInteger(number) || number < 0)
    return unknown(`Fn::Select's index ${index.value} is no whole number`);
  if (isList(items)) {
    const chosen = items[number];
    return chosen === undefined ? outOfRange(number, items.length) : scope.evaluate(chosen);
  }
  const list = evaluateList(items, scope, "the list of Fn::Select");
  if (!list.known) return list;
  const chosen = list.value[number];
  return chosen === undefined ? outOfRange(number, list.value.length) : known(chosen);
};

function outOfRange(index: number, length: number): ReturnType<typeof unknown> {
  return unknown(`Fn::Select asks for item ${index} of a list of ${length}`);
}

/** `Fn::Length` (AWS::LanguageExtensions): how many items a list has. */
export const length: Intrinsic = (argument, scope) => {
  if (isList(argument)) return known(argument.length);
  const list = evaluateList(argument, scope, "the argument of Fn::Length");
  return list.known ? known(list.value.length) : list;
};

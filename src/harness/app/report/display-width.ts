/** Two columns in a terminal: East Asian wide characters and emoji. */
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;
/** No column: marks that are drawn onto the character before. */
const narrow = /^(?:\p{Mn}|\p{Me}|\p{Cf})+$/u;

/** Printable ASCII: a column each. */
const plain = /^[\u0020-\u007E]*$/u;

/**
 * How many columns a text takes in a terminal; what is joined to one character counts once.
 *
 * @example displayWidth("日本") // 4
 */
export function displayWidth(text: string): number {
  // Most texts are plain, and the segmenter's tables take a hundredth of a second to load.
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (narrow.test(segment)) continue;
    width += wide.test(segment) ? 2 : 1;
  }
  return width;
}

/** Digits without zeros around them, and the power of ten of the last one. */
function decimalOf(lexeme: string): { readonly digits: string; readonly exponent: number } | null {
  const parts = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/u.exec(lexeme);
  if (parts === null) return null;
  const [, whole = "", fraction = "", power = "0"] = parts;
  const digits = `${whole}${fraction}`.replace(/^0+/u, "");
  const kept = digits.replace(/0+$/u, "");
  if (kept === "") return { digits: "", exponent: 0 };
  return {
    digits: kept,
    exponent: Number(power) - fraction.length + (digits.length - kept.length),
  };
}

/**
 * The value rules compare a JSON number by: the double that stands for it, where the shortest text of
 * that double is the same decimal. `null` for numbers with more digits than a double keeps, and for
 * those beyond its range: such a number equals only itself, as it is written. `-0` is `0`.
 */
export function canonicalNumber(lexeme: string): number | null {
  const value = Number(lexeme);
  if (!Number.isFinite(value)) return null;
  if (lexeme.length <= 15 && !/[eE]/u.test(lexeme)) return value === 0 ? 0 : value;
  const written = decimalOf(lexeme);
  const kept = decimalOf(String(value));
  if (written === null || kept === null) return null;
  if (written.digits !== kept.digits || written.exponent !== kept.exponent) return null;
  return value === 0 ? 0 : value;
}

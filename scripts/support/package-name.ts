/** The package a bare specifier belongs to: "ajv/dist/2020.js" is of "ajv". */
export function packageName(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

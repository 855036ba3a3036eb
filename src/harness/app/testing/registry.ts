/** State shared by the entries of the package. */
export const registry = { calls: 0 };

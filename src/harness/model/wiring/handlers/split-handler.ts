/** `Handler` taken apart. */
export interface HandlerParts {
  /** Path of the module without its extension, relative to the code's root. */
  readonly module: string;
  /** Dotted export name. */
  readonly exportName: string;
}

/** `Handler` taken apart as the Node.js runtime does: the module ends at the first dot of the last path segment. */
export function splitHandler(handler: string): HandlerParts | null {
  const slash = handler.lastIndexOf("/") + 1;
  const dot = handler.indexOf(".", slash);
  if (dot <= slash || dot === handler.length - 1) return null;
  return { module: handler.slice(0, dot), exportName: handler.slice(dot + 1) };
}

/** As the Python runtime does: the function is what follows the last dot, every dot before it is a folder. */
export function splitPythonHandler(handler: string): HandlerParts | null {
  const dot = handler.lastIndexOf(".");
  if (dot <= 0 || dot === handler.length - 1) return null;
  return {
    module: handler.slice(0, dot).replaceAll(".", "/"),
    exportName: handler.slice(dot + 1),
  };
}

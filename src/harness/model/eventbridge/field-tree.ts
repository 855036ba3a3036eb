/** A key of an event on the way to fields that patterns name. */
export class FieldNode {
  readonly children = new Map<string, FieldNode>();
  /** The number of the field that ends here, -1 for none. */
  field = -1;

  /** The node behind a key. Dots are not special: a key with dots is a path of keys. */
  step(key: string): FieldNode | null {
    const direct = this.children.get(key);
    if (direct !== undefined) return direct;
    if (!key.includes(".")) return null;
    let node: FieldNode | undefined;
    for (const part of key.split(".")) {
      node = (node ?? this).children.get(part);
      if (node === undefined) return null;
    }
    return node ?? null;
  }
}

/** The fields that patterns name, so that an event is walked once and only where it matters. */
export class FieldTree {
  readonly root = new FieldNode();
  readonly #fields = new Map<string, number>();

  /** How many fields there are; their numbers are below it. */
  get size(): number {
    return this.#fields.size;
  }

  /** The number of a field, which is added where it is new. */
  add(path: string): number {
    const known = this.#fields.get(path);
    if (known !== undefined) return known;
    let node = this.root;
    for (const part of path.split(".")) {
      let child = node.children.get(part);
      if (child === undefined) {
        child = new FieldNode();
        node.children.set(part, child);
      }
      node = child;
    }
    node.field = this.#fields.size;
    this.#fields.set(path, node.field);
    return node.field;
  }
}

type TypedArray =
  Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;
type Made<T> = new (length: number) => T;

const FIRST_CAPACITY = 1024;

/** A typed array that grows as it is written to. */
export class Growing<T extends TypedArray> {
  private values: T;
  length = 0;

  constructor(private readonly type: Made<T>) {
    this.values = new type(FIRST_CAPACITY);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const wider = new this.type(2 * this.length);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.length] = value;
    this.length += 1;
  }

  at(index: number): number {
    return this.values[index] ?? 0;
  }

  set(index: number, value: number): void {
    this.values[index] = value;
  }

  /** Removes everything from this length on. */
  cut(length: number): void {
    this.length = Math.min(this.length, length);
  }

  /** A copy of what was written. */
  done(): T {
    return this.values.slice(0, this.length) as T;
  }
}

/** Distinct texts, each with its index. */
export class Dictionary {
  private readonly places = new Map<string, number>();

  placeOf(text: string): number {
    let place = this.places.get(text);
    if (place === undefined) this.places.set(text, (place = this.places.size));
    return place;
  }

  get texts(): readonly string[] {
    return [...this.places.keys()];
  }
}

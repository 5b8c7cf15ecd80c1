/** Where a verb writes: a file, a pipe, a device or stdout. */
export interface Output {
  /** Resolves when it can take more. @throws OutputFailed */
  write(some: string | Uint8Array): Promise<void>;
  /** Everything was written: a file gets its name. @throws UsageError it cannot be renamed */
  close(): Promise<void>;
  /** Writing was given up: a new file is removed, and an older one of its name stays. */
  abandon(): Promise<void>;
}

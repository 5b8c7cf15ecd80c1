/** Where a verb writes, whatever stands under the name. */
export interface Output {
  /** Resolves when it takes more. @throws OutputFailed */
  write(some: string | Uint8Array): Promise<void>;
  /** All was written: a file gets its name. @throws UsageError where it cannot have it */
  close(): Promise<void>;
  /** Not all was written: a file is taken away again, and what had its name stays. */
  abandon(): Promise<void>;
}

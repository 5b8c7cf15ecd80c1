/** What no caller may ever see: the inside of the program, or of its databases. */
const INSIDE =
  /\n\s+at |node_modules|SQLITE|SqliteError|TypeError|RangeError|Cannot read prop|is not a function|"INTERNAL"/;

/** What a fuzz found. */
export class Findings {
  /** Inputs by what became of them. */
  readonly counts: Record<string, number> = {};
  readonly found: string[] = [];

  /** @param input what was sent @param status of HTTP @param body what came back */
  ofAnswer(input: string, status: number, body: string): void {
    this.count(`status ${status}`);
    // A refusal that says when to come back is no failure: eight callers at once may ask for more than is done at once.
    const isBusy = status === 503 && body.includes('"OVERLOADED","retryAfterSeconds"');
    if (status >= 500 && !isBusy) this.add(`status ${status}`, input, body);
    else this.ofText(input, body);
  }

  ofText(input: string, said: string): void {
    if (INSIDE.test(said)) this.add('shows its inside', input, said);
  }

  count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }

  add(what: string, input: string, said: string): void {
    this.found.push(`${what}: ${input.slice(0, 1_500)} -> ${said.slice(0, 500)}`);
  }
}

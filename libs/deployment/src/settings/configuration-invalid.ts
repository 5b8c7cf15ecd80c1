/** The configuration cannot be used. Each problem is one line that names the setting or the file, and says what to do. */
export class ConfigurationInvalid extends Error {
  readonly problems: readonly string[];

  constructor(problems: string | readonly string[]) {
    const lines = [problems].flat().map((each) => each.replaceAll(/\s*\n\s*/g, ' '));
    super(
      lines.length === 1
        ? lines[0]
        : [`${lines.length} settings cannot be used:`, ...lines.map((line) => `  ${line}`)].join('\n'),
    );
    this.problems = lines;
  }
}

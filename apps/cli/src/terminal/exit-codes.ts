/** What the command line ends with; `rapport --help` says the same. */
export const EXIT = {
  DONE: 0,
  FAILED: 1,
  USAGE: 2,
  ROWS_LEFT_OUT: 3,
  INTERRUPTED: 130,
} as const;

export const EXIT_CODES_HELP = `
Exit codes:
  0    done
  1    something unexpected stopped it; what was answered for is on disk
  2    the command, a setting or the file cannot be used; nothing was done
  3    done, but rows were refused, bad or left out: they are named (of what backtest, fit and validate
       leave out the first few, and only above one per cent)
  130  interrupted; what was answered for is on disk`;

/** Exit codes of the command line; `rapport --help` lists them. */
export const EXIT = {
  DONE: 0,
  FAILED: 1,
  USAGE: 2,
  ROWS_LEFT_OUT: 3,
  FOUND_WRONG: 4,
  INTERRUPTED: 130,
} as const;

export const EXIT_CODES_HELP = `
Exit codes:
  0    done
  1    failed unexpectedly; everything that was acknowledged is on disk
  2    the command, a setting or a file cannot be used; nothing was done
  3    done, but some rows were refused, bad or left out; each is named (backtest, fit and validate
       name the first few, and only above one per cent)
  4    done, and something is wrong; each thing is named (config,
       doctor, verify, backup)
  130  interrupted; everything that was acknowledged is on disk`;

// The last step of the build: writes down what `--help` prints, so that the launcher loads no verb to say it.
import { writeFileSync } from 'node:fs';
import { helpTexts } from './help-texts.js';

writeFileSync(new URL('../help.json', import.meta.url), JSON.stringify(await helpTexts()));

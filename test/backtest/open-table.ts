// Opens the files of a source, reads every customer, says so, and stays until it is stopped.
import { readSource } from '#source';
import { sourceHistories, validationOf } from '../../apps/cli/src/histories/source-histories.js';
import { SILENT } from '../../apps/cli/src/terminal/progress.js';

const [folder = '', ...files] = process.argv.slice(2);
const source = readSource(folder);
const { question } = validationOf(source);
const { signal } = new AbortController();
const histories = await sourceHistories(source, files, { question, now: Date.now(), progress: SILENT, signal });
let contacts = 0;
for await (const customer of histories.read()) contacts += customer.contacts.length;
console.log(JSON.stringify({ ...histories.summary, leftOut: histories.dataSet.leftOut, contactsRead: contacts }));
setInterval(() => {}, 1000);
